"""The answers and charts of the questions as files, for the static site."""

from __future__ import annotations

from collections.abc import Iterator

from plan_graph.answers import chart
from plan_graph.answers.formats import graph_text, solutions_text
from plan_graph.pages.ask import named
from plan_graph.pages.form import given, lacks, with_defaults
from plan_graph.pages.site import Site, Visit
from plan_graph.queries import bind, names

_GRAPHS = {"ttl": "turtle", "jsonld": "jsonld"}


def files(site: Site, language: str) -> Iterator[tuple[str, bytes]]:
    """Give the path and the content of each file that the pages of questions link to."""
    for name in names():
        query = named(name)
        visit = Visit(site, language, f"question/{name}")
        values = given(visit, query)
        if lacks(query, values):
            continue
        text = bind(query, with_defaults(visit, query, values), site.engine)
        if query.form == "construct":
            triples = site.engine.construct(text)
            for ending, form in _GRAPHS.items():
                yield f"query/{language}/{name}.{ending}", graph_text(triples, form).encode()
            continue
        solutions = site.engine.select(text)
        for form in ("csv", "json"):
            yield f"query/{language}/{name}.{form}", solutions_text(solutions, form).encode()
        if chart.can_draw(query) and solutions.rows:
            drawn = chart.svg(chart.specification(query, solutions, language))
            yield f"chart/{language}/{name}.svg", drawn.encode()
