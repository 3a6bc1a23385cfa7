"""Compare `plan-graph serve` with rdflib-endpoint and the Oxigraph server, in one run.

Requests a second and processor time a request, on a trivial and a point query and on two named ones
that join: actions-by-ministry, and external-funding-by-ministry, which has a sub-select; then the
first byte and the memory of an answer of 100 MB, and 20,000 requests with the memory before and
after. plan-graph is measured twice: once answering each request anew ('--keep 0'), and once as it
is, when it gives again what it has kept. Needs wrk (a Debian package); the others are installed
into environments of their own. On a machine that does other things at the same time only the time
of a processor says something.

Run with: .venv/bin/python benchmarks/serve.py
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import venv
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

from plan_graph.asking.queries import load

SECONDS = 5
CONNECTIONS = 4
REQUESTS = 20_000
ROUNDS = 3
LEAST = 20
SAMPLE_SECONDS = 0.02
ACTION = "https://w3id.org/plan-graph/id/action/ro-thb-2021-2022/1.1-01"
QUERIES = {
    "trivial": "ASK {}",
    "point": f"SELECT ?p ?o {{ <{ACTION}> ?p ?o }}",
    "join": load("actions-by-ministry").text,
    "joins": load("external-funding-by-ministry").text,
}
ANEW, KEPT = "plan-graph anew", "plan-graph kept"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 210000"
ENDPOINT = """
import sys, uvicorn
from rdflib import Graph
from rdflib_endpoint import SparqlEndpoint
graph = Graph()
for name in sys.argv[2:]:
    graph.parse(name)
uvicorn.run(SparqlEndpoint(graph=graph, path="/sparql"), port=int(sys.argv[1]), log_level="error")
"""


class Server:
    """A running server: where it is, and the processes that it consists of."""

    def __init__(self, name: str, process: subprocess.Popen[bytes], port: int, path: str) -> None:
        self.name, self.process, self.port, self.path = name, process, port, path

    def target(self, query: str) -> str:
        """Return the path that asks a query."""
        return f"{self.path}?{urlencode({'query': query})}"

    def pids(self) -> list[int]:
        """List its processes."""
        found = [self.process.pid]
        for pid in found:
            with contextlib.suppress(FileNotFoundError):
                children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
                found += map(int, children.split())
        return found

    def processor_seconds(self) -> float:
        """Tell how much of a processor they have used, and those that have ended meanwhile."""
        ticks = 0
        for pid in self.pids():
            with contextlib.suppress(FileNotFoundError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ticks += sum(map(int, fields[11:15]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Tell the memory of all of them, in MB; what several share counts once."""
        total = 0
        for pid in self.pids():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
                found = re.search(r"Pss:\s+(\d+)", rollup)
                total += int(found[1]) if found else 0
        return total / 1024

    @contextlib.contextmanager
    def peak(self) -> Iterator[Callable[[], float]]:
        """Look at the memory again and again while the block runs; give the most there was."""
        done, seen = threading.Event(), [self.memory()]

        def look() -> None:
            while not done.wait(SAMPLE_SECONDS):
                seen.append(self.memory())

        looking = threading.Thread(target=look)
        looking.start()
        try:
            yield lambda: max(seen)
        finally:
            done.set()
            looking.join()


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


