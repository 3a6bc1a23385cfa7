"""The actions of a plan as a workbook, one row each; apart, as openpyxl is slow to load."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from pyoxigraph import Triple

from plan_graph.publishing.action_table import action_rows
from plan_graph.workbooks.book import without_clock

_WIDE, _NARROW = 48, 16
_LONG = 24


def workbook(triples: Sequence[Triple]) -> bytes:
    """Write the table of actions."""
    rows = action_rows(triples)
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a sheet")
    sheet.title = "actions"
    names = list(rows[0]) if rows else ["identifier"]
    for column, name in enumerate(names, start=1):
        cell = _write(sheet, 1, column, name)
        cell.font = Font(bold=True)
        long = any(len(row[name]) > _LONG for row in rows)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDE if long else _NARROW
    for number, row in enumerate(rows, start=2):
        for column, name in enumerate(names, start=1):
            cell = _write(sheet, number, column, row[name])
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return without_clock(out.getvalue())


def _write(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError("a new sheet has no merged cells")
    if text:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"
    return cell
