"""Read a workbook (.xlsx): each sheet is a table, or several, its cells as Excel shows them.

Where several sheets hold words, the name of each stands as a heading above its table. Hidden
sheets, comments and words below a merged cell follow behind the body, as passages that were
skipped. A formula that no program has computed yet is no value; its cell says so by its kind.
Sheets of plan-graph's own are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plan_graph.documents.excel.sheets import Book, Place, Sheet
from plan_graph.documents.excel.shown import Shown, shown
from plan_graph.documents.grids import Grid, check_size, lay_out
from plan_graph.documents.layout import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Layout
from plan_graph.documents.limits import read_bytes
from plan_graph.documents.package import EXCEL, open_package
from plan_graph.documents.properties import properties
from plan_graph.errors import DocumentError
from plan_graph.language.recognition import Languages
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Document
from plan_graph.text import printable


def read_xlsx(path: Path, languages: Languages) -> Document:
    """Read a workbook.

    Raises:
        DocumentError: If the file is no workbook, is damaged, locked with a password, or beyond
            a limit.
    """
    package = open_package(path.name, read_bytes(path), EXCEL)
    title, language = properties(package)
    book = Book(package)
    layout = Layout(path.name, language=language)
    lay_out(_grids(path.name, book), layout, languages)
    layout.entitle(title)
    return layout.document()


def _grids(name: str, book: Book) -> Iterator[Grid]:
    """Yield the sheets of a workbook, as far as all of them together are within the limits."""
    room = MAX_CELLS
    for sheet in book.sheets():
        grid = _grid(name, sheet, room, from_1904=book.counts_from_1904)
        room -= len(grid.texts)
        yield grid


def _grid(name: str, sheet: Sheet, room: int, *, from_1904: bool) -> Grid:
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
    grid = Grid(
        printable(sheet.name),
        sheet.is_hidden,
        dict(sorted(texts.items())),
        frozenset(filled),
        headings,
        dict(sheet.merged),
        tuple(map(printable, sheet.comments)),
    )
    check_size(name, grid)
    return grid
