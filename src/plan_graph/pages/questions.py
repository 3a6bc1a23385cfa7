"""The questions: all of them by topic, and each with its form, answer, chart, files and text."""

from __future__ import annotations

from collections.abc import Mapping

from plan_graph.errors import QueryError
from plan_graph.pages.answer import MOST_ROWS, Table, table, triples_table
from plan_graph.pages.ask import named
from plan_graph.pages.form import fields, given, lacks, with_defaults
from plan_graph.pages.frame import render
from plan_graph.pages.pictures import chart_file, data_file, drawn, linked
from plan_graph.pages.site import Visit
from plan_graph.queries import Query, bind, names

TOPICS = (
    "overview",
    "accountability",
    "partnership",
    "time",
    "money",
    "measurement",
    "monitoring",
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
    answer, picture, problem = None, "", ""
    if not lacks(query, values):
        try:
            answer, picture = answered(visit, query, values)
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
        picture=picture,
        chart="" if picture or not (answer and answer.rows) else chart_file(visit, query, values),
        files=[(form, data_file(visit, query, values, form)) for form in _forms(query)],
        share=_share(visit, values),
        editor="" if visit.site.static else linked(visit.page("sparql"), example=name, **values),
        text=query.text.strip(),
    )


def answered(visit: Visit, query: Query, values: Mapping[str, str]) -> tuple[Table, str]:
    """Answer a question: as a table, and as a picture if we draw it ourselves.

    Raises:
        QueryError: If a value is unknown or of the wrong form.
    """
    engine = visit.site.engine
    text = bind(query, with_defaults(visit, query, values), engine)
    if query.form == "construct":
        return triples_table(visit, sorted(engine.construct(text), key=str)), ""
    # One row more than is shown tells whether there are more.
    found = engine.select(f"{text}\nLIMIT {MOST_ROWS + 1}")
    return table(visit, found, query), drawn(visit, query, found)


def _forms(query: Query) -> tuple[str, ...]:
    return ("ttl", "jsonld") if query.form == "construct" else ("csv", "json")


def _share(visit: Visit, values: Mapping[str, str]) -> str:
    """Give the public address of the page with its values, or '' if it is not known."""
    return visit.site.address and linked(
        visit.site.address + visit.page(visit.path).removeprefix(visit.root), **values
    )
