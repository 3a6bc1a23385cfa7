"""The only module that knows uvicorn, whose connections get limits and time-outs of ours.

It is written for uvicorn 0.34 to 0.54, whose parts it uses beyond those that are documented:
`HttpToolsProtocol` with its `cycle`, `scope`, `url` and handlers, `STATUS_LINE`, and
`Server.capture_signals`. pyproject.toml allows no other versions.

A client that sends its request too slowly, or takes its answer too slowly, is cut off; so is
one whose request is too long. All of it is per connection and costs nothing while all is well.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, cast

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol
from uvicorn.server import Server, ServerState

from plan_graph.phrases import phrase
from plan_graph.web.settings import Settings

_TURNS = count(1)
"""Turns, not times: connections that come together have one time by the clock of some loops."""
_STOP = (signal.SIGTERM, signal.SIGINT)


class _TooLongError(Exception):
    """The head of a request is over a limit."""


class Connection(HttpToolsProtocol):
    """One connection of a client.

    Attributes:
        settings: The limits; a subclass for one server sets them.
        on_lost: Called when the client has gone; set by whoever is answering.
        idle_since: Its turn of those that began to send nothing, between requests or before the
            first; None while a request comes in or is answered.
    """

    settings: Settings

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.on_lost: Callable[[], None] = lambda: None
        self.idle_since: int | None = next(_TURNS)
        self._gone = asyncio.Event()
        self._awaiting = "head"
        self._head_bytes = 0
        self._refusal = (400, "web.connection.no_http_request_can_understood")
        self._read_timer: asyncio.TimerHandle | None = None
        self._write_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, unless there are too many already."""
        super().connection_made(transport)
        if self._has_place():
            self._expect("head")
        else:
            self._refuse(503, "web.connection.too_many_connections")

    def _has_place(self) -> bool:
        """Make room for one more by closing the oldest that is idle, if too many are open.

        An address that has its share gives one of its own; else the one with the most does.
        """
        by_address: dict[str, list[Connection]] = {}
        for connection in cast("set[Connection]", self.connections):
            by_address.setdefault(connection.address, []).append(connection)
        own = by_address[self.address]
        if len(own) > self.settings.connections_each:
            crowd = own
        elif len(self.connections) > self.settings.connections:
            crowd = max(by_address.values(), key=len)
        else:
            return True
        idle = [each for each in crowd if each is not self and each.idle_since is not None]
        if not idle:
            return False
        oldest = min(idle, key=lambda each: each.idle_since or 0)
        oldest.transport.abort()
        return True

    @property
    def address(self) -> str:
        """Where the client is."""
        return self.client[0] if self.client else ""

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever is answering."""
        super().connection_lost(exc)
        self._cancel_timers()
        self._gone.set()
        self.on_lost()

    async def abort(self) -> None:
        """Cut the client off, so that it sees that the answer is not complete."""
        self.transport.abort()
        await self._gone.wait()

    # Reading

    def data_received(self, data: bytes) -> None:
        """Take what the client sends."""
        if self.transport.is_closing():
            return
        super().data_received(data)
        if self._awaiting and self._read_timer is None:
            self._expect(self._awaiting)

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self.idle_since = None
        self.scope["state"]["connection"] = self
        self._awaiting, self._head_bytes = "head", 0

    def on_url(self, url: bytes) -> None:
        """Take a part of the address."""
        super().on_url(url)
        if len(self.url) > self.settings.url_bytes:
            self._refusal = (414, "web.connection.address_too_long")
            raise _TooLongError

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        self._head_bytes += len(name) + len(value)
        too_long = self._head_bytes > self.settings.header_bytes
        if too_long or len(self.headers) >= self.settings.headers:
            self._refusal = (431, "web.connection.head_request_too_long")
            raise _TooLongError
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Begin to answer."""
        self._stop_reading_timer()
        self._awaiting = "body"
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Have the whole request."""
        self._stop_reading_timer()
        self._awaiting = ""
        super().on_message_complete()

    def _expect(self, part: str) -> None:
        seconds = self.settings.header_seconds if part == "head" else self.settings.body_seconds
        self._awaiting = part
        self._read_timer = self.loop.call_later(seconds, self._too_slow)

    def _too_slow(self) -> None:
        self._read_timer = None
        self._refuse(408, "web.connection.request_did_not_come_time")

    def send_400_response(self, msg: str) -> None:
        """Refuse a request that cannot be read or is too long."""
        self._refuse(*self._refusal)

    def _refuse(self, status: int, key: str) -> None:
        """Answer what is no whole request, unless an answer is on its way, and hang up."""
        self._stop_reading_timer()
        self._awaiting = ""
        if self.transport.is_closing():
            return
        if self.cycle is None or not self.cycle.response_started or self.cycle.response_complete:
            body = phrase(key).encode() + b"\n"
            self.transport.write(
                STATUS_LINE[status]
                + b"content-type: text/plain; charset=utf-8\r\nx-content-type-options: nosniff\r\n"
                + b"cache-control: no-store\r\nconnection: close\r\n"
                + b"content-length: %d\r\n\r\n%s" % (len(body), body)
            )
        self.transport.close()
        self._limit_writing()

    # Writing

    def pause_writing(self) -> None:
        """Give the client some time to take what it has been sent."""
        super().pause_writing()
        self._limit_writing()

    def resume_writing(self) -> None:
        """Go on: the client has taken most of it."""
        super().resume_writing()
        if self._write_timer is not None:
            self._write_timer.cancel()
            self._write_timer = None

    def _limit_writing(self) -> None:
        if self._write_timer is None:
            seconds = self.settings.write_seconds
            self._write_timer = self.loop.call_later(seconds, self.transport.abort)

    def on_response_complete(self) -> None:
        """Wait for the next request, or for the client to take the rest."""
        self.on_lost = lambda: None
        self.idle_since = next(_TURNS)
        super().on_response_complete()
        if self.transport.is_closing() and self.transport.get_write_buffer_size():
            self._limit_writing()

    def timeout_keep_alive_handler(self) -> None:
        """Hang up on a client that asks nothing more."""
        super().timeout_keep_alive_handler()
        if self.transport.get_write_buffer_size():
            self._limit_writing()

    def _stop_reading_timer(self) -> None:
        if self._read_timer is not None:
            self._read_timer.cancel()
            self._read_timer = None

    def _cancel_timers(self) -> None:
        self._stop_reading_timer()
        if self._write_timer is not None:
            self._write_timer.cancel()
            self._write_timer = None


class _Server(Server):
    """Stops on a signal, and lets the caller clean up; uvicorn itself ends the process by it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Follow the signals to stop while the block runs."""
        loop = asyncio.get_running_loop()
        for number in _STOP:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in _STOP:
                loop.remove_signal_handler(number)


async def serve_app(app: Any, listening: socket.socket, settings: Settings, backlog: int) -> None:
    """Serve an ASGI application on a socket until a signal says stop."""
    config = Config(
        app,
        http=type("ServerConnection", (Connection,), {"settings": settings}),
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=settings.keep_alive_seconds,
        timeout_graceful_shutdown=settings.stop_seconds,
        backlog=backlog,
    )
    await _Server(config).serve(sockets=[listening])
