"""Describe one thing as a graph: what is said of it, what points to it, the words that state it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, NamedNode, Store, Triple

from plan_graph.vocab import DCTERMS, PLAN, RDFS, SKOS

_LABELS = (SKOS.prefLabel, DCTERMS.title, RDFS.label, PLAN.quote, DCTERMS.identifier)
"""What names a thing, the best first."""
_MOST_INCOMING = 500
"""Incoming links that a description lists."""


def describe(store: Store, thing: NamedNode) -> list[Triple]:
    """Give the statements about a thing and its sources, and the names of its neighbours.

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
    """Give each statement once, however many graphs have it."""
    quads = store.quads_for_pattern(subject, None, None, None)
    return iter(dict.fromkeys(quad.triple for quad in quads))


def _labels(store: Store, thing: NamedNode) -> list[Triple]:
    """Give what names a thing, by the best property that does."""
    for predicate in _LABELS:
        quads = store.quads_for_pattern(thing, predicate, None, None)
        if found := list(dict.fromkeys(quad.triple for quad in quads)):
            return found
    return []
