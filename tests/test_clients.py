"""Clients of the endpoint with their default settings, and the requests that others send.

The clients in Python are here themselves, those in JavaScript in `test_javascript_clients` and
those of R in `test_r_clients`; the requests of both are replayed, for machines without them.
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

from client_table import FORMS, PLAN, QUERIES, ROOT, cells, clients
from plan_graph.cli import COMMANDS
from real_store import real_build
from serving import Server, serving

SELECT = QUERIES["SELECT"]
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


def by_sparqlwrapper(address: str, way: str, query: str) -> Any:
    """Ask with no format given, and have the client make of the answer what it does."""
    client = SPARQLWrapper(address)
    client.setTimeout(60)
    client.setQuery(query)
    client.setMethod("GET" if way == "GET" else "POST")
    client.setRequestMethod("postdirectly" if way == "POST direct" else "urlencoded")
    with warnings.catch_warnings():
        # It makes a kind of graph that rdflib will give up.
        warnings.simplefilter("ignore", DeprecationWarning)
        found: Any = client.queryAndConvert()
    if isinstance(found, rdflib.Graph):
        return found
    if results := found.getElementsByTagName("results"):
        return results[0].getElementsByTagName("result")
    return [found.getElementsByTagName("boolean")[0].firstChild.data]


def by_rdflib(address: str, way: str, query: str) -> Any:
    graph = rdflib.Graph(SPARQLStore(address, method=way))
    found = graph.query(query)
    return [found] if found.type == "ASK" else list(found)


def by_pandas(address: str, way: str, query: str) -> Any:
    ways: dict[str, tuple[dict[str, str], dict[str, str] | None]] = {
        "format=csv": ({"format": "csv"}, None),
        "output=csv": ({"output": "csv"}, None),
        "Accept": ({}, {"Accept": "text/csv"}),
    }
    fields, headers = ways[way]
    asked = urlencode({"query": query, **fields})
    return pandas.read_csv(f"{address}?{asked}", storage_options=headers)


BY_PYTHON = {
    "SPARQLWrapper": by_sparqlwrapper, "rdflib SPARQLStore": by_rdflib, "pandas read_csv": by_pandas
}  # fmt: skip


def test_clients_in_python_get_all_that_the_readme_lists(server: Server) -> None:
    described = server.query(QUERIES["DESCRIBE"], accept="application/n-triples").text

    found = {
        (name, way, form, len(ask(f"{server.url}sparql", way, QUERIES[form])))
        for name, ask in BY_PYTHON.items()
        for way in clients()[name].ways
        for form in clients()[name].forms
    }

    assert found == cells(tuple(BY_PYTHON), described.count("\n"))
    assert clients()["SPARQLWrapper"].forms == clients()["rdflib SPARQLStore"].forms == FORMS


def test_the_readme_lists_the_versions_of_clients_in_python_that_are_asked_with() -> None:
    pins = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()

    for name in BY_PYTHON:
        assert f"{name.partition(' ')[0]}=={clients()[name].version}" in pins


def test_rdflib_reads_a_graph_of_the_endpoint_like_its_own(server: Server) -> None:
    graph = rdflib.Graph(SPARQLStore(server.url + "sparql"))

    assert len(list(graph.objects(rdflib.URIRef(PLAN), rdflib.DCTERMS.title))) == 2


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
