"""Assistants over HTTP: the Model Context Protocol at `/mcp` of the web server (streamable HTTP).

Each message is answered by itself: there are no sessions, and no stream is held open. The package
that speaks the protocol is loaded with the first message.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from plan_graph.phrases import phrase
from plan_graph.web.problems import RequestError, problem_response
from plan_graph.web.requests import check_bearer
from plan_graph.web.responses import Context

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager


@asynccontextmanager
async def assistants(context: Context) -> AsyncIterator[ASGIApp]:
    """Give the application that answers assistants, as long as the server runs."""
    endpoint = _Endpoint(context)
    try:
        yield endpoint
    finally:
        await endpoint.close()


class _Endpoint:
    """Answers messages of assistants."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._manager: asyncio.Future[StreamableHTTPSessionManager] | None = None
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one message, or say why not."""
        request = Request(scope, receive)
        try:
            _check(request, self._context)
            manager = await self._started()
        except RequestError as error:
            accept = ",".join(request.headers.getlist("accept"))
            await problem_response(error, accept)(scope, receive, send)
            return
        await manager.handle_request(scope, receive, send)

    async def close(self) -> None:
        """End what runs."""
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running

    async def _started(self) -> StreamableHTTPSessionManager:
        """Return the manager of the protocol, which the first message starts.

        Raises:
            RequestError: With status 501 if the package is not installed.
        """
        if self._manager is None:
            self._manager = asyncio.get_running_loop().create_future()
            self._running = asyncio.create_task(self._run(self._manager))
        return await asyncio.shield(self._manager)

    async def _run(self, started: asyncio.Future[StreamableHTTPSessionManager]) -> None:
        """Run the manager until the server stops: it begins and ends in one task."""
        try:
            manager = await asyncio.to_thread(_manager, self._context)
        except ModuleNotFoundError:
            problem = phrase("cli.mcp.mcp_needs_package_not_installed")
            started.set_exception(RequestError(501, problem))
            return
        async with manager.run():
            started.set_result(manager)
            await asyncio.Event().wait()


def _manager(context: Context) -> StreamableHTTPSessionManager:
    from mcp.server.streamable_http_manager import (  # noqa: PLC0415 - an extra
        StreamableHTTPSessionManager,
    )

    from plan_graph.assistant.handlers import protocol_server  # noqa: PLC0415 - loads the extra

    server = protocol_server(context.settings, context.pool, all_tools=False)
    limit = context.settings.body_bytes
    return StreamableHTTPSessionManager(
        server, json_response=True, stateless=True, max_request_body_size=limit
    )


def _check(request: Request, context: Context) -> None:
    """Refuse what is no message of an assistant that may ask.

    Raises:
        RequestError: With status 405, 403 or 401.
    """
    if request.method != "POST":
        raise RequestError(405, phrase("assistant.server.post_only"), {"Allow": "POST, OPTIONS"})
    settings = context.settings
    origin = request.headers.get("origin")
    if origin and (urlsplit(origin).hostname or "") not in settings.allowed_hosts():
        raise RequestError(403, phrase("assistant.server.origin_not_known"))
    if settings.assistant_token is not None:
        refused = phrase("assistant.server.assistants_give_token")
        check_bearer(request, settings.assistant_token, refused)
    elif not settings.only_local():
        raise RequestError(403, phrase("assistant.server.assistants_need_token"))
