"""The SPARQL 1.1 Protocol: queries by GET, form and direct POST; updates where they are allowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from plan_graph.phrases import phrase
from plan_graph.web.media_types import DATASETS, GRAPHS, SOLUTIONS, Format, acceptable, named
from plan_graph.web.pool.job import Rank
from plan_graph.web.problems import RequestError
from plan_graph.web.requests import (
    check_bearer,
    check_iri,
    form_fields,
    media_type,
    read_body,
    text_of,
)
from plan_graph.web.responses import (
    AnswerResponse,
    Context,
    accepts_gzip,
    ask,
    context_of,
    is_same,
    kept,
    tag_of,
)
from plan_graph.web.sparql import guard
from plan_graph.web.sparql.description import service_description
from plan_graph.web.sparql.guard import with_dataset

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_TYPES = f"{_QUERY}, {_FORM}"
_ALL_GRAPHS = (*GRAPHS, *DATASETS)
_FORMATS: Mapping[str, Format] = {form.name: form for form in (*SOLUTIONS, *_ALL_GRAPHS)}
_FILES = frozenset({"csv", "tsv"})
_REVALIDATE = "no-cache"
VARY = "Accept, Accept-Encoding"
_look = lru_cache(maxsize=256)(guard.look)


@dataclass(frozen=True)
class Asked:
    """What a request of the protocol holds: one query or one update, and its dataset.

    Beyond the protocol it may name `formats`, for links, which cannot send `Accept`, and as many
    clients do whatever they ask.
    """

    query: str | None
    update: str | None
    default: tuple[str, ...]
    named: tuple[str, ...]
    formats: tuple[str, ...] = ()


async def sparql(request: Request) -> Response:
    """Answer a request to the endpoint; without a query, describe the endpoint."""
    context = context_of(request)
    asked = await _read(request, context)
    if asked is None:
        return service_description(request)
    if asked.update is not None:
        return await _update(request, context, asked, asked.update)
    return await _query(request, context, asked, asked.query or "")


async def _query(request: Request, context: Context, asked: Asked, query: str) -> Response:
    _check_length(query, context)
    look = _look(query)
    given = bool(asked.default or asked.named)
    _check_graphs((*asked.default, *asked.named) if given else look.graphs, context)
    solutions, graphs = _wanted(request, asked.formats)
    if not solutions and not graphs:
        raise RequestError(
            406, phrase("web.protocol.accept_names_no_media_type", offered=_offered())
        )
    tag = ""
    if not look.changing and request.method != "POST":
        forms = [form.name for form in (*solutions[:1], *graphs[:1])]
        tag = tag_of(context, repr(asked), repr(forms))
    headers = {"Vary": VARY, "Cache-Control": _REVALIDATE if tag else "no-store"}
    if tag:
        headers["ETag"] = tag
        if is_same(request, tag):
            return Response(status_code=304, headers=headers)
        if found := kept(request, tag):
            return found
    message = {
        "do": "query",
        "query": query,
        "base": context.settings.address + "sparql",
        "union": not look.graphs,
        "default": list(asked.default) if given else None,
        "named": list(asked.named) if given else None,
        "solution_formats": [form.name for form in solutions],
        "graph_formats": [form.name for form in graphs],
        "compress": accepts_gzip(request.headers),
    }
    answer = await ask(request, message, rank=Rank.QUERY)
    form = _FORMATS[answer.head["format"]]
    if form.name in _FILES:
        headers["Content-Disposition"] = f'attachment; filename="answer{form.suffix}"'
    return AnswerResponse(answer, form.media_type, headers)


def _wanted(
    request: Request, names: Sequence[str]
) -> tuple[tuple[Format, ...], tuple[Format, ...]]:
    """Return the forms that a client takes of a table and of a graph.

    A name in the address decides for the kind of answer that has such a form; 'turtle' leaves
    the form of a table to `Accept`, since clients send the name with queries of every kind.

    Raises:
        RequestError: With status 400 if no answer has the form that is named.
    """
    solutions, graphs = named(names, SOLUTIONS), named(names, _ALL_GRAPHS)
    if names and not solutions and not graphs:
        known = ", ".join(_FORMATS)
        problem = phrase("web.protocol.format_take_one", name=names[0][:60], formats=known)
        raise RequestError(400, problem)
    accept = ",".join(request.headers.getlist("accept"))
    return (
        solutions or acceptable(accept, SOLUTIONS),
        graphs or acceptable(accept, _ALL_GRAPHS),
    )


def _offered() -> str:
    return ", ".join(form.types[0] for form in (*SOLUTIONS, *GRAPHS))


def _check_length(text: str, context: Context) -> None:
    if len(text) > context.settings.query_bytes:
        limit = context.settings.query_bytes
        raise RequestError(413, phrase("web.protocol.query_longer_than_characters", limit=limit))


def _check_graphs(names: Sequence[str], context: Context) -> None:
    """Refuse graphs that are not there: nothing is fetched. Where graphs may come, they are empty.

    Raises:
        RequestError: With status 400.
    """
    if context.settings.writable:
        return
    for name in names:
        if name not in context.pool.graphs:
            raise RequestError(
                400,
                phrase("web.protocol.no_graph_nothing_fetched_from", name=name[:200]),
            )


async def _update(request: Request, context: Context, asked: Asked, update: str) -> Response:
    check_token(request, context)
    _check_length(update, context)
    guard.look(update, update=True)
    message = {
        "do": "update",
        "update": with_dataset(update, asked.default, asked.named),
        "base": context.settings.address + "sparql",
    }
    await ask(request, message, rank=Rank.CHANGE)
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


def check_token(request: Request, context: Context) -> None:
    """Refuse a change by somebody who may not make it.

    Raises:
        RequestError: With status 403 on a read-only server, 401 without the right token.
    """
    token = context.settings.token
    if token is None:
        raise RequestError(403, phrase("web.protocol.server_read_only"))
    check_bearer(request, token, phrase("web.protocol.change_needs_token_server"))


async def _read(request: Request, context: Context) -> Asked | None:
    """Read a request; None if it asks nothing.

    Raises:
        RequestError: If it is none of the forms that the protocol has.
    """
    fields = form_fields(request.scope["query_string"])
    if request.method != "POST":
        if "update" in fields:
            raise RequestError(400, phrase("web.protocol.update_sent_by_post"))
        return _asked(fields) if fields.keys() & _PROTOCOL else None
    kind = media_type(request)
    if kind not in (_FORM, _QUERY, _UPDATE):
        headers = {"Accept-Post": _TYPES}
        raise RequestError(
            415,
            phrase("web.protocol.content_type", kind=kind or "missing", types=_TYPES),
            headers,
        )
    body = await read_body(request, context.settings.body_bytes)
    if kind == _FORM:
        for name, values in form_fields(body).items():
            fields[name] = fields.get(name, []) + values
    else:
        name = "query" if kind == _QUERY else "update"
        fields.setdefault(name, []).append(text_of(body))
    return _asked(fields)


_FORMAT_FIELDS = ("format", "output", "results")
"""What clients call the parameter that names a form; SPARQLWrapper sends all, with one value."""
_PROTOCOL = frozenset({"query", "default-graph-uri", "named-graph-uri"})


def _asked(fields: Mapping[str, list[str]]) -> Asked:
    queries, updates = fields.get("query", []), fields.get("update", [])
    if len(queries) + len(updates) != 1:
        count = len(queries) + len(updates)
        raise RequestError(400, phrase("web.protocol.queries_updates_request", count=count))
    kind = ("default-graph-uri", "named-graph-uri")
    if updates:
        kind = ("using-graph-uri", "using-named-graph-uri")
    default, graphs = (tuple(dict.fromkeys(fields.get(name, []))) for name in kind)
    for name in (*default, *graphs):
        check_iri(name)
    query, update = (texts[0] if texts else None for texts in (queries, updates))
    names = next((fields[field] for field in _FORMAT_FIELDS if field in fields), [])
    return Asked(query, update, default, graphs, tuple(filter(None, names)))
