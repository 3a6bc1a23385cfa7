"""Read an OpenDocument spreadsheet (.ods), laid out as the same plan is when it comes from Excel.

Each sheet is a table, or several, its cells as the program showed them when the file was saved. A
formula without a stored value is no value; its cell says so by its kind. What is repeated, such
as the million empty rows below each sheet, is a few numbers until it is known to be within bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from plan_graph.documents.excel.sheets import Place
from plan_graph.documents.excel.shown import Shown
from plan_graph.documents.grids import Grid, check_size, lay_out
from plan_graph.documents.layout import MAX_CELLS, MAX_ROWS, Layout
from plan_graph.documents.libreoffice import opendocument
from plan_graph.documents.opendocument.cells import shown
from plan_graph.documents.opendocument.package import (
    Element,
    attribute,
    kind,
    open_document,
    properties,
    tag,
    whole,
)
from plan_graph.documents.opendocument.paragraphs import OdfReader
from plan_graph.documents.opendocument.styles import read_styles
from plan_graph.documents.package import CALC
from plan_graph.errors import DocumentError
from plan_graph.language.recognition import Languages
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Document
from plan_graph.text import printable

_ROW_GROUPS = frozenset(
    (
        *("table:table-header-rows", "table:table-rows", "table:table-row-group"),
        *("table:table-columns", "table:table-header-columns", "table:table-column-group"),
    )
)
_CELLS = ("table:table-cell", "table:covered-table-cell")
_COPY = re.compile(r"'(?:file|https?|ftp|smb):", re.IGNORECASE)
"""How the name of a sheet begins that only keeps what a formula found in another file."""
_RANGE = re.compile(
    r"(?:.*\.)?\$?([A-Z]{1,3})\$?([0-9]{1,7}):(?:.*\.)?\$?([A-Z]{1,3})\$?[0-9]{1,7}"
)


def read_ods(path: Path, languages: Languages) -> Document:
    """Read an OpenDocument spreadsheet, or one that an older program wrote.

    Raises:
        DocumentError: If the file is no spreadsheet, is damaged, locked with a password, or
            beyond a limit.
    """
    package, root, body = open_document(*opendocument(path), CALC, "office:spreadsheet")
    title, language = properties(package)
    reader = OdfReader(path.name, read_styles(package, root))
    layout = Layout(path.name, language=language)
    lay_out(_grids(reader, body), layout, languages)
    layout.entitle(title)
    return layout.document()


def _grids(reader: OdfReader, body: Element) -> Iterator[Grid]:
    """Yield the sheets, as far as all of them together are within the limits."""
    room = MAX_CELLS
    headings = _headings(body)
    for table in body.iterchildren(tag("table:table")):
        name = attribute(table, "table:name") or ""
        if _COPY.match(name):
            continue
        sheet = _Sheet(reader, name, room)
        sheet.read(table)
        grid = sheet.grid(table, headings.get(name, {}))
        room -= len(grid.texts)
        yield grid


def _headings(body: Element) -> dict[str, dict[int, tuple[range, ...]]]:
    """Return the first rows of ranges with filters, by sheet and row, as columns."""
    found: dict[str, dict[int, tuple[range, ...]]] = {}
    for each in body.iter(tag("table:database-range")):
        address = attribute(each, "table:target-range-address") or ""
        area = _RANGE.fullmatch(address)
        is_headed = attribute(each, "table:contains-header") != "false"
        if area and is_headed and attribute(each, "table:display-filter-buttons") == "true":
            name = address.partition(":")[0].rpartition(".")[0].strip("$'").replace("''", "'")
            row = int(area[2])
            rows = found.setdefault(name, {})
            rows[row] = (*rows.get(row, ()), range(_column(area[1]), _column(area[3]) + 1))
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


@dataclass(frozen=True, slots=True)
class _Area:
    """Places that a cell is repeated over."""

    row: int
    column: int
    rows: int
    columns: int

    def places(self, height: int, width: int) -> Iterator[Place]:
        """Yield the places, as far as a sheet of a size has them."""
        for row in range(self.row, min(self.row + self.rows, height + 1)):
            for column in range(self.column, min(self.column + self.columns, width + 1)):
                yield row, column


@dataclass
class _Sheet:
    """A sheet that is being read.

    Attributes:
        room: How many cells with words may be read.
        filled: The areas with a background.
        merged: The areas of merged cells: where they are, and over how much they go.
        columns: The style of the cells of each column, where a cell states none, by its area.
    """

    reader: OdfReader
    name: str
    room: int
    texts: dict[Place, Shown] = field(default_factory=dict)
    filled: list[_Area] = field(default_factory=list)
    merged: list[tuple[_Area, tuple[int, int]]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    columns: list[tuple[int, str]] = field(default_factory=list)

    def read(self, table: Element) -> None:
        row, column = 1, 1
        pending = list(reversed(table))
        while pending:
            each = pending.pop()
            match kind(each):
                case "table:table-column":
                    column += whole(each, "table:number-columns-repeated")
                    style = attribute(each, "table:default-cell-style-name") or ""
                    self.columns.append((column, style))
                case "table:table-row":
                    row += self._row(each, row)
                case name if name in _ROW_GROUPS:
                    pending.extend(reversed(each))

    def _row(self, element: Element, row: int) -> int:
        rows = whole(element, "table:number-rows-repeated")
        style = attribute(element, "table:default-cell-style-name")
        column = 1
        for cell in element.iterchildren(*map(tag, _CELLS)):
            columns = whole(cell, "table:number-columns-repeated")
            area = _Area(row, column, rows, columns)
            own = attribute(cell, "table:style-name") or style or self._column_style(column)
            self._cell(cell, area, own)
            column += columns
        return rows

    def _column_style(self, column: int) -> str:
        return next((style for end, style in self.columns if column < end), "")

    def _cell(self, cell: Element, area: _Area, style: str) -> None:
        look = self.reader.styles.look("table-cell", style)
        if look.is_filled:
            self.filled.append(area)
        spans = (
            max(whole(cell, "table:number-columns-spanned"), 1),
            max(whole(cell, "table:number-rows-spanned"), 1),
        )
        if spans != (1, 1):
            self.merged.append((area, spans))
        if not len(cell) and not cell.attrib:
            return
        for comment in cell.iterchildren(tag("office:annotation")):
            self.comments.append("\n".join(self.reader.lines(comment)))
        found = shown(cell, self.reader, look)
        if not found.text:
            return
        if len(self.texts) + area.rows * area.columns > self.room or area.rows > MAX_ROWS:
            raise DocumentError(
                self.reader.name,
                phrase(
                    "documents.ods.holds_more_than_cells_with", max_cells=MAX_CELLS, name=self.name
                ),
            )
        self.texts |= dict.fromkeys(area.places(area.row + area.rows, 1 << 30), found)

    def grid(self, table: Element, headings: dict[int, tuple[range, ...]]) -> Grid:
        style = self.reader.styles.look("table", attribute(table, "table:style-name"))
        grid = Grid(
            printable(self.name),
            bool(style.is_hidden),
            dict(sorted(self.texts.items())),
            frozenset(),
            headings,
            {},
            tuple(map(printable, self.comments)),
        )
        check_size(self.reader.name, grid)
        if not grid.texts:
            return grid
        size = grid.height, grid.width
        filled = frozenset(place for area in self.filled for place in area.places(*size))
        spans = {place: spans for area, spans in self.merged for place in area.places(*size)}
        return replace(grid, filled=filled, spans=spans)
