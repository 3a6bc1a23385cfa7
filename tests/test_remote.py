"""Endpoints as engines: whole answers as terms, or one line that says what to do."""

from __future__ import annotations

import json
import socket
import threading

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from plan_graph.asking.remote.endpoint import Endpoint
from plan_graph.errors import EndpointError, UsageError
from plan_graph.iris import Publication
from plan_graph.publishing.upload import publish
from plan_graph.publishing.upload_contents import Contents
from plan_graph.vocab import DCAT, XSD
from servers import Server, free_ports
from wrong_server import JSON, Answer, Request, wrong_server

ASK_ANYTHING = "SELECT * WHERE { ?s ?p ?o } LIMIT 1"
LONG = ASK_ANYTHING + " #" + "x" * 3_000
NOTHING = {"head": {"vars": ["s"]}, "results": {"bindings": []}}
BASE = "https://remote.example.org/"
LINES = tuple(f'<urn:s> <urn:p> "{number}" .\n' for number in range(3))


def results(*rows: dict[str, object], **headers: str) -> Answer:
    document = {"head": {"vars": ["x", "y"]}, "results": {"bindings": rows}}
    return Answer(body=json.dumps(document).encode(), media_type=JSON, headers=headers)


def log_in(monkeypatch: pytest.MonkeyPatch, scheme: str = "basic") -> None:
    monkeypatch.setenv("PLAN_GRAPH_USER", "ana")
    monkeypatch.setenv("PLAN_GRAPH_PASSWORD", "hunter2")
    monkeypatch.setenv("PLAN_GRAPH_AUTH", scheme)


def complaint(url: str, query: str = ASK_ANYTHING, *, timeout: float = 60) -> str:
    with pytest.raises(EndpointError) as refused:
        Endpoint(url, graphs=["urn:g"], timeout_seconds=timeout).select(query)
    message = str(refused.value)
    assert message.startswith(f"{url}: ")
    assert "\n" not in message
    return message.removeprefix(f"{url}: ")


# What is read


