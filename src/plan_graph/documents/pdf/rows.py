"""Lines in columns to rows: which lines are one row where no rule parts each from the next.

Where lines of a row stand closer than rows do, the gaps tell. Where all are as far apart, a row
begins with a code, or where the words of its first column are no rest of those above. A line
whose first column is empty goes on with the row above, unless it fills most of the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import inf

from plan_graph.documents.pdf.lines import TextLine
from plan_graph.documents.pdf.region import ColumnLine, Region, limits_of
from plan_graph.documents.pdf.spacing import LEADING, Spacing

_OVERLAP = -0.15
"""Lines that overlap by so much of the letter size are of one row, some in the middle of it."""
_SPACE = 0.25
"""The width of a space, as a part of the letter size."""
CODE = re.compile(r"\(?(?:[A-Za-z]{0,3}[.-]?\d{1,3}(?:[.\-/]\d{1,3})*|[A-Za-z]|[IVXLC]{1,6})[.)]?")
"""What numbers a row: '3.', 'A-12', '(iv)'."""
_BRACKETED = re.compile(r"\([^()]{3,}\)")
_FIGURE = re.compile(r"[^\w\s]*\d[^A-Za-z]*")
"""A number, with what stands around it: '1 250', '(12 %)', '≥ 30'."""
_FEW_WITHIN = 4
"""Where rules begin four times as many rows as words do between them, rules alone part rows."""
_DASHES = "-–—"
_GOING_ON = f"{_DASHES},/;+"
"""At the end of a figure, they say that another follows."""


def rows_of(
    region: Region, separators: Sequence[float] = (), above: float | None = None
) -> tuple[list[list[ColumnLine]], float | None]:
    """Return the lines of each row of a table, and the gap that parts them if rows stand apart.

    Where rules part them, no gap does.

    `separators` are the heights of rules and edges of fills that part rows; `above` is the gap
    that parts those on the page before.
    """
    found = _Rows(region, separators, above)
    own = found.spacing.padding if found.spacing.are_spaced else None
    return found.read(), inf if len(found.cuts) > 1 else own


class _Rows:
    """Groups the lines of a table into rows."""

    def __init__(self, region: Region, separators: Sequence[float], above: float | None) -> None:
        self.columns = len(region.gutters) + 1
        self.limits = limits_of(region)
        self.lines = [
            ColumnLine(line, region.split(line), _is_across(region, number))
            for number, line in enumerate(region.lines)
        ]
        self.is_ruled = False
        self.spacing = Spacing(self.lines, self.columns, above)
        self.cuts = {
            number
            for number, (above, line) in enumerate(pairwise(region.lines), start=1)
            if any(above.area.middle[1] < y < line.area.middle[1] for y in separators)
        }

    def read(self) -> list[list[ColumnLine]]:
        """Return the lines of each row."""
        groups = self._with_tops(self._grouped())
        starts = accumulate((len(group) for group in groups[:-1]), initial=0)
        within = [n for n in starts if n not in self.cuts and not self.lines[n].is_across]
        if len(self.cuts) > 1 and _FEW_WITHIN * (len(within) - 1) <= len(self.cuts):
            self.is_ruled = True
            groups = self._with_tops(self._grouped())
        return groups

    def _with_tops(self, groups: list[list[ColumnLine]]) -> list[list[ColumnLine]]:
        """Put lines below a rule without a first column to the row below: its cells are higher."""
        found: list[list[ColumnLine]] = []
        starts = list(accumulate((len(group) for group in groups), initial=0))
        for place, group in enumerate(groups):
            is_below = place > 0 and starts[place] not in self.cuts and _fills_first(group)
            if is_below and starts[place - 1] in self.cuts and not _fills_first(found[-1]):
                found[-1] = [*found[-1], *group]
            else:
                found.append(group)
        return found

    def _grouped(self) -> list[list[ColumnLine]]:
        groups: list[list[ColumnLine]] = []
        for number, line in enumerate(self.lines):
            if groups and not self._begins(number, groups[-1]):
                groups[-1].append(line)
            else:
                groups.append([line])
        return groups

    def _begins(self, number: int, above: Sequence[ColumnLine]) -> bool:
        """Tell whether a line begins a row below the lines of one."""
        line, gap = self.lines[number], self.spacing.gaps[number]
        size = line.line.size
        if line.is_across or above[-1].is_across:
            is_rest = _is_rest_across(line, above[-1])
            is_other = line.is_across != above[-1].is_across and not is_rest
            return is_other or gap - self.spacing.closest > LEADING * size
        if number in self.cuts or self._is_figures(line, above):
            return True
        if gap < _OVERLAP * size or self._is_small(line) or self._is_rest(number, above):
            return False
        if len(self.cuts) > 1:
            is_coded = 0 in line.cells and bool(CODE.fullmatch(line.cells[0].text))
            return (is_coded or not self.is_ruled) and self._is_strong(line, above)
        return self._is_apart(number, above)

    def _is_apart(self, number: int, above: Sequence[ColumnLine]) -> bool:
        """Tell by the gaps between lines whether one begins a row, and by its words beside them."""
        line, padding = self.lines[number], self.spacing.padding
        if padding is not None and self.spacing.gaps[number] > padding:
            return self._opens(number)
        if self.spacing.are_spaced:
            return False
        is_open = padding is None or self._is_title(number)
        return self._is_new(line, above) if is_open else self._is_strong(line, above)

    def _is_small(self, line: ColumnLine) -> bool:
        """Tell whether all words of a line, column by column, begin with a small letter."""
        letters = [words.text[0] for words in line.cells.values()]
        return len(letters) < self.columns and all(map(str.islower, letters))

    def _is_figures(self, line: ColumnLine, above: Sequence[ColumnLine]) -> bool:
        """Tell whether all but the first words of a line are figures, below words that are whole.

        A figure is no rest of the words above it, unless a sign at their end says so.
        """
        figures = [column for column in line.cells if column]
        is_row = len(figures) > 1 or set(line.cells) == {0, self.columns - 1} == {0, 1}
        over = [words.text for words in (last_of(above, column) for column in figures) if words]
        are_whole = bool(over) and not any(text[-1] in _GOING_ON for text in over)
        are_figures = all(_FIGURE.fullmatch(line.cells[column].text) for column in figures)
        return is_row and are_whole and are_figures

    def _is_rest(self, number: int, above: Sequence[ColumnLine]) -> bool:
        """Tell whether the first words of a line go on: they begin small, in a row that does not.

        Either there was no room for them above, or the line leaves empty what rows fill; one that
        fills all columns, as far below as rows stand, is a row however it is written. What stands
        in brackets by itself goes on, too.
        """
        line = self.lines[number]
        words, begun = line.cells.get(0), above[0].cells.get(0)
        if not (words and begun and begun.text[0].isupper()):
            return False
        if set(line.cells) == {0} and _BRACKETED.fullmatch(words.text):
            return len(above[0].cells) > 1
        is_apart = self.spacing.are_spaced and self.spacing.gaps[number] > (
            self.spacing.padding or 0
        )
        if is_apart and len(line.cells) == self.columns:
            return False
        if not (words.text[0].islower() or words.text[0] in _DASHES):
            return False
        return self._is_wrap(above, 0, words) or bool(set(above[0].cells) - set(line.cells))

    def _is_title(self, number: int) -> bool:
        """Tell whether a line stands alone in the first column, above one over all columns."""
        below = self.lines[number + 1 : number + 2]
        return set(self.lines[number].cells) == {0} and any(each.is_across for each in below)

    def _opens(self, number: int) -> bool:
        """Tell whether the lines from one to the next wide gap fill what a row fills."""
        filled: set[int] = set()
        for index in range(number, len(self.lines)):
            if index > number and self.spacing.gaps[index] > (self.spacing.padding or 0.0):
                break
            filled |= set(self.lines[index].cells)
        return self._is_row(filled)

    def _is_row(self, filled: set[int]) -> bool:
        """Tell whether a row fills some columns: the first, or the second and most of the rest."""
        most = self.columns > 2 and 5 * len(filled) >= 3 * self.columns
        return 0 in filled or (1 in filled and most)

    def _is_strong(self, line: ColumnLine, above: Sequence[ColumnLine]) -> bool:
        """Tell whether a line plainly begins a row: it fills all that the row above began with.

        A column that had ended and is filled again does for those left empty. In few columns the
        words may go on.
        """
        filled, begun = set(line.cells), set(above[0].cells)
        if len(filled) < 2 or 2 * len(filled) < self.columns or not self._is_row(filled):
            return False
        if begun - filled and not (filled & begun) - set(above[-1].cells):
            return False
        wraps = [self._is_wrap(above, column, words) for column, words in line.cells.items()]
        return 2 * sum(wraps) <= len(wraps)

    def _is_new(self, line: ColumnLine, above: Sequence[ColumnLine]) -> bool:
        """Tell whether a line begins a row where all lines are as far apart."""
        if 0 in line.cells:
            words = line.cells[0]
            if CODE.fullmatch(words.text) or not self._is_wrap(above, 0, words):
                return True
        return self._is_strong(line, above)

    def _is_wrap(self, above: Sequence[ColumnLine], column: int, words: TextLine) -> bool:
        """Tell whether words go on in their column because the line above was full."""
        last = last_of(above, column)
        if last is None:
            return False
        return last.area.right + _SPACE * words.size + words.first_width > self.limits[column]


def _fills_first(group: Sequence[ColumnLine]) -> bool:
    """Tell whether lines fill the first column, or run over all."""
    return any(line.is_across or 0 in line.cells for line in group)


def _is_rest_across(line: ColumnLine, above: ColumnLine) -> bool:
    """Tell whether a line is the small rest of words that run over the columns, or the same."""
    if len(line.cells) != 1 or not line.line.text[0].islower():
        return False
    apart = line.line.area.middle[0] - above.line.area.middle[0]
    return 0 in line.cells or (above.is_across and abs(apart) < line.line.size / 2)


def _is_across(region: Region, number: int) -> bool:
    """Tell whether a line runs over the columns, or stands over the middle of one that does."""
    line, below = region.lines[number], number + 1
    if below not in region.across or len(region.split(line)) > 1:
        return number in region.across
    apart = line.area.middle[0] - region.lines[below].area.middle[0]
    return number in region.across or abs(apart) < line.size / 2


def last_of(lines: Sequence[ColumnLine], column: int) -> TextLine | None:
    """Return the last words that lines have in a column."""
    return next((line.cells[column] for line in reversed(lines) if column in line.cells), None)
