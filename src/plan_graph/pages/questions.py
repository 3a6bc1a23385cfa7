"""The questions: all of them by topic, and each with its form, answer, chart, files and text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from plan_graph.asking.pictures import declares
from plan_graph.asking.queries import aliases, names
from plan_graph.asking.queries.binding import bind
from plan_graph.asking.queries.template import Query
from plan_graph.errors import QueryError
from plan_graph.pages.answer import MOST_ROWS, Table, most_rows, table, triples_table
from plan_graph.pages.ask import named
from plan_graph.pages.fields import fields, given, lacks, problem_with, with_defaults
from plan_graph.pages.layout import render
from plan_graph.pages.paging import page_address, page_number
from plan_graph.pages.pictures import (
    Shown,
    address_of,
    data_file,
    linked,
    shown,
    table_files,
)
from plan_graph.pages.site import Visit


class Turns(NamedTuple):
    """Which rows of an answer a page shows, and the addresses of the pages around it, or ''."""

    first: int
    last: int
    before: str
    after: str


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
    """Return the list of all questions: each under its first topic."""
    queries = [named(name) for name in names()]
    topics = [
        (topic, [query for query in queries if query.about["tags"][0] == topic]) for topic in TOPICS
    ]
    return render(visit, "questions.html", topics=topics, total=len(queries))


def page(visit: Visit) -> str:
    """Return the page of one question.

    Raises:
        LookupError: If there is no such question.
    """
    name = visit.path.partition("/")[2]
    if name not in (*names(), *aliases()):
        raise LookupError(name)
    query = named(name)
    values = given(visit, query)
    answer, picture, problem = None, None, None
    if not lacks(query, values):
        try:
            answer, picture = answered(visit, query, values)
        except QueryError as error:
            problem = problem_with(visit, query, error)
    return render(
        visit,
        "question.html",
        query=query,
        values=values,
        fields=fields(visit, query, values),
        answer=answer,
        most=MOST_ROWS,
        turns=_turns(visit, query, answer),
        problem=problem,
        shown=picture,
        files=_files(visit, query, values),
        share=address_of(visit, visit.path, values),
        earlier=[alias for alias in query.own.get("aliases", ()) if alias != name],
        editor="" if visit.site.static else linked(visit.page("sparql"), example=name, **values),
        text=query.text.strip(),
    )


def answered(visit: Visit, query: Query, values: Mapping[str, str]) -> tuple[Table, Shown | None]:
    """Answer a question: as a table, and as a picture if it has one.

    Raises:
        QueryError: If a value is unknown or of the wrong form.
    """
    engine = visit.site.engine
    text = bind(query, with_defaults(visit, query, values), engine)
    if query.form == "construct":
        return triples_table(visit, sorted(engine.construct(text), key=str)), None
    most, before = most_rows(query), _page(visit) - 1
    if before:
        rows = f"{text}\nOFFSET {before * most} LIMIT {most + 1}"
        return table(visit, engine.select(rows), query, most), None
    # A picture shows all that is asked for; else one row more than is shown tells of more.
    limit = _MOST_DRAWN if declares(query) else most + 1
    found = engine.select(f"{text}\nLIMIT {limit}")
    return table(visit, found, query, most), shown(visit, query, found, values)


_MOST_DRAWN = 2_000
_MOST_PAGES = 100_000


def _page(visit: Visit) -> int:
    """Return which page of the rows is asked for; pages that are files have the first alone."""
    return 1 if visit.site.static else page_number(visit.values.get("page", ""), _MOST_PAGES)


def _turns(visit: Visit, query: Query, answer: Table | None) -> Turns | None:
    """Return how one turns the pages of an answer; None if one page holds all of it."""
    number = _page(visit)
    if answer is None or query.form == "construct" or (number == 1 and not answer.more):
        return None
    first = (number - 1) * most_rows(query) + 1
    after = answer.more and not visit.site.static
    return Turns(
        first,
        first + len(answer.rows) - 1,
        page_address(visit, number - 1) if number > 1 else "",
        page_address(visit, number + 1) if after else "",
    )


def _files(visit: Visit, query: Query, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the files of an answer: for people, and for programs."""
    forms = ("ttl", "jsonld") if query.form == "construct" else ("json",)
    data = [(form, data_file(visit, query, values, form)) for form in forms]
    return data if query.form == "construct" else [*table_files(visit, query, values), *data]
