"""Answers for people and programs: tables, result formats, charts, Python values."""

from __future__ import annotations

from plan_graph.answers.labels import labels, unlabelled
from plan_graph.answers.table import markdown, shown, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from plan_graph.queries import Query
    from plan_graph.queries.answer import Engine, Solutions


def answer_table(
    engine: Engine, query: Query, values: Mapping[str, str], *, language: str = "en", width: int = 0
) -> str:
    """Answer a SELECT query as a table for people."""
    from plan_graph.queries import select  # noqa: PLC0415

    return solutions_table(engine, select(engine, query, values), language=language, width=width)


def solutions_table(
    engine: Engine,
    solutions: Solutions,
    *,
    language: str = "en",
    width: int = 0,
    form: str = "table",
) -> str:
    """Write an answer as a 'table' or 'markdown', with labels that the engine knows."""
    words = labels(engine, unlabelled(solutions), language)
    readable = shown(solutions, words)
    return markdown(readable) if form == "markdown" else table(readable, width)
