"""How a thing is cited: its IRI, and the forms in which it can be fetched."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import NamedNode

from plan_graph.pages.site import Visit
from plan_graph.vocab import PLAN_BASE

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
    """Give how a thing is cited."""
    path = description_path(visit.site.base, thing.value)
    forms = [(name, _TYPES[ending], visit.file(path + ending)) for name, ending in FORMS]
    return Citation(thing.value, forms if path else [])


def description_path(base: str, iri: str) -> str:
    """Give where the description of a thing is within the site, or '' if it is not ours.

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
