"""How far apart the lines of a table stand, and whether that tells where its rows begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
_MOST, _BANDS = 5 / 4, 4 / 3
"""A row fills four of five columns, and three of four of what stands apart are rows."""


class Spacing:
    """The gaps between the lines of a table.

    Attributes:
        gaps: The white space above each line, negative where lines overlap.
        closest: The smallest between lines of one column: cells side by side may overlap.
        padding: The gap from which on lines are of different rows, None if none tells.
        are_spaced: Whether all rows stand apart from those above.
    """

    def __init__(
        self, lines: Sequence[ColumnLine], columns: int, above: float | None = None
    ) -> None:
        """Measure lines; `above` is the padding of the table that they go on with, if it has one.

        It tells where the lines of a page are too few, as those of one row are.
        """
        areas = [each.line.area for each in lines]
        bottoms = list(accumulate((area.bottom for area in areas), max))
        below = [area.top - low for area, low in zip(areas[1:], bottoms, strict=False)]
        self.gaps = [0.0, *below]
        self.closest = min(_in_columns(lines), default=0.0)
        self._are_whole = [len(each.cells) == columns for each in lines]
        self.padding = self._padding(max(below, default=0.0), lines[0].line.size)
        self.are_spaced = self._are_spaced() or self._are_bands(lines, columns)
        if self.padding is None and above is not None and self.closest < above:
            self.padding, self.are_spaced = above, True

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

    def _are_bands(self, lines: Sequence[ColumnLine], columns: int) -> bool:
        """Tell whether what stands between wide gaps fills most columns, as rows do.

        So it is where cells stand in the middle of their rows, whose lines are at no one's height.
        """
        if self.padding is None:
            return False
        bands: list[set[int]] = []
        for line, gap in zip(lines, self.gaps, strict=True):
            if line.is_across:
                continue
            if not bands or gap > self.padding:
                bands.append(set())
            bands[-1].update(line.cells)
        full = sum(_MOST * len(band) >= columns for band in bands)
        return full > _SEVERAL and _BANDS * full >= len(bands)

    def _are_spaced(self) -> bool:
        """Tell whether several rows, and most, stand apart; what fills all columns is a row."""
        if self.padding is None:
            return False
        pairs = zip(self._are_whole, self.gaps, strict=True)
        gaps = [gap for whole, gap in pairs if whole]
        apart = sum(gap > self.padding for gap in gaps)
        return apart >= _SEVERAL and 2 * apart > len(gaps)


def _in_columns(lines: Sequence[ColumnLine]) -> Iterator[float]:
    """Yield the white space between the lines of each column, as those over all columns part it."""
    above: dict[int, float] = {}
    for each in lines:
        columns = list(each.cells)
        if each.is_across:
            above.clear()
        for column in columns:
            area = each.cells[column].area
            if column in above:
                yield area.top - above[column]
            above[column] = area.bottom
