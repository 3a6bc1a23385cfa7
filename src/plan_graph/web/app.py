"""The application: which handler answers which path, and what is around all of them."""

from __future__ import annotations

from http import HTTPStatus

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from plan_graph.phrases import phrase
from plan_graph.web import files, linked_data, page_handlers
from plan_graph.web.api import files as answer_files
from plan_graph.web.api import handlers as api
from plan_graph.web.api import search
from plan_graph.web.drawing import Drawer
from plan_graph.web.edit.editor import Editor
from plan_graph.web.edit.handlers import edit
from plan_graph.web.metrics import ages
from plan_graph.web.middleware import Edge
from plan_graph.web.pool.job import Rank
from plan_graph.web.problems import RETRY, RequestError, problem_response
from plan_graph.web.requests import language_of
from plan_graph.web.responses import Context, accepts_gzip, ask, context_of
from plan_graph.web.sparql import graph_store, protocol

_SMALLEST_COMPRESSED = 1_000


async def health(request: Request) -> Response:
    """Tell whether the data can be read and workers live."""
    pool = context_of(request).pool
    if not pool.healthy:
        raise RequestError(503, phrase("web.app.workers_end_soon_they_start"), RETRY)
    answer = await ask(request, {"do": "health"}, rank=Rank.URGENT)
    lines = [f"well: {answer.head['graphs']} graphs"]
    lines += [f"{name} build: {round(age)} seconds old" for name, age in ages(pool).items()]
    return Response(
        "\n".join(lines) + "\n", headers={"Cache-Control": "no-store"}, media_type="text/plain"
    )


async def metrics(request: Request) -> Response:
    """Return the counts of the server."""
    text = context_of(request).metrics.text()
    kind = "text/plain; version=0.0.4; charset=utf-8"
    return Response(text, headers={"Cache-Control": "no-store", "Content-Type": kind})


ASSISTANT = "/mcp"
"""Where assistants are answered."""
_READ = ["GET", "HEAD"]
_SPARQL = ["GET", "HEAD", "POST"]
_ENDPOINT = ("/sparql", "/sparql/")
ROUTES = [
    *(Route(path, protocol.sparql, methods=_SPARQL) for path in _ENDPOINT),
    Route("/graph", graph_store.graph_store, methods=list(graph_store.METHODS)),
    Route("/graph/{name:path}", graph_store.graph_store, methods=list(graph_store.METHODS)),
    Route("/id/{name:path}", linked_data.thing, methods=_READ),
    Route("/doc/{name:path}", linked_data.document, methods=_READ),
    Route("/code/{name:path}", linked_data.code, methods=_READ),
    Route("/def", linked_data.ontology, methods=_READ),
    Route("/def.{suffix}", linked_data.ontology, methods=_READ),
    Route("/def/catalog-v001.xml", linked_data.catalog, methods=_READ),
    Route("/def/{name:path}", linked_data.ontology, methods=_READ),
    Route("/catalog-v001.xml", linked_data.catalog, methods=_READ),
    Route("/query", api.listing, methods=_READ),
    Route("/query/{name}", api.named_query, methods=_READ),
    Route("/search", search.search, methods=_READ),
    Route("/openapi.json", api.openapi, methods=_READ),
    Route("/dump/{plan}/{name}", files.dump, methods=_READ),
    Route("/dataset/{name:path}", files.dataset, methods=_READ),
    Route("/report/{plan}", files.report, methods=_READ),
    Route("/shapes", files.shapes, methods=_READ),
    Route("/.well-known/void", files.void, methods=_READ),
    Route("/catalogue", files.catalogue, methods=_READ),
    Route("/catalogue.{suffix}", files.catalogue, methods=_READ),
    Route("/robots.txt", page_handlers.robots_file, methods=_READ),
    Route("/sitemap.xml", page_handlers.sitemap, methods=_READ),
    Route("/favicon.ico", page_handlers.favicon, methods=_READ),
    Route("/chart/{language}/{name}.{form}", answer_files.chart, methods=_READ),
    Route("/card/{language}/{path:path}", answer_files.card, methods=_READ),
    Route("/tables/{name}.parquet", answer_files.star, methods=_READ),
    Route("/table/{language}/{name}.{form}", answer_files.table, methods=_READ),
    Route("/static/terms.json", page_handlers.terms, methods=_READ),
    Route("/static/{name}", page_handlers.static, methods=_READ),
    Route("/health", health, methods=_READ),
    Route("/metrics", metrics, methods=_READ),
    Route("/feed/{language}/{path:path}", page_handlers.feed, methods=_READ),
    Route("/{language}/edit/{path:path}", edit, methods=[*_READ, "POST"]),
    Route("/{language}/{path:path}", page_handlers.page, methods=_READ),
    Route("/{language}", page_handlers.page, methods=_READ),
    Route("/", page_handlers.home, methods=_READ),
]


