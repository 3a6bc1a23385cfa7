"""Rules to cells: which rules belong together, and which areas they part.

The rules of a table that touch make a grid of unit cells; unit cells without a rule between them
are one cell. So merged cells, open sides and double rules need no rule of their own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from plan_graph.documents.pdf.marks import Area, Marks, Rule
from plan_graph.documents.pdf.rules import TOLERANCE, edges, merged, nearest

MAX_UNITS = 200_000
"""Most unit cells of a page; a calendar of days over a hundred rows has some 40,000."""
MAX_GRIDS = 500
"""Most tables of a page."""
_OVERHANG = 8.0
"""Rules that stand out by so many points enclose cells that are open on that side."""
_COVERED = 0.2
"""What may be missing at each end of a rule between two unit cells."""


class GridTooLargeError(Exception):
    """The rules of a page part more unit cells than are read."""


@dataclass(frozen=True)
class Slot:
    """The area of one cell, by the rows and columns that it covers, counted from 0."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Grid:
    """A table of ruled cells on one page.

    Attributes:
        xs: Where its columns begin and end.
        ys: Where its rows begin and end.
        slots: Its cells, row by row.
        open_top: Whether no rule closes it at the top.
        open_bottom: Whether no rule closes it at the bottom.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    open_top: bool = False
    open_bottom: bool = False

    @property
    def area(self) -> Area:
        """Where the table stands."""
        return Area(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def area_of(self, slot: Slot) -> Area:
        """Return where a cell stands."""
        return Area(
            self.xs[slot.column],
            self.ys[slot.row],
            self.xs[slot.column + slot.columns],
            self.ys[slot.row + slot.rows],
        )

    def unit(self, place: tuple[float, float]) -> tuple[int, int] | None:
        """Return the row and column of a place, or None outside."""
        column, row = bisect_right(self.xs, place[0]) - 1, bisect_right(self.ys, place[1]) - 1
        inside = 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1
        return (row, column) if inside else None


def grids(marks: Marks) -> list[Grid]:
    """Return the ruled tables of a page, from top to bottom; a box of one cell is none.

    Raises:
        GridTooLargeError: If they hold more unit cells than are read.
    """
    across, down = merged(marks.across), merged(marks.down)
    found = [
        grid
        for group_across, group_down in _touching(across, down)
        if (grid := _grid(group_across, group_down)) is not None
    ]
    if len(found) > MAX_GRIDS:
        raise GridTooLargeError
    outer = [grid for grid in found if not any(_is_within(grid, other) for other in found)]
    return sorted(outer, key=lambda grid: (grid.area.top, grid.area.left))


def _touching(
    across: Sequence[Rule], down: Sequence[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield the rules that touch each other, directly or by others."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    places = [rule.place for rule in across]
    met = 0
    for number, rule in enumerate(down):
        first = bisect_left(places, rule.start - TOLERANCE)
        last = bisect_right(places, rule.end + TOLERANCE)
        for index in range(first, last):
            level = across[index]
            if level.start - TOLERANCE <= rule.place <= level.end + TOLERANCE:
                parent[root(index)] = root(len(across) + number)
        met += last - first
        if met > 10 * MAX_UNITS:
            raise GridTooLargeError
    groups: defaultdict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for index in range(len(parent)):
        group = groups[root(index)]
        if index < len(across):
            group[0].append(across[index])
        else:
            group[1].append(down[index - len(across)])
    yield from (group for group in groups.values() if group[0] and group[1])


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    """Return the table that rules part which touch, unless they part nothing."""
    xs = edges([rule.place for rule in down])
    ys = edges([rule.place for rule in across])
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    top, bottom = min(rule.start for rule in down), max(rule.end for rule in down)
    xs = [*([left] if left < xs[0] - _OVERHANG else []), *xs]
    xs = [*xs, *([right] if right > xs[-1] + _OVERHANG else [])]
    open_top, open_bottom = top < ys[0] - _OVERHANG, bottom > ys[-1] + _OVERHANG
    ys = [*([top] if open_top else []), *ys, *([bottom] if open_bottom else [])]
    if (len(xs) - 1) * (len(ys) - 1) > MAX_UNITS:
        raise GridTooLargeError
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    slots = _slots(xs, ys, across, down)
    if len(slots) < 2:
        return None
    return Grid(tuple(xs), tuple(ys), tuple(slots), open_top, open_bottom)


def _slots(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> list[Slot]:
    """Return the cells: unit cells without a rule between them, as far as they make rectangles."""
    units = _Units(len(xs) - 1, len(ys) - 1, _parted(ys, xs, across), _parted(xs, ys, down))
    return [
        units.take(row, column)
        for row in range(units.height)
        for column in range(units.width)
        if (column, row) not in units.taken
    ]


@dataclass
class _Units:
    """The unit cells of a grid, counted from 0.

    Attributes:
        width: How many stand side by side.
        height: How many stand one below another.
        above: The rows and columns of those that a rule parts from the one above.
        beside: The columns and rows of those that a rule parts from the one at the left.
        taken: The columns and rows of those that are in a cell.
    """

    width: int
    height: int
    above: set[tuple[int, int]]
    beside: set[tuple[int, int]]
    taken: set[tuple[int, int]] = field(default_factory=set)

    def take(self, row: int, column: int) -> Slot:
        """Return the cell whose upper left unit is the one at a row and column."""
        end = column + 1
        while end < self.width and not self._is_parted(end, row):
            end += 1
        low = row + 1
        while low < self.height and self._goes_on(low, range(column, end)):
            low += 1
        self.taken.update((x, y) for x in range(column, end) for y in range(row, low))
        return Slot(row, column, low - row, end - column)

    def _is_parted(self, column: int, row: int) -> bool:
        """Tell whether a unit is parted from the one at its left."""
        return (column, row) in self.beside or (column, row) in self.taken

    def _goes_on(self, row: int, span: range) -> bool:
        """Tell whether a cell goes on in a row: no rule above or within, and one at each side."""
        if any((row, x) in self.above or (x, row) in self.taken for x in span):
            return False
        if any((x, row) in self.beside for x in span[1:]):
            return False
        first, end = span.start, span.stop
        is_left = first == 0 or (first, row) in self.beside or (first - 1, row) in self.taken
        return is_left and (end == self.width or self._is_parted(end, row))


def _parted(places: list[float], units: list[float], rules: list[Rule]) -> set[tuple[int, int]]:
    """Return where rules part: the index of the place, and that of the unit beside it."""
    found: set[tuple[int, int]] = set()
    for rule in rules:
        index = nearest(places, rule.place)
        first = max(bisect_right(units, rule.start) - 2, 0)
        for unit, (start, end) in enumerate(pairwise(units[first:]), start=first):
            if start > rule.end:
                break
            slack = max(_COVERED * (end - start), TOLERANCE if end - start > 9 else 0.5)
            if rule.start <= start + slack and end - slack <= rule.end:
                found.add((index, unit))
    return found


def _is_within(inner: Grid, outer: Grid) -> bool:
    """Tell whether a table stands within a cell of another."""
    if inner is outer:
        return False
    a, b = inner.area, outer.area
    return (
        b.left <= a.left and b.top <= a.top and a.right <= b.right and a.bottom <= b.bottom
    ) and (a.width * a.height < b.width * b.height)
