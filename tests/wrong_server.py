"""A real HTTP server on loopback that answers as it is told, however wrong that is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

JSON = "application/sparql-results+json"
_NO_HEADERS: Mapping[str, str] = {}


class Request(NamedTuple):
    """What was asked."""

    method: str
    path: str
    parameters: dict[str, list[str]]
    headers: Mapping[str, str]


class Answer(NamedTuple):
    """What is answered; `length` is what Content-Length says, if not the truth.

    `hold` is waited for before the last byte.
    """

    status: int = 200
    body: bytes = b""
    media_type: str = "text/plain"
    headers: Mapping[str, str] = _NO_HEADERS
    length: int | None = None
    hold: threading.Event | None = None


class WrongServer(NamedTuple):
    """Where it is, and what it was asked so far."""

    url: str
    requests: list[Request]


@contextmanager
def wrong_server(answer: Answer | Callable[[Request], Answer]) -> Iterator[WrongServer]:
    """Run a server that gives one answer, or what a function makes of each request."""
    requests: list[Request] = []

    class Handler(BaseHTTPRequestHandler):
        def answer_any(self) -> None:
            size = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(size).decode()
            parts = urlsplit(self.path)
            asked = {**parse_qs(parts.query), **parse_qs(body)}
            request = Request(self.command, parts.path, asked, dict(self.headers))
            requests.append(request)
            self.reply(answer if isinstance(answer, Answer) else answer(request))

        def do_GET(self) -> None:
            self.answer_any()

        def do_HEAD(self) -> None:
            self.answer_any()

        def do_POST(self) -> None:
            self.answer_any()

        def reply(self, given: Answer) -> None:
            self.send_response(given.status)
            self.send_header("Content-Type", given.media_type)
            length = len(given.body) if given.length is None else given.length
            self.send_header("Content-Length", str(length))
            for name, value in given.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if given.hold is None:
                self.wfile.write(given.body)
                return
            # One byte after the other, and never the last one before it is let go.
            try:
                while not given.hold.wait(0.05):
                    self.wfile.write(b" ")
                    self.wfile.flush()
            except OSError:
                return  # The client has left.

        def log_message(self, *arguments: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield WrongServer(f"http://127.0.0.1:{server.server_address[1]}/sparql", requests)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