def allowed_methods(path: str) -> str:
    """Tell which methods a path takes, as `Allow` writes them.

    >>> allowed_methods("/health")
    'GET, HEAD, OPTIONS'
    """
    if path == ASSISTANT:
        return "POST, OPTIONS"
    for route in ROUTES:
        if route.path_regex.match(path):
            return ", ".join([*sorted(route.methods or ()), "OPTIONS"])
    return "GET, HEAD, OPTIONS"


def make_app(context: Context, assistant: ASGIApp) -> ASGIApp:
    """Put the application together; one of its own answers assistants."""
    app = Starlette(
        routes=ROUTES,
        exception_handlers={
            RequestError: _on_problem,
            HTTPException: _on_http_exception,
            Exception: _on_mistake,
        },
    )
    app.router.redirect_slashes = False
    app.state.context = context
    app.state.drawer = Drawer()
    editing = context.settings.editing
    app.state.editor = Editor(editing) if editing else None
    compressed = GZipMiddleware(app, minimum_size=_SMALLEST_COMPRESSED, compresslevel=5)

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == ASSISTANT:
            scope["app"] = app
            await assistant(scope, receive, send)
            return
        if scope["path"] not in _ENDPOINT or scope["method"] not in _SPARQL:
            await (compressed if _is_compressible(scope) else app)(scope, receive, send)
            return
        # The way of most requests is the shortest one; workers compress what they answer.
        scope["app"] = app
        request = Request(scope, receive)
        try:
            response = await protocol.sparql(request)
        except RequestError as error:
            response = await _on_problem(request, error)
        await response(scope, receive, send)

    return Edge(dispatch, settings=context.settings, methods=allowed_methods)


def _is_compressible(scope: Scope) -> bool:
    """Tell whether a body may be sent in compressed parts, which HTTP/1.0 does not know."""
    return scope["http_version"] != "1.0" and accepts_gzip(Headers(scope=scope))


async def _on_problem(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestError):
        raise error
    if error.status == HTTPStatus.NOT_FOUND and page_handlers.wants_page(request):
        return page_handlers.nothing_here(request, error)
    language = language_of(request)
    return problem_response(error, ",".join(request.headers.getlist("accept")), language)


async def _on_http_exception(request: Request, error: Exception) -> Response:
    """Say it in our own form; the framework raises these for unknown paths and methods."""
    if not isinstance(error, HTTPException):
        raise error
    headers = dict(error.headers or {})
    detail: str = error.detail
    if error.status_code == HTTPStatus.NOT_FOUND:
        detail = phrase("web.app.nothing_at_address")
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = allowed_methods(request.url.path)
        headers = {"Allow": allowed}
        detail = phrase("web.app.not_done_here", method=request.method, allowed=allowed)
    return await _on_problem(request, RequestError(error.status_code, detail, headers))


async def _on_mistake(request: Request, error: Exception) -> Response:
    """Say only that there was one; the framework raises it again, so that it is logged."""
    text = phrase("web.app.server_made_mistake")
    return await _on_problem(request, RequestError(500, text))
