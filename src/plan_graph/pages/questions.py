"""The questions: all of them by topic, and each with its form, answer, chart, files and text."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from plan_graph.answers import chart
from plan_graph.errors import QueryError
from plan_graph.pages.answer import MOST_ROWS, Table, table, triples_table
from plan_graph.pages.ask import named
from plan_graph.pages.form import fields, given, lacks, with_defaults
from plan_graph.pages.frame import render
from plan_graph.pages.site import Visit
from plan_graph.queries import Query, bind, names

TOPICS = (
    "overview",
    "accountability",
    "partnership",
    "time",
    "money",
    "measurement",
    "provenance",
    "search",
    "quality",
    "comparison",
)
"""The tags of the queries, in the order in which people ask."""


def index(visit: Visit) -> str:
    """Give the list of all questions: each under its first topic."""
    queries = [named(name) for name in names()]
    topics = [
        (topic, [query for query in queries if query.about["tags"][0] == topic]) for topic in TOPICS
    ]
    return render(visit, "questions.html", topics=topics, total=len(queries))


def page(visit: Visit) -> str:
    """Give the page of one question.

    Raises:
        LookupError: If there is no such question.
    """
    name = visit.path.partition("/")[2]
    if name not in names():
        raise LookupError(name)
    query = named(name)
    values = given(visit, query)
    answer, problem = None, ""
    if not lacks(query, values):
        try:
            answer = answered(visit, query, values)
        except QueryError as error:
            problem = error.problem
    return render(
        visit,
        "question.html",
        query=query,
        values=values,
        fields=fields(visit, query, values),
        answer=answer,
        most=MOST_ROWS,
        problem=problem,
        chart=chart_file(visit, query, values) if answer and answer.rows else "",
        files=[(form, data_file(visit, query, values, form)) for form in _forms(query)],
        share=_share(visit, values),
        editor="" if visit.site.static else _link(visit.page("sparql"), example=name, **values),
        text=query.text.strip(),
    )


def answered(visit: Visit, query: Query, values: Mapping[str, str]) -> Table:
    """Answer a question.

    Raises:
        QueryError: If a value is unknown or of the wrong form.
    """
    engine = visit.site.engine
    text = bind(query, with_defaults(visit, query, values), engine)
    if query.form == "construct":
        return triples_table(visit, sorted(engine.construct(text), key=str))
    # One row more than is shown tells whether there are more.
    return table(visit, engine.select(f"{text}\nLIMIT {MOST_ROWS + 1}"), query)


def chart_file(visit: Visit, query: Query, values: Mapping[str, str]) -> str:
    """Give the address of the chart, or '' if none is declared or none can be drawn."""
    if "chart" not in query.own or not chart.available():
        return ""
    return _link(visit.file(f"chart/{visit.language}/{query.name}.svg"), **values)


def data_file(visit: Visit, query: Query, values: Mapping[str, str], form: str) -> str:
    """Give the address of the answer as a file."""
    if visit.site.static:
        return visit.file(f"query/{visit.language}/{query.name}.{form}")
    language = {"lang": visit.language} if "lang" in query.parameters else {}
    return _link(visit.file(f"query/{query.name}.{form}"), **values, **language)


def _forms(query: Query) -> tuple[str, ...]:
    return ("ttl", "jsonld") if query.form == "construct" else ("csv", "json")


def _share(visit: Visit, values: Mapping[str, str]) -> str:
    """Give the public address of the page with its values, or '' if it is not known."""
    return visit.site.address and _link(
        visit.site.address + visit.page(visit.path).removeprefix(visit.root), **values
    )


def _link(address: str, **values: str) -> str:
    return f"{address}?{urlencode(values)}" if values else address
