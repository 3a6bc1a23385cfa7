"""Follow a build: what takes its place is opened, and asked from then on."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import resource
import signal
import socket
from collections.abc import Iterator
from dataclasses import replace

import uvicorn

from plan_graph.errors import UsageError
from plan_graph.phrases import phrase
from plan_graph.web import snapshot
from plan_graph.web.app import make_app
from plan_graph.web.cache import Keeper
from plan_graph.web.connection import connection_class
from plan_graph.web.metrics import Metrics
from plan_graph.web.pool.pool import Pool
from plan_graph.web.responses import Context
from plan_graph.web.settings import Settings
from plan_graph.web.worker import confine

_LOOK_SECONDS = 1.0
_logger = logging.getLogger(__name__)


async def follow(settings: Settings, pool: Pool) -> None:
    """Open a new build as soon as it takes the place of the old one, or a SIGHUP asks for it."""
    if settings.writable:
        return
    asked = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, asked.set)
    refused = None
    while True:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asked.wait(), _LOOK_SECONDS)
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
        asked.clear()


_BACKLOG = 512
_STOP = (signal.SIGTERM, signal.SIGINT)


def serve(settings: Settings) -> None:
    """Serve until a signal says stop.

    Raises:
        UsageError: If the build cannot be read, the address cannot be used, or this system
            cannot confine the workers.
    """
    if not confine.supported():
        raise UsageError(phrase("web.server.serve_needs_linux_on_x"))
    _raise_file_limit()
    uvicorn_loop = uvicorn.Config("", loop="auto").get_loop_factory()
    with asyncio.Runner(loop_factory=uvicorn_loop) as runner:
        runner.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    listening = _listen(settings)
    settings = replace(settings, port=_port(listening))
    build = None if settings.writable else snapshot.take(settings.build)
    pool = Pool(settings, build)
    try:
        await pool.start()
        keeper = Keeper(settings.kept_bytes)
        context = Context(settings, pool, keeper, Metrics(pool, keeper))
        server = _Server(_config(settings, context))
        follower = asyncio.get_running_loop().create_task(follow(settings, pool))
        print(
            phrase(
                "web.server.plan_graph_listening_on_http", host=settings.host, port=settings.port
            ),
            flush=True,
        )
        try:
            await server.serve(sockets=[listening])
        finally:
            follower.cancel()
    finally:
        await pool.stop()


class _Server(uvicorn.Server):
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


def _config(settings: Settings, context: Context) -> uvicorn.Config:
    return uvicorn.Config(
        make_app(context),
        http=connection_class(settings),
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=settings.keep_alive_seconds,
        timeout_graceful_shutdown=settings.stop_seconds,
        backlog=_BACKLOG,
    )


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
