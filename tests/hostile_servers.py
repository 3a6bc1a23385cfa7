"""Servers that mean harm, and what a command makes of each: its time, its memory, its words.

By hand, every kind against every command that asks others, with a build to publish and to verify:

    python tests/hostile_servers.py PROGRAM BUILD [KIND …]
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import NamedTuple

JSON = "application/sparql-results+json"
_HEAD = b'{"head":{"vars":["says","graph","c","d"]},"results":{"bindings":['
_SECONDS = 90
_MOST_MEGABYTES = 200

Kind = Callable[[socket.socket, str], None]


def _answer(media_type: str, *headers: str, status: str = "200 OK") -> bytes:
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {media_type}", *headers, "", "")
    return "\r\n".join(lines).encode("utf-8", "surrogatepass")


def _media_type(request: str) -> str:
    """Return what the request would like best."""
    for line in request.splitlines():
        if line.lower().startswith("accept:"):
            return line.partition(":")[2].partition(",")[0].partition(";")[0].strip()
    return "text/turtle"


def endless(part: bytes, first: bytes = b"", media_type: str = "", *headers: str) -> Kind:
    """Return a server that never stops sending a part."""

    def kind(client: socket.socket, request: str) -> None:
        client.sendall(_answer(media_type or _media_type(request), *headers) + first)
        many = part * max(1, 65_536 // len(part))
        while True:
            client.sendall(many)

    return kind


def counted(pattern: bytes, first: bytes, count: int, last: bytes = b"") -> Kind:
    """Return a server that sends a pattern with the numbers up to a count in it."""

    def kind(client: socket.socket, request: str) -> None:
        client.sendall(_answer(_media_type(request)) + first)
        for start in range(0, count, 1_000):
            many = (pattern.replace(b"%", b"%d" % n) for n in range(start, start + 1_000))
            client.sendall(b"".join(many))
        client.sendall(last)

    return kind


def fixed(body: bytes, media_type: str = "", *headers: str, status: str = "200 OK") -> Kind:
    """Return a server that sends one answer."""

    def kind(client: socket.socket, request: str) -> None:
        head = _answer(media_type or _media_type(request), *headers, status=status)
        client.sendall(head + body)

    return kind


def raw(content: bytes, then: bytes = b"", wait: float = 0) -> Kind:
    """Return a server that sends bytes, and then others without end."""

    def kind(client: socket.socket, request: str) -> None:
        client.sendall(content)
        while then or wait:
            client.sendall(then)
            time.sleep(wait)

    return kind


def silent(client: socket.socket, request: str) -> None:
    """Say nothing."""
    time.sleep(_SECONDS)


def restless(client: socket.socket, request: str) -> None:
    """Name another graph each time."""
    graph = f"urn:v{time.monotonic_ns()}"
    current = "http://www.w3.org/ns/dcat#hasCurrentVersion"
    row = (
        f'{{"says":{{"type":"uri","value":"{current}"}},'
        f'"graph":{{"type":"uri","value":"{graph}"}}}}]}}}}'
    )
    head = _HEAD.replace(b',"c","d"', b"")
    time.sleep(0.9)
    client.sendall(_answer(JSON) + head + row.encode())


_ODD = (
    b'{"head":{"vars":["says","\\u001b[31mred\\u202e\\n"]},"results":{"bindings":[{"says":'
    b'{"type":"literal","value":"\\u001b]0;owned\\u0007\\u202eevil"}}]}}'
)
KINDS: dict[str, Kind] = {
    "endless-blanks": endless(b" "),
    "endless-rows": counted(b'{"says":{"type":"literal","value":"v%"}},', _HEAD, 10**9),
    "empty-rows": endless(b"{},", _HEAD),
    "one-long-word": endless(b"a", _HEAD + b'{"says":{"type":"literal","value":"'),
    "one-long-row": endless(b"[],", _HEAD + b'{"says":['),
    "deep": fixed(_HEAD + b"[" * 3_000_000),
    "many-columns": counted(b'"v%",', b'{"head":{"vars":[', 10**9),
    "wide-row": counted(
        b'"%":{"type":"uri","value":"a:%"},',
        b'{"head":{"vars":["a"]},"results":{"bindings":[{',
        10**9,
    ),
    "just-below": counted(
        b'{"thing":{"type":"uri","value":"u:%"},"label":{"type":"literal","value":"%"}},',
        _HEAD.replace(b"says", b"thing").replace(b"graph", b"label").replace(b',"c","d"', b""),
        110_000,
        b"{}]}}",
    ),
    "triples": counted(b"<a:%> a <http://www.w3.org/ns/dcat#Dataset>.\n", b"", 49_000),
    "turtle": counted(b"<a:%> <b:b> <c:%>.\n", b"", 10**9),
    "chunks-below-zero": endless(b"x", b"-1\r\n", "", "Transfer-Encoding: chunked"),
    "chunks-of-one": endless(b"1\r\n \r\n", b"", "", "Transfer-Encoding: chunked"),
    "chunk-without-end": endless(b" ", b"fffffffffffffff\r\n", "", "Transfer-Encoding: chunked"),
    "length-lies": fixed(_HEAD, "", "Content-Length: 999999999999"),
    "continue": raw(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000),
    "long-head": raw(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 65_536),
    "many-heads": raw(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 1_000),
    "slow-head": raw(b"HTTP/1.1 200 OK\r\n", b"X", 0.2),
    "slow-body": raw(_answer(JSON) + _HEAD, b" ", 0.2),
    "silent": silent,
    "redirects": raw(_answer("text/html", "Location: /again", "Content-Length: 0", status="302 F")),
    "redirect-away": raw(_answer("text/html", "Location: file:///etc/passwd", status="302 Found")),
    "error-without-end": endless(b"x\x1b[31m\xe2\x80\xae", b"", "text/plain"),
    "red-error": fixed(b"\x1b[31mred \xe2\x80\xaelive", "text/plain", status="400 \x1b[31mBad"),
    "red-type": fixed(b"x", "text/\x1b[31mred\u202e"),
    "red-words": fixed(_ODD, JSON),
    "no-http": raw(b"\x1b[31mSSH-2.0-OpenSSH\r\n"),
    "nothing": raw(b""),
    "restless": restless,
    "gzip": fixed(b"\x1f\x8b\x08" + bytes(99), "", "Content-Encoding: gzip"),
    "status-lies": fixed(b"", "", status="999999999999999999999 Oh"),
}


@contextmanager
def hostile_server(kind: Kind) -> Iterator[str]:
    """Serve one kind of harm on the loopback; the address is given."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    clients: list[socket.socket] = []

    def serve(client: socket.socket) -> None:
        with suppress(OSError), client:
            kind(client, client.recv(65_536).decode("utf-8", "replace"))
            client.shutdown(socket.SHUT_WR)
            client.recv(65_536)

    def listen() -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                clients.append(client)
                threading.Thread(target=serve, args=(client,), daemon=True).start()

    threading.Thread(target=listen, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        for each in (listener, *clients):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


class Outcome(NamedTuple):
    """How a command ended, with its seconds by the clock and of a processor."""

    status: int
    seconds: float
    processor: float
    megabytes: int
    said: bytes


_MEASURE = """
import json, os, sys
file, *command = sys.argv[1:]
child = os.posix_spawn(command[0], command, os.environ)
_, status, used = os.wait4(child, 0)
with open(file, "w") as written:
    found = os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss
    json.dump(found, written)
"""
"""A small program that starts another: a new process counts the memory of who starts it as its."""


def outcome(command: list[str], most_seconds: float = _SECONDS) -> Outcome:
    """Run a command, and return how it ended and what it took."""
    started = time.monotonic()
    with TemporaryFile() as said, NamedTemporaryFile() as measured:
        whole = [sys.executable, "-S", "-c", _MEASURE, measured.name, *command]
        process = subprocess.Popen(
            whole, stdout=said, stderr=said, stdin=subprocess.DEVNULL, start_new_session=True
        )
        try:
            process.wait(most_seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        found = measured.read()
        status, processor, kilobytes = json.loads(found) if found else (-signal.SIGKILL, 0.0, 0)
        said.seek(0)
        words = said.read()
    seconds = time.monotonic() - started
    return Outcome(status, seconds, processor, kilobytes // 1024, words)


def commands(address: str, build: Path) -> dict[str, list[str]]:
    """Return every command that asks others, with its arguments."""
    asked = ["--endpoint", f"{address}sparql", "--timeout", "5"]
    return {
        "query": ["query", "actions-list", *asked],
        "table": ["query", "actions-list", *asked, "--graph", "urn:g"],
        "csv": ["query", "actions-list", *asked, "--graph", "urn:g", "--format", "csv"],
        "publish": ["publish", "--build", str(build), *asked],
        "catalogue": ["catalogue", "check", f"{address}catalogue.ttl"],
        "verify": ["verify", address],
    }


def main() -> int:
    """Run what is asked for; print a line each, and tell whether all kept the limits."""
    program, build, *chosen = sys.argv[1:]
    kept = True
    for name, kind in KINDS.items():
        if chosen and name not in chosen:
            continue
        for command in commands("", Path(build)):
            with hostile_server(kind) as address:
                arguments = commands(address, Path(build))[command]
                status, seconds, _, size, said = outcome([program, *arguments])
            clean = b"\x1b" not in said and "\u202e".encode() not in said
            told = status == 1 or said.count(b"\n") <= 1  # each difference that was found is a line
            plain = b"Traceback" not in said and told
            good = clean and (plain or status == 0) and status >= 0 and size <= _MOST_MEGABYTES
            kept &= good
            print(
                f"{'' if good else 'BAD '}{name} {command}: {status}, {seconds:.1f} s, {size} MB:"
                f" {len(said)} {said[-220:]!r}",
                flush=True,
            )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
