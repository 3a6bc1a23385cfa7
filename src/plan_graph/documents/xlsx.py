"""Read a workbook (.xlsx): each sheet is a table, its cells as Excel shows them.

Where several sheets hold words, the name of each stands as a heading above its table. Hidden
sheets and comments follow behind the body, as passages that were skipped. A formula that no
program has computed yet is read as it is written. Sheets of plan-graph's own are left out.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from xlfmt import format_value

from plan_graph.documents.decode import printable
from plan_graph.documents.layout import Box, Layout
from plan_graph.documents.limits import read_bytes
from plan_graph.documents.package import EXCEL, open_package
from plan_graph.errors import DocumentError
from plan_graph.language.recognition import Languages
from plan_graph.plan.tables import Document

OWN_SHEETS = ("_plan-graph", "_lists")
"""What the names of the sheets begin with that plan-graph itself hides in a workbook."""
MAX_POSITIONS = 1_000_000
"""Most places of a sheet that are looked at, empty ones included."""
_PARTS = ("workbook", "worksheets/", "sharedstrings", "styles", "comments")
"""What of a workbook is read, by the beginning of its name within 'xl/'."""
_ERRORS = (KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError, SyntaxError)
"""What openpyxl was seen to raise on damaged files."""

_SYSTEM_DATES = ("mm-dd-yy", "m/d/yyyy", "yyyy-mm-dd h:mm:ss")
"""Formats whose look each computer decides, and the one that openpyxl gives without being asked."""
_LOCALE = re.compile(r"\[\$([^]-]*)(?:-[^]]*)?\]")
_DOT = re.compile(r"(?<!\\)\.(?!0)")
_SEPARATOR = re.compile(r"(?<=\d)[.,](?=\d)")
_Place = tuple[int, int]
"""Row and column, counted from 1."""


def read_xlsx(path: Path, languages: Languages) -> Document:
    """Read a workbook.

    Raises:
        DocumentError: If the file is no workbook, is damaged, locked with a password, or beyond
            a limit.
    """
    data = read_bytes(path)
    _check(path.name, data)
    shown = _load(path.name, data, computed=True)
    layout = Layout(path.name)
    written = _load(path.name, data, computed=False)
    strings = (
        cell
        for sheet in shown.worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    )
    words = languages.of("\n".join(text for text in strings if isinstance(text, str)))
    _Reader(layout, shown, written, "," in words.amounts.get("decimal", ())[:1]).sheets()
    return layout.document()


def _check(name: str, data: bytes) -> None:
    """Refuse parts that are not plain XML, or beyond a limit, before openpyxl reads them."""
    package = open_package(name, data, EXCEL)
    for part in package.members:
        key = part.lstrip("/")
        if key.endswith((".xml", ".rels")) and key.removeprefix("xl/").startswith(_PARTS):
            package.xml(part)


def _load(name: str, data: bytes, *, computed: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about features that hold no words, such as themes
            return load_workbook(io.BytesIO(data), data_only=computed)
    except (InvalidFileException, zipfile.BadZipFile, *_ERRORS) as error:
        raise DocumentError(
            name, f"is no workbook that can be read ({error}); open it in Excel and save it again"
        ) from None


class _Reader:
    """Lays the sheets of a workbook out; numbers with a decimal comma if the language has one."""

    def __init__(self, layout: Layout, shown: Workbook, written: Workbook, comma: bool) -> None:
        self.layout = layout
        self.shown = shown
        self.written = written
        self.comma = comma
        self.mac = shown.epoch == CALENDAR_MAC_1904

    def sheets(self) -> None:
        found = {sheet.title: self._texts(sheet) for sheet in self.shown.worksheets}
        own = [title for title in found if title.startswith(OWN_SHEETS)]
        filled = [sheet for sheet in self.shown.worksheets if found[sheet.title]]
        theirs = [sheet for sheet in filled if sheet.title not in own]
        visible = [sheet for sheet in theirs if sheet.sheet_state == "visible"]
        for sheet in visible:
            if len(visible) > 1:
                self.layout.heading(printable(sheet.title), 1)
            self.layout.grid(_boxes(found[sheet.title], _spans(sheet)))
        for sheet in theirs:
            if sheet not in visible:
                words = (printable(sheet.title), *found[sheet.title].values())
                self.layout.skip("\n".join(words))
        for sheet in theirs:
            self._comments(sheet)

    def _texts(self, sheet: Worksheet) -> dict[_Place, str]:
        """Give the words of a sheet by row and column, row by row.

        Raises:
            DocumentError: If the sheet is larger than the limits allow.
        """
        if sheet.max_row * sheet.max_column > MAX_POSITIONS:
            raise DocumentError(
                self.layout.name,
                f"its sheet '{sheet.title}' reaches down to row {sheet.max_row:,} and to column "
                f"{sheet.max_column:,}; delete the rows and columns that are no plan",
            )
        found: dict[_Place, str] = {}
        for row in sheet.iter_rows():
            for cell in row:
                text = self._text(sheet, cell).strip()
                if text:
                    found[int(cell.row or 0), int(cell.column or 0)] = text
        return found

    def _text(self, sheet: Worksheet, cell: Any) -> str:
        """Give what Excel shows in a cell."""
        value = cell.value
        if value is None:
            value = self.written[sheet.title].cell(cell.row, cell.column).value
        if value is None:
            return ""
        if isinstance(value, str):
            return printable(unescape(value).replace("\r\n", "\n").replace("\r", "\n"))
        if isinstance(value, date) and cell.number_format in _SYSTEM_DATES:
            return value.strftime("%Y-%m-%d")
        plain = _plain(value, cell.number_format)
        try:
            shown = str(format_value(value, plain, date1904=self.mac))
        except _ERRORS:  # a format that Excel itself would refuse
            return str(value)
        is_grouped = "#,#" in plain and isinstance(value, int | float)
        return _SEPARATOR.sub(_swapped, shown) if self.comma and is_grouped else shown

    def _comments(self, sheet: Worksheet) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None:
                    self.layout.skip(printable(cell.comment.text or ""))


def _swapped(separator: re.Match[str]) -> str:
    return "." if separator[0] == "," else ","


def _plain(value: object, number_format: str) -> str:
    """Give a format in the form that xlfmt knows: without locales, dots of dates as they are.

    >>> _plain(date(2024, 6, 30), "[$-418]dd.mm.yyyy")
    'dd\\\\.mm\\\\.yyyy'
    """
    plain = _LOCALE.sub(lambda found: f'"{found[1]}"' if found[1] else "", number_format)
    return _DOT.sub(r"\\.", plain) if isinstance(value, date) else plain


def _spans(sheet: Worksheet) -> dict[_Place, tuple[int, int]]:
    """Give how many columns and rows each merged cell covers, by its place."""
    return {
        (area.min_row, area.min_col): (
            area.max_col - area.min_col + 1,
            area.max_row - area.min_row + 1,
        )
        for area in sheet.merged_cells.ranges
    }


def _boxes(texts: dict[_Place, str], spans: dict[_Place, tuple[int, int]]) -> Iterator[list[Box]]:
    """Give the boxes of each row, up to the last row and column that hold words."""
    width = max(column for _, column in texts)
    covered: dict[int, int] = {}
    for number in range(1, max(row for row, _ in texts) + 1):
        boxes = []
        column = 1
        while column <= width:
            if column in covered:
                column += 1
                continue
            columns, rows = spans.get((number, column), (1, 1))
            columns = min(columns, width - column + 1)
            boxes.append(Box(column, texts.get((number, column), ""), columns, rows))
            covered.update(dict.fromkeys(range(column, column + columns), rows))
            column += columns
        covered = {column: left - 1 for column, left in covered.items() if left > 1}
        yield boxes
