"""An answer as a file for people: headings and labels in words, in CSV or as a workbook."""

from __future__ import annotations

from plan_graph.asking.answers import readable
from plan_graph.asking.answers.columns import parquet
from plan_graph.asking.answers.completion import completed
from plan_graph.asking.answers.formats import plain
from plan_graph.asking.queries.engine import Engine, Solutions
from plan_graph.asking.queries.template import Query
from plan_graph.workbooks.rows import csv_text, workbook

FORMS = ("xlsx", "csv")
"""The forms of a table for people; each is the ending of its file."""
PARQUET = "parquet"
"""The form of a table for analysts: the columns and values of the query, typed."""


def table_file(
    engine: Engine, solutions: Solutions, query: Query | None, language: str, form: str
) -> bytes:
    """Write an answer in one of the forms.

    Raises:
        UsageError: If the form is Parquet and its extra is not installed.
    """
    if form == PARQUET:
        return parquet(solutions)
    found = readable(engine, completed(engine, solutions, language), query, language)
    rows = [[plain(term) for term in row] for row in found.rows]
    if form == "csv":
        return csv_text(found.variables, rows).encode()
    return workbook(query.name if query else "answer", found.variables, rows)
