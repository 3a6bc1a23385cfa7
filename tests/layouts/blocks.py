"""A document as blocks, before a format writes them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Box:
    """One cell; its lines are parted by line breaks, and are a list, or a table, if it says so.

    `value` is what a format with kinds of cells holds in place of the words.
    """

    text: str = ""
    columns: int = 1
    rows: int = 1
    is_heading: bool = False
    is_filled: bool = False
    is_list: bool = False
    is_nested: bool = False
    value: date | int | None = None


Row = tuple[Box, ...]


@dataclass(frozen=True)
class Heading:
    """A heading outside tables."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph outside tables."""

    text: str


@dataclass(frozen=True)
class Break:
    """The end of a page, with its foot, and the head of the next."""

    foot: str
    head: str


@dataclass(frozen=True)
class Grid:
    """A table. As in HTML, a row leaves out the cells that a cell above reaches down to."""

    rows: tuple[Row, ...]
    header_rows: int = 1
    sheet: str = ""


Block = Heading | Text | Break | Grid


@dataclass(frozen=True)
class Placed:
    """A cell at its column, counted from 0; `is_below` if it is the reach of one above."""

    box: Box
    column: int
    is_below: bool = False


def placed(grid: Grid) -> list[list[Placed]]:
    """Return the cells of each row with their columns, those that reach down included."""
    result: list[list[Placed]] = []
    reaching: dict[int, tuple[Box, int]] = {}
    for row in grid.rows:
        cells: list[Placed] = []
        column = 0
        waiting = list(row)
        while waiting or column in reaching:
            if column in reaching:
                box, left = reaching.pop(column)
                cells.append(Placed(box, column, is_below=True))
            else:
                box = waiting.pop(0)
                left = box.rows
                cells.append(Placed(box, column))
            if left > 1:
                reaching[column] = (box, left - 1)
            column += box.columns
        result.append(cells)
    return result


def width(grid: Grid) -> int:
    """Return the number of columns of a table."""
    return max((cell.column + cell.box.columns for row in placed(grid) for cell in row), default=0)


def flat(grid: Grid) -> list[list[str]]:
    """Return the words by row and column; a merged cell stands in its first place alone."""
    columns = width(grid)
    rows = []
    for row in placed(grid):
        line = [""] * columns
        for cell in row:
            line[cell.column] = "" if cell.is_below else cell.box.text
        rows.append(line)
    return rows


def unmerged(grid: Grid) -> Grid:
    """Return the same table without merged cells, for formats that know none."""
    rows = tuple(tuple(Box(text) for text in row) for row in flat(grid))
    return replace(grid, rows=rows)
