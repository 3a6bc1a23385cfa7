"""Write rows of values for people: as a workbook, or as CSV that spreadsheets read right.

Numbers and days are numbers and days; no text is ever computed, however it begins.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from plan_graph.workbooks.book import cell_of, shown, without_clock

Value = str | int | float | Decimal | bool | date | None
_WIDE, _NARROW, _LONG = 48, 16, 24
_TITLE = 31
"""Most characters of the name of a sheet."""
_NO_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_COMPUTED = ("=", "+", "-", "@", "\t", "\r")
"""What begins a formula in some spreadsheet."""
_LONGEST = 32_767
"""Most characters of a cell."""
_EARLIEST = date(1900, 3, 1)
"""Spreadsheets count days from here on; earlier ones they count wrong or not at all."""
_EXACT = 10**15
"""Beyond it spreadsheets round whole numbers."""


class _InMemory(ExcelWriter):
    """Writes sheets in memory: where a workbook is made, no file may be written."""

    def write_worksheet(self, ws: Any) -> None:
        """Write one sheet into the archive."""
        out = io.BytesIO()
        ws._drawing = None
        writer: Any = WorksheetWriter(ws, out)
        writer.write()
        ws._rels = writer._rels
        archive: ZipFile = self._archive  # type: ignore[attr-defined]
        archive.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)


def workbook(title: str, headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """Write rows under headings as a workbook of one sheet, to be filtered and sorted."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a sheet")
    sheet.title = shown(title).translate(_NO_TITLE).strip("' ")[:_TITLE] or "1"
    for number, heading in enumerate(headings, start=1):
        _write(sheet, 1, number, heading)
        cell_of(sheet, 1, number).font = Font(bold=True)
        long = any(len(str(row[number - 1])) > _LONG for row in rows)
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE if long else _NARROW
    for place, row in enumerate(rows, start=2):
        for number, value in enumerate(row, start=1):
            _write(sheet, place, number, value)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        _InMemory(book, archive).save()
    return without_clock(out.getvalue())


def _write(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    if value is None or value == "":
        return
    cell = cell_of(sheet, row, column)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, datetime):
        value = value.isoformat()
    if isinstance(value, date) and value >= _EARLIEST:
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, int | float | Decimal) and _fits(value):
        cell.value = value
    else:
        cell.value = shown(str(value))[:_LONGEST]
        cell.data_type = "s"


def _fits(value: int | float | Decimal) -> bool:
    """Tell whether a spreadsheet holds a number as it is: not too large, and a number."""
    return not isinstance(value, bool) and -_EXACT < value < _EXACT


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    r"""Write rows under headings as CSV, with the mark by which spreadsheets know UTF-8.

    A text that would be computed has an apostrophe before it.

    >>> csv_text(["n", "what"], [[-1, "=1+1"]])
    "\ufeffn,what\r\n-1,'=1+1\r\n"
    """
    out = io.StringIO()
    writer = csv.writer(out)
    for row in ([*headings], *rows):
        writer.writerow([_guarded(value) for value in row])
    return "\ufeff" + out.getvalue()


def _guarded(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(_COMPUTED) else value
