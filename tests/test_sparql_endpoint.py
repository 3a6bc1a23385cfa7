"""The read-only endpoint: forms of answers, caching, and what a client is told."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from xml.etree import ElementTree

import httpx
import pytest
import rdflib
from pyoxigraph import Quad, RdfFormat, parse

from plan_graph.asking.queries import names
from serving import Server, serving, write_real_build

GRAPH = "https://w3id.org/plan-graph/graph/ro-thb-2021-2022"
SELECT = "SELECT ?s ?o { ?s a ?o } ORDER BY ?s ?o LIMIT 3"
CONSTRUCT = "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 3"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(write_real_build(tmp_path_factory.mktemp("endpoint"))) as found:
        yield found


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("TEXT/CSV;q=0.1, application/xml;q=0.2", "application/sparql-results+xml"),
        ("text/*", "application/sparql-results+xml"),
        ("image/png, */*;q=0.1", "application/sparql-results+json"),
        ("text/csv;q=0, */*", "application/sparql-results+json"),
        (",,;;q=2,text/", "application/sparql-results+json"),
        ("text/csv" + ", text/csv" * 500, "text/csv; charset=utf-8"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
         "application/sparql-results+xml"),
    ],
)  # fmt: skip
def test_a_table_comes_in_the_form_that_is_asked_for(
    server: Server, accept: str, kind: str
) -> None:
    response = server.query(SELECT, accept=accept)

    assert response.status_code == 200
    assert response.headers["content-type"] == kind
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/json", "application/ld+json"),
        ("application/n-quads", "application/n-quads"),
        ("application/trig", "application/trig"),
    ],
)
def test_a_graph_comes_in_the_form_that_is_asked_for(
    server: Server, accept: str, kind: str
) -> None:
    response = server.query(CONSTRUCT, accept=accept)

    assert response.headers["content-type"] == kind
    assert len(parsed(response)) == 3


def parsed(response: httpx.Response) -> list[Quad]:
    syntax = RdfFormat.from_media_type(response.headers["content-type"])
    assert syntax
    return list(parse(response.content, format=syntax))


@pytest.mark.parametrize(
    ("query", "accept"), [(SELECT, "image/png"), (SELECT, "text/turtle"), (CONSTRUCT, "text/csv")]
)
def test_what_fits_no_form_is_not_acceptable(server: Server, query: str, accept: str) -> None:
    response = server.query(query, accept=accept)

    assert response.status_code == 406
    assert response.headers["cache-control"] == "no-store"


def test_all_forms_of_a_table_say_the_same(server: Server) -> None:
    as_json = json.loads(server.query(SELECT, accept="application/json").text)
    as_csv = list(csv.reader(io.StringIO(server.query(SELECT, accept="text/csv").text)))
    as_xml = ElementTree.fromstring(server.query(SELECT, accept="application/xml").text)

    rows = [[b["s"]["value"], b["o"]["value"]] for b in as_json["results"]["bindings"]]
    assert as_csv == [["s", "o"], *rows]
    namespace = "{http://www.w3.org/2005/sparql-results#}"
    assert [uri.text for uri in as_xml.iter(f"{namespace}uri")] == [v for row in rows for v in row]


def test_a_table_for_a_spreadsheet_is_a_file(server: Server) -> None:
    response = server.query(SELECT, accept="text/csv")

    assert response.headers["content-disposition"] == 'attachment; filename="answer.csv"'
    assert response.headers["x-content-type-options"] == "nosniff"


def test_without_a_dataset_all_graphs_are_asked(server: Server) -> None:
    count = "SELECT (COUNT(*) AS ?n) {DATASET { ?s ?p ?o } }"
    whole = int(server.rows(count.replace("DATASET", ""))[0][0])
    stated = server.client.get(
        "sparql", params={"query": count.replace("DATASET", ""), "default-graph-uri": GRAPH}
    )
    by_from = server.rows(f"SELECT (COUNT(*) AS ?n) FROM <{GRAPH}> {{ ?s ?p ?o }}")

    assert whole > int(by_from[0][0]) > 10_000
    assert stated.json()["results"]["bindings"][0]["n"]["value"] == by_from[0][0]


def test_the_same_answer_is_not_sent_twice(server: Server) -> None:
    first = server.query(SELECT)
    tag = first.headers["etag"]

    again = server.query(SELECT, if_none_match=tag)
    among_others = server.query(SELECT, if_none_match=f'"x", {tag}')
    other_form = server.query(SELECT, if_none_match=tag, accept="text/csv")
    other_query = server.query(SELECT + "0", if_none_match=tag)

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert among_others.status_code == 304
    assert other_form.status_code == other_query.status_code == 200


def test_an_answer_that_changes_by_itself_has_no_tag(server: Server) -> None:
    response = server.query("SELECT (RAND() AS ?x) {}")

    assert "etag" not in response.headers
    assert response.headers["cache-control"] == "no-store"


def test_head_is_get_without_a_body(server: Server) -> None:
    parameters = {"query": SELECT}
    got = server.client.get("sparql", params=parameters)
    head = server.client.head("sparql", params=parameters)

    assert head.content == b""
    assert head.status_code == got.status_code
    same = ("content-type", "content-length", "etag", "vary")
    assert [head.headers[name] for name in same] == [got.headers[name] for name in same]


def test_browsers_of_other_sites_may_read(server: Server) -> None:
    preflight = server.client.options(
        "sparql", headers={"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
    )
    got = server.query(SELECT, origin="https://a.example")

    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert preflight.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    for response in (preflight, got):
        assert response.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "MKCOL"])
def test_other_methods_are_told_which_there_are(server: Server, method: str) -> None:
    response = server.client.request(method, "sparql")

    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_a_large_answer_is_compressed_if_wanted(server: Server) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT 2000"
    plain = server.query(query, accept_encoding="identity")
    packed = server.query(query, accept_encoding="gzip")

    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
    assert "Accept-Encoding" in packed.headers["vary"]


CHANGES = ["INSERT DATA { <http://a/> <http://b/> 1 }", "DELETE WHERE { ?s ?p ?o }", "DROP ALL"]


@pytest.mark.parametrize("text", CHANGES)
def test_nothing_can_be_changed(server: Server, text: str) -> None:
    before = server.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    kind = {"Content-Type": "application/sparql-update"}
    query_kind = {"Content-Type": "application/sparql-query"}
    token = {"Authorization": "Bearer whatever", **kind}

    statuses = [
        server.query(text).status_code,
        server.client.get("sparql", params={"update": text}).status_code,
        server.client.post("sparql", data={"update": text}).status_code,
        server.client.post("sparql", data={"query": text}).status_code,
        server.client.post("sparql", content=text, headers=kind).status_code,
        server.client.post("sparql", content=text, headers=query_kind).status_code,
        server.client.post("sparql", content=text, headers=token).status_code,
        server.client.put("graph?default", content="").status_code,
        server.client.delete("graph", params={"graph": GRAPH}).status_code,
        server.client.patch("graph?default", content=text).status_code,
    ]

    assert all(400 <= status < 500 for status in statuses), statuses
    assert server.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == before


@pytest.mark.parametrize(
    "query", ["ASK {", "SELECT ?x { ?x ?y }", "<script>alert(1)</script>", "ASK { ?s a/b:c ?o }"]
)
def test_a_faulty_query_is_told_so_and_not_reflected_as_a_page(server: Server, query: str) -> None:
    response = server.query(query, accept="text/html, */*;q=0.1")

    assert response.status_code == 400
    assert response.headers["content-type"].startswith("text/plain")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "Traceback" not in response.text
    assert ".py" not in response.text


def test_a_problem_has_its_details(server: Server) -> None:
    response = server.query("ASK {")

    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == 400
    assert response.json()["title"] == "Bad Request"
    assert "SPARQL" in response.json()["detail"]


@pytest.mark.parametrize(
    "address",
    [
        "sparql?query=%FF",
        "sparql?query=",
        "sparql?query=%00",
        "sparql?" + "a=b&" * 200,
        "sparql?query=ASK%7B%7D&default-graph-uri=a%20b",
        "sparql?query=ASK%7B%7D&default-graph-uri=relative",
    ],
)
def test_faulty_parameters_are_refused(server: Server, address: str) -> None:
    assert server.client.get(address).status_code == 400


def test_control_characters_never_make_xml_that_is_none(server: Server) -> None:
    query = r'SELECT ("\u0001" AS ?x) {}'

    assert server.query(query, accept="application/sparql-results+xml").status_code == 406
    assert server.rows(query) == [["\x01"]]


def test_the_endpoint_describes_itself(server: Server) -> None:
    response = server.client.get("sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=response.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")

    assert (None, sd.endpoint, rdflib.URIRef(server.url + "sparql")) in graph
    assert (None, sd["name"], rdflib.URIRef(GRAPH)) in graph
    described = set(graph.subjects(rdflib.RDF.type, sh.SPARQLExecutable))
    assert {str(query).rpartition("/")[2] for query in described} == set(names())
    assert all(graph.value(query, sh.select) or graph.value(query, sh.construct)
               for query in described)  # fmt: skip
    assert rdflib.Literal("dcterms") in set(graph.objects(None, sh.prefix))


@pytest.mark.parametrize("kind", ["application/ld+json", "application/rdf+xml", "text/turtle"])
def test_the_description_has_every_form(server: Server, kind: str) -> None:
    response = server.client.get("sparql", headers={"Accept": kind})

    assert len(parsed(response)) > 50
