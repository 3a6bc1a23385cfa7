"""Write workbooks (.xlsx) for people: headings, lists to choose from, comments, a hidden sheet.

Every value is text, also one that begins like a formula, so that no spreadsheet computes it;
the same content gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

LISTS = "_plan-graph lists"
"""The hidden sheet that holds what can be chosen."""
LAST_ROW = 5000
"""Lists to choose from reach down to this row of a sheet that people add rows to."""

_HEADER = PatternFill("solid", start_color="FF1F3864", end_color="FF1F3864")
_FIXED = PatternFill("solid", start_color="FFF2F2F2", end_color="FFF2F2F2")
_DOUBTFUL = PatternFill("solid", start_color="FFFFE699", end_color="FFFFE699")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_TITLE, _PROMPT = 32, 255
"""Most characters that a spreadsheet shows of the two."""
_CLOCK = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_LINE, _HIGHEST = 15, 400
"""Points: of one line, and of the highest row that a spreadsheet allows."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width in characters, and whether it is out of sight."""

    heading: str
    width: int = 16
    hidden: bool = False


def shown(text: str) -> str:
    """Return text as a workbook can hold it: without control characters."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def write_text(cell: Cell, text: str) -> Cell:
    """Write text that stays text."""
    if text:
        cell.value = shown(text)
        cell.data_type = "s"
    cell.number_format = "@"
    return cell


class Book:
    """A workbook that is being written."""

    def __init__(self) -> None:
        self._book = Workbook()
        self._book.remove(self._book.worksheets[0])
        self._lists: dict[tuple[str, ...], str] = {}

    def sheet(
        self, title: str, columns: Sequence[Column], *, frozen: str = "A2", filtered: bool = False
    ) -> Worksheet:
        """Add a sheet with a row of headings that stays in sight."""
        sheet: Worksheet = self._book.create_sheet(title)
        self.headings(sheet, 1, [column.heading for column in columns])
        for number, column in enumerate(columns, start=1):
            dimension = sheet.column_dimensions[get_column_letter(number)]
            dimension.width = column.width
            dimension.hidden = column.hidden
        sheet.freeze_panes = frozen
        if filtered:
            sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = "1:1"
        return sheet

    @staticmethod
    def headings(sheet: Worksheet, row: int, texts: Sequence[str], *, plain: bool = False) -> None:
        """Write a row of headings; plain ones have no colour."""
        for number, text in enumerate(texts, start=1):
            cell = write_text(cell_of(sheet, row, number), text)
            cell.font = Font() if plain else Font(bold=True, color="FFFFFFFF")
            cell.fill = PatternFill() if plain else _HEADER
            cell.alignment = Alignment(vertical="top") if plain else _WRAPPED

    def text_sheet(self, title: str, lines: Iterable[str]) -> None:
        """Add a sheet of lines to read."""
        sheet: Worksheet = self._book.create_sheet(title)
        sheet.column_dimensions["A"].width = 110
        for number, line in enumerate(lines, start=1):
            write_text(cell_of(sheet, number, 1), line).alignment = _WRAPPED
        sheet.protection.sheet = True

    def hidden_sheet(self, title: str, lines: Iterable[str]) -> None:
        """Add a sheet that people do not see, a line a cell."""
        sheet: Worksheet = self._book.create_sheet(title)
        for number, line in enumerate(lines, start=1):
            write_text(cell_of(sheet, number, 1), line)
        sheet.sheet_state = "hidden"
        sheet.protection.sheet = True

    def choice(  # noqa: PLR0913 - what a list can say
        self,
        sheet: Worksheet,
        cells: str,
        values: Sequence[str],
        *,
        title: str,
        prompt: str = "",
        strict: bool = True,
    ) -> None:
        """Let people choose the value of cells from a list; if not strict, others go as well.

        Cells are ranges with a space between, such as 'B2:B7 B9'.
        """
        where = self._list(values)
        rule = DataValidation(type="list", formula1=where, allow_blank=True, sqref=cells)
        rule.showErrorMessage = strict
        self._add(sheet, rule, title, prompt)

    def prompt(self, sheet: Worksheet, cells: str, *, title: str, prompt: str) -> None:
        """Show what belongs into cells to whom enters them."""
        self._add(sheet, DataValidation(sqref=cells, allow_blank=True), title, prompt)

    @staticmethod
    def _add(sheet: Worksheet, rule: DataValidation, title: str, prompt: str) -> None:
        rule.showInputMessage = True
        rule.promptTitle = title[:_TITLE]
        rule.prompt = prompt[:_PROMPT] or None
        sheet.add_data_validation(rule)

    def _list(self, values: Sequence[str]) -> str:
        """Return the place of a list on the hidden sheet, where it is written once."""
        key = tuple(values)
        if key not in self._lists:
            sheet: Worksheet
            if LISTS in self._book.sheetnames:
                sheet = self._book[LISTS]
            else:
                sheet = self._book.create_sheet(LISTS)
                sheet.sheet_state = "hidden"
                sheet.protection.sheet = True
            column = len(self._lists) + 1
            for row, value in enumerate(values, start=1):
                write_text(cell_of(sheet, row, column), value)
            letter = get_column_letter(column)
            self._lists[key] = f"'{LISTS}'!${letter}$1:${letter}${max(1, len(values))}"
        return self._lists[key]

    def content(self) -> bytes:
        """Return the bytes of the workbook, without the time of writing."""
        if LISTS in self._book.sheetnames:
            self._book.move_sheet(LISTS, len(self._book.sheetnames))
        out = io.BytesIO()
        self._book.save(out)
        return without_clock(out.getvalue())


def cell_of(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell of a sheet that has no merged ones."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError("a new sheet has no merged cells")
    return cell


def ranges(letter: str, rows: Iterable[int]) -> str:
    """Return cells of a column as ranges.

    >>> ranges("B", [2, 3, 4, 9])
    'B2:B4 B9'
    """
    found: list[list[int]] = []
    for row in rows:
        if found and row == found[-1][-1] + 1:
            found[-1].append(row)
        else:
            found.append([row])
    return " ".join(
        f"{letter}{run[0]}:{letter}{run[-1]}" if len(run) > 1 else f"{letter}{run[0]}"
        for run in found
    )


def lay_out(cell: Cell, *, editable: bool, doubtful: bool = False) -> None:
    """Give a cell its colour, and let people write in it or not."""
    cell.alignment = _WRAPPED
    cell.protection = Protection(locked=not editable)
    if doubtful:
        cell.fill = _DOUBTFUL
    elif not editable:
        cell.fill = _FIXED


def fit(sheet: Worksheet, row: int, texts: Iterable[tuple[str, int]]) -> None:
    """Make a row as high as its longest text needs, each with the width of its column."""
    lines = max(1 + len(text) // width for text, width in texts)
    sheet.row_dimensions[row].height = min(_LINE * lines, _HIGHEST)


def comment(cell: Cell, text: str) -> None:
    """Put a comment on a cell."""
    note = Comment(shown(text), "plan-graph")
    note.width, note.height = 320, 40 + 20 * (1 + len(text) // 45)
    cell.comment = note


def protect(sheet: Worksheet) -> None:
    """Let people write only in open cells; sizes, filters and orders are theirs."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.autoFilter = False


def without_clock(content: bytes) -> bytes:
    """Take the time of writing out of a workbook."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as taken,
    ):
        for member in given.infolist():
            part = given.read(member)
            if member.filename == "docProps/core.xml":
                part = _CLOCK.sub(b"", part)
            entry = zipfile.ZipInfo(member.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            taken.writestr(entry, part)
    return out.getvalue()
