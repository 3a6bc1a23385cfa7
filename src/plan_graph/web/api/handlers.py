"""The named queries over HTTP: `/query/<name>` with typed parameters, in pages.

Names come from the fixed list of queries; values are bound in a worker.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from plan_graph.asking.queries import load, names
from plan_graph.asking.queries.binding import check_names
from plan_graph.asking.queries.template import Query
from plan_graph.errors import QueryError
from plan_graph.phrases import Phrase, languages, phrase, told
from plan_graph.publishing.void import licence_of
from plan_graph.web.api.openapi import PAGE, columns_of, document
from plan_graph.web.html import page
from plan_graph.web.media_types import GRAPHS, HTML, SOLUTIONS, Format, acceptable, by_suffix
from plan_graph.web.problems import RequestError
from plan_graph.web.requests import preferred_language, single_values
from plan_graph.web.responses import (
    AnswerResponse,
    accepts_gzip,
    ask,
    context_of,
    is_same,
    kept,
    tag_of,
)
from plan_graph.web.sparql.protocol import VARY


@cache
def loaded(name: str) -> Query:
    """Return a query of the list; they do not change while a server runs.

    Raises:
        RequestError: With status 404 if there is none.
    """
    try:
        return load(name)
    except QueryError as error:
        problem = error.problem
        if isinstance(problem, Phrase) and not problem.parts:  # Nothing is near.
            problem = phrase("web.handlers.no_such_query", name=name[:60])
            raise RequestError(404, problem) from None
        raise RequestError(404, told(error)) from None


def page_and_values(
    query: Query, given: Mapping[str, str], rows: int = PAGE.default
) -> tuple[int, int, dict[str, str]]:
    """Return how many rows are wanted, from which on, and the values with defaults.

    Args:
        query: The query that they are for.
        given: The values by name, with `limit` and `offset`.
        rows: How many rows are wanted if nothing is said.

    Raises:
        RequestError: With status 400, naming the parameter and what to do.
    """
    values = dict(given)
    limit = whole_number(values.pop("limit", str(rows)), "limit", PAGE.least, PAGE.most)
    offset = whole_number(values.pop("offset", "0"), "offset", 0, PAGE.last)
    try:
        check_names(query, values)
    except QueryError as error:
        raise RequestError(400, told(error)) from None
    if empty := [name for name, value in values.items() if not value]:
        raise RequestError(400, phrase("web.handlers.parameter_empty", empty=empty[0]))
    for name, said in (query.own.get("parameters") or {}).items():
        if name in query.parameters and said.get("default") is not None:
            values.setdefault(name, str(said["default"]))
    return limit, offset, values


def whole_number(text: str, name: str, least: int, most: int) -> int:
    """Return the value of a parameter that is a number between two.

    Raises:
        RequestError: With status 400, naming the parameter and what to do.
    """
    if text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most:
        return int(text)
    raise RequestError(
        400,
        phrase(
            "web.handlers.expected_number_from_to",
            name=name,
            text=text[:60],
            least=least,
            most=most,
        ),
    )


_SUFFIXES = (
    *(form._replace(suffix="." + form.name) for form in SOLUTIONS),
    *(form for form in GRAPHS),
)
_JSON = Format("json", "application/json", ".json", ("application/*",))
_FORMS: Mapping[str, Format] = {form.name: form for form in (*SOLUTIONS, *GRAPHS)}
_KEPT = {"Cache-Control": "no-cache"}


async def listing(request: Request) -> Response:
    """List the named queries, as JSON or as a page."""
    context = context_of(request)
    offers = acceptable(",".join(request.headers.getlist("accept")), (_JSON, HTML))
    if not offers:
        raise RequestError(406, phrase("web.handlers.accept_names_neither_application_json"))
    headers = {**_KEPT, "Vary": "Accept, Accept-Language"}
    if offers[0] is HTML:
        language = preferred_language(request)
        queries = [
            (query.name, query.words("summary", language), _needs(query))
            for query in map(loaded, names())
        ]
        return page("queries.html", context, language, headers, queries=queries)
    text = _listing(context.settings.address)
    return Response(text, headers=headers, media_type="application/json")


@cache
def _listing(address: str) -> str:
    found = [_entry(loaded(name), address) for name in names()]
    return json.dumps(found, ensure_ascii=False)


def _needs(query: Query) -> str:
    """Return the query string that is needed, with gaps for the values, or ''."""
    needed = [f"{each.name}=…" for each in query.parameters.values() if each.required]
    return f"?{'&'.join(needed)}" if needed else ""


def _entry(query: Query, address: str) -> dict[str, Any]:
    return {
        "name": query.name,
        "url": f"{address}query/{query.name}",
        "summary": {language: query.words("summary", language) for language in languages()},
        "parameters": [
            {"name": parameter.name, "type": parameter.type, "required": parameter.required}
            for parameter in query.parameters.values()
        ],
        "columns": [{"name": name, "heading": words} for name, words in columns_of(query).items()],
    }


async def openapi(request: Request) -> Response:
    """Describe the named queries in OpenAPI."""
    context = context_of(request)
    kind = "application/vnd.oai.openapi+json;version=3.1"
    snapshot = context.pool.snapshot
    licence = licence_of(snapshot.folder if snapshot else None)
    return Response(_openapi(context.settings.address, licence), headers=_KEPT, media_type=kind)


@cache
def _openapi(address: str, licence: str) -> str:
    """Write it once: it takes the time of some hundred requests."""
    return json.dumps(document(address, [loaded(name) for name in names()], licence))


async def named_query(request: Request) -> Response:
    """Answer a named query."""
    context = context_of(request)
    name, form = by_suffix(request.path_params["name"], _SUFFIXES)
    query = loaded(name) if len(name) < 100 else loaded(name[:100])
    limit, offset, values = page_and_values(query, single_values(request))
    accept = ",".join(request.headers.getlist("accept"))
    wanted = (_FORMS[form.name],) if form else ()
    solutions, graphs = (
        tuple(each for each in wanted if each in offers) if form else acceptable(accept, offers)
        for offers in (SOLUTIONS, GRAPHS)
    )
    offered = graphs if query.form == "construct" else solutions
    if not offered:
        raise RequestError(
            406, phrase("web.handlers.query_gives_no_such_form", name=name, forms=_forms(query))
        )
    tag = tag_of(context, name, repr(sorted(values.items())), f"{limit} {offset}", offered[0].name)
    headers = {"Vary": VARY, **_KEPT, **({"ETag": tag} if tag else {})}
    if tag and is_same(request, tag):
        return Response(status_code=304, headers=headers)
    if found := kept(request, tag):
        return found
    answer = await ask(
        request,
        {
            "do": "named",
            "name": name,
            "values": values,
            "limit": limit,
            "offset": offset,
            "solution_formats": [each.name for each in solutions],
            "graph_formats": [each.name for each in graphs],
            "compress": accepts_gzip(request.headers),
        },
    )
    if answer.head.get("more"):
        headers["Link"] = _next(request, context.settings.address, values, limit, offset)
    if offered[0].name in ("csv", "tsv"):
        headers["Content-Disposition"] = f'attachment; filename="{name}{offered[0].suffix}"'
    return AnswerResponse(answer, offered[0].media_type, headers)


def _forms(query: Query) -> str:
    forms = GRAPHS if query.form == "construct" else SOLUTIONS
    return ", ".join(form.types[0] for form in forms)


def _next(
    request: Request, address: str, values: Mapping[str, str], limit: int, offset: int
) -> str:
    asked = {**values, "limit": limit, "offset": offset + limit}
    path = quote(request.path_params["name"], safe=".-")
    return f'<{address}query/{path}?{urlencode(asked)}>; rel="next"'
