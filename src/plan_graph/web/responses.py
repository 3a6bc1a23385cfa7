"""From a worker's answer to an HTTP response: whole and with its length, or streamed."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from plan_graph.web.cache import Keeper, Kept
from plan_graph.web.metrics import Metrics
from plan_graph.web.pool.job import Answer, BrokenAnswerError, Rank
from plan_graph.web.pool.job import Request as Asked
from plan_graph.web.pool.pool import Pool
from plan_graph.web.settings import Settings
from plan_graph.web.uvicorn_server import Connection
from plan_graph.web.worker import messages

_HIT = (b"cache-status", b"plan-graph; hit")
"""Tells that no worker was asked (RFC 9211)."""
_DIGEST = "plan_graph.digest"
"""Where a request holds the digest of the data when it came, if its answer may be kept."""


class Context:
    """What the handlers of a server share: `request.app.state.context`."""

    def __init__(self, settings: Settings, pool: Pool, keeper: Keeper, metrics: Metrics) -> None:
        self.settings = settings
        self.pool = pool
        self.metrics = metrics
        self.keeper = keeper
        self.reload = asyncio.Event()
        """Set by who wrote another build, so that it is served without delay."""

    @property
    def base(self) -> str:
        """How the IRIs of the data begin."""
        snapshot = self.pool.snapshot
        return snapshot.base if snapshot else self.settings.address

    @property
    def digest(self) -> str:
        """Changes whenever the data do; '' if clients may change them."""
        snapshot = self.pool.snapshot
        return snapshot.digest if snapshot else ""


def context_of(request: Request) -> Context:
    """Return what the handlers share."""
    found: Context = request.app.state.context
    return found


def site_of(context: Context) -> dict[str, Any]:
    """Return what a worker has to know of the site, to make what stands on its pages."""
    snapshot = context.pool.snapshot
    return {
        "base": context.base,
        "address": context.settings.address,
        "root": urlsplit(context.settings.address).path,
        "build": str(snapshot.folder) if snapshot else "",
        "day": date.today().isoformat(),
        "editable": context.settings.editing is not None,
    }


async def ask(
    request: Request,
    message: dict[str, Any],
    body: bytes = b"",
    rank: Rank = Rank.NORMAL,
) -> Answer:
    """Have a worker answer, and wait for the first part; for all of it if that must be.

    HTTP/1.0 has no way to tell a whole answer from a part of it but its length.

    Raises:
        RequestError: If it is not answered.
    """
    context = context_of(request)
    message["seconds"] = context.settings.deadline_seconds
    with context.metrics.measured(str(message["do"])):
        asked = Asked(
            messages.request(message, body),
            request.client.host if request.client else "",
            rank,
        )
        answer = context.pool.ask(asked)
        connection: Connection = request.scope["state"]["connection"]
        connection.on_lost = answer.abandon
        await answer.start()
        if request.scope["http_version"] == "1.0":
            await answer.finish()
    return answer


async def ask_whole(request: Request, message: dict[str, Any], body: bytes = b"") -> bytes:
    """Have a worker answer, and give the whole body, which must not be large.

    Raises:
        RequestError: If it is not answered.
    """
    return await (await ask(request, message, body)).body()


def kept(request: Request, tag: str) -> Response | None:
    """Return the answer that a tag names if it is kept; else have it kept when it is given."""
    if not tag:
        return None
    context = context_of(request)
    request.scope[_DIGEST] = context.digest
    found = context.keeper.find(_key(request.scope, tag))
    return KeptResponse(found) if found else None


def _keep(scope: Scope, tag: str, answer: Kept) -> None:
    """Keep an answer if that was asked for, unless the tag may be of data that were replaced."""
    context: Context = scope["app"].state.context
    if tag and scope.get(_DIGEST) == context.digest:
        context.keeper.keep(_key(scope, tag), answer)


def _key(scope: Scope, tag: str) -> str:
    """Tell answers apart: links in the head have the path in them, and a body may be compressed."""
    return f"{tag} {accepts_gzip(Headers(scope=scope)):d} {scope['path']}"


class KeptResponse(Response):
    """A response that was sent before."""

    def __init__(self, found: Kept) -> None:
        self._found = found
        self.status_code = 200
        self.background = None
        self.body = found.body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it again."""
        headers = [*self._found.lines, _HIT]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": self._found.body})


class AnswerResponse(Response):
    """A response whose body comes from a worker.

    A body that has been seen to its end has its length, and is kept if it has an entity tag. What
    breaks later cuts the connection, so that no client takes a part for the whole.
    """

    def __init__(self, answer: Answer, media_type: str, headers: Mapping[str, str]) -> None:
        self._answer = answer
        self._tag = headers.get("ETag", "")
        self.status_code = 200
        self.background = None
        self.body = b""
        self._lines = [
            (b"content-type", media_type.encode()),
            *_encoding(answer),
            *((name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        whole = self._answer.whole()
        headers = self._lines
        if whole is not None:
            headers = [*headers, (b"content-length", str(len(whole)).encode())]
            _keep(scope, self._tag, Kept(tuple(headers), whole))
        elif self._answer.over:
            headers = [*headers, (b"content-length", str(self._answer.received).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        if whole is not None:
            await send({"type": "http.response.body", "body": whole})
        elif scope["method"] == "HEAD":
            await send({"type": "http.response.body", "body": b""})
        else:
            await self._stream(scope, send)
        self._answer.close()

    async def _stream(self, scope: Scope, send: Send) -> None:
        try:
            async for part in self._answer.parts():
                await send({"type": "http.response.body", "body": part, "more_body": True})
        except BrokenAnswerError:
            await scope["state"]["connection"].abort()
            return
        await send({"type": "http.response.body", "body": b""})


def accepts_gzip(headers: Headers) -> bool:
    """Tell whether the client takes a compressed body (RFC 9110, 12.5.3).

    >>> accepts_gzip(Headers({"Accept-Encoding": "br, gzip;q=0.5"}))
    True
    >>> accepts_gzip(Headers({"Accept-Encoding": "gzip; q=0"})), accepts_gzip(Headers({}))
    (False, False)
    """
    found = _GZIP.search(headers.get("accept-encoding", ""))
    return found is not None and (found[1] is None or float(found[1]) > 0)


_GZIP = re.compile(r"(?:^|,)\s*(?:x-)?gzip\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?(?=,|$)", re.I)


def _encoding(answer: Answer) -> list[tuple[bytes, bytes]]:
    found = answer.head.get("encoding")
    return [(b"content-encoding", found.encode())] if found else []


def tag_of(context: Context, *parts: str) -> str:
    """Return the entity tag of an answer: of data, question and form; '' without data.

    It is weak, because the compressed and the plain body have it in common.
    """
    if not context.digest:
        return ""
    digest = hashlib.sha256("\0".join((context.digest, *parts)).encode()).hexdigest()[:32]
    return f'W/"{digest}"'


def is_same(request: Request, tag: str) -> bool:
    """Tell whether the client has what the entity tag names."""
    given = request.headers.get("if-none-match", "")
    if given.strip() == "*":
        return True
    tags = (part.strip().removeprefix("W/") for part in given.split(","))
    return tag.removeprefix("W/") in tags
