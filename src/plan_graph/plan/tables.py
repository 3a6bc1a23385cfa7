"""What a reader gives: a document as text, with its paragraphs and table cells as passages of it.

A reader lays the whole document out as one text; every cell and paragraph is a
passage of that text. So a place is the same kind of thing in every format, and
a quote can be checked by slicing the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from plan_graph.text import Passage


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; a merged cell covers several columns.

    A cell that continues a vertically merged one holds the passage of the first.
    """

    passage: Passage
    column: int
    """The first column it covers, counted from 1."""
    columns: int = 1
    """How many columns it covers."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    number: int
    """Counted from 1 within the table."""
    cells: tuple[Cell, ...]

    @property
    def is_spanning(self) -> bool:
        """Whether the row is one single cell, as headings within a table are."""
        return len(self.cells) == 1


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a document."""

    number: int
    """Counted from 1 within the document."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the tables of a document a passage stands; all numbers count from 1."""

    table: int
    row: int
    column: int


@dataclass(frozen=True)
class Document:
    """A document as a reader understood it.

    The blocks are in reading order. `skipped` holds passages that the reader could
    see but not place, such as a text box; they are reported, never dropped. `levels` gives
    the level of each block that the format itself marks as a heading; 1 is the highest.
    """

    name: str
    text: str
    blocks: tuple[Passage | Table, ...]
    skipped: tuple[Passage, ...] = ()
    levels: tuple[tuple[Passage, int], ...] = ()

    @property
    def tables(self) -> Iterator[Table]:
        """The tables, in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))

    @cached_property
    def _places(self) -> tuple[list[int], list[tuple[int, Place]]]:
        found = sorted(
            {
                (cell.passage.start, cell.passage.end): Place(table.number, row.number, cell.column)
                for table in self.tables
                for row in reversed(table.rows)
                for cell in row.cells
            }.items()
        )
        return [start for (start, _), _ in found], [(end, place) for (_, end), place in found]

    def place(self, passage: Passage) -> Place | None:
        """Tell in which table cell a passage stands, or None if it stands in no table."""
        starts, places = self._places
        index = bisect_right(starts, passage.start) - 1
        if index < 0 or passage.end > places[index][0]:
            return None
        return places[index][1]

    @cached_property
    def _levels(self) -> dict[Passage, int]:
        return dict(self.levels)

    def level(self, block: Passage) -> int:
        """Give the level of a block as a heading, 0 if the format does not mark it as one."""
        return self._levels.get(block, 0)

    def line(self, passage: Passage) -> int:
        """Tell on which line of the text a passage begins, counted from 1."""
        return self.text.count("\n", 0, passage.start) + 1
