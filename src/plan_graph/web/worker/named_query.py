"""Answer a named query: values bound as terms, one page of rows. Runs in workers only."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pyoxigraph import Store

from plan_graph.asking.answers.formats import solutions_text
from plan_graph.asking.queries import load
from plan_graph.asking.queries.binding import bind
from plan_graph.asking.queries.template import Query
from plan_graph.asking.store import Embedded
from plan_graph.errors import QueryError, UnknownThingError
from plan_graph.web.worker.results import (
    Message,
    Output,
    TaskError,
    first_form,
    output_for,
    write_triples,
)

_MOST_DRAWN = 2_000


def answer(store: Store, message: Message, output: Output) -> None:
    """Answer the query `name` with `values`: rows from `offset`, at most `limit` of them.

    The head tells whether there are `more` rows.
    """
    query, engine = load(message["name"]), Embedded(store)
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


def chart(store: Store, message: Message, output: Output) -> None:
    """Give the specification of the chart of the query `name`, with its data, as JSON."""
    from plan_graph.asking.answers.chart import specification  # noqa: PLC0415 - few requests need it

    query, engine = load(message["name"]), Embedded(store)
    found = engine.select(f"{bound(query, message['values'], engine)}\nLIMIT {_MOST_DRAWN + 1}")
    if len(found.rows) > _MOST_DRAWN:
        raise TaskError(400, f"a chart has at most {_MOST_DRAWN:,} rows; ask for less")
    output.head(kind="chart")
    output.write(json.dumps(specification(query, found, message["language"])).encode())


def bound(query: Query, values: Mapping[str, str], engine: Embedded) -> str:
    """Give the text of a query with values in place.

    Raises:
        TaskError: With status 404 for a name that nothing has, 400 for a value of a wrong form.
    """
    try:
        return bind(query, values, engine)
    except UnknownThingError as error:
        raise TaskError(404, str(error)) from None
    except QueryError as error:
        raise TaskError(400, str(error)) from None
