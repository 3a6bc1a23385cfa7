"""Answers for people and programs: tables, result formats, charts, Python values."""

from __future__ import annotations

from plan_graph.asking.answers.table import labels, shown, table, unlabelled
from plan_graph.asking.queries.columns import heading
from plan_graph.asking.queries.engine import Solutions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from plan_graph.asking.queries.engine import Engine
    from plan_graph.asking.queries.template import Query


def answer_table(
    engine: Engine, query: Query, values: Mapping[str, str], *, language: str = "en", width: int = 0
) -> str:
    """Answer a SELECT query as a table for people."""
    from plan_graph.asking.queries import select  # noqa: PLC0415

    return table(readable(engine, select(engine, query, values), query, language), width)


def readable(
    engine: Engine, solutions: Solutions, query: Query | None = None, language: str = "en"
) -> Solutions:
    """Return an answer in words: headings of columns, and labels that the engine knows."""
    found = shown(solutions, labels(engine, unlabelled(solutions), language), language)
    titles = tuple(heading(query, name, language) for name in found.variables)
    return Solutions(titles, found.rows, found.cut)
