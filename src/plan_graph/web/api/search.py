"""Search over HTTP: `/search` with words, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from plan_graph.asking.search.entry import KINDS
from plan_graph.asking.search.index import AT_ONCE
from plan_graph.asking.search.meaning import LONGEST
from plan_graph.asking.search.reply import MOST_AT_ONCE
from plan_graph.asking.search.results import MOST_FOUND
from plan_graph.phrases import joined, languages, phrase
from plan_graph.web.api.handlers import whole_number
from plan_graph.web.problems import RequestError
from plan_graph.web.requests import single_values
from plan_graph.web.responses import (
    AnswerResponse,
    accepts_gzip,
    ask,
    context_of,
    is_same,
    kept,
    tag_of,
)

PARAMETERS = ("q", "lang", "kind", "plan", "limit", "offset")
"""What may stand in the address of a search."""


async def search(request: Request) -> Response:
    """Return what matches the words `q`, the best first."""
    context = context_of(request)
    message = search_message(single_values(request))
    tag = tag_of(context, "search", repr(sorted(message.items())))
    headers = {"Cache-Control": "no-cache", **({"ETag": tag} if tag else {})}
    if tag and is_same(request, tag):
        return Response(status_code=304, headers=headers)
    if found := kept(request, tag):
        return found
    answer = await ask(request, {**message, "compress": accepts_gzip(request.headers)})
    return AnswerResponse(answer, "application/json", headers)


def search_message(given: Mapping[str, str]) -> dict[str, Any]:
    """Return what a worker is asked.

    Raises:
        RequestError: With status 400, naming the parameter and what to do.
    """
    for name in given:
        if name not in PARAMETERS:
            known = ", ".join(PARAMETERS)
            raise RequestError(400, phrase("web.search.no_parameter", name=name[:60], known=known))
    asked, kind = given.get("q", ""), given.get("kind", "")
    language, plan = given.get("lang", "en"), given.get("plan", "")
    if not asked or len(asked) > LONGEST:
        raise RequestError(400, phrase("web.search.words", most=LONGEST, found=len(asked)))
    for name, choices in (("kind", KINDS), ("lang", languages())):
        if name in given and given[name] not in choices:
            value, fitting = given[name][:60], joined(list(choices))
            raise RequestError(
                400, phrase("web.search.one_of", name=name, value=value, fitting=fitting)
            )
    limit = whole_number(given.get("limit", str(AT_ONCE)), "limit", 1, MOST_AT_ONCE)
    offset = whole_number(given.get("offset", "0"), "offset", 0, MOST_FOUND)
    return {"do": "search", "asked": asked, "language": language, "kind": kind, "plan": plan,
            "limit": limit, "offset": offset}  # fmt: skip
