"""How far apart the lines of a table stand, and whether that tells where its rows begin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from plan_graph.documents.pdf.region import ColumnLine

LEADING = 0.35
"""By how much of the letter size the gap between rows is larger than that between lines."""
_CLOSE = 0.6
"""Lines of a cell stand no farther apart than this part of the letter size."""
_FEW = 1 / 4
"""Lines farther apart than that are of one cell where at most so many fill all columns."""
_SEVERAL = 2
"""So many rows that stand apart tell that rows do."""


class Spacing:
    """The gaps between the lines of a table.

    Attributes:
        gaps: The white space above each line, negative where lines overlap.
        closest: The smallest of them.
        padding: The gap from which on lines are of different rows, None if none tells.
        are_spaced: Whether all rows stand apart from those above.
    """

    def __init__(self, lines: Sequence[ColumnLine], columns: int) -> None:
        areas = [each.line.area for each in lines]
        bottoms = list(accumulate((area.bottom for area in areas), max))
        below = [area.top - low for area, low in zip(areas[1:], bottoms, strict=False)]
        self.gaps = [0.0, *below]
        self.closest = min(below, default=0.0)
        self._are_whole = [len(each.cells) == columns for each in lines]
        self.padding = self._padding(max(below, default=0.0), lines[0].line.size)
        self.are_spaced = self._are_spaced()

    def _padding(self, widest: float, size: float) -> float | None:
        """Return the gap that parts rows.

        Lines as far apart as rows may stand are told from rows by what they leave empty.
        """
        if widest <= self.closest + LEADING * size:
            return None
        padding = max(self.closest, 0.0) + LEADING * size
        near = [
            whole
            for whole, gap in zip(self._are_whole[1:], self.gaps[1:], strict=True)
            if gap <= padding
        ]
        are_rows = self.closest > _CLOSE * size and sum(near) > _FEW * len(near)
        return None if are_rows else padding

    def _are_spaced(self) -> bool:
        """Tell whether several rows, and most, stand apart; what fills all columns is a row."""
        if self.padding is None:
            return False
        pairs = zip(self._are_whole, self.gaps, strict=True)
        gaps = [gap for whole, gap in pairs if whole]
        apart = sum(gap > self.padding for gap in gaps)
        return apart >= _SEVERAL and 2 * apart > len(gaps)
