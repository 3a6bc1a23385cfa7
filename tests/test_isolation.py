"""Queries of strangers: none reaches the network, none stops the server or another client."""

from __future__ import annotations

import ast
import json
import os
import re
import resource
import signal
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import httpx
import pytest

import plan_graph.web
from direct_worker import DirectWorker
from plan_graph.web.worker.messages import Kind
from serving import LONG, Server, fork_servers_of, received, serving, until, write_real_build

DEADLINE = 0.5
"""Seconds; so short that what runs away does not hold up the tests."""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_real_build(tmp_path_factory.mktemp("isolation"))


@pytest.fixture(scope="module")
def server(build: Path) -> Iterator[Server]:
    with serving(build, deadline_seconds=DEADLINE) as found:
        yield found


class Trap:
    """A server that nobody should ever reach."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.connections = 0
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture(scope="module")
def trap() -> Iterator[Trap]:
    found = Trap()
    yield found
    found.close()


CALLS = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "SELECT * { sErViCe<URL>{ ?s ?p ?o } }",
    "SELECT * { SERVICE#\n<URL>#\n{ ?s ?p ?o } }",
    "SELECT * { BIND(<URL> AS ?u) SERVICE ?u { ?s ?p ?o } }",
    "SELECT * { VALUES ?u { <URL> } SERVICE SILENT ?u { ?s ?p ?o } }",
    "PREFIX a: <URL> SELECT * { SERVICE a: { ?s ?p ?o } }",
    "BASE <URL> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "ASK { FILTER NOT EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "SELECT * { ?s ?p ?o OPTIONAL { SERVICE <URL> { ?o ?q ?r } } } LIMIT 1",
    "SELECT * { { ?s ?p ?o } UNION { SERVICE <URL> { ?s ?p ?o } } } LIMIT 1",
    "SELECT * { ?s ?p ?o MINUS { SERVICE <URL> { ?s ?p ?o } } } LIMIT 1",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "DESCRIBE ?s WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { GRAPH ?g { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT ('SERVICE' AS ?x) { ?s ?p <o>.SERVICE <URL> { ?s ?p ?o } }",
]
FETCHES = [
    "SELECT * FROM <URL> { ?s ?p ?o }",
    "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM # x\n NAMED <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "PREFIX a: <URL> ASK FROM a: { ?s ?p ?o }",
    "BASE <URL> ASK FROM <x> { ?s ?p ?o }",
    "DESCRIBE <URL> FROM <URL>",
    "LOAD <URL>",
    "LOAD SILENT <file:///etc/passwd> INTO GRAPH <http://a/>",
]


@pytest.mark.parametrize("query", CALLS + FETCHES)
def test_no_query_makes_the_endpoint_fetch(server: Server, trap: Trap, query: str) -> None:
    text = query.replace("URL", f"http://127.0.0.1:{trap.port}/")

    response = server.query(text)

    assert response.status_code == 400
    assert "root:" not in response.text
    assert trap.connections == 0


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("iri", ["http://127.0.0.1:PORT/", "file:///etc/passwd"])
def test_no_parameter_makes_the_endpoint_fetch(
    server: Server, trap: Trap, name: str, iri: str
) -> None:
    iri = iri.replace("PORT", str(trap.port))

    response = server.client.get("sparql", params={"query": "ASK { ?s ?p ?o }", name: iri})

    assert response.status_code == 400
    assert trap.connections == 0


@pytest.mark.parametrize("name", ["using-graph-uri", "query-uri", "url", "update", "format"])
def test_other_parameters_fetch_nothing(server: Server, trap: Trap, name: str) -> None:
    parameters = {"query": "ASK { ?s ?p ?o }", name: f"http://127.0.0.1:{trap.port}/"}

    assert server.client.get("sparql", params=parameters).status_code in (200, 400)
    assert trap.connections == 0


def test_the_system_itself_keeps_a_worker_from_the_network(build: Path, trap: Trap) -> None:
    worker = DirectWorker(build / "store")
    try:
        for query in CALLS + FETCHES:
            for host in ("127.0.0.1", "localhost", "[::1]"):
                text = query.replace("URL", f"http://{host}:{trap.port}/")
                status, told = worker.query(text)
                assert status in (200, 400), (query, told)
                assert "root:" not in told
        assert worker.query("ASK { ?s ?p ?o }") == (200, '{"head":{},"boolean":true}')
    finally:
        worker.close()
    assert trap.connections == 0


def test_a_worker_ends_when_nobody_speaks_to_it_any_more(build: Path) -> None:
    worker = DirectWorker(build / "store")

    worker.close()

    assert worker.ready[0] == Kind.READY


BIG = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . "
BOMBS = {
    "product": f"SELECT (COUNT(*) AS ?n) {{ {BIG} }}",
    "product to nothing": f"ASK {{ {BIG} FILTER(?a = 1) }}",
    "sorted product": f"SELECT * {{ {BIG} }} ORDER BY ?c ?f LIMIT 1",
    "distinct product": f"SELECT DISTINCT ?a ?d ?g {{ {BIG} }}",
    "grouped product": f"SELECT ?a ?d (COUNT(*) AS ?n) {{ {BIG} }} GROUP BY ?a ?d ?g",
    "constructed product": f"CONSTRUCT {{ ?a ?b ?f }} WHERE {{ {BIG} FILTER(?c = 1) }}",
    "described product": f"DESCRIBE ?zz {{ {BIG} BIND(?a AS ?zz) FILTER(?c = 1) }}",
    "path": "SELECT (COUNT(*) AS ?n) { ?s (<http://x/>|!<http://x/>)* ?o . ?o (!<http://y/>)+ ?z }",
    "path of any length": "SELECT * { ?s !<http://x/>+ ?o . ?o !<http://x/>+ ?q FILTER(?q = 1) }",
    "inverse path": "ASK { ?s (^!<http://x/>)* ?o . ?t (!<http://x/>)* ?u FILTER(?u = 'no') }",
    "concatenation": "SELECT (GROUP_CONCAT(?x; separator='" + "s" * 1000 + "') AS ?y) "
    f"{{ {BIG} BIND(STR(?a) AS ?x) }}",
    "doubled text": "SELECT (STRLEN(?z) AS ?n) { BIND('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' AS ?t0) "
    + " ".join(f"BIND(CONCAT(?t{n}, ?t{n}) AS ?t{n + 1})" for n in range(26))
    + " BIND(?t26 AS ?z) }",
    "replaced text": "SELECT * { BIND('a' AS ?t0) "
    + " ".join(f"BIND(REPLACE(?t{n}, 'a', 'aaaaaaaaaa') AS ?t{n + 1})" for n in range(9))
    + " }",
    "regular expression": f"ASK {{ {BIG} FILTER(REGEX(CONCAT(STR(?a), STR(?f)), '(a+)+(b+)+$')) }}",
    "large pattern": "ASK { ?s ?p ?o FILTER(REGEX(STR(?o), '((a{0,100}){0,100}){0,100}')) }",
    "exists": f"SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ {BIG} FILTER(?c = ?o && ?i = 1) }} }}",
    "minus": f"SELECT * {{ ?s ?p ?o MINUS {{ {BIG} }} }}",
    "optional": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o OPTIONAL { ?t ?q ?r OPTIONAL { ?u ?v ?w } } }",
    "union": "SELECT (COUNT(*) AS ?n) { " + " ".join(f"{{ ?a{n} ?b ?c }} UNION {{ ?a{n} ?d ?e }}"
    for n in range(5)) + " }",
    "values": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(40)))} }}" for n in range(6)) + " }",
    "offset": f"SELECT * {{ {BIG} }} OFFSET 9000000000 LIMIT 1",
    "sub-select": f"SELECT * {{ {{ SELECT DISTINCT * {{ {BIG} }} }} ?a ?b ?z }} LIMIT 1",
    "sample": f"SELECT (SAMPLE(?c) AS ?x) (MAX(?f) AS ?y) {{ {BIG} }}",
    "random": f"SELECT (SUM(RAND()) AS ?x) {{ {BIG} }}",
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_answered_or_stopped_and_nobody_else_notices(server: Server, name: str) -> None:
    status, body = outcome(server, BOMBS[name])

    assert status in STOPPED_OR_ANSWERED, body
    if status == 200 and body.startswith("{"):
        json.loads(body)
    assert server.is_well()


CUT = 0
"""Stands for a status: the connection was cut, so that the answer is seen to be incomplete.

