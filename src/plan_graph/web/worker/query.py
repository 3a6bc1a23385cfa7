"""What a worker answers: SPARQL queries and updates, named queries, descriptions of things.

Here the texts of strangers are parsed; it runs in workers only. Values of named queries are bound
as terms; their answers are rows in a form of SPARQL results, a chart, or plain values with words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Store

from plan_graph.asking.answers.formats import graph_text, plain, solutions_text
from plan_graph.asking.answers.table import labels, shown, unlabelled
from plan_graph.asking.passages import Passage, passages
from plan_graph.asking.queries import load
from plan_graph.asking.queries.binding import bind
from plan_graph.asking.queries.engine import Solutions, Term
from plan_graph.asking.queries.mistakes import explained
from plan_graph.asking.queries.star import with_columns
from plan_graph.asking.queries.template import Query
from plan_graph.asking.store import Embedded
from plan_graph.errors import QueryError, UnknownThingError, UsageError
from plan_graph.pages import description
from plan_graph.pages.site import Site, Visit
from plan_graph.phrases import Phrase, phrase, told
from plan_graph.rdf.jsonld import json_ld
from plan_graph.web.worker.data import check, graph_names
from plan_graph.web.worker.results import (
    Message,
    Output,
    TaskError,
    first_form,
    output_for,
    write_results,
    write_triples,
)


def describe(store: Store, message: Mapping[str, Any], output: Output) -> None:
    """Describe the thing `iri` in a `format`."""
    found = description.describe(store, NamedNode(message["iri"]))
    if not found:
        raise TaskError(404, phrase("web.query.nothing_known_here"))
    if message["format"] == "json-ld":
        output.head(format="json-ld", kind="graph")
        output.write(json_ld(found))
    else:
        write_triples(found, message["format"], output)


def health(store: Store, message: Message, output: Output) -> None:
    """Read from each graph."""
    try:
        check(store)
    except (OSError, ValueError) as error:
        raise TaskError(503, phrase("web.query.store_cannot_read", error=error)) from None
    output.head(graphs=len(graph_names(store)))


def query(store: Store, message: Message, output: Output) -> None:
    """Answer a SPARQL query.

    The dataset is that of the message: `default` and `named` are lists of IRIs or None; without
    both it is what the query says, and if that says nothing, the union of all graphs.
    """
    default, named = message["default"], message["named"]
    dataset: dict[str, Any] = {"use_default_graph_as_union": message["union"]}
    if default is not None or named is not None:
        dataset = {"default_graph": _nodes(default), "named_graphs": _nodes(named)}
    try:
        text = with_columns(message["query"])
        results = store.query(text, base_iri=message["base"], **dataset)
        write_results(results, message, output)
    except SyntaxError as error:
        raise TaskError(400, _no_sparql(message["query"], error)) from None
    except ValueError as error:
        raise TaskError(400, phrase("web.query.query_cannot_answered", error=error)) from None
    except (OSError, RuntimeError) as error:
        raise _stopped(store, error) from None


def _no_sparql(text: str, error: SyntaxError) -> Phrase:
    """Say what is wrong with a query: as a sentence, and as the engine does, for programs."""
    said = explained(text, str(error.msg))
    return phrase("web.query.query_no_sparql", said=said, msg=error.msg)


def _stopped(store: Store, error: Exception) -> TaskError:
    """Tell whether the store or the query is at fault: the engine says the same for both."""
    try:
        check(store)
    except (OSError, ValueError):
        return TaskError(500, phrase("web.query.store_unreadable"))
    if "Corruption" in str(error):
        return TaskError(500, phrase("web.query.part_store_cannot_read"))
    return TaskError(400, phrase("web.query.query_cannot_answered_here"))


def _nodes(iris: Iterable[str] | None) -> list[NamedNode]:
    return [NamedNode(iri) for iri in iris or ()]


def update(store: Store, message: Message, output: Output) -> None:
    """Carry out a SPARQL update."""
    try:
        store.update(message["update"], base_iri=message["base"])
    except SyntaxError as error:
        raise TaskError(400, phrase("web.query.update_no_sparql", msg=error.msg)) from None
    except ValueError as error:
        raise TaskError(400, phrase("web.query.update_cannot_done", error=error)) from None
    except (OSError, RuntimeError) as error:
        raise _stopped(store, error) from None
    output.head(created=False)


_MOST_DRAWN = 2_000


def answer_rows(engine: Embedded, message: Message, output: Output) -> None:
    """Answer the query `name` with `values`: rows from `offset`, at most `limit` of them.

    The head tells whether there are `more` rows.
    """
    query = load(message["name"])
    text = bound(query, message["values"], engine)
    if query.form == "construct":
        write_triples(engine.construct(text), first_form(message["graph_formats"]), output)
        return
    form = first_form(message["solution_formats"])
    limit, offset = message["limit"], message["offset"]
    # One row more than wanted tells whether there are more; all queries have a total order.
    found = engine.select(f"{text}\nLIMIT {limit + 1} OFFSET {offset}")
    more = len(found.rows) > limit
    output.head(format=form, kind="solutions", more=more)
    text = solutions_text(found.first(limit), form)
    output_for(form, output).write(text.encode())


def chart(engine: Embedded, message: Message, output: Output) -> None:
    """Give the chart of the query `name` as SVG, with all that is to be known of it."""
    from plan_graph.pages.pictures import picture_file  # noqa: PLC0415 - few requests need it

    query = load(message["name"])
    found = engine.select(f"{bound(query, message['values'], engine)}\nLIMIT {_MOST_DRAWN + 1}")
    if len(found.rows) > _MOST_DRAWN:
        raise TaskError(400, phrase("web.query.chart_at_most_rows", most_drawn=_MOST_DRAWN))
    build = Path(message["build"]) if message["build"] else None
    site = Site(engine, message["base"], message["address"], message["root"], build)
    visit = Visit(site, message["language"], f"picture/{query.name}", message["values"])
    output.head(kind="chart")
    output.write(picture_file(visit, query, found).encode())


_MOST_WRITTEN = 20_000


def table(engine: Embedded, message: Message, output: Output) -> None:
    """Give the answer to the query `name` as a file for people, in a `form`."""
    from plan_graph.asking.answers.files import table_file  # noqa: PLC0415 - needs openpyxl

    query = load(message["name"])
    found = engine.select(f"{bound(query, message['values'], engine)}\nLIMIT {_MOST_WRITTEN + 1}")
    if len(found.rows) > _MOST_WRITTEN:
        raise TaskError(400, phrase("web.query.table_at_most_rows", most=_MOST_WRITTEN))
    try:
        written = table_file(engine, found, query, message["language"], message["form"])
    except UsageError as error:
        raise TaskError(404, told(error)) from None
    output.head(kind="table")
    output.write(written)


def star(engine: Embedded, message: Message, output: Output) -> None:
    """Give the table `name` of the star schema in Parquet."""
    from plan_graph.asking.answers.columns import parquet  # noqa: PLC0415 - few requests need them
    from plan_graph.publishing import star_schema  # noqa: PLC0415

    try:
        written = parquet(star_schema.table(engine, message["name"]))
    except UsageError as error:
        raise TaskError(404, told(error)) from None
    output.head(kind="table")
    output.write(written)


def bound(query: Query, values: Mapping[str, str], engine: Embedded) -> str:
    """Return the text of a query with values in place.

    Raises:
        TaskError: With status 404 for a name that nothing has, 400 for a value of a wrong form.
    """
    try:
        return bind(query, values, engine)
    except UnknownThingError as error:
        raise TaskError(404, told(error)) from None
    except QueryError as error:
        raise TaskError(400, told(error)) from None


_TRIPLES_PER_ROW = 10
"""A graph says in triples what a table says in a row; one action is about 300 triples."""
JsonValue = str | int | float | bool | None


def answer_plainly(engine: Embedded, message: Message, output: Output) -> None:
    """Answer the query `name` with `values`: `limit` rows from `offset`, or ten times the triples.

    The head tells how many rows or triples there are in all, and of a graph how many are given.
    The body is Turtle, or JSON with the rows as a `table` of values and in `words`: as CSV with
    labels in place of IRIs.
    """
    query = load(message["name"])
    text = bound(query, message["values"], engine)
    if query.form == "construct":
        triples = sorted(engine.construct(text), key=str)
        part = triples[: message["limit"] * _TRIPLES_PER_ROW]
        output.head(given=len(part), total=len(triples))
        output.write(graph_text(part, "turtle").encode())
        return
    whole, start = engine.select(text), message["offset"]
    given = Solutions(whole.variables, whole.rows[start : start + message["limit"]])
    output.head(total=len(whole.rows))
    language = message["values"].get("lang", "en")
    words = _csv(given, engine, language)
    table = {
        "columns": list(given.variables),
        "rows": [list(map(_json_value, row)) for row in given.rows],
    }
    answer: dict[str, object] = {"words": words, "table": table}
    if message["sources"]:
        answer["sources"] = _sources(given, engine, language)
    output.write(json.dumps(answer, ensure_ascii=False).encode())


def _sources(solutions: Solutions, engine: Embedded, language: str) -> list[object]:
    """Return for each row the first words that state one of its things, from its left."""
    things = [[term for term in row if isinstance(term, NamedNode)] for row in solutions.rows]
    found = passages(engine, (thing for row in things for thing in row), language)
    stated = [next((thing for thing in row if thing in found), None) for row in things]
    return [thing and _source(thing, found[thing][0]) for thing in stated]


def _source(thing: NamedNode, passage: Passage) -> dict[str, str]:
    return {**passage._asdict(), "permalink": thing.value}


def stating(engine: Embedded, message: Message, output: Output) -> None:
    """Give the words that state the thing `iri`, and where they stand, in a `language`."""
    thing = NamedNode(message["iri"])
    found = passages(engine, [thing], message["language"]).get(thing)
    if not found:
        raise TaskError(404, phrase("web.query.nothing_states"))
    output.head(kind="passages")
    output.write("\n".join(f"{place}: {quote}" for quote, place in found).encode())


def _csv(solutions: Solutions, engine: Embedded, language: str) -> str:
    words = labels(engine, unlabelled(solutions), language)
    return solutions_text(shown(solutions, words), "csv").replace("\r\n", "\n")


def _json_value(term: Term | None) -> JsonValue:
    """Return a number as a number, no value as null, all else as text."""
    value = plain(term)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, float) and not isfinite(value):
        return str(value)  # JSON has no such number.
    return value.isoformat() if isinstance(value, date) else value
