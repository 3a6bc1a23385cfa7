"""Linked data: things answer 303 to the document about them, in the form that a client takes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from plan_graph.pages.site import SAFE
from plan_graph.phrases import phrase
from plan_graph.publishing.ontology.files import catalog_of_site, paths, version, written
from plan_graph.vocab import PLAN_BASE
from plan_graph.web.media_types import GRAPHS, HTML, Format, acceptable, by_suffix
from plan_graph.web.page_handlers import visit
from plan_graph.web.problems import RequestError
from plan_graph.web.requests import check_iri, preferred_language, raw_path
from plan_graph.web.responses import (
    AnswerResponse,
    Context,
    ask,
    ask_whole,
    context_of,
    is_same,
    kept,
    tag_of,
)

_OFFERS = (*GRAPHS, HTML)


async def thing(request: Request) -> Response:
    """Send a client from a thing to the document about it (303), if the thing is known."""
    context = context_of(request)
    path = raw_path(request)
    await ask_whole(request, _message(context.base + path, "n-triples"))
    target = path.removeprefix("id/")
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    return RedirectResponse(f"{context.settings.address}doc/{target}", 303, headers)


async def document(request: Request) -> Response:
    """Describe a thing; a suffix such as '.ttl' asks for one form."""
    context = context_of(request)
    path, form = by_suffix(raw_path(request).removeprefix("doc/"), _OFFERS)
    iri = f"{context.base}id/{path}"
    return await _describe(request, context, iri, "doc/" + path, form)


async def code(request: Request) -> Response:
    """Describe a code list, or one of its codes."""
    context = context_of(request)
    path, form = by_suffix(raw_path(request), _OFFERS)
    return await _describe(request, context, PLAN_BASE + path, path, form)


async def ontology(request: Request) -> Response:
    """Return the ontology: a file of it at its own IRI, all of it at the IRI of its version."""
    path, form = by_suffix(raw_path(request), _OFFERS)
    if path not in paths():
        raise RequestError(404, phrase("web.linked_data.no_such_version", path=version()))
    form = form or _negotiate(request)
    if form is HTML:
        return await visit(request, preferred_language(request), "ontology", negotiated=True)
    body = written(path, form.suffix)
    # Weak, because the compressed and the plain body have it in common.
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = _headers(tag)
    if is_same(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, headers={**headers, "Content-Type": form.media_type})


async def catalog(request: Request) -> Response:
    """Return the catalogue by which OWL tools find the files of the ontology."""
    root = "../" * (raw_path(request).count("/"))
    return Response(catalog_of_site(root), media_type="application/xml")


async def _describe(
    request: Request, context: Context, iri: str, path: str, form: Format | None
) -> Response:
    form = form or _negotiate(request)
    if form is HTML:
        language = preferred_language(request)
        page = path.removeprefix("doc/")
        return await visit(request, language, page, negotiated=True, link=_link(iri))
    tag = tag_of(context, iri, form.name)
    headers = _headers(tag, iri)
    if found := kept(request, tag):
        return Response(status_code=304, headers=headers) if is_same(request, tag) else found
    answer = await ask(request, _message(iri, form.name))
    if tag and is_same(request, tag):
        answer.close()
        return Response(status_code=304, headers=headers)
    return AnswerResponse(answer, form.media_type, headers)


def _message(iri: str, form: str) -> dict[str, Any]:
    check_iri(iri)
    return {"do": "describe", "iri": iri, "format": form}


def _negotiate(request: Request) -> Format:
    offers = acceptable(",".join(request.headers.getlist("accept")), _OFFERS)
    if not offers:
        kinds = ", ".join(offer.types[0] for offer in _OFFERS)
        raise RequestError(406, phrase("web.linked_data.accept_names_no_media_type", kinds=kinds))
    return offers[0]


def _headers(tag: str, iri: str = "") -> Mapping[str, str]:
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    if tag:
        headers["ETag"] = tag
    if iri:
        headers["Link"] = _link(iri)
    return headers


def _link(iri: str) -> str:
    return f'<{quote(iri, safe=SAFE)}>; rel="describes"'
