"""The SPARQL 1.1 Protocol: the 34 cases of the W3C, by their descriptions, on a writable server."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import httpx
import pytest

from serving import TOKEN, Server, serving

GRAPHS = [f"http://graphs.example/data{number}.rdf" for number in (1, 2, 3)]
TOKEN_HEADER = {"Authorization": f"Bearer {TOKEN}"}
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
ABSENT = {"default-graph-uri": "http://graphs.example/not-there.rdf"}
NAMES = "http://example.org/protocol-test/"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("writable") / "store", token=TOKEN) as found:
        yield found


@pytest.fixture(autouse=True)
def _three_graphs(server: Server) -> None:
    """Each graph says of itself that it is a document."""
    data = " ".join(
        f"GRAPH <{g}> {{ <{g}> a <http://xmlns.com/foaf/0.1/Document> }}" for g in GRAPHS
    )
    assert update(server, f"CLEAR ALL ; INSERT DATA {{ {data} }}").is_success


def get(server: Server, *parameters: tuple[str, str], **headers: str) -> httpx.Response:
    return server.client.get("sparql?" + urlencode(parameters), headers=headers)


def post(
    server: Server, body: str | bytes, kind: str | None, *parameters: tuple[str, str]
) -> httpx.Response:
    content = body.encode() if isinstance(body, str) else body
    headers = {**TOKEN_HEADER, **({"Content-Type": kind} if kind else {})}
    return server.client.post("sparql?" + urlencode(parameters), content=content, headers=headers)


def update(server: Server, text: str, *parameters: tuple[str, str]) -> httpx.Response:
    return post(server, text, UPDATE, *parameters)


def is_true(response: httpx.Response) -> bool:
    assert response.status_code < 400, response.text
    return bool(response.json()["boolean"])


def documents(*graphs: str) -> str:
    return " . ".join(f"<{graph}> a ?type" for graph in graphs)


def test_query_by_form(server: Server) -> None:
    response = post(server, "query=ASK%20%7B%7D", FORM, *ABSENT.items())

    assert is_true(response)


def test_query_by_get(server: Server) -> None:
    assert is_true(get(server, ("query", "ASK {}"), *ABSENT.items()))


def test_query_by_direct_post(server: Server) -> None:
    assert is_true(post(server, "ASK {}", QUERY))


TWO_DEFAULT = [("default-graph-uri", graph) for graph in GRAPHS[:2]]
TWO_NAMED = [("named-graph-uri", graph) for graph in GRAPHS[:2]]
IN_DEFAULT = f"ASK {{ {documents(*GRAPHS[:2])} }}"
IN_NAMED = (
    f"ASK {{ GRAPH ?g1 {{ {documents(GRAPHS[0])} }} GRAPH ?g2 {{ {documents(GRAPHS[1])} }} }}"
)


def test_default_graphs_by_get(server: Server) -> None:
    assert is_true(get(server, ("query", IN_DEFAULT), *TWO_DEFAULT))
    assert not is_true(get(server, ("query", IN_DEFAULT), TWO_DEFAULT[0]))


def test_default_graphs_by_post(server: Server) -> None:
    assert is_true(post(server, IN_DEFAULT, QUERY, *TWO_DEFAULT))


def test_named_graphs_by_get(server: Server) -> None:
    assert is_true(get(server, ("query", IN_NAMED), *TWO_NAMED))
    assert not is_true(get(server, ("query", IN_NAMED), TWO_NAMED[0]))


def test_named_graphs_by_post(server: Server) -> None:
    assert is_true(post(server, IN_NAMED, QUERY, *TWO_NAMED))


def test_both_kinds_of_graphs(server: Server) -> None:
    query = IN_NAMED.replace("ASK {", f"ASK {{ {documents(GRAPHS[2])} .")

    assert is_true(post(server, query, QUERY, ("default-graph-uri", GRAPHS[2]), *TWO_NAMED))


def test_the_dataset_of_the_protocol_wins_over_that_of_the_query(server: Server) -> None:
    query = IN_NAMED.replace("ASK {", f"ASK FROM <{GRAPHS[2]}> {{")

    assert is_true(post(server, query, QUERY, *TWO_NAMED))


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        (
            "SELECT (1 AS ?value) {}",
            {
                "application/sparql-results+xml",
                "application/sparql-results+json",
                "text/csv",
                "text/tab-separated-values",
            },
        ),
        ("ASK {}", {"application/sparql-results+xml", "application/sparql-results+json"}),
        (
            "DESCRIBE <http://example.org/>",
            {"application/rdf+xml", "text/turtle", "application/n-triples"},
        ),
        (
            "CONSTRUCT { <s> <p> 1 } WHERE {}",
            {"application/rdf+xml", "text/turtle", "application/n-triples"},
        ),
    ],
    ids=["select", "ask", "describe", "construct"],
)
def test_the_content_type_of_an_answer(server: Server, query: str, kinds: set[str]) -> None:
    response = post(server, query, QUERY, *ABSENT.items())

    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] in kinds


COPY = f"""PREFIX t: <{NAMES}>
INSERT {{ GRAPH t:result {{ ?s a ?type }} }} WHERE {{ PATTERN }}"""


def copied(server: Server, *graphs: str) -> list[bool]:
    asks = [f"ASK {{ GRAPH <{NAMES}result> {{ <{graph}> a ?type }} }}" for graph in graphs]
    return [is_true(post(server, ask, QUERY)) for ask in asks]


def test_update_with_a_default_graph(server: Server) -> None:
    text = COPY.replace("PATTERN", "?s a ?type")

    assert update(server, text, ("using-graph-uri", GRAPHS[0])).is_success
    assert copied(server, *GRAPHS) == [True, False, False]


def test_update_with_two_default_graphs(server: Server) -> None:
    text = COPY.replace("PATTERN", "?s a ?type")
    given = [("using-graph-uri", graph) for graph in GRAPHS[:2]]

    assert update(server, text, *given).is_success
    assert copied(server, *GRAPHS) == [True, True, False]


def test_update_with_named_graphs(server: Server) -> None:
    text = COPY.replace("PATTERN", "GRAPH ?g { ?s a ?type }")
    given = [("using-named-graph-uri", graph) for graph in GRAPHS[:2]]

    assert update(server, text, *given).is_success
    assert copied(server, *GRAPHS) == [True, True, False]


def test_update_with_both_kinds_of_graphs(server: Server) -> None:
    text = COPY.replace("PATTERN", "?s a ?type . GRAPH ?g { ?t a ?type }")
    given = [("using-graph-uri", GRAPHS[0]), ("using-named-graph-uri", GRAPHS[1])]

    assert update(server, text, *given).is_success
    assert copied(server, *GRAPHS) == [True, False, False]


def test_update_by_form(server: Server) -> None:
    assert post(server, "update=CLEAR+ALL", FORM).is_success
    assert not is_true(get(server, ("query", "ASK { ?s ?p ?o }")))


def test_update_by_direct_post(server: Server) -> None:
    assert update(server, "CLEAR ALL").is_success
    assert not is_true(get(server, ("query", "ASK { ?s ?p ?o }")))


def test_update_has_a_base(server: Server) -> None:
    graph = f"<{NAMES}base>"

    assert update(server, f"INSERT DATA {{ GRAPH {graph} {{ <http://a/> <http://b/> <test> }} }}")
    check = f'ASK {{ GRAPH {graph} {{ ?s ?p ?o }} FILTER(isIRI(?o) && STR(?o) != "test") }}'
    assert is_true(get(server, ("query", check)))


BAD = {
    "query_method": ("PUT", "?query=ASK%20%7B%7D", FORM, ""),
    "multiple_queries": ("GET", "?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", None, ""),
    "query_wrong_media_type": ("POST", "", "text/plain", "ASK {}"),
    "query_missing_form_type": ("POST", "", None, "query=ASK%20%7B%7D"),
    "query_missing_direct_type": ("POST", "", None, "ASK {}"),
    "query_syntax": ("GET", "?query=ASK%20%7B", None, ""),
    "update_get": ("GET", "?update=CLEAR%20ALL", None, ""),
    "multiple_updates": ("POST", "", FORM, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"),
    "update_wrong_media_type": ("POST", "", "text/plain", "CLEAR NAMED"),
    "update_missing_form_type": ("POST", "", None, "update=CLEAR%20NAMED"),
    "update_syntax": ("POST", "", FORM, "update=CLEAR%20XYZ"),
    "update_dataset_conflict": (
        "POST",
        "?using-named-graph-uri=http%3A%2F%2Fexample%2Fpeople",
        UPDATE,
        "WITH <http://example/a> DELETE { ?s ?p 'x' } INSERT { ?s ?p 'y' } WHERE { ?s ?p 'x' }",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_request_of_the_protocol_is_refused(server: Server, name: str) -> None:
    method, address, kind, body = BAD[name]
    headers = {**TOKEN_HEADER, **({"Content-Type": kind} if kind else {})}

    response = server.client.request(method, "sparql" + address, content=body, headers=headers)

    assert 400 <= response.status_code < 500
    assert is_true(get(server, ("query", "ASK { GRAPH ?g { ?s ?p ?o } }")))


@pytest.mark.parametrize(
    ("kind", "body"), [(QUERY, "ASK {}"), (UPDATE, "CLEAR NAMED")], ids=["query", "update"]
)
def test_other_characters_than_utf8_are_refused(server: Server, kind: str, body: str) -> None:
    response = post(server, body.encode("utf-16"), f"{kind}; charset=UTF-16")

    assert 400 <= response.status_code < 500


def test_a_trailing_slash_is_the_same_endpoint(server: Server) -> None:
    assert is_true(server.client.get("sparql/", params={"query": "ASK {}"}))


@pytest.mark.parametrize(
    "authorization", [None, "Bearer wrong", f"Basic {TOKEN}", "Bearer", f"Bearer {TOKEN}x"]
)
def test_an_update_needs_the_token(server: Server, authorization: str | None) -> None:
    headers = {"Content-Type": UPDATE}
    if authorization:
        headers["Authorization"] = authorization

    response = server.client.post("sparql", content="CLEAR ALL", headers=headers)

    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert is_true(get(server, ("query", "ASK { ?s ?p ?o }")))


@pytest.mark.parametrize("text", ["LOAD <file:///etc/passwd>", "LOAD <http://127.0.0.1:9/>"])
def test_an_update_loads_nothing(server: Server, text: str) -> None:
    assert update(server, text).status_code == 400
