"""Lines that stand in columns, and the white space between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plan_graph.documents.pdf.lines import TextLine
from plan_graph.documents.pdf.marks import Word

Span = tuple[float, float]
NARROW = 0.38
"""A gutter is wider than this part of the letter size; a space takes some 0.28."""
_TOUCH = 0.01
WIDE = 1.2
"""From this part of the letter size on, a gap between words was made on purpose."""


@dataclass(frozen=True)
class Region:
    """Lines one below another that stand in columns.

    Attributes:
        lines: Its lines, from top to bottom.
        gutters: The white space between its columns, from left to right.
        across: The numbers, in `lines`, of those that run over the columns.
    """

    lines: tuple[TextLine, ...]
    gutters: tuple[Span, ...]
    across: frozenset[int] = frozenset()

    def split(self, line: TextLine) -> dict[int, TextLine]:
        """Return the words of a line by the first column in which they stand, counted from 0.

        Words that run through a gutter are not parted by it.
        """
        found: list[list[Word]] = []
        last = -1
        for word in line.words:
            begins, ends = self._columns_of(word)
            runs_on = bool(found) and _is_close(found[-1][-1], word)
            if found and (
                begins <= last or (runs_on and self._is_inked(found[-1][-1], word, last))
            ):
                found[-1].append(word)
                last = max(last, ends)
            else:
                found.append([word])
                last = ends
        return {self._columns_of(words[0])[0]: TextLine(tuple(words)) for words in found}

    def _is_inked(self, word: Word, following: Word, column: int) -> bool:
        """Tell whether one of two words reaches into the gutter behind a column."""
        start, end = self.gutters[column]
        return start < end and (
            word.area.right > start + _TOUCH or following.area.left < end - _TOUCH
        )

    def last_column(self, words: TextLine) -> int:
        """Return the last column over which words stand, counted from 0."""
        return max(self._columns_of(word)[1] for word in words.words)

    def _columns_of(self, word: Word) -> tuple[int, int]:
        """Return the first and the last column over which a word stands; a rule is no gutter."""
        left, _, right, _ = word.area
        over = {gutter for gutter in self.gutters if left < gutter[0] < gutter[1] < right}
        first = sum(
            word.area.middle[0] > (start + end) / 2
            for start, end in self.gutters
            if (start, end) not in over
        )
        return first, first + len(over)

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(line.area.left for line in self.lines)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(line.area.right for line in self.lines)


@dataclass(frozen=True)
class ColumnLine:
    """A line with its words by column, counted from 0; `is_across` if it runs over the columns."""

    line: TextLine
    cells: Mapping[int, TextLine]
    is_across: bool


def limits_of(region: Region) -> list[float]:
    """Return how far to the right the words of each column may go."""
    furthest = [0.0] * (len(region.gutters) + 1)
    for number, line in enumerate(region.lines):
        if number not in region.across:
            for column, words in region.split(line).items():
                furthest[column] = max(furthest[column], words.area.right)
    size = region.lines[0].size
    ends = [end - 1.5 * size for _, end in region.gutters]
    return [max(pair) for pair in zip(furthest, [*ends, furthest[-1]], strict=True)]


def spans(line: TextLine, gap: float) -> list[Span]:
    """Return where a line has ink, gaps narrower than so many letter sizes left out."""
    found: list[Span] = []
    for word in line.words:
        left, right = word.area.left, word.area.right
        if found and left - found[-1][1] < gap * line.size:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _is_close(word: Word, following: Word) -> bool:
    return following.area.left - word.area.right < NARROW * max(word.size, following.size)
