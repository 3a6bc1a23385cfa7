"""Describe one thing as a graph, and say how it is cited and in which forms it can be fetched."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode, Store, Triple

from plan_graph.pages.document import open_document
from plan_graph.pages.site import Visit
from plan_graph.rdf.view import View
from plan_graph.vocab import DCTERMS, PLAN, PLAN_BASE, RDF, RDFS, SKOS

FORMS = (("Turtle", ".ttl"), ("JSON-LD", ".jsonld"), ("RDF/XML", ".rdf"), ("N-Triples", ".nt"))
"""The forms of a description, by name and ending."""


class Citation(NamedTuple):
    """How a thing is cited.

    Attributes:
        iri: Its name in the data.
        address: Where this site shows it, which resolves; '' if the site has no known address.
        edition: Which edition of the document says it: the beginning of the digest of its text.
        day: The day for which the page speaks.
        forms: The name, media type and address of each form of its description.
    """

    iri: str
    address: str
    edition: str
    day: str
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
    return Citation(
        thing.value,
        visit.whole(path.replace("doc/", "id/", 1)) if path else "",
        _edition(visit, thing),
        visit.day.isoformat(),
        forms if path else [],
    )


def _edition(visit: Visit, thing: NamedNode) -> str:
    """Return the edition of the document of the plan that a thing is of, or ''."""
    _, mark, path = thing.value.rpartition("/id/")
    kind, _, name = path.partition("/")
    if not mark or not visit.site.build or kind == "organisation":
        return ""
    document = open_document(visit.site.build, name.partition("/")[0])
    return sha256(document.text.encode()).hexdigest()[:12] if document else ""


_GOVERNMENT = {PLAN.Agency, PLAN.Ministry}


def schema_type(said: View, body: NamedNode) -> str:
    """Return the class of schema.org that a body is of."""
    is_public = bool(_GOVERNMENT & set(said.values(body, RDF.type)))
    return "GovernmentOrganization" if is_public else "Organization"


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
