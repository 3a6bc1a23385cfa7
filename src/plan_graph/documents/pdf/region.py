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
        """Return the words of a line by the column in which they stand, counted from 0."""
        found: dict[int, list[Word]] = {}
        for word in line.words:
            column = sum(word.area.middle[0] > gutter[0] for gutter in self.gutters)
            found.setdefault(column, []).append(word)
        return {column: TextLine(tuple(words)) for column, words in found.items()}

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
