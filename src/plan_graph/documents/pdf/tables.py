"""Tables as they stand on one page: cells with their paragraphs, made of rules or of columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from plan_graph.documents.pdf.columns import Region
from plan_graph.documents.pdf.grid import Grid, Slot
from plan_graph.documents.pdf.lines import Paragraph, lines, paragraphs
from plan_graph.documents.pdf.marks import Area, Marks, Turn, Word, bounds
from plan_graph.documents.pdf.rows import ColumnLine, entries_of, limits_of, rows_of

_FEWEST_EDGES = 3
"""A table of no more edges of rows has a header and one row below, or a row alone."""
_PADDING = 0.6
"""Most space, in letter sizes, that a cell leaves at its right for sure."""


@dataclass(frozen=True)
class PdfCell:
    """One cell; columns count from 1."""

    column: int
    paragraphs: tuple[Paragraph, ...]
    columns: int = 1
    rows: int = 1
    places: tuple[tuple[int, Area], ...] = ()
    """The pages and areas where it stands; more than one where it goes on overleaf."""
    is_filled: bool = False
    is_wordless: bool = False

    @cached_property
    def text(self) -> str:
        """Its paragraphs as lines."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


PdfRow = tuple[PdfCell, ...]


@dataclass(frozen=True)
class Piece:
    """A table, or the part of one that stands on a page.

    Attributes:
        page: The page on which it ends.
        area: Where it stands.
        xs: Where its columns begin and end.
        rows: Its rows; a cell over several stands in the first.
        gutters: The white space between its columns, if no rules part them.
        open_top: Whether no rule closes it at the top although others part its rows.
        open_bottom: Whether no rule closes it at the bottom.
    """

    page: int
    area: Area
    xs: tuple[float, ...]
    rows: tuple[PdfRow, ...]
    gutters: tuple[tuple[float, float], ...] = ()
    open_top: bool = False
    open_bottom: bool = False

    @property
    def size(self) -> float:
        """The size of the letters in its last rows, 0 if it has none."""
        sizes = (
            line.size
            for row in reversed(self.rows)
            for cell in row
            for paragraph in cell.paragraphs
            for line in paragraph.lines
        )
        return next(sizes, 0.0)


def ruled(marks: Marks, grid: Grid, words: Sequence[Word]) -> Piece:
    """Return the table that rules part, with the words that stand in it."""
    owners = {
        (row, column): slot
        for slot in grid.slots
        for row in range(slot.row, slot.row + slot.rows)
        for column in range(slot.column, slot.column + slot.columns)
    }
    held: defaultdict[Slot, list[Word]] = defaultdict(list)
    for word in words:
        unit = grid.unit(word.area.middle)
        if unit is not None:
            held[owners[unit]].append(word)
    coloured = _owners_of(grid, owners, marks.fills)
    drawn = _owners_of(grid, owners, marks.pictures)
    cells = {
        slot: PdfCell(
            slot.column + 1,
            _within(held[slot], grid.area_of(slot)),
            slot.columns,
            slot.rows,
            ((marks.number, grid.area_of(slot)),),
            slot in coloured,
            not held[slot] and (slot in coloured or slot in drawn),
        )
        for slot in grid.slots
    }
    rows: list[PdfRow] = []
    for row in range(len(grid.ys) - 1):
        slots = [slot for slot in grid.slots if slot.row == row]
        parted = _parted_row(marks, grid, slots, held)
        rows += parted or [tuple(cells[slot] for slot in slots)]
    return Piece(
        marks.number,
        grid.area,
        grid.xs,
        tuple(rows),
        open_top=grid.open_top,
        open_bottom=grid.open_bottom,
    )


