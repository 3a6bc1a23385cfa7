"""Answer a named query in plain values, with totals and in words. Runs in workers only."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from math import isfinite

from pyoxigraph import Store

from plan_graph.asking.answers.formats import graph_text, plain, solutions_text
from plan_graph.asking.answers.table import labels, shown, unlabelled
from plan_graph.asking.queries import load
from plan_graph.asking.queries.engine import Solutions, Term
from plan_graph.asking.store import Embedded
from plan_graph.web.worker.named_query import bound
from plan_graph.web.worker.results import Message, Output

_TRIPLES_PER_ROW = 10
"""A graph says in triples what a table says in a row; one action is about 300 triples."""
JsonValue = str | int | float | bool | None


def answer(store: Store, message: Message, output: Output) -> None:
    """Answer the query `name` with `values`: `limit` rows from `offset`, or ten times the triples.

    The head tells how many rows or triples there are in all, and of a graph how many are given.
    The body is Turtle, or JSON with the rows as a `table` of values and in `words`: as CSV with
    labels in place of IRIs.
    """
    query, engine = load(message["name"]), Embedded(store)
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
    words = _csv(given, engine, message["values"].get("lang", "en"))
    table = {
        "columns": list(given.variables),
        "rows": [list(map(_json_value, row)) for row in given.rows],
    }
    output.write(json.dumps({"words": words, "table": table}, ensure_ascii=False).encode())


def _csv(solutions: Solutions, engine: Embedded, language: str) -> str:
    words = labels(engine, unlabelled(solutions), language)
    return solutions_text(shown(solutions, words), "csv").replace("\r\n", "\n")


def _json_value(term: Term | None) -> JsonValue:
    """Give a number as a number, no value as null, all else as text."""
    value = plain(term)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, float) and not isfinite(value):
        return str(value)  # JSON has no such number.
    return value.isoformat() if isinstance(value, date) else value
