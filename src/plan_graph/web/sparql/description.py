"""The service description: what the endpoint can, its graphs, the named queries, the prefixes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize
from starlette.requests import Request
from starlette.responses import Response

from plan_graph.asking.queries import names
from plan_graph.phrases import phrase
from plan_graph.publishing.endpoint_metadata import (
    OVERVIEW,
    describe_queries,
    publication,
    query_iri,
)
from plan_graph.rdf.jsonld import json_ld
from plan_graph.vocab import DCTERMS, RDF, SCHEMA, SH, VOCABULARIES, VOID, VOID_EXT
from plan_graph.web.html import page
from plan_graph.web.media_types import GRAPHS, HTML, acceptable
from plan_graph.web.problems import RequestError
from plan_graph.web.requests import preferred_language
from plan_graph.web.responses import Context, context_of

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "N-Quads", "TriG",
)  # fmt: skip
_SYNTAX = {
    "turtle": RdfFormat.TURTLE, "n-triples": RdfFormat.N_TRIPLES, "rdf-xml": RdfFormat.RDF_XML,
}  # fmt: skip
_PREFIXES = {
    vocabulary.prefix: vocabulary.namespace for vocabulary in (SH, SCHEMA, VOID_EXT, *VOCABULARIES)
}


def service_description(request: Request) -> Response:
    """Describe the endpoint, as a graph or as a page with a form.

    Raises:
        RequestError: With status 406 if the client takes neither.
    """
    context = context_of(request)
    accept = ",".join(request.headers.getlist("accept"))
    offers = acceptable(accept, (*GRAPHS, HTML))
    if not offers:
        raise RequestError(406, phrase("web.description.accept_names_no_form_graph"))
    headers = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-cache"}
    if offers[0] is HTML:
        graphs, language = sorted(context.pool.graphs), preferred_language(request)
        return page("endpoint.html", context, language, headers, graphs=graphs, queries=names())
    content = _written(Endpoint.of(context), offers[0].name)
    return Response(content, headers={**headers, "Content-Type": offers[0].media_type})


class Endpoint(NamedTuple):
    """What is described."""

    address: str
    base: str
    writable: bool
    graphs: frozenset[str]
    overview: tuple[Triple, ...]

    @classmethod
    def of(cls, context: Context) -> Endpoint:
        """Return the endpoint of a server as it is now."""
        settings, pool = context.settings, context.pool
        overview = _overview(pool.snapshot.folder, pool.snapshot.digest) if pool.snapshot else ()
        return cls(settings.address, context.base, settings.writable, pool.graphs, overview)


@lru_cache(maxsize=2)
def _overview(build: Path, _digest: str) -> tuple[Triple, ...]:
    """Return what a build says of all its plans together."""
    file = build / OVERVIEW
    return tuple(quad.triple for quad in parse(path=file)) if file.is_file() else ()


@lru_cache(maxsize=8)
def _written(endpoint: Endpoint, form: str) -> bytes:
    """Write it once for each form: it takes the time of some hundred requests."""
    triples = list(describe(endpoint))
    if form == "json-ld":
        return json_ld(triples)
    prefixes = {"sd": _SD, **_PREFIXES}
    return serialize(triples, format=_SYNTAX[form], prefixes=prefixes) or b""


def describe(about: Endpoint) -> Iterator[Triple]:
    """Yield the description as triples."""
    endpoint = NamedNode(about.address + "sparql")
    service, dataset = (
        NamedNode(endpoint.value + "#service"),
        NamedNode(endpoint.value + "#dataset"),
    )
    yield Triple(service, RDF.type, _sd("Service"))
    yield Triple(service, _sd("endpoint"), endpoint)
    languages = ["SPARQL11Query"] + ["SPARQL11Update"] * about.writable
    for language in languages:
        yield Triple(service, _sd("supportedLanguage"), _sd(language))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in _RESULTS:
        yield Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, RDF.type, _sd("Dataset"))
    yield Triple(dataset, RDF.type, VOID.Dataset)
    yield Triple(dataset, VOID.sparqlEndpoint, endpoint)
    yield Triple(dataset, VOID.uriSpace, Literal(about.base))
    yield from _graphs(about, dataset)
    yield from describe_queries(about.base, endpoint)
    for name in names():
        yield Triple(service, DCTERMS.hasPart, query_iri(about.base, name))
    yield from about.overview


def _graphs(about: Endpoint, dataset: NamedNode) -> Iterator[Triple]:
    default = BlankNode("default")
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, RDF.type, _sd("Graph"))
    if about.overview:
        yield Triple(default, _sd("graph"), publication(about.base))
    for number, name in enumerate(sorted(about.graphs)):
        graph = BlankNode(f"graph{number}")
        yield Triple(dataset, _sd("namedGraph"), graph)
        yield Triple(graph, RDF.type, _sd("NamedGraph"))
        yield Triple(graph, _sd("name"), NamedNode(name))


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
