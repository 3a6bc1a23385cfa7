"""Open workbooks that come back from people, whatever program saved them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from plan_graph.documents.limits import read_bytes
from plan_graph.documents.package import EXCEL, open_package
from plan_graph.documents.sheets import check_merges
from plan_graph.errors import DocumentError
from plan_graph.text import clean


@dataclass(frozen=True)
class Row:
    """One row of a sheet.

    Attributes:
        number: Counted from 1.
        texts: What its cells say, in the order of the columns.
        raw: What they hold, such as numbers.
    """

    number: int
    texts: Sequence[str]
    raw: Sequence[object] = ()

    def __bool__(self) -> bool:
        """Whether anything is written in it."""
        return any(self.texts)


@dataclass(frozen=True)
class Opened:
    """A workbook that was opened.

    Attributes:
        name: The name of its file.
        sha256: The digest of its bytes.
        book: What openpyxl made of it.
    """

    name: str
    sha256: str
    book: Workbook

    @cached_property
    def sheets(self) -> dict[str, Worksheet]:
        """The sheets by their names."""
        found = {sheet.title: sheet for sheet in self.book.worksheets}
        return {title: sheet for title, sheet in found.items() if isinstance(sheet, Worksheet)}

    def rows(self, title: str, width: int) -> Iterator[Row]:
        """Give the rows of a sheet as texts, as many columns as asked for.

        Raises:
            DocumentError: If the sheet is missing.
        """
        if title not in self.sheets:
            known = ", ".join(f"'{name}'" for name in self.sheets)
            problem = f"the sheet '{title}' is missing, there are {known}; take it from a new one"
            raise DocumentError(self.name, problem)
        values = self.sheets[title].iter_rows(max_col=width, values_only=True)
        for number, row in enumerate(values, start=1):
            padded = [*row, *[None] * (width - len(row))]
            yield Row(number, [text_of(value) for value in padded], padded)

    @staticmethod
    def cell(sheet: str, row: int, column: int) -> str:
        """Name a cell, such as 'Review!E12'."""
        return f"{sheet}!{get_column_letter(column)}{row}"

    def problem(self, sheet: str, row: int, column: int, problem: str) -> DocumentError:
        """Make the complaint about a cell."""
        place = f"sheet '{sheet}', cell {get_column_letter(column)}{row}"
        return DocumentError(self.name, problem, place=place)


def text_of(value: object) -> str:
    """Give a value as text: a day as 2022-12-31, a whole number without a point.

    >>> text_of(datetime(2022, 12, 31)), text_of(7.0), text_of("  a\\n b ")
    ('2022-12-31', '7', 'a b')
    """
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value).replace("_x000D_", ""))


def open_workbook(path: Path) -> Opened:
    """Open a workbook.

    Raises:
        DocumentError: If it is missing, too large, or no workbook.
    """
    data = read_bytes(path)
    package = open_package(path.name, data, EXCEL)
    for part in package.members:
        if part.endswith((".xml", ".rels")):
            package.xml(part)  # refuses what no workbook holds, before anything else reads it
    check_merges(package)
    try:
        book = load_workbook(BytesIO(data), data_only=True)
    except Exception as error:
        problem = f"is no workbook that can be read: {error}; open it and save it again as .xlsx"
        raise DocumentError(path.name, problem) from None
    return Opened(path.name, hashlib.sha256(data).hexdigest(), book)
