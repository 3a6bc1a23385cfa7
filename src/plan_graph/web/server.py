"""Run a server: open the build, listen, follow signals and new builds, stop cleanly."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import resource
import signal
import socket
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

from starlette.types import ASGIApp

from plan_graph.confinement import process as confine
from plan_graph.errors import UsageError
from plan_graph.phrases import ENGLISH, phrase
from plan_graph.web import snapshot
from plan_graph.web.app import make_app
from plan_graph.web.cache import Keeper
from plan_graph.web.metrics import Metrics
from plan_graph.web.pool.pool import Pool
from plan_graph.web.responses import Context
from plan_graph.web.settings import Settings
from plan_graph.web.uvicorn_server import serve_app

_LOOK_SECONDS = 1.0
_LONGEST_PAUSE = 3.0
"""Seconds between tries while there is no room; with it back, a build is served within 5."""
_logger = logging.getLogger(__name__)


async def follow(settings: Settings, pool: Pool, asked: asyncio.Event | None = None) -> None:
    """Open a new build as soon as it takes the place of the old one, or somebody asks for it.

    A SIGHUP asks for it, and so does who sets the event.
    """
    if settings.writable:
        return
    asked = asked or asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, asked.set)
    refused, failures = None, 0
    pause = _LOOK_SECONDS
    while True:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asked.wait(), pause)
        pause = _LOOK_SECONDS
        current = pool.snapshot.identity if pool.snapshot else None
        found = None
        try:
            found = snapshot.identity_of(settings.build)
            if asked.is_set() or found not in (current, refused):
                await pool.replace(await asyncio.to_thread(snapshot.take, settings.build))
        except UsageError as error:
            if asked.is_set() or found not in (None, refused):
                _logger.warning(phrase("web.server.earlier_build_kept"), error)
            refused = found
        except Exception as error:
            # No room or no descriptor at this moment, or a fault of ours: it is tried again.
            is_fault = not isinstance(error, OSError)
            _logger.warning(
                phrase("web.server.earlier_build_kept_for_now"), error, exc_info=is_fault
            )
            failures += 1
            pause = min(_LOOK_SECONDS * 2**failures, _LONGEST_PAUSE)
        else:
            failures = 0
        asked.clear()


_BACKLOG = 512


Assistants = Callable[[Context], AbstractAsyncContextManager[ASGIApp]]
"""Gives the application that answers assistants, which is not the server's own."""


def serve(settings: Settings, assistants: Assistants) -> None:
    """Serve until a signal says stop.

    Raises:
        UsageError: If the build cannot be read, the address cannot be used, or this system
            cannot confine the workers.
    """
    if not confine.supported():
        raise UsageError(phrase("web.server.serve_needs_linux_on_x"))
    import uvloop  # noqa: PLC0415 - not on every system

    _raise_file_limit()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(settings, assistants))


async def _serve(settings: Settings, assistants: Assistants) -> None:
    listening = _listen(settings)
    settings = replace(settings, port=_port(listening))
    build = None if settings.writable else _taken(settings)
    pool = Pool(settings, build)
    try:
        await pool.start()
        keeper = Keeper(settings.kept_bytes)
        context = Context(settings, pool, keeper, Metrics(pool, keeper))
        following = follow(settings, pool, context.reload)
        follower = asyncio.get_running_loop().create_task(following)
        _tell(settings)
        try:
            async with assistants(context) as assistant:
                app = make_app(context, assistant)
                await serve_app(app, listening, settings, _BACKLOG)
        finally:
            follower.cancel()
    finally:
        await pool.stop()


def _tell(settings: Settings) -> None:
    """Say where the server is, and where one corrects."""
    where = phrase(
        "web.server.plan_graph_listening_on_http", host=settings.host, port=settings.port
    )
    print(where, flush=True)
    if settings.editing:
        key = settings.editing.token
        address = f"{settings.address}{ENGLISH}/edit/index.html?key={key}"
        print(phrase("web.server.correct_at", address=address), flush=True)


def _taken(settings: Settings) -> snapshot.Snapshot:
    try:
        return snapshot.take(settings.build)
    except OSError as error:
        raise UsageError(
            phrase("web.snapshot.build_cannot_read", build=settings.build, error=error)
        ) from None


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        where = f"{settings.host}:{settings.port}"
        raise UsageError(
            phrase("web.server.serve_cannot_listen_on", where=where, strerror=error.strerror)
        ) from None
    return listening


def _port(listening: socket.socket) -> int:
    port: int = listening.getsockname()[1]
    return port


def _raise_file_limit() -> None:
    """Have room for many connections."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
