"""The terms that the SPARQL editor completes, from the ontology, its codes and the vocabularies."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode

from plan_graph.store import ontology
from plan_graph.vocab import PLAN, PLAN_BASE, RDF, RDFS, SKOS, VOCABULARIES

_OWL = "http://www.w3.org/2002/07/owl#"
_KINDS = {
    _OWL + "Class": "class",
    _OWL + "ObjectProperty": "property",
    _OWL + "DatatypeProperty": "property",
    SKOS.Concept.value: "constant",
}
_CODES = {"funding": "funding-kind", "indicator": "indicator-kind", "role": "role"}
"""The prefixes of the lists of codes that queries name most."""
_About = Mapping[NamedNode, list[Any]]


@cache
def terms() -> str:
    """Give prefixes with their namespaces, and terms with their words in each language, as JSON."""
    prefixes = {vocabulary.prefix: vocabulary.namespace for vocabulary in VOCABULARIES}
    prefixes |= {prefix: f"{PLAN_BASE}code/{scheme}/" for prefix, scheme in _CODES.items()}
    found = sorted(_own(prefixes), key=lambda term: term["name"])
    return json.dumps({"prefixes": prefixes, "terms": [*found, *_others()]}, ensure_ascii=False)


def _own(prefixes: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    said: defaultdict[NamedNode, defaultdict[NamedNode, list[Any]]]
    said = defaultdict(lambda: defaultdict(list))
    for triple in ontology():
        if isinstance(triple.subject, NamedNode):
            said[triple.subject][triple.predicate].append(triple.object)
    for thing, about in said.items():
        kinds = [_KINDS[kind.value] for kind in about.get(RDF.type, ()) if kind.value in _KINDS]
        if kinds and (name := _prefixed(thing.value, prefixes)):
            label = _words(about, RDFS.label) or _words(about, SKOS.prefLabel)
            definition = _words(about, SKOS.definition) or _words(about, RDFS.comment)
            yield {"name": name, "kind": kinds[0], "label": label, "about": definition}


def _prefixed(iri: str, prefixes: Mapping[str, str]) -> str:
    for prefix in (PLAN.prefix, *_CODES):
        if iri.startswith(prefixes[prefix]):
            return f"{prefix}:{iri.removeprefix(prefixes[prefix])}"
    return ""


def _words(about: _About, predicate: NamedNode) -> dict[str, str]:
    literals = (each for each in about.get(predicate, ()) if isinstance(each, Literal))
    return {literal.language or "": literal.value for literal in literals}


def _others() -> Iterator[dict[str, Any]]:
    for vocabulary in VOCABULARIES:
        if vocabulary is not PLAN:
            for name in vocabulary.terms:
                kind = "class" if name[:1].isupper() else "property"
                yield {"name": f"{vocabulary.prefix}:{name}", "kind": kind}
