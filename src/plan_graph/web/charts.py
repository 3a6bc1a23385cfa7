"""The charts of the named queries as SVG: a worker gives the numbers, another process draws."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from plan_graph.pages.site import LANGUAGES
from plan_graph.web.answering import ask_whole, context_of
from plan_graph.web.api.values import loaded, page_and_values
from plan_graph.web.drawing import Drawer
from plan_graph.web.entity_tags import is_same, tag_of
from plan_graph.web.problems import RequestError
from plan_graph.web.reading import single_values


async def chart(request: Request) -> Response:
    """Give the chart of a named query, with the values that its address has."""
    context = context_of(request)
    language, name = request.path_params["language"], request.path_params["name"]
    if language not in LANGUAGES:
        raise RequestError(404, f"charts are in {' and '.join(LANGUAGES)}; take one of these")
    query = loaded(name[:100])
    if "chart" not in query.own:
        raise RequestError(404, f"query '{query.name}' declares no chart; take another form")
    _, _, values = page_and_values(query, single_values(request))
    if "lang" in query.parameters:
        values["lang"] = language
    tag = tag_of(context, "chart", language, name, repr(sorted(values.items())))
    headers: Mapping[str, str] = {"Cache-Control": "no-cache", **({"ETag": tag} if tag else {})}
    if tag and is_same(request, tag):
        return Response(status_code=304, headers=headers)
    message = {"do": "chart", "name": name, "values": values, "language": language}
    drawer: Drawer = request.app.state.drawer
    drawn = await drawer.draw(await ask_whole(request, message))
    return Response(drawn, headers=headers, media_type="image/svg+xml")
