"""The pictures: what there is to see of a plan, each with the question that it answers."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from markupsafe import Markup
from pyoxigraph import Literal

from plan_graph.asking.answers import chart
from plan_graph.asking.answers.drawn import MARKS, draw
from plan_graph.asking.queries.columns import label_column
from plan_graph.asking.queries.engine import Solutions
from plan_graph.asking.queries.template import Query
from plan_graph.pages.ask import named
from plan_graph.pages.layout import brief, render
from plan_graph.pages.site import Visit

PICTURES = (
    "funding-by-objective",
    "deadlines-calendar",
    "ministries-by-objective",
    "partnership-network",
    "subordinations-with-basis",
)
"""The questions whose charts are shown together."""


def page(visit: Visit) -> str:
    """Return the page of all pictures that can be drawn here."""
    queries = [named(name) for name in PICTURES]
    shown = [(query, chart_file(visit, query, {})) for query in queries if chart.can_draw(query)]
    return render(
        visit, "pictures.html", shown=shown, csv=lambda query: data_file(visit, query, {}, "csv")
    )


def chart_file(visit: Visit, query: Query, values: Mapping[str, str]) -> str:
    """Return the address of a chart, or '' if none is declared or none can be drawn."""
    if not chart.can_draw(query):
        return ""
    return linked(visit.file(f"chart/{visit.language}/{query.name}.svg"), **values)


def data_file(visit: Visit, query: Query, values: Mapping[str, str], form: str) -> str:
    """Return the address of the answer as a file."""
    if visit.site.static:
        return visit.file(f"query/{visit.language}/{query.name}.{form}")
    language = {"lang": visit.language} if "lang" in query.parameters else {}
    return linked(visit.file(f"query/{query.name}.{form}"), **values, **language)


def drawn(visit: Visit, query: Query, solutions: Solutions) -> str:
    """Draw what we draw ourselves, with links from names to pages; '' if it is another chart."""
    declared = query.own.get("chart") or {}
    if declared.get("mark") not in MARKS or not solutions.rows:
        return ""
    specification = chart.specification(query, _brief(solutions), visit.language)
    links = _links(visit, specification["data"]["values"], solutions.variables)
    # The picture is made of elements, not of text: what stands in the data is escaped.
    return Markup(draw(specification, titled=False, links=links))


def _brief(solutions: Solutions) -> Solutions:
    """Cut very long names: a picture has no room for them."""
    rows = tuple(
        tuple(
            Literal(brief(term.value)) if isinstance(term, Literal) and _is_long(term) else term
            for term in row
        )
        for row in solutions.rows
    )
    return Solutions(solutions.variables, rows, solutions.cut)


def _is_long(term: Literal) -> bool:
    return brief(term.value) != term.value


def _links(
    visit: Visit, rows: list[Mapping[str, object]], columns: tuple[str, ...]
) -> dict[str, str]:
    things = [name for name in columns if label_column(name) in columns]
    return {
        str(row[label_column(name)]): visit.thing(str(row[name])) for row in rows for name in things
    }


def linked(address: str, **values: str) -> str:
    """Return an address with values behind it."""
    return f"{address}?{urlencode(values)}" if values else address
