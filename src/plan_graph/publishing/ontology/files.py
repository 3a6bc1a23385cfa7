"""The files of the ontology as OWL tools load them: each at its own IRI, all merged at a version.

What a server or a folder of pages gives at an IRI is made here, once, from the files that come
along; which of them lies where is written for OWL tools in `catalog-v001.xml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from xml.sax.saxutils import quoteattr

from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from plan_graph.publishing.dumps import PREFIXES
from plan_graph.rdf.jsonld import json_ld
from plan_graph.resources import folder
from plan_graph.vocab import PLAN_BASE

_OWL = "http://www.w3.org/2002/07/owl#"
_VERSION_IRI = NamedNode(_OWL + "versionIRI")
_ONTOLOGY = NamedNode(PLAN_BASE + "def")
SOURCES: Mapping[str, str] = {
    "def": "core.ttl",
    "def/inference": "inference.ttl",
    "def/alignments": "alignments.ttl",
}
"""The files of the ontology, by the paths of their IRIs below the base."""
MERGED = "plan-graph.ttl"
"""How the whole of a version is called where it is a file."""
CATALOG = "catalog-v001.xml"
"""Protégé looks for a file of this name beside the one that it opens."""
_SYNTAX = {
    ".ttl": RdfFormat.TURTLE,
    ".rdf": RdfFormat.RDF_XML,
    ".nt": RdfFormat.N_TRIPLES,
}
ENDINGS = (*_SYNTAX, ".jsonld")
"""The forms of each file."""


@cache
def paths() -> Mapping[str, str]:
    """Return what lies at each path below the base: a name of `SOURCES`, or '' for all merged.

    The IRI of the version of a part leads to that part, as the one without a version does.
    """
    found = {path: path for path in SOURCES}
    for path in SOURCES:
        (iri,) = (t.object for t in _parsed(SOURCES[path]) if t.predicate == _VERSION_IRI)
        if isinstance(iri, NamedNode):
            found[iri.value.removeprefix(PLAN_BASE)] = "" if path == "def" else path
    return found


@cache
def version() -> str:
    """Return the path of the version that holds all files merged, such as 'def/1.2.3'."""
    return next(path for path, source in paths().items() if not source)


@cache
def written(path: str, ending: str) -> bytes:
    """Return what lies at a path, in one of the forms.

    Raises:
        KeyError: If nothing lies there, or there is no such form.
    """
    triples = ontology(paths()[path])
    if ending == ".jsonld":
        return json_ld(triples)
    syntax = _SYNTAX[ending]
    prefixes = None if syntax == RdfFormat.N_TRIPLES else {**PREFIXES, "owl": _OWL}
    return serialize(triples, format=syntax, prefixes=prefixes) or b""


def ontology(source: str = "") -> tuple[Triple, ...]:
    """Return the statements of a file by its path, or of all with the code lists as one ontology.

    The whole has one header, that of the terms, and imports nothing, as all is there.
    """
    if source:
        return _parsed(SOURCES[source])
    codes = (f"codes/{file.name}" for file in sorted((folder("ontology") / "codes").glob("*.ttl")))
    return tuple(t for name in (*SOURCES.values(), *codes) for t in _without_header(name))


def _without_header(name: str) -> Iterator[Triple]:
    others = {NamedNode(PLAN_BASE + path) for path in SOURCES} - {_ONTOLOGY}
    return (triple for triple in _parsed(name) if triple.subject not in others)


@cache
def _parsed(name: str) -> tuple[Triple, ...]:
    path = str(folder("ontology") / name)
    return tuple(quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE))


def catalog(places: Mapping[str, str]) -> str:
    """Return the XML catalogue that says where the files of the ontology lie, by paths of IRIs."""
    entries = [
        f"    <uri id={quoteattr(path)} name={quoteattr(PLAN_BASE + path)} uri={quoteattr(place)}/>"
        for path, place in places.items()
    ]
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>',
        '<catalog prefer="public" xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">',
        *entries,
        "</catalog>",
        "",
    ])  # fmt: skip


def catalog_of_folder(merged: str = MERGED) -> str:
    """Return the catalogue of a folder that holds the files under their own names.

    Args:
        merged: The name of the file with all of them, or '' if it is not there.
    """
    names = {path: SOURCES.get(source, merged) for path, source in paths().items()}
    return catalog({path: name for path, name in names.items() if name})


def catalog_of_site(root: str = "") -> str:
    """Return the catalogue of a site, in which each file lies at the path of its IRI.

    Args:
        root: How a path from the folder of the catalogue to the root of the site begins.
    """
    return catalog({path: f"{root}{path}.ttl" for path in paths()})
