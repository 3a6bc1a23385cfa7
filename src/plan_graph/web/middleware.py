"""What holds for every request and response: known hosts, methods, headers of safety, errors."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from plan_graph.pages.layout import POLICY
from plan_graph.phrases import phrase
from plan_graph.web.problems import RETRY, RequestError, problem_response
from plan_graph.web.settings import Settings

_logger = logging.getLogger(__name__)
_ALWAYS = [
    (b"x-content-type-options", b"nosniff"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Retry-After, Content-Disposition"),
    (b"content-security-policy", f"{POLICY}; frame-ancestors 'none'".encode()),
    (b"referrer-policy", b"no-referrer"),
]
_FRAMED = [
    (name, POLICY.encode() if name == b"content-security-policy" else value)
    for name, value in _ALWAYS
]
_OWN = [
    (name, b"same-origin" if name == b"referrer-policy" else value)
    for name, value in _ALWAYS
    if not name.startswith(b"access-control-")
]
"""What is corrected here is nothing for the scripts of others; forms tell where they come from."""
_IS_OWN = re.compile(r"/[\w-]+/edit/")
_MAY_BE_FRAMED = re.compile(r"/[\w-]+/embed/[\w-]+\.html$")
"""The pages that are made to stand in pages of others: one picture each."""


def _headers(path: str) -> list[tuple[bytes, bytes]]:
    """Return the headers that every answer at a path has."""
    if _IS_OWN.match(path):
        return _OWN
    return _FRAMED if _MAY_BE_FRAMED.match(path) else _ALWAYS


class Edge:
    """Wraps an application; see the module."""

    def __init__(self, app: ASGIApp, *, settings: Settings, methods: Callable[[str], str]) -> None:
        self._app = app
        self._hosts = settings.allowed_hosts()
        self._methods = methods
        self._known: set[bytes] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [*message["headers"], *_headers(scope["path"])]
            await send(message)

        try:
            await self._answer(scope, receive, with_headers)
        except ClientDisconnect:
            return  # Nobody is there to be told.
        except asyncio.CancelledError:  # The server stops, and has waited for it long enough.
            if started:
                await scope["state"]["connection"].abort()
            else:
                problem = RequestError(503, phrase("web.pool.server_stops"), RETRY)
                await problem_response(problem, "")(scope, receive, with_headers)
        except Exception:
            _logger.exception(phrase("web.middleware.error_server_itself"))
            if started:
                await scope["state"]["connection"].abort()
            else:
                problem = RequestError(500, phrase("web.middleware.server_made_mistake"))
                await problem_response(problem, "")(scope, receive, with_headers)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        host = hosts[0] if hosts else b""
        if len(hosts) > 1:
            problem = RequestError(400, phrase("web.middleware.host_given_more_than_once"))
            await problem_response(problem, "")(scope, receive, send)
        elif host not in self._known and not self._knows(host):
            problem = RequestError(421, phrase("web.middleware.server_no_such_name"))
            await problem_response(problem, "")(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            await self._options(Headers(scope=scope), scope["path"])(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _knows(self, host: bytes) -> bool:
        name = host.decode("latin-1").lower()
        bare = name if name.endswith("]") else name.rpartition(":")[0] or name
        if bare not in self._hosts:
            return False
        if len(self._known) < 100:
            self._known.add(host)
        return True

    def _options(self, headers: Headers, path: str) -> Response:
        allowed = self._methods(path)
        found = {"Allow": allowed}
        if "origin" in headers:
            found["Access-Control-Allow-Methods"] = allowed
            found["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match, Range"
            found["Access-Control-Max-Age"] = "86400"
        return Response(status_code=204, headers=found)
