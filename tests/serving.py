"""Real servers for tests: processes on the loopback, on ports of their own."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx

from plan_graph.building.build import write
from plan_graph.iris import Iris
from plan_graph.publishing.dumps import turtle
from plan_graph.publishing.void import Dataset, describe
from real_plan import real_plan
from small_plan import small_plan
from small_store import make_store

TOKEN = "a-token-that-only-tests-know"
_RUN = (
    "import json, sys, pathlib; from plan_graph.assistant.http import assistants;"
    "from plan_graph.web.server import serve;"
    "from plan_graph.web.settings import Settings;"
    "given = json.loads(sys.argv[1]); given['build'] = pathlib.Path(given['build']);"
    "serve(Settings(**given), assistants)"
)
PATIENT = {
    "deadline_seconds": 120.0,
    "quick_seconds": 2.0,
    "queue_seconds": 120.0,
    "header_seconds": 120.0,
    "body_seconds": 120.0,
    "write_seconds": 120.0,
    "memory_bytes": 200 * 1024 * 1024,
}
"""Times that no busy machine comes near to; a test that is about one of them gives a short one."""
LONG = 60.0
"""How long a test waits, in seconds, for what must come: it ends as soon as that has come."""


class Server:
    """A running server."""

    def __init__(self, process: subprocess.Popen[str], port: int, errors: Path) -> None:
        self.process = process
        self.port = port
        self._errors = errors
        self.url = f"http://127.0.0.1:{port}/"

    @cached_property
    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=LONG)

    def query(self, text: str, **headers: str) -> httpx.Response:
        return self.client.get(
            "sparql",
            params={"query": text},
            headers={k.replace("_", "-"): v for k, v in headers.items()},
        )

    def rows(self, text: str) -> list[list[str]]:
        answer = self.query(text)
        assert answer.status_code == 200, answer.text
        found = answer.json()
        names = found["head"]["vars"]
        return [
            [row[n]["value"] for n in names if n in row] for row in found["results"]["bindings"]
        ]

    def is_well(self) -> bool:
        """Answers a normal query, asked once."""
        answer = self.query("ASK { ?s ?p ?o }")
        return bool(answer.status_code == 200 and answer.json()["boolean"])

    def raw(self, data: bytes) -> bytes:
        """Send bytes, and give all that comes back until the server hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=LONG) as connection:
            with suppress(OSError):  # The server need not take all of it.
                connection.sendall(data)
            return received(connection)

    def complaints(self) -> str:
        """Return what it has written to its standard error."""
        return self._errors.read_text(encoding="utf-8")

    def workers(self) -> list[int]:
        """The processes that answer queries."""
        return workers_of(self.process.pid)

    def metric(self, name: str) -> float:
        text = self.client.get("metrics").text
        found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
        assert found, name
        return float(found[1])


def workers_of(server: int) -> list[int]:
    """The processes of a server that answer queries."""
    return [pid for fork_server in fork_servers_of(server) for pid in children(fork_server)]


def fork_servers_of(server: int) -> list[int]:
    """The processes that make workers: one for each build that is open."""
    name = b"plan_graph.web.worker"
    return [pid for pid in children(server) if name in Path(f"/proc/{pid}/cmdline").read_bytes()]


def children(pid: int) -> list[int]:
    """The processes that a process has started and that have not ended."""
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def received(connection: socket.socket) -> bytes:
    parts = []
    with suppress(OSError):
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


@contextmanager
def serving(build: Path, **settings: Any) -> Iterator[Server]:
    """Start a server, and stop it in the end."""
    given = {"build": str(build), "port": 0, **PATIENT, **settings}
    command = [sys.executable, "-c", _RUN, json.dumps(given)]
    with (
        tempfile.NamedTemporaryFile(prefix="plan-graph-errors-") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        assert process.stdout
        line = process.stdout.readline()
        found = re.search(r":(\d+)/", line)
        server = Server(process, int(found[1]) if found else 0, Path(errors.name))
        assert found, f"the server did not start: {line!r} {server.complaints()}"
        try:
            yield server
        finally:
            server.client.close()
            process.send_signal(signal.SIGTERM)
            process.wait(LONG)
            print(server.complaints(), file=sys.stderr)


def write_real_build(folder: Path) -> Path:
    """Write the build of the real plan."""
    build = folder / "build"
    build.mkdir()
    write([real_plan()], build)
    return build


def write_small_build(build: Path, more: str = "") -> Path:
    """Write a build of the small plan, with more statements in Turtle."""
    build.mkdir()
    triples = small_plan(more)
    iris = Iris("small", "ro")
    (build / "void.ttl").write_bytes(turtle(describe([Dataset(iris, {}, triples, [], [])])))
    make_store(build / "store", {iris.graph: triples})
    return build


def until(condition: Any, seconds: float = LONG) -> bool:
    """Wait until something holds that must come to hold; tell whether it did."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
