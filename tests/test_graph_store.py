"""The SPARQL 1.1 Graph Store Protocol: the 13 cases of the W3C and more, by their descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import rdflib
from rdflib.compare import isomorphic

from serving import TOKEN, Server, serving

HEADERS = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle; charset=utf-8"}
PREFIXES = """@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix v: <http://www.w3.org/2006/vcard/ns#> .
"""


def card(name: str) -> str:
    return (
        PREFIXES
        + f"""<http://example.org/person> a foaf:Person ;
        foaf:businessCard [ a v:VCard ; v:fn "{name}" ] ."""
    )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("graphs") / "store", token=TOKEN) as found:
        yield found


@pytest.fixture(params=["direct", "indirect"])
def address(request: pytest.FixtureRequest, server: Server) -> str:
    """A graph that is not there yet, by either way of naming it."""
    name = f"{server.url}graph/{request.node.originalname}/1.ttl"
    server.client.delete(name, headers=HEADERS)
    return name if request.param == "direct" else f"graph?graph={quote(name, safe='')}"


def send(server: Server, method: str, address: str, body: str, **more: str) -> httpx.Response:
    headers = {**HEADERS, **more}
    return server.client.request(method, address, content=body.encode(), headers=headers)


def get(server: Server, address: str) -> httpx.Response:
    return server.client.get(address, headers={"Accept": "text/turtle"})


def same(response: httpx.Response, turtle: str) -> bool:
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    found, wanted = (rdflib.Graph().parse(data=text) for text in (response.text, turtle))
    return isomorphic(found, wanted)


def test_put_and_get_again_and_again(server: Server, address: str) -> None:
    assert send(server, "PUT", address, card("John")).status_code == 201
    assert same(get(server, address), card("John"))
    assert send(server, "PUT", address, card("Jane")).status_code == 204
    assert same(get(server, address), card("Jane"))


def test_put_and_get_the_default_graph(server: Server) -> None:
    assert send(server, "PUT", "graph?default", card("Alice")).is_success

    assert same(get(server, "graph?default"), card("Alice"))


def test_what_was_removed_is_gone(server: Server, address: str) -> None:
    send(server, "PUT", address, card("Alice"))

    assert server.client.delete(address, headers=HEADERS).status_code == 204
    assert get(server, address).status_code == 404
    assert server.client.delete(address, headers=HEADERS).status_code == 404


def test_post_adds_also_by_multipart(server: Server, address: str) -> None:
    assert send(server, "POST", address, card("Jane")).is_success
    assert same(get(server, address), card("Jane"))
    names = {"givenName": "Jane", "familyName": "Doe"}
    parts = "".join(
        f'--xyz\r\nContent-Disposition: form-data; name="{key}"; filename="{key}.ttl"\r\n'
        "Content-Type: text/turtle; charset=utf-8\r\n\r\n"
        f'{PREFIXES}<http://example.org/person> foaf:{key} "{name}" .\r\n'
        for key, name in names.items()
    )

    kind = {"Content-Type": "multipart/form-data; boundary=xyz"}
    response = send(server, "POST", address, parts + "--xyz--\r\n", **kind)

    assert response.status_code == 204
    more = "".join(f' <http://example.org/person> foaf:{k} "{n}" .' for k, n in names.items())
    assert same(get(server, address), card("Jane") + more)


def test_post_without_a_name_makes_a_graph(server: Server) -> None:
    response = send(server, "POST", "graph", card("Jane"))

    assert response.status_code == 201
    assert same(get(server, response.headers["location"]), card("Jane"))


def test_head_of_a_graph(server: Server, address: str) -> None:
    send(server, "PUT", address, card("John"))

    response = server.client.head(address, headers={"Accept": "text/turtle; charset=utf-8"})

    assert response.status_code == 200
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    assert response.content == b""


def test_head_of_no_graph(server: Server, address: str) -> None:
    assert server.client.head(address).status_code == 404


def test_an_encoded_name_is_decoded(server: Server) -> None:
    put = send(server, "PUT", "graph?graph=http%3A%2F%2Fexample.org%2Fa", card("A"))

    assert put.is_success
    assert same(get(server, "graph?graph=http://example.org/a"), card("A"))


def test_an_encoded_name_is_decoded_once(server: Server) -> None:
    send(server, "PUT", "graph?graph=http%3A%2F%2Fexample.org%2F%25C3%25A9", card("twice"))

    assert same(get(server, "graph?graph=http%3A%2F%2Fexample.org%2F%25C3%25A9"), card("twice"))
    assert get(server, "graph?graph=http%3A%2F%2Fexample.org%2F%C3%A9").status_code == 404


def test_graphs_of_the_store_protocol_are_those_of_queries(server: Server) -> None:
    send(server, "PUT", "graph?graph=http://example.org/b", card("B"))

    rows = server.rows("SELECT ?n { GRAPH <http://example.org/b> { ?c ?fn ?n } FILTER(?n = 'B') }")

    assert rows == [["B"]]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (card("X")[:-9], "text/turtle", 400),
        (card("X"), "text/html", 415),
        (card("X"), "", 415),
        ("<http://a/> <http://b/> <http://c/> <http://d/> .", "application/n-triples", 400),
        ('{"@context": "http://127.0.0.1:9/", "a": "b"}', "application/ld+json", 400),
        ('{"@context": "file:///etc/passwd", "a": "b"}', "application/ld+json", 400),
    ],
)
def test_what_cannot_be_read_leaves_the_graph(
    server: Server, body: str, kind: str, status: int
) -> None:
    send(server, "PUT", "graph?graph=http://example.org/kept", card("kept"))

    response = send(
        server, "PUT", "graph?graph=http://example.org/kept", body, **{"Content-Type": kind}
    )

    assert response.status_code == status
    assert same(get(server, "graph?graph=http://example.org/kept"), card("kept"))


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_changing_needs_the_token(server: Server, method: str) -> None:
    more: Any = {"Authorization": "Bearer wrong"}

    assert send(server, method, "graph?default", card("X"), **more).status_code == 401


@pytest.mark.parametrize(
    "query", ["", "?graph=a&graph=b", "?graph=http://a/&default", "?graph=a b"]
)
def test_one_graph_is_to_be_named(server: Server, query: str) -> None:
    assert server.client.get("graph" + query).status_code == 400
