"""A document as values: one text, with its paragraphs, tables, cells and lines as passages of it.

The whole document is laid out as one text; every cell and paragraph is a passage of that
text. So a place is the same kind of thing in every format, and a quote can be checked by
slicing the text. What the format knows beyond the words stays with them: what kind of value
a cell holds, which words are struck, where a line is an item of a list and where it only wraps.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from plan_graph.plan.parts import Period
from plan_graph.text import Passage


class LineKind(Enum):
    """Why a line begins where it does."""

    PARAGRAPH = "paragraph"
    """The author began a paragraph, or typed a line break that stands for one."""
    ITEM = "item"
    """An item of a list; it never goes on with the line above."""
    BREAK = "break"
    """The author broke the line within a paragraph."""
    WRAP = "wrap"
    """The line above was full; the two are one."""
    FULL = "full"
    """The line above was full, and this one begins as a new one may: a wrap, or a break there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell, without the marker of a list."""

    passage: Passage
    kind: LineKind
    level: int = 0
    """How deep an item stands in its list; 0 is the outermost."""
    marker: str = ""
    """What an item begins with, as the program shows it: '•', 'a)', '1.2'."""


class CellKind(Enum):
    """What kind of value a cell holds, as far as its format says so."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes or no"
    FORMULA = "formula without a stored value"
    ERROR = "error"


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
    kind: CellKind = CellKind.TEXT
    lines: tuple[Line, ...] = ()
    """Its lines, as far as the format knows what they are; () where it does not."""
    struck: tuple[Passage, ...] = ()
    """Words in it that are struck through: an earlier value, never a present one."""
    is_heading: bool = False
    """Whether the format marks it as the heading of a column or row."""
    is_filled: bool = False
    """Whether it has a background of its own, unlike the page's."""
    is_wordless: bool = False
    """Whether its passage is empty but a fill, a picture or a drawing stands in it."""


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
    is_spaced: bool = False
    """Whether nothing but white space on the page parts its columns."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the tables of a document a passage stands; all numbers count from 1."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class PageBox:
    """Where on a page words stand; in points from the upper left corner, pages count from 1.

    `certainty` is that of the least certain word that a program read there in a picture, up to 1;
    None where the file holds the words itself.
    """

    passage: Passage
    page: int
    left: float
    top: float
    right: float
    bottom: float
    certainty: float | None = None

    @property
    def area(self) -> tuple[float, float, float, float]:
        """Its sides: left, top, right, bottom."""
        return self.left, self.top, self.right, self.bottom


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The picture of a page, as a JPEG, if its words were read there; its sides are in points."""

    page: int
    width: float
    height: float
    content: bytes


@dataclass(frozen=True)
class Document:
    """A document as a reader understood it.

    The blocks are in reading order. `skipped` holds passages that the reader could
    see but not place, such as a text box; they are reported, never dropped. `levels` gives
    the level of each block that the format itself marks as a heading; 1 is the highest.
    `furniture` are lines that stand on many pages, such as running heads and page numbers: they
    are no words of the plan. `title` is the title that the file itself states, in its front
    matter or properties. `language` is the tag of the language that the file states, or ''.
    `boxes` tells where on which page passages stand, in order, where the format has pages.
    `is_scanned` tells whether a program read its words in pictures: then none of them is sure.
    `pictures` are those of these pages, in order.
    `period` is the time that the file states of itself. `names_actions` tells whether the format
    itself says what an action is: then one may be called as a heading is.
    """

    name: str
    text: str
    blocks: tuple[Passage | Table, ...]
    skipped: tuple[Passage, ...] = ()
    levels: tuple[tuple[Passage, int], ...] = ()
    furniture: tuple[Passage, ...] = ()
    title: Passage | None = None
    language: str = ""
    boxes: tuple[PageBox, ...] = ()
    is_scanned: bool = False
    pictures: tuple[PagePicture, ...] = ()
    period: Period | None = None
    names_actions: bool = False

    @property
    def tables(self) -> Iterator[Table]:
        """The tables, in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))

    @property
    def first_words(self) -> Passage:
        """The first words, of a paragraph or a cell; an empty passage if there are none."""
        passages = (
            passage
            for block in self.blocks
            for passage in (
                [block]
                if isinstance(block, Passage)
                else [cell.passage for row in block.rows for cell in row.cells]
            )
        )
        return next(filter(None, passages), Passage(0, "")).strip()

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
    def _boxes(self) -> tuple[list[int], list[PageBox]]:
        found = sorted(self.boxes, key=lambda box: box.passage.start)
        return [box.passage.start for box in found], found

    def boxes_of(self, passage: Passage) -> list[PageBox]:
        """Return where on pages the cell or paragraph stands that holds a passage."""
        starts, boxes = self._boxes
        index = bisect_right(starts, passage.start)
        start = starts[index - 1] if index else 0
        near = boxes[bisect_left(starts, start) : index]
        return [box for box in near if passage.end <= box.passage.end]

    @cached_property
    def _levels(self) -> dict[Passage, int]:
        return dict(self.levels)

    def level(self, block: Passage) -> int:
        """Return the level of a block as a heading, 0 if the format does not mark it as one."""
        return self._levels.get(block, 0)

    def line(self, passage: Passage) -> int:
        """Tell on which line of the text a passage begins, counted from 1."""
        return bisect_right(self._line_ends, passage.start - 1) + 1

    @cached_property
    def _line_ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.text)]
