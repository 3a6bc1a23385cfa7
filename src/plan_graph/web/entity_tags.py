"""Entity tags: a client is not sent again what it has (RFC 9110, 8.8.3)."""

from __future__ import annotations

import hashlib

from starlette.requests import Request

from plan_graph.web.responses import Context


def tag_of(context: Context, *parts: str) -> str:
    """Give the entity tag of an answer: of the data, what was asked and the form; '' without data.

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
