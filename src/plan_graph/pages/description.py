"""Describe one thing as a graph, and say how it is cited and in which forms it can be fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode, Store, Triple

from plan_graph.pages.site import Visit
from plan_graph.vocab import DCTERMS, PLAN, PLAN_BASE, RDFS, SKOS

FORMS = (("Turtle", ".ttl"), ("JSON-LD", ".jsonld"), ("RDF/XML", ".rdf"), ("N-Triples", ".nt"))
"""The forms of a description, by name and ending."""


class Citation(NamedTuple):
    """The name to cite, and the name, media type and address of each form."""

    iri: str
    forms: list[tuple[str, str, str]]


_TYPES = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
    ".nt": "application/n-triples",
}


def citation(visit: Visit, thing: NamedNode) -> Citation:
    """Return how a thing is cited."""
    path = description_path(visit.site.base, thing.value)
    forms = [(name, _TYPES[ending], visit.file(path + ending)) for name, ending in FORMS]
    return Citation(thing.value, forms if path else [])


def description_path(base: str, iri: str) -> str:
    """Return where the description of a thing is within the site, or '' if it is not ours.

    >>> description_path("http://a/", "http://a/id/action/p/1")
    'doc/action/p/1'
    """
    for start in (base, PLAN_BASE):
        path = iri.removeprefix(start)
        if iri.startswith(start) and path.startswith("id/"):
            return "doc/" + path.removeprefix("id/")
        if iri.startswith(start) and path.startswith("code/"):
            return path
    return ""


_LABELS = (SKOS.prefLabel, DCTERMS.title, RDFS.label, PLAN.quote, DCTERMS.identifier)
"""What names a thing, the best first."""
_MOST_INCOMING = 500
"""Incoming links that a description lists."""


def describe(store: Store, thing: NamedNode) -> list[Triple]:
    """Return the statements about a thing and its sources, and the names of its neighbours.

    The concepts of a scheme are described with it. The list is empty if nothing is known.
    """
    own = list(_triples(store, thing))
    if not own:
        return []
    incoming = store.quads_for_pattern(None, None, thing, None)
    links = list(dict.fromkeys(quad.triple for quad in incoming))
    found = list(own)
    for source in (triple.object for triple in own if triple.predicate == PLAN.statedIn):
        if isinstance(source, NamedNode):
            found += _triples(store, source)
    found += links[:_MOST_INCOMING]
    neighbours = [triple.object for triple in own]
    neighbours += [triple.subject for triple in links[:_MOST_INCOMING]]
    for neighbour in dict.fromkeys(neighbours):
        if isinstance(neighbour, NamedNode):
            found += _labels(store, neighbour)
    for triple in links:
        if triple.predicate == SKOS.inScheme and isinstance(triple.subject, NamedNode):
            found += _triples(store, triple.subject)
    return list(dict.fromkeys(found))


def _triples(store: Store, subject: NamedNode | BlankNode) -> Iterator[Triple]:
    """Yield each statement once, however many graphs have it."""
    quads = store.quads_for_pattern(subject, None, None, None)
    return iter(dict.fromkeys(quad.triple for quad in quads))


def _labels(store: Store, thing: NamedNode) -> list[Triple]:
    """Return what names a thing, by the best property that does."""
    for predicate in _LABELS:
        quads = store.quads_for_pattern(thing, predicate, None, None)
        if found := list(dict.fromkeys(quad.triple for quad in quads)):
            return found
    return []
