"""Pages for people over HTTP: a worker makes them; the language is in the path, or negotiated."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from plan_graph.asking.queries.engine import Engine
from plan_graph.pages.layout import STATIC, render
from plan_graph.pages.robots import robots
from plan_graph.pages.site import Site, Visit
from plan_graph.pages.sparql_editor import terms as editor_terms
from plan_graph.phrases import folders, languages, phrase, said
from plan_graph.web.media_types import HTML
from plan_graph.web.problems import RequestError
from plan_graph.web.requests import (
    check_iri,
    form_fields,
    language_of,
    preferred_language,
    raw_path,
)
from plan_graph.web.responses import (
    AnswerResponse,
    accepts_gzip,
    ask,
    context_of,
    is_same,
    kept,
    site_of,
    tag_of,
)

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


async def page(request: Request) -> Response:
    """Return a page by its address, such as '/en/action/ro-plan/1.1-01.html'.

    An address as people type it, without its ending, leads to that of the page.
    """
    language, _, path = raw_path(request).partition("/")
    if language not in languages():
        raise RequestError(404, phrase("web.page_handlers.no_such_page"))
    if not path.endswith(".html"):
        asked = request.scope["query_string"].decode("latin-1")
        whole = f"{language}/{path or 'index'}.html{f'?{asked}' if asked else ''}"
        return RedirectResponse(urlsplit(context_of(request).settings.address).path + whole, 308)
    return await visit(request, language, path.removesuffix(".html"))


async def home(request: Request) -> Response:
    """Return the start page in the language that the visitor would have."""
    return await visit(request, preferred_language(request), "index", negotiated=True)


async def visit(
    request: Request, language: str, path: str, *, negotiated: bool = False, link: str = ""
) -> Response:
    """Have a worker make a page.

    Args:
        request: What was asked; its query string goes to the page.
        language: The language of the page.
        path: The page within the language, without ending, as addresses have it.
        negotiated: Whether the address has other forms or languages.
        link: What the header `Link` says.
    """
    context = context_of(request)
    check_iri(f"{context.base}id/{path}")
    values = {name: given[-1] for name, given in _fields(request).items()}
    site = site_of(context)
    # A page tells what is late on its day, so none is kept for another.
    tag = tag_of(context, _version(), language, path, repr(sorted(values.items())), site["day"],
                 f"{site['editable']:d}")  # fmt: skip
    headers = {"Cache-Control": "no-cache", "Content-Language": language}
    if negotiated:
        headers["Vary"] = "Accept, Accept-Language"
    if tag:
        headers["ETag"] = tag
    if link:
        headers["Link"] = link
    if found := kept(request, tag):
        return Response(status_code=304, headers=headers) if is_same(request, tag) else found
    message = {**site, "do": "page", "language": language, "path": path, "values": values,
               "compress": accepts_gzip(request.headers)}  # fmt: skip
    answer = await ask(request, message)
    if tag and is_same(request, tag):
        answer.close()
        return Response(status_code=304, headers=headers)
    return AnswerResponse(answer, HTML.media_type, headers)


def _fields(request: Request) -> dict[str, list[str]]:
    return form_fields(request.scope["query_string"])


@cache
def _version() -> str:
    """Change whenever templates, words or code of the pages do, so that no old page is kept."""
    found = sha256()
    roots = (STATIC.parent, *map(Path, folders()))
    for file in (file for root in roots for file in sorted(root.rglob("*"))):
        if file.suffix in (".html", ".toml", ".py", ".rq"):
            found.update(file.read_bytes())
    return found.hexdigest()


def wants_page(request: Request) -> bool:
    """Tell whether the client is a browser, which names HTML, and asks for a page or a thing."""
    return "text/html" in request.headers.get("accept", "") and request.method in ("GET", "HEAD")


def nothing_here(request: Request, problem: RequestError) -> Response:
    """Say as a page that there is nothing at an address, with ways on."""
    context = context_of(request)
    language = language_of(request)
    root = urlsplit(context.settings.address).path
    snapshot = context.pool.snapshot
    plans = len({plan for plan, _ in snapshot.dumps}) if snapshot else 0
    site = Site(Engine(), context.base, root=root, plans=plans)
    content = render(
        Visit(site, language, "nothing"), "nothing.html", detail=said(problem.detail, language)
    )
    headers = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language",
               "Content-Language": language, "Content-Type": HTML.media_type}  # fmt: skip
    return Response(content, problem.status, headers)


async def robots_file(request: Request) -> Response:
    """Tell search engines what to read: the pages, and no answers that cost a query each."""
    address = context_of(request).settings.address
    root = urlsplit(address).path.lstrip("/")
    text = robots(address, *(f"{root}{path}" for path in ("sparql", "graph", "query/", "metrics")))
    return Response(text, media_type="text/plain")


async def feed(request: Request) -> Response:
    """Return what was reported on a thing as an Atom feed."""
    _, language, path = raw_path(request).split("/", 2)
    if language not in languages() or not path.endswith(".atom"):
        raise RequestError(404, phrase("web.page_handlers.no_such_page"))
    context = context_of(request)
    path = path.removesuffix(".atom")
    check_iri(f"{context.base}id/{path}")
    message = {**site_of(context), "do": "feed", "language": language, "path": path}
    headers = {"Cache-Control": "no-cache", "Content-Language": language}
    return AnswerResponse(await ask(request, message), "application/atom+xml", headers)


async def sitemap(request: Request) -> Response:
    """Return the map of all pages."""
    answer = await ask(request, {**site_of(context_of(request)), "do": "sitemap"})
    return AnswerResponse(answer, "application/xml", {"Cache-Control": "no-cache"})


async def favicon(request: Request) -> Response:
    """Lead browsers that ask for the icon by its oldest name to the one that there is."""
    return RedirectResponse(f"{context_of(request).settings.address}static/icon.svg", 301)


async def terms(request: Request) -> Response:
    """Return the terms that the SPARQL editor completes."""
    return Response(
        editor_terms(), headers={"Cache-Control": "no-cache"}, media_type="application/json"
    )


async def static(request: Request) -> Response:
    """Return a style sheet or a script; their names come from the folder."""
    file = static_files().get(request.path_params["name"])
    if file is None:
        raise RequestError(404, phrase("web.page_handlers.no_such_file"))
    return FileResponse(
        file, headers={"Cache-Control": "no-cache", "Content-Type": _TYPES[file.suffix]}
    )


@cache
def static_files() -> dict[str, Path]:
    """List the files that pages load, by name."""
    return {file.name: file for file in STATIC.iterdir() if file.suffix in _TYPES}
