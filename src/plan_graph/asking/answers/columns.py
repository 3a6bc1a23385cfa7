"""Answers as files for analysts: Parquet with typed columns, CSV with semicolons."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plan_graph.asking.answers.formats import Value, plain
from plan_graph.asking.queries.engine import Solutions
from plan_graph.errors import UsageError
from plan_graph.phrases import phrase

if TYPE_CHECKING:
    import pyarrow

_ONE_KIND: dict[type, str] = {int: "int64", bool: "bool_", date: "date32", float: "float64"}
_MARK = "\ufeff"
"""Tells spreadsheets that a file is in UTF-8."""


def parquet(solutions: Solutions) -> bytes:
    """Write an answer in Parquet: numbers, dates and yes or no as such, all else as text.

    Raises:
        UsageError: If the extra 'parquet' is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet as written  # noqa: PLC0415
    except ModuleNotFoundError:
        raise UsageError(phrase("answers.parquet.needs_package")) from None
    rows = [[plain(term) for term in row] for row in solutions.rows]
    columns = [[row[place] for row in rows] for place in range(len(solutions.variables))]
    arrays = [_array(pa, column) for column in columns]
    buffer = io.BytesIO()
    written.write_table(pa.table(arrays, names=list(solutions.variables)), buffer)
    return buffer.getvalue()


def _array(pa: Any, values: list[Value]) -> pyarrow.Array:
    """Return a column of the one type that all values have; text if they have several."""
    kinds = {type(value) for value in values if value is not None}
    if len(kinds) == 1 and (kind := next(iter(kinds))) in _ONE_KIND:
        return pa.array(values, type=getattr(pa, _ONE_KIND[kind])())
    if kinds == {datetime}:
        return pa.array(values)
    if kinds and kinds <= {int, Decimal}:
        numbers = [None if value is None else Decimal(value) for value in values]  # type: ignore[arg-type]
        return pa.array(numbers)
    return pa.array([None if value is None else str(value) for value in values], type=pa.string())


def semicolon_csv(solutions: Solutions) -> str:
    """Write an answer as CSV for spreadsheets where a comma stands in numbers.

    Columns are parted by semicolons, and what begins like a formula is text.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(solutions.variables)
    for row in solutions.rows:
        writer.writerow([_cell(plain(term)) for term in row])
    return _MARK + text.getvalue()


def _cell(value: Value) -> str:
    if isinstance(value, Decimal | float):
        return str(value).replace(".", ",")
    text = "" if value is None else str(value)
    is_formula = isinstance(value, str) and text[:1] in "=+-@\t\r" and text != ""
    return f"'{text}" if is_formula else text
