"""Lines that stand in columns, and the white space between them."""

from __future__ import annotations

from dataclasses import dataclass

from plan_graph.documents.pdf.lines import TextLine
from plan_graph.documents.pdf.marks import Word

Span = tuple[float, float]
NARROW = 0.38
"""A gutter is wider than this part of the letter size; a space takes some 0.28."""
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

        Words over a gutter, and those close beside them, are not parted by it.
        """
        found: list[list[Word]] = []
        first, last = 0, -1
        for word in line.words:
            begins, ends = self._columns_of(word)
            is_over = first < last or begins < ends
            if found and (begins <= last or (is_over and _is_close(found[-1][-1], word))):
                found[-1].append(word)
                last = max(last, ends)
            else:
                found.append([word])
                first, last = begins, ends
        return {self._columns_of(words[0])[0]: TextLine(tuple(words)) for words in found}

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
