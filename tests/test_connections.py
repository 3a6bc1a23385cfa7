"""Clients that send too much, too slowly or nonsense, and the life of a server."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from plan_graph.output import replacing
from serving import LONG, Server, received, serving, until, write_small_build

ASK = "/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_build(tmp_path_factory.mktemp("connections") / "build")


@pytest.fixture(scope="module")
def server(build: Path) -> Iterator[Server]:
    with serving(build) as found:
        yield found


@pytest.fixture(scope="module")
def hasty(build: Path) -> Iterator[Server]:
    """A server that waits for a slow client no longer than a test can."""
    with serving(build, header_seconds=1.0, body_seconds=1.0) as found:
        yield found


def head(server: Server, target: str = ASK, method: str = "GET") -> str:
    return f"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"


def status(answer: bytes) -> int:
    found = re.match(rb"HTTP/1\.1 (\d+) ", answer)
    assert found, answer
    return int(found[1])


def post(server: Server, body: str, *headers: str) -> bytes:
    lines = "".join(f"{header}\r\n" for header in headers)
    return (head(server, "/sparql", "POST") + lines + "\r\n" + body).encode()


FORM = "Content-Type: application/x-www-form-urlencoded"
CLOSE = "Connection: close"


def test_a_long_address_is_refused(server: Server) -> None:
    answer = server.raw((head(server, "/sparql?query=" + "a" * 200_000) + "\r\n").encode())

    assert status(answer) == 414
    assert server.is_well()


def test_many_headers_are_refused(server: Server) -> None:
    lines = "".join(f"X-{number}: a\r\n" for number in range(5_000))

    assert status(server.raw((head(server) + lines + "\r\n").encode())) == 431
    assert server.is_well()


def test_a_long_header_is_refused(server: Server) -> None:
    answer = server.raw((head(server) + "X-Long: " + "a" * 100_000 + "\r\n\r\n").encode())

    assert status(answer) == 431


@pytest.mark.parametrize("kind", [FORM, "Content-Type: application/sparql-query"])
@pytest.mark.parametrize("chunked", [False, True])
def test_a_large_body_is_refused_and_memory_stays_flat(
    server: Server, kind: str, chunked: bool
) -> None:
    before = resident(server)
    if chunked:
        part = "10000\r\n" + "a" * 65_536 + "\r\n"
        data = post(server, part * 320 + "0\r\n\r\n", kind, "Transfer-Encoding: chunked")
    else:
        data = post(server, "a" * 20_000_000, kind, "Content-Length: 20000000")
    last = (head(server) + CLOSE + "\r\n\r\n").encode()

    answer = server.raw(data + last)

    assert status(answer) == 413
    assert answer.count(b"HTTP/1.1 200 OK") == 1
    assert resident(server) - before < 5_000_000
    assert server.is_well()


def resident(server: Server) -> int:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{server.process.pid}/status").read_text())
    assert found
    return int(found[1]) * 1024


def test_a_long_query_is_refused(server: Server) -> None:
    response = server.client.post("sparql", data={"query": "ASK {} # " + "a" * 200_000})

    assert response.status_code == 413


def test_two_lengths_are_one_refusal(server: Server) -> None:
    smuggled = "0\r\n\r\n" + head(server) + "\r\n"

    answer = server.raw(
        post(
            server, smuggled, FORM, f"Content-Length: {len(smuggled)}", "Transfer-Encoding: chunked"
        )
    )

    assert status(answer) == 400
    assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize(
    "data", [b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"\x00" * 100, b"GET / HTTP/9.9\r\n\r\n"]
)
def test_nonsense_is_refused(server: Server, data: bytes) -> None:
    assert status(server.raw(data)) == 400
    assert server.is_well()


@pytest.mark.parametrize("sent", ["", "GET", "HEAD", "BODY"])
def test_a_client_that_sends_too_slowly_is_cut_off(hasty: Server, sent: str) -> None:
    data = {
        "": b"",
        "GET": b"GET /spar",
        "HEAD": head(hasty).encode(),
        "BODY": post(hasty, "query=ASK", FORM, "Content-Length: 100"),
    }[sent]

    answer = hasty.raw(data)

    assert status(answer) == 408
    assert hasty.is_well()


def test_a_client_that_drips_its_headers_is_cut_off(hasty: Server) -> None:
    with socket.create_connection(("127.0.0.1", hasty.port), timeout=LONG) as connection:
        connection.sendall(head(hasty).encode())
        stopped = threading.Event()
        threading.Thread(target=drip, args=(connection, stopped)).start()
        answer = received(connection)
        stopped.set()

    assert status(answer) == 408


def drip(connection: socket.socket, stopped: threading.Event) -> None:
    while not stopped.wait(0.1):
        try:
            connection.sendall(b"X-A: b\r\n")
        except OSError:
            return


def test_many_slow_clients_hold_up_nobody(server: Server) -> None:
    with ExitStack() as stack:
        for _ in range(200):
            connection = socket.create_connection(("127.0.0.1", server.port))
            stack.enter_context(connection)
            connection.sendall(b"GET / HTTP/1.1\r\n")

        assert server.is_well()


def test_a_client_that_takes_its_answer_too_slowly_is_cut_off_and_holds_no_worker(
    build: Path,
) -> None:
    query = "SELECT%20*%20%7B%3Fa%20%3Fb%20%3Fc.%3Fd%20%3Fe%20%3Ff%7D"
    with (
        serving(build, workers=1, slow_workers=0, quick_seconds=0.2, write_seconds=1.0) as server,
        socket.socket() as connection,
    ):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", server.port))
        connection.sendall((head(server, "/sparql?query=" + query) + "\r\n").encode())
        assert connection.recv(10)

        assert server.is_well()
        assert until(lambda: not is_connected(server, connection.getsockname()[1]))


def is_connected(server: Server, port: int) -> bool:
    """Look whether the server still has the connection that came from a port."""
    table = Path(f"/proc/{server.process.pid}/net/tcp").read_text()
    ends = f"0100007F:{server.port:04X} 0100007F:{port:04X} 01"
    return ends in table


def test_there_is_a_bound_to_connections(build: Path) -> None:
    with serving(build, connections=5) as server, ExitStack() as stack:
        for _ in range(5):
            connection = socket.create_connection(("127.0.0.1", server.port))
            stack.enter_context(connection)
            connection.sendall(b"GET / HTTP/1.1\r\n")

        assert until(lambda: status(server.raw(b"X")) == 503)
        stack.close()
        assert until(server.is_well)


def test_the_connection_that_is_idle_for_longest_makes_room_for_a_new_one(build: Path) -> None:
    with serving(build, connections=5) as server, ExitStack() as stack:
        idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(5)]
        for connection in idle:
            stack.enter_context(connection)

        assert server.is_well()
        assert received(idle[0]) == b""
        assert is_connected(server, idle[4].getsockname()[1])


def test_one_address_cannot_lock_out_the_others(build: Path) -> None:
    limits = {"connections": 30, "connections_each": 20}
    with serving(build, **limits) as server, ExitStack() as stack:
        for _ in range(40):
            connection = socket.create_connection(("127.0.0.1", server.port))
            stack.enter_context(connection)
            with suppress(OSError):  # The server may have hung up.
                connection.sendall(b"GET / HTTP/1.1\r\n")
        elsewhere = httpx.HTTPTransport(local_address="127.0.0.2")

        with httpx.Client(transport=elsewhere, base_url=server.url, timeout=LONG) as client:
            assert [client.get(ASK).status_code for _ in range(3)] == [200] * 3


@pytest.mark.parametrize(
    "query", ["ASK { ?s ?p ?o }", "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 5000"]
)
def test_http_1_0_gets_an_answer_with_its_length_and_in_no_parts(
    server: Server, query: str
) -> None:
    request = f"GET /sparql?query={quote(query)} HTTP/1.0\r\nHost: 127.0.0.1\r\n"
    zipped = "Accept-Encoding: gzip\r\n\r\n"

    answer = server.raw((request + zipped).encode())

    top, _, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", top.lower())
    assert status(answer) == 200
    assert b"chunked" not in top.lower()
    assert length and int(length[1]) == len(body)


def test_who_leaves_in_the_middle_of_a_request_is_no_fault_of_the_server(server: Server) -> None:
    before = server.complaints()
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(post(server, "query=ASK", FORM, "Content-Length: 500"))

    assert server.is_well()
    assert server.complaints() == before


def test_the_ages_of_the_builds_are_told(server: Server) -> None:
    told = server.client.get("health").text
    ages = {name: server.metric(f'plan_graph_build_age_seconds{{build="{name}"}}')
            for name in ("served", "newest")}  # fmt: skip

    assert re.search(r"^served build: \d+ seconds old$", told, re.MULTILINE)
    assert all(0 <= age < 86_400 for age in ages.values())


def test_requests_may_follow_each_other_on_a_connection(server: Server) -> None:
    two = (head(server) + "\r\n" + head(server) + CLOSE + "\r\n\r\n").encode()

    answer = server.raw(two)

    assert answer.count(b"HTTP/1.1 200 OK") == 2


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:80", "", "[::2]", "a b"])
def test_a_host_that_it_does_not_have_is_refused(server: Server, host: str) -> None:
    answer = server.raw(f"GET / HTTP/1.1\r\nHost: {host}\r\n{CLOSE}\r\n\r\n".encode())

    assert status(answer) == 421


def test_two_hosts_are_none(server: Server) -> None:
    hosts = "Host: 127.0.0.1\r\nHost: evil.example"

    answer = server.raw(f"GET / HTTP/1.1\r\n{hosts}\r\n{CLOSE}\r\n\r\n".encode())

    assert status(answer) == 400


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1", "LOCALHOST:80", "[::1]:8000"])
def test_the_loopback_is_its_host(server: Server, host: str) -> None:
    answer = server.raw(f"GET / HTTP/1.1\r\nHost: {host}\r\n{CLOSE}\r\n\r\n".encode())

    assert status(answer) == 200


def test_links_come_from_the_configured_address(build: Path) -> None:
    forwarded = {
        "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher", "Host": "data.example",
    }  # fmt: skip
    with serving(build, url="https://data.example/graphs/") as server:
        thing = server.client.get("id/plan/small", headers=forwarded)
        page = server.client.get("doc/plan/small", headers={**forwarded, "Accept": "text/html"})

    assert thing.status_code == 303
    assert thing.headers["location"] == "https://data.example/graphs/doc/plan/small"
    assert 'href="/graphs/static/style.css"' in page.text
    assert 'href="https://data.example/graphs/en/plan/small.html"' in page.text
    assert "evil" not in page.text


@pytest.mark.parametrize("slow", ["query", "reader", "nothing"])
def test_a_server_stops_when_told_to(build: Path, slow: str) -> None:
    with serving(build, stop_seconds=1) as server:
        workers = server.workers()
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            if slow == "query":
                target = httpx.URL("/sparql", params={"query": SLOW}).raw_path.decode()
                connection.sendall((head(server, target) + "\r\n").encode())
                busy = 'plan_graph_workers{state="busy"}'
                assert until(lambda: server.metric(busy) == 1)
            elif slow == "reader":
                connection.sendall(b"GET /spar")
            server.client.close()
            server.process.send_signal(signal.SIGTERM)
            # Far less than the query, or the reader, would have.
            code = server.process.wait(LONG)
            answer = received(connection)
        log = server.complaints()

    assert code == 0
    assert "Traceback" not in log
    if slow == "query":
        assert status(answer) == 503
    assert not any(Path(f"/proc/{pid}/exe").exists() for pid in workers)


def rebuild(build: Path, label: str) -> None:
    """Replace a build as `plan-graph build` does."""
    more = f'<plan/small> dcterms:abstract "{label}" .\n'
    with replacing(build) as fresh:
        shutil.rmtree(fresh)
        write_small_build(fresh, more)


LABEL = "SELECT ?d { ?s <http://purl.org/dc/terms/abstract> ?d }"


def test_a_new_build_takes_the_place_of_the_old_one_without_a_lost_request(tmp_path: Path) -> None:
    build = tmp_path / "build"
    rebuild(build, "0")
    statuses: list[int] = []
    stopped = threading.Event()
    with serving(build) as server:
        asker = threading.Thread(target=keep_asking, args=(server, statuses, stopped))
        asker.start()
        first = server.query(LABEL)
        for label in ("1", "2", "3"):
            rebuild(build, label)
            server.process.send_signal(signal.SIGHUP)
            assert until(lambda label=label: server.rows(LABEL) == [[label]])
            seen = len(statuses)
            assert until(lambda seen=seen: len(statuses) > seen + 5)
        stopped.set()
        asker.join()
        again = server.query(LABEL, if_none_match=first.headers["etag"])

    assert set(statuses) == {200}
    assert again.status_code == 200


def keep_asking(server: Server, statuses: list[int], stopped: threading.Event) -> None:
    with httpx.Client(base_url=server.url, timeout=LONG) as client:
        while not stopped.is_set():
            for path in ("sparql", "id/plan/small"):
                found = client.get(path, params={"query": LABEL}, follow_redirects=True)
                statuses.append(found.status_code)


def test_a_new_build_is_seen_without_a_signal(tmp_path: Path) -> None:
    build = tmp_path / "build"
    rebuild(build, "old")
    with serving(build) as server:
        rebuild(build, "new")

        assert until(lambda: server.rows(LABEL) == [["new"]])


def test_a_build_that_cannot_be_read_leaves_the_earlier_one(tmp_path: Path) -> None:
    build = tmp_path / "build"
    rebuild(build, "good")
    with serving(build) as server:
        starts = server.metric("plan_graph_worker_starts")
        with replacing(build) as fresh:
            (fresh / "store").mkdir()
            (fresh / "store" / "CURRENT").write_text("MANIFEST-000001\n")
        server.process.send_signal(signal.SIGHUP)

        assert until(lambda: "the earlier build is kept" in server.complaints())
        assert server.rows(LABEL) == [["good"]]
        assert server.client.get("health").status_code == 200
        assert server.metric("plan_graph_worker_starts") == starts


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "plan_graph", "serve", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=LONG, check=False)


def test_without_a_build_the_command_says_what_to_do(tmp_path: Path) -> None:
    result = run(str(tmp_path))

    assert result.returncode == 2
    assert "run 'plan-graph build' first" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("damage", ["CURRENT", "MANIFEST", "sst"])
def test_a_damaged_store_is_no_empty_answer(build: Path, tmp_path: Path, damage: str) -> None:
    broken = tmp_path / "build"
    shutil.copytree(build, broken)
    for file in (broken / "store").iterdir():
        if damage in file.name:
            file.write_bytes(b"\x00" * 100)

    result = run(str(broken), "--port", "0")

    assert result.returncode == 2
    assert "the store cannot be read" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_taken_port_is_told(server: Server, build: Path) -> None:
    result = run(str(build), "--port", str(server.port))

    assert result.returncode == 2
    assert "cannot listen" in result.stderr


def test_a_short_token_is_refused(build: Path, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("short")

    result = run(str(build), "--writable", str(tmp_path / "token"))

    assert result.returncode == 2
    assert "openssl rand" in result.stderr


def test_the_command_serves_until_it_is_told_to_stop(build: Path) -> None:
    command = [sys.executable, "-m", "plan_graph", "serve", str(build), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        line = process.stdout.readline()
        url = line.split()[-1]
        try:
            response = httpx.get(url + "sparql", params={"query": "ASK { ?s ?p ?o }"}, timeout=LONG)
        finally:
            process.send_signal(signal.SIGINT)

    assert url.startswith("http://127.0.0.1:")
    assert response.json()["boolean"] is True
    assert process.returncode in (0, 130)


def test_nothing_is_left_when_a_server_ends(build: Path, tmp_path: Path) -> None:
    with serving(build) as server:
        pid = server.process.pid
        assert server.is_well()
        folders = {Path(name).resolve() for name in open_folders(pid)}
        mine = {path for path in folders if path.name.startswith("plan-graph-serve-")}
        assert len(mine) == 1

    assert not any(path.exists() for path in mine)


def open_folders(pid: int) -> list[str]:
    return [str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir() if link.exists()]
