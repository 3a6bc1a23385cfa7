"""Answers to named queries as files for people: pictures and tables, in a language.

The language stands in the address, the values of the query behind it.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from plan_graph.asking.pictures import declares
from plan_graph.asking.queries.template import Query
from plan_graph.phrases import joined, languages, phrase
from plan_graph.publishing.star_schema import TABLES
from plan_graph.web.api.handlers import loaded, page_and_values
from plan_graph.web.drawing import Drawer
from plan_graph.web.problems import RequestError
from plan_graph.web.requests import check_iri, raw_path, single_values
from plan_graph.web.responses import ask_whole, context_of, is_same, site_of, tag_of

_PICTURES = {"svg": "image/svg+xml", "png": "image/png"}
_TABLES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}


async def chart(request: Request) -> Response:
    """Return the chart of a named query, with the values that its address has."""
    context = context_of(request)
    language, name = request.path_params["language"], request.path_params["name"]
    if language not in languages():
        raise RequestError(
            404, phrase("web.handlers.charts_take_one_these", joined=joined(languages()))
        )
    query = loaded(name[:100])
    if not declares(query):
        raise RequestError(404, phrase("web.handlers.query_declares_no_chart", name=query.name))
    form = request.path_params["form"]
    if form not in _PICTURES:
        raise RequestError(404, phrase("web.handlers.charts_have_forms", forms=joined(_PICTURES)))
    values = _values_in(request, query, language)
    site = site_of(context)
    # A picture tells what is late on its day, as a page does.
    what = ("chart", language, name, form, repr(sorted(values.items())), site["day"])
    headers, same = _tagged(request, *what)
    if same:
        return Response(status_code=304, headers=headers)
    message = {**site, "do": "chart", "name": name, "values": values,
               "language": language}  # fmt: skip
    drawn = await ask_whole(request, message)
    if form == "png":
        drawer: Drawer = request.app.state.drawer
        drawn = await drawer.draw(drawn.decode())
    return Response(drawn, headers=headers, media_type=_PICTURES[form])


async def card(request: Request) -> Response:
    """Return the card of a page as PNG."""
    _, language, path = raw_path(request).split("/", 2)
    if language not in languages() or not path.endswith(".png"):
        raise RequestError(404, phrase("web.page_handlers.no_such_page"))
    context = context_of(request)
    site = site_of(context)
    path = path.removesuffix(".png")
    check_iri(f"{context.base}id/{path}")
    headers, same = _tagged(request, "card", language, path, site["day"])
    if same:
        return Response(status_code=304, headers=headers)
    message = {**site, "do": "card", "language": language, "path": path, "values": {}}
    drawn = await ask_whole(request, message)
    drawer: Drawer = request.app.state.drawer
    content = await drawer.draw(drawn.decode())
    return Response(content, headers=headers, media_type=_PICTURES["png"])


async def table(request: Request) -> Response:
    """Return the answer to a named query as a file: a workbook or CSV for people, Parquet."""
    language, name, form = (request.path_params[part] for part in ("language", "name", "form"))
    query = loaded(name[:100])
    if language not in languages() or form not in _TABLES or query.form == "construct":
        problem = phrase("web.handlers.tables_have_forms", name=name, forms=joined(_TABLES))
        raise RequestError(404, problem)
    values = _values_in(request, query, language)
    headers, same = _tagged(request, "table", language, name, form, repr(sorted(values.items())))
    if same:
        return Response(status_code=304, headers=headers)
    message = {"do": "table", "name": name, "values": values, "language": language, "form": form}
    headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    written = await ask_whole(request, message)
    return Response(written, headers=headers, media_type=_TABLES[form])


async def star(request: Request) -> Response:
    """Return a table of the star schema of all plans, in Parquet."""
    name = request.path_params["name"]
    if name not in TABLES:
        raise RequestError(404, phrase("web.handlers.no_such_star", tables=joined(list(TABLES))))
    headers, same = _tagged(request, "star", name)
    if same:
        return Response(status_code=304, headers=headers)
    written = await ask_whole(request, {"do": "star", "name": name})
    return Response(written, headers=headers, media_type=_TABLES["parquet"])


def _values_in(request: Request, query: Query, language: str) -> dict[str, str]:
    """Return the values of an address that has the language in its path."""
    _, _, values = page_and_values(query, single_values(request))
    return {**values, "lang": language} if "lang" in query.parameters else values


def _tagged(request: Request, *what: str) -> tuple[dict[str, str], bool]:
    """Return the headers of an answer, and whether the client has it already."""
    tag = tag_of(context_of(request), *what)
    headers = {"Cache-Control": "no-cache", **({"ETag": tag} if tag else {})}
    return headers, bool(tag) and is_same(request, tag)
