"""The pages of a person who corrects: plans, facts, one fact with its form."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from plan_graph.asking.queries.engine import Engine
from plan_graph.pages import edit as pages
from plan_graph.pages.edit import Asked
from plan_graph.pages.site import Site, Visit
from plan_graph.phrases import languages, phrase, said
from plan_graph.web.edit.editor import COOKIE, Editor, ProblemError
from plan_graph.web.media_types import HTML
from plan_graph.web.problems import RequestError
from plan_graph.web.requests import form_fields, media_type, read_body
from plan_graph.web.responses import Context, context_of

_FORM = "application/x-www-form-urlencoded"
_LONGEST_FORM = 200_000


async def edit(request: Request) -> Response:
    """Answer whatever is asked of a page on which one corrects."""
    editor: Editor | None = request.app.state.editor
    language, path = request.path_params["language"], request.path_params["path"]
    if editor is None or language not in languages() or not path.endswith(".html"):
        raise RequestError(404, phrase("web.page_handlers.no_such_page"))
    path = path.removesuffix(".html")
    given = _single(request.scope["query_string"])
    if "key" in given and editor.is_key(given["key"]):
        return _let_in(request, given["key"])
    visit = _visit(context_of(request), language, f"edit/{path}", given)
    if not editor.is_key(request.cookies.get(COOKIE, "")):
        return _page(pages.locked(visit), language, 403)
    try:
        return await _answer(request, editor, visit, path)
    except ProblemError as error:
        return _page(pages.broken(visit, said(error.problem, language)), language, 409)


async def _answer(request: Request, editor: Editor, visit: Visit, path: str) -> Response:
    """Answer somebody who knows the token."""
    plan, *rest = path.split("/")
    if plan == "index":
        return await _plans(editor, visit)
    about = rest.pop(0) if rest and rest[0] in pages.LISTS else "facts"
    if not rest:
        return await _list(editor, visit, plan, about)
    if len(rest) > 1 or not rest[0].isdecimal() or len(rest[0]) > 9:
        raise RequestError(404, phrase("web.page_handlers.no_such_page"))
    asked = Asked(plan, about, int(rest[0]))
    if request.method == "POST":
        return await _post(request, editor, visit, asked)
    return await _form(editor, visit, asked)


def _let_in(request: Request, key: str) -> Response:
    response = RedirectResponse(request.url.path, 303, {"Cache-Control": "no-store"})
    response.set_cookie(COOKIE, key, httponly=True, samesite="strict")
    return response


def _single(data: bytes) -> dict[str, str]:
    return {name: values[-1] for name, values in form_fields(data).items()}


def _visit(context: Context, language: str, path: str, values: dict[str, str]) -> Visit:
    address = context.settings.address
    build = context.pool.snapshot.folder if context.pool.snapshot else None
    root = urlsplit(address).path
    site = Site(Engine(), context.base, "", root, build, is_editable=True)
    return Visit(site, language, path, values)


def _page(content: str, language: str, status: int = 200) -> Response:
    headers = {"Cache-Control": "no-store", "Content-Language": language,
               "Content-Type": HTML.media_type}  # fmt: skip
    return Response(content, status, headers)


async def _plans(editor: Editor, visit: Visit) -> Response:
    found = (await editor.ask("plans", visit.language))["plans"]
    return _page(pages.plans(visit, found), visit.language)


async def _list(editor: Editor, visit: Visit, plan: str, about: str) -> Response:
    found = await editor.ask("listed", visit.language, plan=plan, about=about)
    saved = editor.saved.get(Asked(plan, about)) if "saved" in visit.values else None
    return _page(pages.listed(visit, plan, about, found, saved), visit.language)


async def _form(editor: Editor, visit: Visit, asked: Asked) -> Response:
    found = await editor.ask("form", visit.language, **asked._asdict())
    saved = editor.saved.get(asked) if "saved" in visit.values else None
    content = pages.form(visit, asked, found, token=editor.form_token, saved=saved)
    return _page(content, visit.language)


async def _post(request: Request, editor: Editor, visit: Visit, asked: Asked) -> Response:
    context = context_of(request)
    if media_type(request) != _FORM:
        raise RequestError(415, phrase("web.edit.form_not_ours"))
    given = _single(await read_body(request, _LONGEST_FORM))
    editor.check_form(request, given.pop("token", ""), context.settings.address)
    digest, step = given.pop("digest", ""), given.pop("step", "")
    language = visit.language
    found = await editor.ask("form", language, **asked._asdict())
    if step == "read":  # Put back what the document was read as.
        given = {field["name"]: field["read"] for field in found["fields"]}
    about = {**asked._asdict(), "given": given, "digest": digest}
    told: dict[str, Any] = {}
    try:
        told = await editor.ask("difference", language, **about)
        if step == "save" and not told["difference"]["breaks"]:
            problems = await editor.save(context, language, **about)
            # A body or a column may be another one after it; its list tells what was saved.
            shown = asked if asked.about == "facts" else Asked(asked.plan, asked.about)
            editor.saved[shown] = {**told, "problems": problems}
            page = visit.page(f"edit/{shown.path}")
            return RedirectResponse(f"{page}?saved=1", 303)
    except ProblemError as error:
        told = {"problem": said(error.problem, language), "column": error.column}
    content = pages.form(visit, asked, found, token=editor.form_token, given=given, told=told)
    return _page(content, language, 422 if "problem" in told else 200)
