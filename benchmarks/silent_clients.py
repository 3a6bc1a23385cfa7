"""Hold a server with silent connections and hostile queries of one address; ask it from another.

How long answers take is measured with and without them, so that what else the machine does is seen.

Run with: python benchmarks/silent_clients.py PROGRAM BUILD [SILENT] [HOSTILE] [REQUESTS]
"""

from __future__ import annotations

import contextlib
import http.client
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from statistics import median, quantiles
from urllib.parse import quote

OTHER = "127.0.0.2"
"""Where those ask from whose answers count; all others are 127.0.0.1."""
MOST_MILLISECONDS = 200
ADDRESSES = (
    "/en/index.html",
    "/ro/index.html",
    "/query/actions-list",
    "/query/actions-by-ministry",
    "/health",
    "/.well-known/void",
    "/sparql?query=" + quote("SELECT * { ?s a ?o } ORDER BY ?s LIMIT 20"),
)
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g",
    "SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a (!<x:a>)* ?b . ?b (!<x:b>)* ?c }",
    "SELECT (GROUP_CONCAT(?x) AS ?y) { ?a ?b ?c . ?d ?e ?f BIND(CONCAT(STR(?a), STR(?d)) AS ?x) }",
)


def fetched(port: int, target: str, source: str) -> int:
    """Ask from an address, read the whole answer, and return its status; 0 if there is none."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=(source, 0))
    try:
        client.request("GET", target)
        answer = client.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        client.close()
    return answer.status


@contextlib.contextmanager
def served(program: str, build: str) -> Iterator[int]:
    """Serve a build, and give its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryFile() as said:
        command = [program, "serve", build, "--port", str(port)]
        process = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            while fetched(port, "/health", OTHER) != 200:
                if process.poll() is not None:
                    raise SystemExit("the server has ended")
                time.sleep(0.1)
            yield port
        finally:
            process.terminate()
            process.wait()
            said.seek(0)
            log = said.read().decode()
            print(f"log: {len(log.splitlines())} lines, tracebacks: {log.count('Traceback')}")


def asked(port: int, requests: int) -> tuple[list[float], Counter[int]]:
    """Ask one after the other; return how many milliseconds each answer took, and the statuses."""
    taken, statuses = [], Counter[int]()
    for number in range(requests):
        start = time.perf_counter()
        statuses[fetched(port, ADDRESSES[number % len(ADDRESSES)], OTHER)] += 1
        taken.append((time.perf_counter() - start) * 1000)
    return taken, statuses


@contextlib.contextmanager
def silent(port: int, count: int) -> Iterator[list[socket.socket]]:
    """Open connections that say nothing, and open anew each that the server closes."""
    held: list[socket.socket] = []
    over = threading.Event()

    def keep() -> None:
        while not over.is_set():
            while len(held) < count and not over.is_set():
                with contextlib.suppress(OSError):
                    held.append(socket.create_connection(("127.0.0.1", port), timeout=5))
                    held[-1].setblocking(False)
            for each in list(held):
                with contextlib.suppress(BlockingIOError):
                    try:
                        gone = not each.recv(1)
                    except ConnectionError:
                        gone = True
                    if gone:
                        held.remove(each)
                        each.close()
            time.sleep(0.5)

    keeper = threading.Thread(target=keep)
    keeper.start()
    try:
        yield held
    finally:
        over.set()
        keeper.join()
        for each in held:
            each.close()


@contextlib.contextmanager
def hostile(port: int, count: int) -> Iterator[Counter[int]]:
    """Have so many clients ask hostile queries again and again; give the statuses of answers."""
    statuses: Counter[int] = Counter()
    over = threading.Event()

    def ask(number: int) -> None:
        while not over.is_set():
            target = "/sparql?query=" + quote(HOSTILE[number % len(HOSTILE)])
            statuses[fetched(port, target, "127.0.0.1")] += 1
            number += 1
            time.sleep(0.1)

    clients = [threading.Thread(target=ask, args=(number,), daemon=True) for number in range(count)]
    for client in clients:
        client.start()
    try:
        yield statuses
    finally:
        over.set()


def described(name: str, taken: list[float], statuses: Counter[int]) -> float:
    """Print how long answers took; return what 95 of 100 did not take longer than."""
    most = quantiles(taken, n=20)[-1]
    print(
        f"{name}: {dict(statuses)}, median {median(taken):.0f} ms, 95 % within {most:.0f} ms,"
        f" longest {max(taken):.0f} ms"
    )
    return most


def main() -> int:
    """Measure, print, and tell whether all were answered in time."""
    program, build, *numbers = sys.argv[1:]
    connections, queries, requests = (int(n) for n in (*numbers, *("1100", "50", "210"))[:3])
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with served(program, build) as port:
        asked(port, 2 * len(ADDRESSES))
        before = described("alone", *asked(port, requests))
        with silent(port, connections) as held, hostile(port, queries) as statuses:
            time.sleep(3)
            print(f"{len(held)} connections are open")
            taken, answers = asked(port, requests)
            print(f"hostile queries: {dict(statuses)}")
        during = described("with them", taken, answers)
    print(f"{during / before:.1f} times as long")
    return 0 if set(answers) == {200} and during <= MOST_MILLISECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
