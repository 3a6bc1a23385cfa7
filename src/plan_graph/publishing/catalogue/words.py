"""How a catalogue's terms are said to people, and what each property should hold."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode

from plan_graph.phrases import table
from plan_graph.vocab import CATALOGUE_VOCABULARIES

_PREFIXES = {
    **{vocabulary.namespace: vocabulary.prefix for vocabulary in CATALOGUE_VOCABULARIES},
    "http://purl.org/dc/terms/": "dct",
    "http://www.w3.org/ns/shacl#": "sh",
    "http://www.w3.org/ns/adms#": "adms",
    "http://spdx.org/rdf/terms#": "spdx",
    "http://www.w3.org/ns/prov#": "prov",
    "http://www.w3.org/2006/time#": "time",
    "http://www.w3.org/ns/odrl/2/": "odrl",
}
_LONGEST = 80


def expected(name: str) -> str:
    """Say what a property should hold, by its short name; '' if nothing is known of it.

    >>> expected("foaf:name")
    'the name in words'
    """
    return table("publishing.expected").get(name, "")


def short(term: NamedNode | BlankNode | Literal) -> str:
    """Say a term in few letters.

    >>> short(NamedNode("http://www.w3.org/ns/dcat#theme"))
    'dcat:theme'
    """
    if isinstance(term, Literal):
        text = term.value if len(term.value) <= _LONGEST else f"{term.value[:_LONGEST]}…"
        return f"'{text}'"
    if isinstance(term, BlankNode):
        return str(term)
    for namespace, prefix in _PREFIXES.items():
        name = term.value.removeprefix(namespace)
        if name != term.value and name.isidentifier():
            return f"{prefix}:{name}"
    return str(term)
