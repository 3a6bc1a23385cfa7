"""Open workbooks that come back from people, and what they carry for the machine.

A hidden sheet that people do not see carries it; its name is the mark by which the workbook is
known, whatever program saved it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from plan_graph.documents.excel.sheets import check_merges
from plan_graph.documents.limits import MAX_BYTES, read_bytes
from plan_graph.documents.package import EXCEL, open_package
from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase
from plan_graph.text import clean

_SHEET = "_plan-graph {}"
_PIECE = 30_000
"""Characters a cell; a spreadsheet keeps 32,767."""
_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def hidden_name(kind: str) -> str:
    """Name the hidden sheet of a kind of workbook, such as 'review'; it is the mark of the kind."""
    return _SHEET.format(kind)


def carried_lines(data: Mapping[str, Any]) -> list[str]:
    """Return the lines of the hidden sheet."""
    content = json.dumps(data, separators=(",", ":"))
    packed = base64.b64encode(zlib.compress(content.encode("utf-8"), 9)).decode("ascii")
    pieces = [packed[start : start + _PIECE] for start in range(0, len(packed), _PIECE)]
    return [hashlib.sha256(packed.encode("ascii")).hexdigest(), *pieces]


def is_of_kind(path: Path, kind: str) -> bool:
    """Tell whether a file is a workbook of a kind of ours, and not an ordinary one.

    Raises:
        DocumentError: If it has the name of a workbook and is none.
    """
    if path.suffix.lower() != ".xlsx" or not path.is_file():
        return False
    package = open_package(path.name, read_bytes(path), EXCEL)
    sheets = package.xml("xl/workbook.xml").iter(f"{_NAMESPACE}sheet")
    return any(sheet.get("name") == hidden_name(kind) for sheet in sheets)


def carried(book: Opened, kind: str) -> dict[str, Any]:
    """Unpack what a workbook of a kind carries.

    Raises:
        DocumentError: If it is of another kind, or its hidden sheet was changed.
    """
    sheet = hidden_name(kind)
    if sheet not in book.sheets:
        problem = phrase("workbooks.opening.no_workbook_for_plan_graph", kind=kind)
        raise DocumentError(book.name, problem)
    digest, *pieces = [row.texts[0] for row in book.rows(sheet, 1)] + [""]
    packed = "".join(pieces)
    if hashlib.sha256(packed.encode("utf-8")).hexdigest() != digest:
        raise _changed(book, sheet)
    try:
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(base64.b64decode(packed, validate=True), MAX_BYTES)
        data = json.loads(content)
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        raise _changed(book, sheet) from None
    if not isinstance(data, dict):
        raise _changed(book, sheet)
    return data


def _changed(book: Opened, sheet: str) -> DocumentError:
    problem = phrase("workbooks.opening.hidden_sheet_changed_carries_what")
    return book.problem(sheet, 1, 1, problem)


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
        """Yield the rows of a sheet as texts, as many columns as asked for.

        Raises:
            DocumentError: If the sheet is missing.
        """
        if title not in self.sheets:
            known = ", ".join(f"'{name}'" for name in self.sheets)
            problem = phrase("workbooks.opening.sheet_missing", title=title, known=known)
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
        place = phrase(
            "workbooks.opening.sheet_cell", sheet=sheet, column=get_column_letter(column), row=row
        )
        return DocumentError(self.name, problem, place=place)


def text_of(value: object) -> str:
    """Return a value as text: a day as 2022-12-31, a whole number without a point.

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
    return workbook_of(path.name, read_bytes(path))


def workbook_of(name: str, data: bytes) -> Opened:
    """Return the workbook that a file of a name holds.

    Raises:
        DocumentError: If it is no workbook.
    """
    package = open_package(name, data, EXCEL)
    for part in package.members:
        if part.endswith((".xml", ".rels")):
            package.xml(part)  # refuses what no workbook holds, before anything else reads it
    check_merges(package)
    try:
        book = load_workbook(BytesIO(data), data_only=True)
    except Exception as error:
        problem = phrase("workbooks.opening.no_workbook_can_read", error=error)
        raise DocumentError(name, problem) from None
    return Opened(name, hashlib.sha256(data).hexdigest(), book)
