"""The SPARQL 1.1 Graph Store Protocol at /graph: graphs by name, or by their own address.

Reading is for everybody; changing needs the token of a server that may be changed.
"""

from __future__ import annotations

import uuid
from email.message import Message as EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from plan_graph.phrases import phrase
from plan_graph.web.media_types import GRAPHS, Format, acceptable
from plan_graph.web.pool.job import Rank
from plan_graph.web.problems import RequestError
from plan_graph.web.requests import check_iri, form_fields, media_type, raw_path, read_body
from plan_graph.web.responses import (
    AnswerResponse,
    Context,
    accepts_gzip,
    ask,
    context_of,
    is_same,
    tag_of,
)
from plan_graph.web.sparql.protocol import VARY, check_token

METHODS = ("GET", "HEAD", "PUT", "POST", "DELETE")
_MULTIPART = "multipart/form-data"
_NO_STORE = {"Cache-Control": "no-store"}


async def graph_store(request: Request) -> Response:
    """Give, replace, extend or remove a graph."""
    context = context_of(request)
    if request.method in ("GET", "HEAD"):
        return await _give(request, context, _graph(request, context))
    check_token(request, context)
    if request.method == "DELETE":
        return await _drop(request, _graph(request, context))
    return await _put(request, context)


async def _give(request: Request, context: Context, graph: str | None) -> Response:
    offers = acceptable(",".join(request.headers.getlist("accept")), GRAPHS)
    if not offers:
        raise RequestError(406, phrase("web.graph_store.accept_names_no_form_graph"))
    tag = tag_of(context, "graph", str(graph), offers[0].name)
    headers = {"Vary": VARY, "Cache-Control": "no-cache" if tag else "no-store"}
    if tag:
        headers["ETag"] = tag
    message: dict[str, Any] = {"do": "give", "graph": graph, "graph_formats": [offers[0].name]}
    message["compress"] = accepts_gzip(request.headers)
    answer = await ask(request, message)
    if tag and is_same(request, tag):
        answer.close()
        return Response(status_code=304, headers=headers)
    return AnswerResponse(answer, offers[0].media_type, headers)


async def _drop(request: Request, graph: str | None) -> Response:
    await ask(request, {"do": "drop", "graph": graph}, rank=Rank.CHANGE)
    return Response(status_code=204, headers=_NO_STORE)


async def _put(request: Request, context: Context) -> Response:
    add = request.method == "POST"
    new = add and not _is_named(request)
    graph = f"{context.base}graph/{uuid.uuid4()}" if new else _graph(request, context)
    parts, body = await _parts(request, context)
    message = {
        "do": "put",
        "graph": graph,
        "graph_base": graph or context.settings.address,
        "add": add,
        "parts": parts,
    }
    answer = await ask(request, message, body, rank=Rank.CHANGE)
    headers = {**_NO_STORE, "Location": graph} if new and graph else _NO_STORE
    created = answer.head["created"]
    return Response(status_code=201 if created else 204, headers=headers)


async def _parts(request: Request, context: Context) -> tuple[list[tuple[str, int]], bytes]:
    """Return the form and the length of each part of the body, and all of them together."""
    kind = media_type(request)
    body = await read_body(request, context.settings.body_bytes)
    if kind != _MULTIPART:
        return [(_form(kind).name, len(body))], body
    head = b"Content-Type: " + request.headers["content-type"].encode("latin-1") + b"\r\n\r\n"
    whole: EmailMessage[Any, Any] = BytesParser(policy=HTTP).parsebytes(head + body)
    parts, datas = [], []
    for part in whole.walk():
        if not part.is_multipart():
            data = part.get_payload(decode=True)
            datas.append(data if isinstance(data, bytes) else b"")
            parts.append((_form(part.get_content_type()).name, len(datas[-1])))
    if not parts:
        raise RequestError(400, phrase("web.graph_store.multipart_body_no_part"))
    return parts, b"".join(datas)


def _form(kind: str) -> Format:
    for form in GRAPHS:
        if kind in form.types and kind not in ("application/json", "text/plain"):
            return form
    offered = ", ".join(form.types[0] for form in GRAPHS)
    raise RequestError(
        415, phrase("web.graph_store.content_type", kind=kind or "missing", offered=offered)
    )


def _is_named(request: Request) -> bool:
    return bool(request.scope["query_string"]) or bool(request.path_params.get("name"))


def _graph(request: Request, context: Context) -> str | None:
    """Return the graph that a request is about; None for the default graph.

    Raises:
        RequestError: With status 400 if it names none, or several.
    """
    if request.path_params.get("name"):
        named = context.base + raw_path(request)
        check_iri(named)
        return named
    fields = form_fields(request.scope["query_string"])
    names = fields.get("graph", [])
    if len(names) + ("default" in fields) != 1:
        raise RequestError(400, phrase("web.graph_store.name_one_graph_graph_iri"))
    if not names:
        return None
    check_iri(names[0])
    return names[0]
