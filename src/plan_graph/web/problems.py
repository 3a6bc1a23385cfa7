"""What a client is told when it cannot have what it asked for: problem details (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import Response

from plan_graph.errors import PlanGraphError
from plan_graph.phrases import ENGLISH, said
from plan_graph.web.media_types import Format, acceptable

_FORMATS = (
    Format("json", "application/problem+json", "", ("application/json", "application/*")),
    Format("text", "text/plain; charset=utf-8", "", ("text/html", "text/*")),
)
RETRY = {"Retry-After": "5"}
"""What a client that must come back is told."""


class RequestError(PlanGraphError):
    """A request is not answered.

    Attributes:
        status: The HTTP status.
        detail: What was found, what was expected and what to do.
        headers: More headers of the response, such as `Allow`.
    """

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})
        super().__init__(detail)


def phrase(status: int) -> str:
    """Return the standard words for a status.

    >>> phrase(406)
    'Not Acceptable'
    """
    return HTTPStatus(status).phrase


def problem_response(problem: RequestError, accept: str, language: str = ENGLISH) -> Response:
    """Write a problem as JSON, or as plain text for those who would rather read it."""
    detail = said(problem.detail, language)
    found = acceptable(accept, _FORMATS) or _FORMATS
    if found[0].name == "text":
        content = f"{problem.status} {phrase(problem.status)}\n{detail}\n"
    else:
        told = {
            "title": phrase(problem.status),
            "status": problem.status,
            "detail": detail,
        }
        content = json.dumps(told, ensure_ascii=False)
    headers = {
        "Cache-Control": "no-store",
        "Content-Language": language,
        "Vary": "Accept, Accept-Language",
        **problem.headers,
    }
    return Response(
        content.encode("utf-8", "replace"),
        problem.status,
        {**headers, "Content-Type": found[0].media_type},
    )
