"""Tables that rules part: the words of each cell, and rows where only columns are ruled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from plan_graph.documents.pdf.aligned import aligned_row
from plan_graph.documents.pdf.entries import entries_of
from plan_graph.documents.pdf.grid import Grid, Slot
from plan_graph.documents.pdf.lines import lines
from plan_graph.documents.pdf.marks import Area, Marks, Turn, Word
from plan_graph.documents.pdf.paragraphs import Paragraph, paragraphs
from plan_graph.documents.pdf.region import Region
from plan_graph.documents.pdf.tables import PdfCell, PdfRow, Piece

_FEWEST_EDGES = 3
"""A table of no more edges of rows has a header and one row below, or a row alone."""
_MOST_LARGE = 200
"""Most fills over several cells that are followed in a table."""
_PADDING = 0.6
"""Most space, in letter sizes, that a cell leaves at its right for sure."""


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
    by_row: defaultdict[int, list[Slot]] = defaultdict(list)
    for slot in grid.slots:
        by_row[slot.row].append(slot)
    for row in range(len(grid.ys) - 1):
        slots = by_row[row]
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
    found = [aligned_row(marks.number, group, edges, limits, marks.fills) for group in groups]
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
    large = 0
    for area in areas:
        unit = grid.unit(area.middle)
        slot = owners.get(unit) if unit else None
        if slot is not None:
            found.add(slot)
            if _size(area) > 1.5 * _size(grid.area_of(slot)) and large < _MOST_LARGE:
                large += 1
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
        inset = min(max(padding, 1.0), _PADDING * size)
        found += paragraphs(inside, right - inset, start=left + inset)
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