def test_terms_of_a_real_virtuoso_are_those_of_the_data(
    virtuoso: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in virtuoso.environment.items():
        monkeypatch.setenv(name, value)
    graph = "https://remote.example.org/terms"
    endpoint = Endpoint(virtuoso.url, update_url=virtuoso.update_url, graphs=[graph])
    endpoint.update(
        f"INSERT DATA {{ GRAPH <{graph}> {{ <urn:a> <urn:p> true, false, 7, 'șase'@ro, 'plain', "
        "'2021-12-31'^^<http://www.w3.org/2001/XMLSchema#date>, <urn:b> } }"
    )
    expected = {
        Literal("true", datatype=XSD.boolean),
        Literal("false", datatype=XSD.boolean),
        Literal("7", datatype=XSD.integer),
        Literal("șase", language="ro"),
        Literal("plain"),
        Literal("2021-12-31", datatype=XSD.date),
        NamedNode("urn:b"),
    }

    selected = endpoint.select("SELECT ?o WHERE { <urn:a> <urn:p> ?o }").rows
    built = endpoint.construct("CONSTRUCT { ?s ?p ?o . ?s <urn:q> [] } WHERE { ?s ?p ?o }")

    assert {row[0] for row in selected} == expected
    assert {t.object for t in built if not isinstance(t.object, BlankNode)} == expected
    assert any(isinstance(t.object, BlankNode) for t in built)


def test_quirks_of_engines_are_taken_back() -> None:
    integer = {"type": "typed-literal", "value": "7", "datatype": XSD.integer.value}
    truth = {"type": "typed-literal", "value": "1", "datatype": XSD.boolean.value}
    node = {"type": "uri", "value": "nodeID://b10001"}
    with wrong_server(results({"x": integer, "y": truth}, {"x": node, "y": node}, {})) as server:
        rows = Endpoint(server.url, graphs=[]).select(ASK_ANYTHING).rows

    assert rows == (
        (Literal("7", datatype=XSD.integer), Literal("true", datatype=XSD.boolean)),
        (BlankNode("b1"), BlankNode("b1")),
        (None, None),
    )


def test_rows_that_were_asked_for_once_come_once() -> None:
    bindings = [{"a": {"type": "literal", "value": value}} for value in "121"]
    said = {"head": {"vars": ["a"]}, "results": {"bindings": bindings}}
    body = json.dumps(said).encode()
    with wrong_server(Answer(200, body, JSON)) as server:
        endpoint = Endpoint(server.url, graphs=[])

        once = endpoint.select("PREFIX a: <urn:a> SELECT DISTINCT ?a WHERE { ?s a:b ?a }")
        every = endpoint.select("PREFIX a: <urn:a> SELECT ?a WHERE { ?s a:b ?a }")

    assert once.rows == ((Literal("1"),), (Literal("2"),))
    assert len(every.rows) == 3


@pytest.mark.parametrize(("most", "cut"), [("2", True), ("3", False)])
def test_an_answer_that_the_engine_has_cut_says_so(most: str, cut: bool) -> None:
    with wrong_server(results({}, {}, **{"X-SPARQL-MaxRows": most})) as server:
        assert Endpoint(server.url, graphs=[]).select(ASK_ANYTHING).cut is cut


def test_a_short_query_is_a_get_and_a_long_one_a_form() -> None:
    with wrong_server(results()) as server:
        for query in (ASK_ANYTHING, LONG):
            Endpoint(server.url, graphs=["urn:g", "urn:h"], timeout_seconds=7).select(query)

    assert [request.method for request in server.requests] == ["GET", "POST"]
    for request, query in zip(server.requests, (ASK_ANYTHING, LONG), strict=True):
        assert request.parameters == {
            "query": [query],
            "default-graph-uri": ["urn:g", "urn:h"],
            "timeout": ["7000"],
        }
        assert request.headers["Accept"] == JSON


# What goes wrong


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer(400, b"line 1: no\nline 2"), "status 400: 'line 1: no'; correct the request"),
        (Answer(401, headers={"WWW-Authenticate": "Digest x"}), "(Digest authentication); set"),
        (Answer(403), "status 403; ask its operator for the right"),
        (Answer(404), "nothing at this address; check its path, which often is /sparql"),
        (Answer(500, b"SR186: No permission to"), "the right to do this, or log in as another"),
        (Answer(500, b"<h1>Oh</h1>", "text/html"), "status 500; look into its log"),
        (Answer(503), "status 503; try again later"),
        (Answer(200, b"<html>", "text/html"), "answers with text/html instead of appl"),
        (Answer(200, b'{"head": {', JSON), "is no SPARQL result (JSONDecodeError"),
        (Answer(200, b"[" * 200_000, JSON), "is no SPARQL result (ValueError: expected '{'"),
        (Answer(200, b'{"boolean": true}', JSON), "is no SPARQL result (ValueError: expected ','"),
        (results({"x": {"type": "uri", "value": "a b"}}), "is no SPARQL result (ValueError"),
        (Answer(200, b'{"head": {', JSON, length=99), "broke the connection before its answer"),
        (results(**{"X-SQL-State": "S1TAT"}), "at its time limit, and gave a partial answer"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_goes_wrong_is_one_line_with_a_remedy(answer: Answer, message: str) -> None:
    with wrong_server(answer) as server:
        assert message in complaint(server.url)


def test_nothing_listening_is_said() -> None:
    (port,) = free_ports(1)

    assert "nothing listens there; check the address" in complaint(f"http://127.0.0.1:{port}/x")


def test_an_endpoint_that_never_answers_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/sparql"

        assert "gave no whole answer within 1 seconds" in complaint(url, timeout=1)


def test_an_endpoint_that_drips_is_given_up() -> None:
    hold = threading.Event()
    with wrong_server(Answer(media_type=JSON, length=10_000, hold=hold)) as server:
        assert "gave no whole answer within 1 seconds" in complaint(server.url, timeout=1)
        hold.set()


def test_a_query_that_runs_away_on_a_real_virtuoso_is_given_up(virtuoso: Server) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    endpoint = Endpoint(virtuoso.url, graphs=[], timeout_seconds=1)

    with pytest.raises(EndpointError, match=r"gave no whole answer|partial answer"):
        endpoint.select(query)


def test_words_of_the_engine_are_passed_on(virtuoso: Server) -> None:
    assert "syntax error at 'SELEC'" in complaint(virtuoso.url, "SELEC")


def test_other_columns_than_were_asked_for_are_one_refusal() -> None:
    body = b'{"head": {"vars": ["x", "y", "z"]}, "results": {"bindings": [{}]}}'
    with (
        wrong_server(Answer(body=body, media_type=JSON)) as server,
        pytest.raises(EndpointError, match="other columns than were asked for"),
    ):
        Endpoint(server.url).versions()


# Who may see what


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://ana:hunter2@example.org/sparql", "'example.org': its address holds a user"),
        ("http://example.org/sparql?key=hunter2", "endpoint 'http://example.org/sparql': give"),
        ("file:///etc/passwd", "give an http or https address"),
        ("example.org", "give an http or https address"),
        ("http://[::1", "give an http or https address"),
        ("http://ex\x1b[31m/", "endpoint 'http://ex\ufffd[31m/': give an http or https address"),
        ("http://..../sparql", "endpoint 'http://..../sparql': give an http or https address"),
        ("http://example.org:abc/sparql", "give an http or https address"),
        ("http://example.org/a b", "without a query, fragment or space"),
    ],
)
def test_an_address_that_is_none_or_holds_a_secret_is_refused(url: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        Endpoint(url)

    assert message in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_half_a_login_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_GRAPH_USER", "ana")

    with pytest.raises(UsageError, match="both PLAN_GRAPH_USER and PLAN_GRAPH_PASSWORD"):
        Endpoint("http://example.org/sparql")


def test_an_unknown_scheme_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(monkeypatch, "kerberos")

    with pytest.raises(UsageError, match="PLAN_GRAPH_AUTH is 'kerberos'; set it to basic"):
        Endpoint("http://example.org/sparql")


def test_a_password_that_the_endpoint_repeats_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(monkeypatch)

    def echo(request: Request) -> Answer:
        return Answer(400, f"you sent {request.headers['Authorization']} hunter2".encode())

    with wrong_server(echo) as server:
        message = complaint(server.url)

    assert "you sent Basic … …" in message


@pytest.mark.parametrize("scheme", ["basic", "digest"])
def test_a_login_that_is_not_known_says_so(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(monkeypatch, scheme)

    def asking(request: Request) -> Answer:
        nonce = len(server.requests)
        words = f'{scheme.title()} realm="x", nonce="{nonce}", qop="auth"'
        return Answer(401, headers={"WWW-Authenticate": words})

    with wrong_server(asking) as server:
        message = complaint(server.url)

    assert f"does not know this user and password ({scheme.title()} authentication)" in message


def test_the_other_scheme_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(monkeypatch)
    with wrong_server(Answer(401, headers={"WWW-Authenticate": 'Digest realm="x"'})) as server:
        assert "PLAN_GRAPH_AUTH" in complaint(server.url)


def redirect(target: str) -> Answer:
    return Answer(302, headers={"Location": target})


def test_credentials_do_not_follow_a_redirect(monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(monkeypatch)
    with wrong_server(results()) as other, wrong_server(redirect(other.url)) as server:
        message = complaint(server.url)

    assert f"redirects to '{other.url}', which is not followed; give that address" in message
    assert other.requests == []


def test_a_stranger_follows_the_redirect_of_a_get() -> None:
    def moved(request: Request) -> Answer:
        return redirect(f"{other.url}?query={request.parameters['query'][0].replace(' ', '+')}")

    with wrong_server(results({})) as other, wrong_server(moved) as server:
        assert len(Endpoint(server.url, graphs=[]).select("SELECT * {}").rows) == 1


def test_a_form_is_not_redirected() -> None:
    with wrong_server(results()) as other, wrong_server(redirect(other.url)) as server:
        assert "give that address" in complaint(server.url, LONG)

    assert other.requests == []


def test_an_update_is_not_redirected() -> None:
    with (
        wrong_server(results()) as other,
        wrong_server(redirect(other.url)) as server,
        pytest.raises(EndpointError, match="which is not followed; give that address"),
    ):
        Endpoint(server.url).update("CLEAR GRAPH <urn:g>")

    assert other.requests == []


# What readers see of a publication


def pointers(*triples: tuple[NamedNode, str]) -> Answer:
    rows = [
        {"says": {"type": "uri", "value": says.value}, "graph": {"type": "uri", "value": graph}}
        for says, graph in triples
    ]
    document = {"head": {"vars": ["says", "graph"]}, "results": {"bindings": rows}}
    return Answer(body=json.dumps(document).encode(), media_type=JSON)


def test_a_first_version_that_is_being_loaded_is_not_read() -> None:
    with (
        wrong_server(pointers((DCAT.hasVersion, "urn:v1"))) as server,
        pytest.raises(EndpointError, match="published for the first time; try again"),
    ):
        Endpoint(server.url, base=BASE).select(ASK_ANYTHING)

    assert all(f"{BASE}graph/current" in r.parameters["query"][0] for r in server.requests)


def test_a_pointer_that_never_rests_ends_with_a_message() -> None:
    def restless(request: Request) -> Answer:
        return pointers((DCAT.hasCurrentVersion, f"urn:v{len(server.requests)}"))

    with (
        wrong_server(restless) as server,
        pytest.raises(EndpointError, match="is being published again and again; try again"),
    ):
        Endpoint(server.url, base=BASE).select(ASK_ANYTHING)


def test_an_answer_from_before_a_switch_is_thrown_away() -> None:
    def switching(request: Request) -> Answer:
        if f"{BASE}graph/current" in request.parameters["query"][0]:
            moved = len(server.requests) > 2
            return pointers((DCAT.hasCurrentVersion, "urn:new" if moved else "urn:old"))
        (graph,) = request.parameters["default-graph-uri"]
        return results({"x": {"type": "uri", "value": graph}})

    with wrong_server(switching) as server:
        answer = Endpoint(server.url, base=BASE).select(ASK_ANYTHING)

    assert answer.rows == ((NamedNode("urn:new"), None),)


def test_where_nothing_was_published_the_default_graph_is_asked(oxigraph: Server) -> None:
    endpoint = Endpoint(
        oxigraph.url, update_url=oxigraph.update_url, base="https://never.example.org/"
    )
    endpoint.update("INSERT DATA { <urn:loaded> <urn:by> 'hand' }")

    assert len(endpoint.select("SELECT ?o WHERE { <urn:loaded> ?p ?o }").rows) == 1


# What `publish` believes


def stop(url: str) -> str:
    with pytest.raises(EndpointError) as stopped:
        publish(Contents(("p",), Publication(BASE), LINES), Endpoint(url, base=BASE), patience=())
    assert str(stopped.value).endswith("what readers see is whole, publish again to finish")
    return str(stopped.value)


def lying(count: int) -> Answer:
    number = {"type": "literal", "value": str(count), "datatype": XSD.integer.value}
    document = {"head": {"vars": ["triples"]}, "results": {"bindings": [{"triples": number}]}}
    return Answer(body=json.dumps(document).encode(), media_type=JSON)


def test_an_endpoint_that_says_well_done_and_does_nothing_is_found_out() -> None:
    def liar(request: Request) -> Answer:
        if "update" in request.parameters:
            return Answer(200, b"<html>done</html>", "text/html")
        return lying(0) if "COUNT" in request.parameters["query"][0] else pointers()

    with wrong_server(liar) as server:
        message = stop(server.url)

    assert "stopped at counting the new version: it has 0 triples instead of 3" in message
    assert not any("hasCurrentVersion" in str(r.parameters.get("update")) for r in server.requests)


def test_a_pointer_that_does_not_move_is_found_out() -> None:
    def stuck(request: Request) -> Answer:
        if "update" in request.parameters:
            return Answer()
        return lying(3) if "COUNT" in request.parameters["query"][0] else pointers()

    with wrong_server(stuck) as server:
        assert "stopped at switching the pointer: another publication took" in stop(server.url)


def test_a_step_that_fails_is_named() -> None:
    def full(request: Request) -> Answer:
        loading = "/version/" in str(request.parameters.get("update")) and "urn:s" in str(request)
        return Answer(507, b"disk full") if loading else pointers()

    with wrong_server(full) as server:
        assert "stopped at loading the new version: answers with status 507: 'disk full'" in stop(
            server.url
        )


def test_a_step_is_repeated_while_it_may_go_through_later() -> None:
    def tired(request: Request) -> Answer:
        return Answer(503) if len(server.requests) < 3 else Answer(403)

    with (
        wrong_server(tired) as server,
        pytest.raises(EndpointError, match="reading the pointer: answers with status 403"),
    ):
        publish(
            Contents(("p",), Publication(BASE), LINES),
            Endpoint(server.url, base=BASE),
            patience=(0, 0, 0, 0),
        )

    assert len(server.requests) == 3
