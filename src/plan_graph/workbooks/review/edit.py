"""Write into the workbook of a review what a person says elsewhere, such as in a browser."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from plan_graph.workbooks.book import without_clock, write_text
from plan_graph.workbooks.review import columns_sheet, sheet
from plan_graph.workbooks.review.cells import EDITABLE, ReviewTongue
from plan_graph.workbooks.review.parse import Review, take_content

Rows = Mapping[str, Mapping[str, str]]
"""What cells hold, by column, in each row that is named."""


def with_cells(content: bytes, tongue: ReviewTongue, rows: Rows) -> bytes:
    """Return a review with other words in the cells of facts, which are named by identifier.

    Raises:
        LookupError: If the review has no such fact.
    """
    return _written(content, tongue.sheet, "identifier", sheet.NUMBER, rows)


def with_columns(content: bytes, tongue: ReviewTongue, rows: Rows) -> bytes:
    """Return a review with other words in the rows of columns, which are named by heading.

    Raises:
        LookupError: If the review has no such heading.
    """
    name = columns_sheet.sheet_name(tongue)
    return _written(content, name, "heading", columns_sheet.NUMBER, rows)


def with_corrections(content: bytes, review: Review) -> bytes:
    """Return a review with the corrections of an earlier one that can stand in it."""
    kept = corrections_kept(review, take_content(review.path, content))
    return with_cells(content, review.tongue, kept) if kept else content


def corrections_kept(earlier: Review, review: Review) -> Rows:
    """Return what was corrected where the same words state a fact of the same name."""
    return {
        identifier: {name: edited.cells[name] for name in EDITABLE}
        for identifier, edited in earlier.edited.items()
        if identifier in review.written
        and review.written[identifier]["words"] == edited.before["words"]
    }


def _written(content: bytes, name: str, key: str, numbers: Mapping[str, int], rows: Rows) -> bytes:
    book = load_workbook(BytesIO(content))
    found = book[name]
    if not isinstance(found, Worksheet):
        raise LookupError(name)
    places = {str(found.cell(row, numbers[key]).value): row for row in range(2, found.max_row + 1)}
    for named, cells in rows.items():
        for column, text in cells.items():
            cell = found.cell(places[named], numbers[column])
            if isinstance(cell, Cell):
                cell.value = None
                write_text(cell, text)
    out = BytesIO()
    book.save(out)
    return without_clock(out.getvalue())
