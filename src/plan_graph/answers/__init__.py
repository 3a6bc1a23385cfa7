"""Answers for people and programs: tables, result formats, charts, Python values."""

from __future__ import annotations

from plan_graph.answers.labels import labels, unlabelled
from plan_graph.answers.table import shown, table
from plan_graph.queries.answer import Solutions
from plan_graph.queries.columns import heading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from plan_graph.queries import Query
    from plan_graph.queries.answer import Engine


def answer_table(
    engine: Engine, query: Query, values: Mapping[str, str], *, language: str = "en", width: int = 0
) -> str:
    """Answer a SELECT query as a table for people."""
    from plan_graph.queries import select  # noqa: PLC0415

    return table(readable(engine, select(engine, query, values), query, language), width)


def readable(
    engine: Engine, solutions: Solutions, query: Query | None = None, language: str = "en"
) -> Solutions:
    """Give an answer in words: headings of columns, and labels that the engine knows."""
    found = shown(solutions, labels(engine, unlabelled(solutions), language), language)
    titles = tuple(heading(query, name, language) for name in found.variables)
    return Solutions(titles, found.rows, found.cut)
