"""Read a workbook (.xlsx): each sheet is a table, or several, its cells as Excel shows them.

Where several sheets hold words, the name of each stands as a heading above its table. Hidden
sheets, comments and words below a merged cell follow behind the body, as passages that were
skipped. A formula that no program has computed yet is no value; its cell says so by its kind.
Sheets of plan-graph's own are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from plan_graph.documents.decode import printable
from plan_graph.documents.layout import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Box, Layout
from plan_graph.documents.limits import read_bytes
from plan_graph.documents.package import EXCEL, open_package
from plan_graph.documents.properties import properties
from plan_graph.documents.sheets import Book, Place, Sheet
from plan_graph.documents.shown import Shown, shown
from plan_graph.documents.stacked import stacked
from plan_graph.errors import DocumentError
from plan_graph.language.recognition import Languages
from plan_graph.phrases import phrase
from plan_graph.plan.tables import CellKind, Document

OWN_SHEETS = ("_plan-graph", "_lists")
"""What the names of the sheets begin with that plan-graph itself hides in a workbook."""
MAX_POSITIONS = 1_000_000
"""Most places of a sheet that are laid out, empty ones included."""
_TOLD_BY = 2_000
"""Texts that tell the language; the first ones hold the headings."""


def read_xlsx(path: Path, languages: Languages) -> Document:
    """Read a workbook.

    Raises:
        DocumentError: If the file is no workbook, is damaged, locked with a password, or beyond
            a limit.
    """
    package = open_package(path.name, read_bytes(path), EXCEL)
    title, language = properties(package)
    book = Book(package)
    theirs = [
        each
        for each in _grids(path.name, book)
        if each.texts and not each.name.startswith(OWN_SHEETS)
    ]
    if _has_comma(theirs, languages):
        theirs = [each.with_comma() for each in theirs]
    layout = Layout(path.name, language=language)
    _lay_out(theirs, layout)
    layout.entitle(title)
    return layout.document()


@dataclass(frozen=True)
class _Grid:
    """A sheet as it is shown: its words by place, what is filled, and what covers several places.

    Attributes:
        texts: The cells that hold words, row by row.
        headings: The columns that have headings in a row, by the row.
    """

    name: str
    is_hidden: bool
    texts: dict[Place, Shown]
    filled: frozenset[Place]
    headings: Mapping[int, tuple[range, ...]]
    spans: dict[Place, tuple[int, int]]
    comments: tuple[str, ...]

    def with_comma(self) -> _Grid:
        """Return the sheet with its numbers as a language with a decimal comma writes them."""
        return replace(self, texts={place: each.with_comma() for place, each in self.texts.items()})

    @property
    def height(self) -> int:
        return max(row for row, _ in self.texts)

    @property
    def width(self) -> int:
        return max(column for _, column in self.texts)


def _grids(name: str, book: Book) -> Iterator[_Grid]:
    """Give the sheets of a workbook, as far as all of them together are within the limits."""
    room = MAX_CELLS
    for sheet in book.sheets():
        grid = _grid(name, sheet, room, from_1904=book.counts_from_1904)
        room -= len(grid.texts)
        yield grid


def _grid(name: str, sheet: Sheet, room: int, *, from_1904: bool) -> _Grid:
    texts: dict[Place, Shown] = {}
    filled: set[Place] = set()
    for cell in sheet.cells:
        found = shown(cell, from_1904=from_1904)
        if found.text:
            texts[cell.place] = found
        if len(texts) > room:
            raise DocumentError(
                name,
                phrase(
                    "documents.xlsx.holds_more_than_cells_with",
                    max_cells=MAX_CELLS,
                    name=sheet.name,
                ),
            )
        if cell.style.is_filled and cell.place <= (MAX_ROWS, MAX_COLUMNS):
            filled.add(cell.place)
    headings: dict[int, tuple[range, ...]] = {}
    for (row, column), (columns, _) in sheet.headings:
        headings[row] = (*headings.get(row, ()), range(column, column + columns))
    grid = _Grid(
        printable(sheet.name),
        sheet.is_hidden,
        dict(sorted(texts.items())),
        frozenset(filled),
        headings,
        dict(sheet.merged),
        tuple(map(printable, sheet.comments)),
    )
    _check_size(name, grid)
    return grid


def _check_size(name: str, grid: _Grid) -> None:
    """Refuse a sheet whose words reach too far, before its empty places are laid out.

    Raises:
        DocumentError: If they do.
    """
    if not grid.texts:
        return
    height, width = grid.height, grid.width
    if height > MAX_ROWS or width > MAX_COLUMNS or height * width > MAX_POSITIONS:
        raise DocumentError(
            name,
            phrase(
                "documents.xlsx.sheet_reaches_down_to_row",
                name=grid.name,
                height=height,
                width=width,
                max_rows=MAX_ROWS,
                max_columns=MAX_COLUMNS,
            ),
        )


def _has_comma(grids: list[_Grid], languages: Languages) -> bool:
    """Tell whether the language has a decimal comma, if there is a number to show it."""
    found = [each for grid in grids for each in grid.texts.values()]
    if not any(each.is_grouped for each in found):
        return False
    texts = dict.fromkeys(each.text for each in found if each.kind is CellKind.TEXT)
    words = languages.of("\n".join(islice(texts, _TOLD_BY)))
    return "," in words.amounts.get("decimal", ())[:1]


def _lay_out(grids: list[_Grid], layout: Layout) -> None:
    visible = [grid for grid in grids if not grid.is_hidden]
    for grid in visible:
        if len(visible) > 1:
            layout.heading(grid.name, 1)
        covered: list[str] = []
        for table in stacked(list(_rows(grid, covered))):
            layout.grid(table)
        layout.skip("\n".join(covered))
    for grid in grids:
        if grid.is_hidden:
            layout.skip("\n".join((grid.name, *(each.text for each in grid.texts.values()))))
    for grid in grids:
        for comment in grid.comments:
            layout.skip(comment)


def _rows(grid: _Grid, hidden: list[str]) -> Iterator[list[Box]]:
    """Give the boxes of each row, up to the last row and column that hold words.

    Words below a merged cell, which Excel does not show, are put among the hidden ones.
    """
    width, height = grid.width, grid.height
    covered: dict[int, int] = {}
    for row in range(1, height + 1):
        boxes = []
        column = 1
        while column <= width:
            if column in covered:
                hidden += [each.text for each in [grid.texts.get((row, column))] if each]
                column += 1
                continue
            columns, rows = grid.spans.get((row, column), (1, 1))
            columns = min(columns, width - column + 1)
            boxes.append(_box(grid, (row, column), columns, min(rows, height - row + 1)))
            beside = range(column + 1, column + columns)
            hidden += [grid.texts[row, each].text for each in beside if (row, each) in grid.texts]
            covered.update(dict.fromkeys(range(column, column + columns), rows))
            column += columns
        covered = {column: left - 1 for column, left in covered.items() if left > 1}
        yield boxes


def _box(grid: _Grid, place: Place, columns: int, rows: int) -> Box:
    found = grid.texts.get(place)
    row, column = place
    is_filled = place in grid.filled
    if found is None:
        return Box(column, "", columns, rows, is_filled=is_filled)
    return Box(
        column,
        found.text,
        columns,
        rows,
        kind=found.kind,
        lines=found.lines,
        struck=found.struck,
        is_heading=any(column in columns_of for columns_of in grid.headings.get(row, ())),
        is_filled=is_filled,
    )
