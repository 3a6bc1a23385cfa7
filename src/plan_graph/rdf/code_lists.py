"""The code lists of the ontology: how each code is called in a language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from plan_graph.resources import folder
from plan_graph.vocab import RDFS, SKOS


@cache
def labels(scheme: str, language: str) -> Mapping[str, str]:
    """Return the labels of a list by code, in its order; English where a language has none.

    A list of others, such as that of currencies, has no labels here.

    >>> labels("role", "ro")
    {'responsible': 'responsabil', 'partner': 'partener'}
    """
    found = _labels(f"codes/{scheme}.ttl", SKOS.prefLabel, language)
    return {iri.rpartition("/")[2]: label for iri, label in found.items()}


@cache
def term_labels(language: str) -> Mapping[str, str]:
    """Return the labels of the terms of the ontology by their IRIs.

    >>> term_labels("en")["https://w3id.org/plan-graph/def#Target"]
    'Target'
    """
    return _labels("core.ttl", RDFS.label, language)


def _labels(name: str, predicate: NamedNode, language: str) -> Mapping[str, str]:
    file = folder("ontology") / name
    if not file.is_file():
        return {}
    found: dict[str, dict[str, str]] = {}
    for quad in parse(path=str(file), format=RdfFormat.TURTLE):
        term, label = quad.subject, quad.object
        if (
            quad.predicate == predicate
            and isinstance(term, NamedNode)
            and isinstance(label, Literal)
        ):
            found.setdefault(term.value, {})[label.language or ""] = label.value
    return {iri: names.get(language) or names["en"] for iri, names in found.items()}
