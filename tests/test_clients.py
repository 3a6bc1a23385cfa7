"""Clients of the endpoint with their default settings, and the requests that others send.

The requests of clients in JavaScript and of R are replayed as they were seen; the clients in Python
are here themselves, those in JavaScript in `test_javascript_clients`.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import warnings
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

import pandas
import pytest
import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import SPARQLWrapper

from plan_graph.cli import COMMANDS
from real_store import real_build
from serving import Server, serving

PLAN = "https://w3id.org/plan-graph/id/plan/ro-thb-2021-2022"
SELECT = "SELECT ?s ?o { ?s a ?o } ORDER BY ?s ?o LIMIT 3"
QUERIES = {
    "SELECT": SELECT,
    "ASK": "ASK { ?s a ?o }",
    "CONSTRUCT": "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 3",
    "DESCRIBE": f"DESCRIBE <{PLAN}>",
}
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query; charset=utf-8"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(real_build()) as found:
        yield found


FORMATS = ["", "xml", "json", "turtle", "n3", "rdf", "rdf+xml", "csv", "tsv", "json-ld"]
METHODS = [("GET", "urlencoded"), ("POST", "urlencoded"), ("POST", "postdirectly")]


@pytest.mark.parametrize("form", QUERIES)
def test_sparqlwrapper_gets_an_answer_in_every_format_by_every_method(
    server: Server, form: str
) -> None:
    client = SPARQLWrapper(server.url + "sparql")
    client.setTimeout(60)
    refused = {}

    for return_format in FORMATS:
        for method, encoding in METHODS:
            client.resetQuery()
            client.setQuery(QUERIES[form])
            client.setMethod(method)
            client.setRequestMethod(encoding)
            if return_format:
                client.setReturnFormat(return_format)
            try:
                with warnings.catch_warnings():
                    # It warns where a format does not go with a form, and asks all the same.
                    warnings.simplefilter("ignore")
                    found: Any = client.query().convert()
                assert found is not None
            except Exception as error:
                refused[return_format, method, encoding] = repr(error)

    assert not refused


@pytest.mark.parametrize("form", ["CONSTRUCT", "DESCRIBE"])
def test_sparqlwrapper_makes_a_graph_by_default(server: Server, form: str) -> None:
    client = SPARQLWrapper(server.url + "sparql")
    client.setQuery(QUERIES[form])

    with warnings.catch_warnings():
        # It makes a kind of graph that rdflib will give up.
        warnings.simplefilter("ignore", DeprecationWarning)
        found: Any = client.queryAndConvert()

    assert isinstance(found, rdflib.Graph)
    assert len(found) >= 3


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_is_a_client(server: Server, method: str) -> None:
    store = SPARQLStore(server.url + "sparql", method=method)
    graph = rdflib.Graph(store)

    assert len(list(graph.query(SELECT))) == 3
    assert bool(graph.query(QUERIES["ASK"]))
    assert len(list(graph.query(QUERIES["CONSTRUCT"]))) == 3
    assert len(list(graph.objects(rdflib.URIRef(PLAN), rdflib.DCTERMS.title))) == 2


@pytest.mark.parametrize(
    ("field", "headers"), [("format", None), ("output", None), ("", {"Accept": "text/csv"})]
)
def test_pandas_reads_a_table_from_an_address(
    server: Server, field: str, headers: dict[str, str] | None
) -> None:
    asked = {"query": SELECT, **({field: "csv"} if field else {})}
    address = f"{server.url}sparql?{urlencode(asked)}"

    frame = pandas.read_csv(address, storage_options=headers)

    assert list(frame.columns) == ["s", "o"]
    assert len(frame) == 3


REPLAYED = [
    *((form, method, kind, accept, {})
      for form, accept in (("SELECT", f"{JSON};q=1.0,{XML};q=0.7"), ("CONSTRUCT", "text/turtle"),
                           ("ASK", f"{JSON};q=1.0,{XML};q=0.7"))
      for method, kind in (("POST", FORM), ("GET", ""))),
    *((form, method, kind, accept, {})
      for form, accept in (("SELECT", JSON), ("ASK", JSON),
                           ("CONSTRUCT", "application/n-triples, text/turtle"))
      for method, kind in (("GET", ""), ("POST", FORM), ("POST", DIRECT))),
    # R: httr, the package SPARQL, read.csv.
    ("SELECT", "GET", "", "application/json, text/xml, application/xml, */*", {}),
    ("SELECT", "GET", "", XML, {"output": "xml"}),
    ("SELECT", "GET", "", "*/*", {"output": "csv"}),
    ("CONSTRUCT", "GET", "", "*/*", {"format": "n3"}),
]  # fmt: skip


@pytest.mark.parametrize("replayed", REPLAYED)
def test_the_request_of_a_client_is_answered_in_a_form_that_it_takes(
    server: Server, replayed: tuple[str, str, str, str, Mapping[str, str]]
) -> None:
    form, method, kind, accept, more = replayed
    asked, headers = {"query": QUERIES[form], **more}, {"Accept": accept}
    if method == "GET":
        response = server.client.get("sparql", params=asked, headers=headers)
    elif kind == FORM:
        response = server.client.post("sparql", data=asked, headers=headers)
    else:
        headers["Content-Type"] = kind
        response = server.client.post("sparql", content=QUERIES[form], headers=headers)

    assert response.status_code == 200, response.text
    given = response.headers["content-type"].partition(";")[0]
    assert given in accept or "*/*" in accept or more
    if form == "CONSTRUCT":
        assert len(list(parse(response.content, format=RdfFormat.from_media_type(given)))) == 3


def test_a_form_in_the_address_that_no_answer_has_is_refused_by_name(server: Server) -> None:
    response = server.client.get("sparql", params={"query": SELECT, "format": "parrot"})

    assert response.status_code == 400
    assert "'parrot'" in response.text


def test_all_columns_come_in_the_order_of_the_text(server: Server) -> None:
    part = "{ SELECT ?m { ?m a [] } LIMIT 1 }"
    star = f"SELECT DISTINCT*{{ ?z a ?y . OPTIONAL {{ ?z ?p ?a }} {part} }}LIMIT 1"

    as_json = json.loads(server.query(star).text)
    as_csv = next(csv.reader(io.StringIO(server.query(star, accept="text/csv").text)))

    assert as_json["head"]["vars"] == as_csv == ["z", "y", "p", "a", "m"]


@pytest.mark.parametrize("tag", ["RO", "ro-RO", "ro_RO.UTF-8"])
def test_every_command_takes_a_language_as_locales_name_it(tag: str) -> None:
    found = {}

    for name in COMMANDS:
        parser = argparse.ArgumentParser()
        import_module(f"plan_graph.cli.{name}").configure(parser)
        for action in parser._actions:
            if action.dest == "language":
                found[name] = parser._get_values(action, [tag])

    assert len(found) >= 8
    assert set(found.values()) == {"ro"}