@contextlib.contextmanager
def running(name: str, command: list[str], port: int, path: str) -> Iterator[Server]:
    """Run a server until the block ends."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            while process.poll() is None:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                time.sleep(0.05)
            yield Server(name, process, port, path)
        finally:
            process.terminate()


def install(folder: Path, *packages: str) -> Path:
    """Make an environment with packages; give its folder of programs."""
    venv.create(folder, with_pip=True)
    subprocess.run([folder / "bin/pip", "install", "--quiet", *packages], check=True)
    return folder / "bin"


def servers(folder: Path, build: Path) -> Iterator[contextlib.AbstractContextManager[Server]]:
    """Yield the servers to compare, one after the other."""
    port = free_port()
    command = [sys.executable, "-m", "plan_graph", "serve", str(build), "--port", str(port)]
    yield running(ANEW, [*command, "--deadline", "60", "--keep", "0"], port, "/sparql")
    port = free_port()
    yield running(KEPT, [*command[:-1], str(port), "--deadline", "60"], port, "/sparql")
    port = free_port()
    program = str(install(folder / "oxigraph", "oxigraph") / "oxigraph")
    store = ["serve-read-only", "--location", str(build / "store"), "--union-default-graph"]
    yield running("oxigraph", [program, *store, "--bind", f"127.0.0.1:{port}"], port, "/query")
    port = free_port()
    python = str(install(folder / "rdflib", "rdflib-endpoint", "uvicorn") / "python")
    files = [str(file) for file in sorted(build.glob("*/*.nt"))]
    command = [python, "-c", ENDPOINT, str(port), *files]
    yield running("rdflib-endpoint", command, port, "/sparql")


def wrk(server: Server, query: str, seconds: float) -> tuple[float, int]:
    """Return requests a second, and how many there were; stop if one was not answered well."""
    url = f"http://127.0.0.1:{server.port}{server.target(query)}"
    accept = "Accept: application/sparql-results+json"
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "--timeout", "30s"]
    text = subprocess.run(
        [*command, "-H", accept, url], check=True, capture_output=True, text=True
    ).stdout
    if "Non-2xx" in text or "Socket errors" in text:
        raise SystemExit(f"{server.name}: not all requests were answered:\n{text}")
    rate, count = re.search(r"Requests/sec:\s+(\S+)", text), re.search(r"(\d+) requests in", text)
    if not rate or not count:
        raise SystemExit(f"wrk said what is not understood:\n{text}")
    return float(rate[1]), int(count[1])


def answer(server: Server, query: str) -> list[dict[str, str]] | bool:
    """Return what a server answers, for comparison: the rows in any order, or yes or no."""
    url = f"http://127.0.0.1:{server.port}{server.target(query)}"
    headers = {"Accept": "application/sparql-results+json"}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as response:
        found = json.load(response)
    if "boolean" in found:
        return bool(found["boolean"])
    rows = [{name: term["value"] for name, term in row.items()}
            for row in found["results"]["bindings"]]  # fmt: skip
    return sorted(rows, key=str)


def measure(server: Server) -> dict[str, tuple[float, float]]:
    """Return requests a second and milliseconds of a processor a request, by query."""
    found = {}
    for name, query in QUERIES.items():
        seconds = SECONDS
        while wrk(server, query, seconds)[1] < LEAST:  # This warms it up, too.
            seconds *= 4
        before = server.processor_seconds()
        rate, count = wrk(server, query, seconds)
        used = (server.processor_seconds() - before) / count * 1000
        found[name] = (rate, used)
        print(f"{server.name:>16} {name:>8} {rate:>9,.1f} requests/s {used:>9.3f} ms a request")
    return found


def fetch(server: Server, query: str) -> tuple[float, int, float]:
    """Return the milliseconds until the first byte of an answer, its size, and its seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    start = time.perf_counter()
    headers = {"Accept": "application/sparql-results+json"}
    connection.request("GET", server.target(query), headers=headers)
    response = connection.getresponse()
    response.read(1)
    first = (time.perf_counter() - start) * 1000
    size = 1
    while part := response.read(65536):
        size += len(part)
    return first, size, time.perf_counter() - start


def large_answer(server: Server) -> None:
    """Print the first byte, the size and the memory of a large answer."""
    before = server.memory()
    with server.peak() as most:
        first, size, seconds = min(fetch(server, LARGE) for _ in range(ROUNDS))
    print(
        f"{server.name:>16}    large {size / 1e6:,.0f} MB, first byte {first:.0f} ms, "
        f"all {seconds:.1f} s, {most() - before:.0f} MB more memory"
    )


def many_requests(server: Server) -> None:
    """Print the memory before and after many requests."""
    count, before = 0, server.memory()
    while count < REQUESTS:
        count += wrk(server, QUERIES["point"], SECONDS)[1]
    after = server.memory()
    print(
        f"{server.name:>16}     many {count:,} requests, {before:.0f} MB before, {after:.0f} after"
    )


def main() -> None:
    """Print all figures, and how the servers compare."""
    found: dict[str, dict[str, tuple[float, float]]] = {}
    answers: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build = folder / "build"
        subprocess.run(
            [sys.executable, "-m", "plan_graph", "build", "--out", str(build)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        for context in servers(folder, build):
            with context as server:
                for query_name, query in QUERIES.items():
                    told = answer(server, query)
                    if answers.setdefault(query_name, told) != told:
                        raise SystemExit(f"{server.name}: answers '{query_name}' differently")
                found[server.name] = measure(server)
                if server.name not in (KEPT, "rdflib-endpoint"):
                    large_answer(server)
                    many_requests(server)
    compare(found)


def compare(found: dict[str, dict[str, tuple[float, float]]]) -> None:
    """Print how plan-graph compares with the others."""
    for name in (ANEW, KEPT):
        for other in set(found) - {ANEW, KEPT}:
            for query, (rate, used) in found[other].items():
                ours = found[name][query]
                print(
                    f"{name} / {other}, {query}: requests/s {ours[0] / rate:.2f}, "
                    f"processor {ours[1] / used:.2f}"
                )


if __name__ == "__main__":
    main()
