"""The code lists of the ontology: how each code is called in a language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from plan_graph.resources import folder
from plan_graph.vocab import SKOS


@cache
def labels(scheme: str, language: str) -> Mapping[str, str]:
    """Give the labels of a list by code, in its order; English where a language has none.

    >>> labels("role", "ro")
    {'responsible': 'responsabil', 'partner': 'partener'}
    """
    found: dict[str, dict[str, str]] = {}
    file = folder("ontology") / "codes" / f"{scheme}.ttl"
    for quad in parse(path=str(file), format=RdfFormat.TURTLE):
        concept, label = quad.subject, quad.object
        if quad.predicate != SKOS.prefLabel or not isinstance(concept, NamedNode):
            continue
        if isinstance(label, Literal):
            code = concept.value.rpartition("/")[2]
            found.setdefault(code, {})[label.language or ""] = label.value
    return {code: names.get(language) or names["en"] for code, names in found.items()}