What ends a query ends it so once the first part of its answer is on the way, and by a status
before: which of the two, the speed of the machine decides.
"""
STOPPED_OR_ANSWERED = (CUT, 200, 400, 504)


def outcome(server: Server, query: str) -> tuple[int, str]:
    """Ask on a connection of its own; give the status and the body, or that it was cut."""
    headers = {"Accept": "application/json, text/turtle"}
    try:
        response = httpx.post(
            server.url + "sparql", data={"query": query}, headers=headers, timeout=LONG
        )
    except (httpx.RemoteProtocolError, httpx.ReadError):
        return CUT, ""
    return response.status_code, response.headers.get("retry-after") or response.text


def nested(before: str, inner: str, after: str, *, around: str = "ASK {{ FILTER({}) }}") -> str:
    return around.replace("{}", "%s").replace("{{", "{").replace("}}", "}") % (
        "LEVELS".join((before, inner, after))
    )


WHERE = "ASK {{ {} }}"
NESTS = {
    "parentheses": nested("(", "1", ")"),
    "not": nested("!(", "1", ")"),
    "not without end": "ASK { FILTER(!(LEVELS",
    "if": nested("IF(true,", "1", ",2)"),
    "coalesce": nested("COALESCE(", "1", ")"),
    "and": nested("1 && (", "1", ")"),
    "or": nested("1 || (", "1", ")"),
    "sum": nested("1 + (", "1", ")"),
    "minus": nested("-(", "1", ")"),
    "in": nested("1 IN (", "1", ")"),
    "concat": nested("CONCAT('a',", "'b'", ")"),
    "cast": nested("<http://www.w3.org/2001/XMLSchema#string>(", "1", ")"),
    "exists": nested("FILTER EXISTS {", "?s ?p ?o", "}", around=WHERE),
    "braces": nested("{", "", "}", around=WHERE),
    "optional": nested("OPTIONAL {", "?s ?p ?o", "}", around=WHERE),
    "union": nested("{} UNION {", "", "}", around=WHERE),
    "minus block": nested("MINUS {", "?s ?p ?o", "}", around=WHERE),
    "graph": nested("GRAPH ?g {", "?s ?p ?o", "}", around=WHERE),
    "sub-select": nested("{ SELECT * {", "?s ?p ?o", "} }", around=WHERE),
    "path": nested("(", "a", ")", around="ASK {{ ?s {} ?o }}"),
    "inverse path": nested("^(", "a", ")", around="ASK {{ ?s {} ?o }}"),
    "list": nested("(", "1", ")", around="ASK {{ {} ?p 1 }}"),
    "blank nodes": nested("[ ?p ", "1", "]", around="ASK {{ {} ?p 1 }}"),
    "triple terms": nested("<<( <a:a> <a:b> ", "1", " )>>", around="ASK {{ ?s ?p {} }}"),
    "not without brackets": "ASK { FILTER(!LEVELS1) }",
    "chain of and": "ASK { FILTER(1 && 1LEVELS) }",
    "chain of path": "ASK { ?s a/aLEVELS ?o }",
}


def at_depth(text: str, depth: int) -> str:
    """Write a nest to a depth: what stands beside 'LEVELS' is repeated."""
    if text.count("LEVELS") == 2:
        head, inner, tail = text.split("LEVELS")
        opening = next(o for o in sorted(OPENINGS, key=len, reverse=True) if head.endswith(o))
        closing = next(c for c in sorted(CLOSINGS, key=len, reverse=True) if tail.startswith(c))
        return head + opening * depth + inner + closing * depth + tail
    head, tail = text.split("LEVELS")
    unit = {"!": "!", "(": "!(", "1": " && 1", "a": "/a"}[head[-1]]
    return head + unit * depth + tail


OPENINGS = [
    "(", "!(", "IF(true,", "COALESCE(", "1 && (", "1 || (", "1 + (", "-(", "1 IN (",
    "CONCAT('a',", "<http://www.w3.org/2001/XMLSchema#string>(", "FILTER EXISTS {", "{",
    "OPTIONAL {", "{} UNION {", "MINUS {", "GRAPH ?g {", "{ SELECT * {", "^(", "[ ?p ",
    "<<( <a:a> <a:b> ",
]  # fmt: skip
CLOSINGS = [")", ",2)", "}", "} }", "]", " )>>"]


@pytest.mark.parametrize("name", NESTS)
def test_a_nest_is_refused_or_costs_one_worker(server: Server, name: str) -> None:
    for depth in (20, 200, 1_000, 5_000):
        query = at_depth(NESTS[name], depth)

        response = server.client.post("sparql", data={"query": query})

        assert response.status_code in (200, 400, 413, 504), (depth, response.text)
    assert server.is_well()


XSD = "http://www.w3.org/2001/XMLSchema#"
ODD = {
    "minus signs": "ASK { FILTER(" + "-(" * 60 + "1" + ")" * 60 + ") }",
    "many optional": "SELECT * { " + "OPTIONAL { ?s ?p ?o } " * 1_500 + "}",
    "optional in optional": "ASK {" + "OPTIONAL { ?s ?p ?o . ?o ?q ?z " * 30 + "}" * 30 + "}",
    "many unions": "SELECT * { " + "{ ?s ?p ?o } UNION " * 2_500 + "{ ?s ?p ?o } }",
    "paths in paths": "ASK { ?s " + "(" * 60 + "<http://a/>" + ")*" * 60 + " ?o }",
    "largest limit": f"SELECT * {{ ?s ?p ?o }} ORDER BY ?s LIMIT {2**64 - 1} OFFSET {2**64 - 1}",
    "larger limit": f"SELECT * {{ ?s ?p ?o }} LIMIT {2**80}",
    "smallest integer": f"SELECT (-{2**63} / -1 AS ?x) (ABS(-{2**63}) AS ?y) {{}}",
    "part of a string": f"SELECT (SUBSTR('é', -{2**63}, {2**63 - 1}) AS ?x) {{}}",
    "large decimal": f"SELECT ('1e999999999'^^<{XSD}decimal> * 1e308 AS ?x) {{}}",
    "far date": f"SELECT (YEAR('99999999999-01-01T00:00:00Z'^^<{XSD}dateTime>) AS ?x) {{}}",
    "large pattern": "ASK { FILTER(REGEX('a', '((((a{1000}){1000}){1000}){1000})')) }",
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_query_is_answered_or_stopped_and_never_half_an_answer(
    server: Server, name: str
) -> None:
    status, body = outcome(server, ODD[name])

    assert status in STOPPED_OR_ANSWERED, body
    if status == 200:
        json.loads(body)
    assert server.is_well()


def test_a_short_query_that_takes_for_ever_to_parse_is_refused_before_a_worker_has_it(
    server: Server,
) -> None:
    server.query("ASK {}")
    asked = server.metric(ASKED)

    response = server.query("ASK { FILTER(" + "!(" * 20)

    assert response.status_code == 400
    assert server.metric(ASKED) == asked


ASKED = 'plan_graph_answer_seconds_count{task="query"}'
"""The metric that counts the queries that workers were asked."""


SLOW = BOMBS["product"]


def in_parallel(server: Server, queries: list[str]) -> list[tuple[int, str]]:
    with ThreadPoolExecutor(len(queries)) as threads:
        return list(threads.map(lambda query: outcome(server, query), queries))


def test_quick_queries_are_answered_beside_fifty_slow_ones(build: Path) -> None:
    slow = [f"{query} # {number}" for number, query in enumerate(list(BOMBS.values()) * 3)][:50]
    quick = [f"SELECT ?o {{ ?s a ?o }} LIMIT {number}" for number in range(1, 21)]
    with serving(build, deadline_seconds=1.0, quick_seconds=0.2) as server:
        mixed = [*slow[:25], *quick, *slow[25:]]
        outcomes = dict(zip(mixed, in_parallel(server, mixed), strict=True))

        assert [outcomes[query][0] for query in quick] == [200] * 20
        for query in slow:
            status, told = outcomes[query]
            assert status in (CUT, 200, 400, 500, 503, 504)
            assert status != 503 or int(told) > 0
        assert server.is_well()


def test_a_full_queue_says_when_to_come_back(build: Path) -> None:
    few = {"queue": 3, "workers": 1, "slow_workers": 1}
    with serving(build, deadline_seconds=1.0, quick_seconds=0.2, **few) as server:
        outcomes = in_parallel(server, [f"{SLOW} # {number}" for number in range(24)])

        refused = [told for status, told in outcomes if status == 503]
        assert refused
        assert all(int(told) > 0 for told in refused)
        assert server.is_well()


def test_a_slow_query_has_its_full_time_while_nobody_waits(server: Server) -> None:
    response = server.query(SLOW)

    assert response.status_code == 504
    assert f"stopped after {DEADLINE} seconds" in response.text


def processor_seconds(pids: list[int]) -> float:
    total = 0.0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def test_a_client_that_goes_away_takes_its_query_with_it(build: Path) -> None:
    with serving(build, workers=2, slow_workers=0, quick_seconds=0.2) as server:
        before = set(server.workers())
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(request_for(server, SLOW))
            busy = 'plan_graph_workers{state="busy"}'
            assert until(lambda: server.metric(busy) == 1)

        assert until(lambda: set(server.workers()) != before)
        assert until(lambda: server.metric('plan_graph_workers{state="idle"}') == 2)
        assert server.metric(busy) == 0
        assert server.is_well()


def request_for(server: Server, query: str, accept: str = "text/csv") -> bytes:
    target = httpx.Request("GET", server.url + "sparql", params={"query": query}).url.raw_path
    host = f"127.0.0.1:{server.port}".encode()
    return (
        b"GET " + target + b" HTTP/1.1\r\nHost: " + host + b"\r\nAccept: "
        + accept.encode() + b"\r\nConnection: close\r\n\r\n"
    )  # fmt: skip


HUGE = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 3000000"


def test_an_answer_whose_worker_ends_halfway_is_seen_to_be_incomplete(build: Path) -> None:
    with (
        serving(build, workers=1, slow_workers=0) as server,
        streamed(server, HUGE) as response,
    ):
        parts = response.iter_raw()
        next(parts)
        (worker,) = server.workers()
        os.kill(worker, signal.SIGKILL)

        assert response.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            list(parts)
        assert server.is_well()


def streamed(server: Server, query: str) -> AbstractContextManager[httpx.Response]:
    """Ask for an answer that is taken part by part, as it is written."""
    plain = {"Accept-Encoding": "identity"}
    address = server.url + "sparql"
    return httpx.stream("GET", address, params={"query": query}, headers=plain, timeout=LONG)


def test_an_answer_that_passes_the_deadline_halfway_is_seen_to_be_incomplete(build: Path) -> None:
    with (
        serving(build, workers=1, slow_workers=0, deadline_seconds=5.0) as server,
        streamed(server, HUGE) as response,
    ):
        parts = response.iter_raw()
        next(parts)
        # From here on the worker does nothing, so that the deadline comes before the end.
        (worker,) = server.workers()
        os.kill(worker, signal.SIGSTOP)

        assert response.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            list(parts)
        assert server.is_well()


def test_an_answer_that_is_too_large_is_an_error(build: Path) -> None:
    with serving(build, result_bytes=1_000_000) as server:
        status, told = outcome(server, HUGE)

        assert status in (CUT, 400)
        assert status == CUT or "larger than 1,000,000 bytes" in told
        assert server.is_well()


def test_a_query_that_ends_its_process_is_told_to_ask_for_less(build: Path) -> None:
    with serving(build, deadline_seconds=LONG, memory_bytes=60_000_000) as server:
        status, told = outcome(server, f"SELECT * {{ {BIG} }} ORDER BY ?c ?f LIMIT 1")

        assert status == 400
        assert "needs too much memory" in told
        assert server.is_well()


def test_slow_readers_cannot_fill_the_disk(build: Path) -> None:
    with serving(build, disk_bytes=5_000_000) as server:
        before = set(server.workers())
        with socket.create_connection(("127.0.0.1", server.port)) as slow:
            slow.sendall(request_for(server, HUGE))
            # What has filled its room is stopped, and the worker with it, which would go on else.
            assert until(lambda: before - set(server.workers()))
            size = len(received(slow))

        assert 5_000_000 < size < 20_000_000
        assert server.is_well()
        # What was taken is given back.
        assert len(server.query(HUGE.replace("3000000", "12000")).content) > 1_000_000


def test_the_server_streams_and_stays_small(build: Path) -> None:
    with serving(build, result_bytes=10**9) as server:
        assert until(
            lambda: server.metric('plan_graph_workers{state="idle"}') == len(server.workers())
        )
        before, size = memory(server), 0
        seen: list[int] = []
        with streamed(server, HUGE.replace("3000000", "60000")) as response:
            for part in response.iter_raw():
                size += len(part)
                if size > 2_000_000 * len(seen):
                    seen.append(memory(server))

        assert size > 20_000_000
        assert len(seen) >= 10
        assert max(seen) - before < 20_000_000


def memory(server: Server) -> int:
    """What all processes of a server use; what several share counts once."""
    forking = fork_servers_of(server.process.pid)
    pids = [server.process.pid, *forking, *server.workers()]
    texts = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids]
    return sum(
        int(found) * 1024 for text in texts for found in re.findall(r"(?m)^Pss: +(\d+)", text)
    )


def test_workers_that_are_killed_come_back_without_a_storm(build: Path) -> None:
    with serving(build) as server:
        first = server.metric("plan_graph_worker_starts")
        killed: set[int] = set()
        while len(killed) < 6:
            for pid in server.workers():
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                killed.add(pid)

        assert until(lambda: server.client.get("health").status_code == 503)
        assert server.metric("plan_graph_worker_starts") - first <= len(killed) + 2
        assert until(lambda: server.query("ASK { ?s ?p ?o }").status_code == 200)
        assert server.client.get("health").status_code == 200


def test_what_makes_the_workers_comes_back_when_it_is_killed(build: Path) -> None:
    with serving(build) as server:
        (first,) = fork_servers_of(server.process.pid)
        os.kill(first, signal.SIGKILL)

        assert until(lambda: server.workers() and first not in fork_servers_of(server.process.pid))
        assert until(lambda: server.query("ASK { ?s ?p ?o }").status_code == 200)
        assert server.client.get("health").status_code == 200
        assert len(fork_servers_of(server.process.pid)) == 1


def test_a_store_that_is_too_large_for_memory_is_read_from_the_disk(build: Path) -> None:
    counting = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    with serving(build) as server:
        expected = server.rows(counting)
        assert not any(".sst" in " ".join(open_files(pid)) for pid in server.workers())
    with serving(build, in_memory_bytes=1_000) as server:
        assert server.rows(counting) == expected
        assert until(lambda: all(".sst" in " ".join(open_files(pid)) for pid in server.workers()))


def open_files(pid: int) -> list[str]:
    return [str(file.readlink()) for file in Path(f"/proc/{pid}/fd").iterdir()]


def test_queries_that_kill_their_worker_fifty_times_do_no_harm(server: Server) -> None:
    deadly = "ASK { FILTER(" + "1 = 1 && " * 9_000 + "1 = 1) }"

    statuses = {server.client.post("sparql", data={"query": deadly}).status_code for _ in range(50)}

    assert statuses <= {200, 400, 504}
    assert server.is_well()
    assert server.client.get("health").status_code == 200


def test_workers_die_with_their_parent(build: Path) -> None:
    with serving(build) as server:
        workers = server.workers()
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(request_for(server, SLOW))
            assert until(lambda: server.metric('plan_graph_workers{state="busy"}') == 1)
            server.process.kill()
            server.process.wait()

        assert workers
        assert until(lambda: not any(is_alive(pid) for pid in workers))


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def test_a_worker_cannot_use_more_than_its_share(build: Path) -> None:
    worker = DirectWorker(build / "store")
    try:
        limits = {
            name: resource.prlimit(worker.pid, name)
            for name in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)
        }
        status = Path(f"/proc/{worker.pid}/status").read_text()
    finally:
        worker.close()

    assert limits[resource.RLIMIT_AS][1] < 3 * 1024**3
    assert limits[resource.RLIMIT_FSIZE] == limits[resource.RLIMIT_CORE] == (0, 0)
    assert re.search(r"Seccomp:\s+2", status)
    assert re.search(r"NoNewPrivs:\s+1", status)


def test_only_workers_parse_what_strangers_write() -> None:
    folder = Path(plan_graph.web.__file__).parent
    wrong = []
    for module in folder.rglob("*.py"):
        if module.parent.name == "worker":
            continue
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rdflib"):
                wrong.append(module.name)
            if isinstance(node, ast.ImportFrom) and node.module == "pyoxigraph":
                names = {alias.name for alias in node.names}
                wrong += [module.name] * bool(names & {"Store", "parse", "parse_query_results"})

    # A build is our own: its description is read to learn its base, and given with the endpoint's.
    assert set(wrong) <= {"snapshot.py", "description.py"}
