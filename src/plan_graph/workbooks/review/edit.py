"""Write into the workbook of a review what a person says elsewhere, such as in a browser."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from plan_graph.workbooks.book import without_clock, write_text
from plan_graph.workbooks.review.cells import EDITABLE, ReviewTongue
from plan_graph.workbooks.review.sheet import NUMBER


def with_cells(
    content: bytes, tongue: ReviewTongue, identifier: str, cells: Mapping[str, str]
) -> bytes:
    """Return a review with other words in the cells of one fact.

    Args:
        content: The workbook, which was found to be a review.
        tongue: The language of its words.
        identifier: The fact.
        cells: What its editable cells hold, by column.

    Raises:
        LookupError: If the review has no such fact.
    """
    book = load_workbook(BytesIO(content))
    sheet = book[tongue.sheet]
    if not isinstance(sheet, Worksheet):
        raise LookupError(identifier)
    row = _row(sheet, identifier)
    for name in EDITABLE:
        cell = sheet.cell(row, NUMBER[name])
        if isinstance(cell, Cell):
            cell.value = None
            write_text(cell, cells[name])
    out = BytesIO()
    book.save(out)
    return without_clock(out.getvalue())


def _row(sheet: Worksheet, identifier: str) -> int:
    column = NUMBER["identifier"]
    rows = sheet.iter_rows(min_col=column, max_col=column, max_row=None, values_only=True)
    for number, (value,) in enumerate(rows, start=1):
        if value == identifier:
            return number
    raise LookupError(identifier)
