"""Answer a named query: values bound as terms, one page of rows. Runs in workers only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyoxigraph import Store

from plan_graph.answers.formats import solutions_text
from plan_graph.errors import QueryError, UnknownThingError
from plan_graph.queries import Query, bind, load
from plan_graph.store import Embedded
from plan_graph.web.worker.reply import Output, TaskError
from plan_graph.web.worker.tasks import first_form, output_for, write_triples


def answer(store: Store, message: Mapping[str, Any], output: Output) -> None:
    """Answer the query `name` with `values`: rows from `offset`, at most `limit` of them.

    The head tells whether there are `more` rows.
    """
    query, engine = load(message["name"]), Embedded(store)
    text = _bound(query, message["values"], engine)
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


def _bound(query: Query, values: Mapping[str, str], engine: Embedded) -> str:
    try:
        return bind(query, values, engine)
    except UnknownThingError as error:
        raise TaskError(404, str(error)) from None
    except QueryError as error:
        raise TaskError(400, str(error)) from None
