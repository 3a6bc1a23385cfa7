"""What the cells of a column hold, whatever its heading says: words, numbers, dates, yes or no."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from plan_graph.plan.tables import CellKind, Row
from plan_graph.text import Passage, clean

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_MARKS = frozenset(("true", "false", "x"))
"""What spreadsheet programs write for yes and no, and what people tick with."""
_MARK = 2
"""Letters of the longest mark in a calendar."""
_MANY = 6
"""Words of a cell from which on it is plainly a text."""
_TEXT = 4
"""Words of the mean cell of a column of texts; lists of names, dates and sums have fewer."""
_SHARE = 0.8
"""The share of cells of one kind by which a column is of that kind."""
_FILLED = 0.2
_DIFFER = 0.5
"""The share of cells of their own below which a column says one of few things."""
_FEW_ROWS = 3
"""With fewer rows nothing is said against a column."""


@dataclass(frozen=True)
class Column:
    """The cells of one column that hold words, a merged one once; `height` counts all its rows."""

    cells: Mapping[Passage, CellKind]
    height: int

    @cached_property
    def plain(self) -> int:
        """How many of them hold no text: a number, a date, yes or no."""
        kinds = self.cells.items()
        return sum(kind is not CellKind.TEXT or _is_plain(cell) for cell, kind in kinds)

    @property
    def filled(self) -> float:
        """The share of rows that hold something."""
        return len(self.cells) / self.height if self.height else 0.0

    @cached_property
    def words(self) -> float:
        """The mean number of words of a cell that holds any."""
        return fmean(len(_LETTERS.findall(c.text)) for c in self.cells) if self.cells else 0.0

    @cached_property
    def distinct(self) -> float:
        """The share of cells whose words no other cell has."""
        return len({clean(c.text) for c in self.cells}) / len(self.cells) if self.cells else 0.0


@dataclass(frozen=True)
class Contents:
    """The columns of some rows."""

    rows: tuple[Row, ...]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Contents:
        """Take the rows below a header; they are looked at when something is asked of them."""
        return cls(tuple(rows))

    @cached_property
    def columns(self) -> Mapping[int, Column]:
        """The columns by their numbers; rows that are one cell are no rows of columns."""
        cells: dict[int, dict[Passage, CellKind]] = {}
        height = 0
        for row in self.rows:
            if row.is_spanning or not any(cell.passage for cell in row.cells):
                continue
            height += 1
            for cell in row.cells:
                own = cells.setdefault(cell.column, {})
                if cell.columns == 1 and cell.passage:
                    own[cell.passage] = cell.kind
        return {column: Column(own, height) for column, own in cells.items()}

    @property
    def hold_texts(self) -> bool:
        """Whether a column holds texts, as one of actions does."""
        return any(column.words >= _TEXT for column in self.columns.values())

    def may_be_actions(self, column: int) -> bool:
        """Tell whether the cells of a column may be the words of actions."""
        found = self.columns.get(column)
        if found is None or found.height < _FEW_ROWS:
            return True
        return found.filled >= _FILLED and not self.is_plain(column)

    def may_be_named(self, column: int) -> bool:
        """Tell whether the cells of a column may name actions: words that differ."""
        found = self.columns.get(column)
        if found is None or found.height < _FEW_ROWS:
            return True
        return self.may_be_actions(column) and found.distinct >= _DIFFER

    def is_plain(self, column: int) -> bool:
        """Tell whether the cells of a column hold numbers, dates or marks, and no text."""
        found = self.columns.get(column)
        if found is None or found.height < _FEW_ROWS or not found.cells:
            return False
        return found.plain >= _SHARE * len(found.cells)

    def are_all(self, column: int, pattern: re.Pattern[str]) -> bool:
        """Tell whether the cells of a column, if there are any, are nothing but a pattern."""
        found = self.columns.get(column)
        cells = tuple(found.cells) if found else ()
        return bool(cells) and all(pattern.fullmatch(cell.folded) for cell in cells)

    def own(self, column: int) -> float:
        """Return the share of rows that say in a column what no other row says there."""
        found = self.columns.get(column)
        if found is None or not found.height:
            return 0.0
        return len({clean(cell.text) for cell in found.cells}) / found.height

    def may_be_marks(self, column: int) -> bool:
        """Tell whether the cells of a column hold marks at most, not words."""
        found = self.columns.get(column)
        return found is None or all(_is_mark(cell.text.strip()) for cell in found.cells)

    def wordiness(self, column: int) -> float:
        """Return from 0 to 1 how far the cells of a column are texts of their own."""
        found = self.columns.get(column)
        if found is None or not found.cells:
            return 0.0
        return min(found.words / _MANY, 1.0) * found.distinct


def _is_mark(text: str) -> bool:
    """Tell whether a text is short enough for a mark, and no number but the one that ticks."""
    return len(text) <= _MARK and (text == "1" or not text.isdigit())


def _is_plain(words: Passage) -> bool:
    """Tell whether a cell holds no text: a number, a sum, a date, a mark."""
    text = clean(words.text).strip().lower()
    return text in _MARKS or not _LETTERS.search(text)