def _parted_row(
    marks: Marks, grid: Grid, slots: Sequence[Slot], held: Mapping[Slot, Sequence[Word]]
) -> list[PdfRow]:
    """Return the rows that stand in one ruled row, where only columns are ruled; else none."""
    if len(slots) < 3 or any(slot.rows > 1 for slot in slots):
        return []
    edges = [grid.xs[slot.column] for slot in slots] + [grid.xs[-1]]
    words = [word for slot in slots for word in held[slot]]
    if not words or any(word.turn is not Turn.RIGHT for word in words):
        return []
    region = Region(tuple(lines(words)), tuple((x, x) for x in edges[1:-1]))
    groups = entries_of(region, is_sure=len(grid.ys) <= _FEWEST_EDGES)
    limits = [x - _PADDING * region.lines[0].size for x in edges[1:]]
    found = [_aligned_row(marks.number, group, edges, limits, marks.fills) for group in groups]
    return [
        tuple(
            replace(cell, column=slot.column + 1, columns=slot.columns)
            for cell, slot in zip(row, slots, strict=True)
        )
        for row in found
    ]


def _owners_of(grid: Grid, owners: dict[tuple[int, int], Slot], areas: Sequence[Area]) -> set[Slot]:
    """Return the cells whose middle one of some areas covers, or that hold one."""
    found: set[Slot] = set()
    for area in areas:
        unit = grid.unit(area.middle)
        slot = owners.get(unit) if unit else None
        if slot is not None:
            found.add(slot)
            if area.width * area.height > 1.5 * _size(grid.area_of(slot)):
                found.update(s for s in grid.slots if area.holds(grid.area_of(s).middle))
    return found


def _size(area: Area) -> float:
    return area.width * area.height


def _within(words: Sequence[Word], area: Area) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a ruled cell, those of turned words behind the others."""
    found: list[Paragraph] = []
    for turn, group in groupby(lines(words), key=lambda line: line.words[0].turn):
        inside = list(group)
        left, right = _sides(area, turn)
        padding = min(line.area.left for line in inside) - left
        size = inside[0].size
        limit = right - min(max(padding, 1.0), _PADDING * size)
        found += paragraphs(inside, limit)
    return tuple(found)


def _sides(area: Area, turn: Turn) -> tuple[float, float]:
    """Return where a cell begins and ends along the way in which words run."""
    match turn:
        case Turn.RIGHT:
            return area.left, area.right
        case Turn.UP:
            return -area.bottom, -area.top
        case Turn.DOWN:
            return area.top, area.bottom
        case Turn.LEFT:
            return -area.right, -area.left


def aligned(page: int, region: Region, separators: Sequence[float], fills: Sequence[Area]) -> Piece:
    """Return the table that stands in columns without rules between them.

    `separators` are the heights of rules and edges of fills that part its rows.
    """
    gutters = region.gutters
    xs = (region.left, *((a + b) / 2 for a, b in gutters), region.right)
    limits = limits_of(region)
    rows = tuple(
        _aligned_row(page, group, xs, limits, fills) for group in rows_of(region, separators)
    )
    area = bounds([line.area for line in region.lines])
    return Piece(page, area, xs, rows, gutters)


def _aligned_row(
    page: int,
    group: Sequence[ColumnLine],
    xs: Sequence[float],
    limits: Sequence[float],
    fills: Sequence[Area],
) -> PdfRow:
    """Return the cells of a row; one over all columns if its lines run over them."""
    place = bounds([each.line.area for each in group])
    if group[0].is_across:
        found = paragraphs([each.line for each in group], xs[-1])
        is_filled = _is_filled(place, fills)
        return (PdfCell(1, tuple(found), len(limits), 1, ((page, place),), is_filled),)
    cells: list[PdfCell] = []
    for column, limit in enumerate(limits):
        inside = [each.cells[column] for each in group if column in each.cells]
        strip = Area(xs[column], place.top, xs[column + 1], place.bottom)
        cells.append(
            PdfCell(
                column + 1,
                tuple(paragraphs(inside, limit)),
                places=((page, bounds([line.area for line in inside])),) if inside else (),
                is_filled=_is_filled(strip, fills),
            )
        )
    return tuple(cells)


def _is_filled(place: Area, fills: Sequence[Area]) -> bool:
    return any(fill.holds(place.middle) for fill in fills)
