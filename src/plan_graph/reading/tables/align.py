"""Put the cells of rows that are too short under the right columns.

A row is short when cells that go on from the row above were left out, at its left or further
on, or when cells are missing at its right. Which of these is told by what the cells hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from plan_graph.language.patterns import whole_words
from plan_graph.language.wording import Wording
from plan_graph.plan import UnparsedDeadline
from plan_graph.plan.codes import code_cell, leading_code, parts
from plan_graph.plan.tables import Cell, Row
from plan_graph.reading.cells.deadlines import DeadlineReader
from plan_graph.reading.tables.contents import Contents
from plan_graph.reading.tables.header import STRUCTURE, Header
from plan_graph.text import Passage

_LEADING = (*STRUCTURE, "action")
"""What may go on from the row above when a row leaves it out at its left."""
_FEWEST_WORDS = 3
_WORDED = ("action", "responsible", "partner")
"""Columns that hold words: one of mere numbers belongs to another table."""
_GOES_ON = 3
"""One of so many cells at least must fit its column, for a table to go on without a header."""
_SHORT_NAME = re.compile(r"(?<!\w)[A-ZĂÂÎȘȚŞŢ]{2,}(?!\w)")


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to align a row: how many cells are left out at its left, and where others are.

    `gap` is the column before which the others are left out; behind the last, they are missing.
    """

    left: int
    gap: int
    width: int

    def column(self, column: int) -> int:
        """Return the column of the header for one of the row."""
        moved = column + self.left
        return moved if moved < self.gap else moved + self.width


@dataclass(frozen=True)
class Aligner:
    """Aligns rows with a header, by the words of one language."""

    wording: Wording

    def cells(self, row: Row, header: Header, above: Sequence[Cell]) -> list[Cell] | None:
        """Return the cells of a row under their columns, or None when no way fits.

        `above` are the aligned cells of the row above; what is left out goes on from there.
        """
        end = max(cell.column + cell.columns - 1 for cell in row.cells)
        missing = header.width - end
        if missing <= 0 or row.cells[0].column > 1:
            return list(row.cells)
        ways = list(_ways(end, missing, header, bool(above)))
        fitness = {way: self._fitness(row, header, above, way) for way in ways}
        best = max(ways, key=lambda way: fitness[way])  # of equals the first
        if fitness[best] < 0:
            return None
        moved = [Cell(c.passage, best.column(c.column), c.columns) for c in row.cells]
        taken = {column for cell in moved for column in _covered(cell)}
        last = max(taken)
        inherited = [cell for cell in above if cell.column <= last and cell.column not in taken]
        return sorted([*inherited, *moved], key=lambda cell: cell.column)

    def goes_on(self, rows: Sequence[Row], header: Header) -> bool:
        """Tell whether rows of the width of a header may stand under it, by what they hold."""
        signs = {
            column: kind
            for column, kinds in header.kinds.items()
            for kind in kinds
            if kind in ("deadline", "number")
        }
        if any(_is_numbers(rows, column) for column in header.columns("responsible")):
            return False
        cells = [cell for row in rows for cell in row.cells if cell.column in signs]
        filled = [cell for cell in cells if cell.passage]
        fits = sum(self._fit(signs[cell.column], cell.passage, header, ()) > 0 for cell in filled)
        contents = Contents.of(rows[1:] or rows)  # the first may be a header of its own
        worded = (c for kind in _WORDED for c in header.columns(kind))
        return _GOES_ON * fits >= len(filled) and not any(map(contents.is_plain, worded))

    def _fitness(self, row: Row, header: Header, above: Sequence[Cell], way: _Way) -> int:
        """Count how far the cells hold what their columns announce, less what they do not."""
        fitness = 0 if way.left + way.width == 0 or way.gap <= header.width else -1
        if way.width and way.gap <= header.width:
            fitness -= 1  # a gap further on needs more to speak for it
        for cell in row.cells:
            for kind in header.kinds.get(way.column(cell.column), ()):
                fitness += self._fit(kind, cell.passage, header, above) if cell.passage else 0
        return fitness

    def _fit(self, kind: str, words: Passage, header: Header, above: Sequence[Cell]) -> int:
        match kind:
            case "deadline":
                return 2 if self._is_deadline(words) else -2
            case "number":
                return 2 if code_cell(words) else -2
            case "action":
                return self._fit_of_action(words, header, above)
            case "responsible" | "partner":
                return self._fit_of_actor(words)
        sign = {"funding": self._money, "amount": self._money, "indicators": self._counts}.get(kind)
        return 1 if sign and sign.search(words.folded) else 0

    def _fit_of_actor(self, words: Passage) -> int:
        if self._money.search(words.folded) or self._counts.match(words.folded):
            return -2
        return 1 if _SHORT_NAME.search(words.text) else 0

    def _fit_of_action(self, words: Passage, header: Header, above: Sequence[Cell]) -> int:
        column = header.columns("action")[0]
        before = next((cell.passage for cell in above if cell.column == column), None)
        code = leading_code(words.strip()).code
        last = leading_code(before.strip()).code if before else ""
        if code and last:
            return 2 if len(parts(code)) >= len(parts(last)) else -2
        is_text = len(words.text.split()) >= _FEWEST_WORDS and not self._is_deadline(words)
        return 1 if is_text else -2

    def _is_deadline(self, words: Passage) -> bool:
        found = DeadlineReader(self.wording).read(words, words)
        return bool(found) and not any(isinstance(each, UnparsedDeadline) for each in found)

    @cached_property
    def _money(self) -> re.Pattern[str]:
        return whole_words(phrase for each in self.wording.funding.values() for phrase in each)

    @cached_property
    def _counts(self) -> re.Pattern[str]:
        return whole_words(self.wording.indicators["count"])


def _is_numbers(rows: Sequence[Row], column: int) -> bool:
    """Tell whether most cells of a column hold no letters."""
    texts = [c.passage.text for row in rows for c in row.cells if c.column == column and c.passage]
    return 2 * sum(not any(map(str.isalpha, text)) for text in texts) > len(texts)


def _ways(end: int, missing: int, header: Header, has_above: bool) -> Iterator[_Way]:
    """Yield the ways to align a row of some width, the likeliest first."""
    most = min(_leading(header) if has_above else 0, missing)
    behind = header.width + 1
    for left in range(most, -1, -1):
        yield _Way(left, behind, missing - left)
    for left in range(most, -1, -1):
        if has_above and missing > left:
            for gap in range(left + 2, left + end + 1):
                yield _Way(left, gap, missing - left)


def _leading(header: Header) -> int:
    """Count the columns at the left that may go on from the row above."""
    count = 0
    while set(header.kinds.get(count + 1, ())) & set(_LEADING):
        count += 1
    return count


def _covered(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.columns)
