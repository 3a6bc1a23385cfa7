"""Tables as they stand on one page: cells with their paragraphs, made of rules or of columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from plan_graph.documents.pdf.columns import Region
from plan_graph.documents.pdf.grid import Grid, Slot
from plan_graph.documents.pdf.lines import Paragraph, TextLine, lines, paragraphs
from plan_graph.documents.pdf.marks import Area, Marks, Turn, Word, bounds

_PADDING = 0.6
"""Most space, in letter sizes, that a cell leaves at its right for sure."""
_LEADING = 0.35
_CODE = re.compile(r"\(?(?:[A-Za-z]{0,3}[.-]?\d{1,3}(?:[.\-/]\d{1,3})*|[A-Za-z]|[IVXLC]{1,6})[.)]?")


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
    def width(self) -> int:
        """How many columns it has."""
        return len(self.xs) - 1


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
    rows = [
        tuple(
            PdfCell(
                slot.column + 1,
                _within(held[slot], grid.area_of(slot)),
                slot.columns,
                slot.rows,
                ((marks.number, grid.area_of(slot)),),
                slot in coloured,
                not held[slot] and (slot in coloured or slot in drawn),
            )
            for slot in group
        )
        for _, group in groupby(grid.slots, key=lambda slot: slot.row)
    ]
    placed = {slot.row for slot in grid.slots}
    by_row = dict(zip(sorted(placed), rows, strict=True))
    every = tuple(by_row.get(row, ()) for row in range(len(grid.ys) - 1))
    return Piece(
        marks.number,
        grid.area,
        grid.xs,
        every,
        open_top=grid.open_top,
        open_bottom=grid.open_bottom,
    )


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


def aligned(page: int, region: Region, separators: Sequence[float]) -> Piece:
    """Return the table that stands in columns without rules between them.

    `separators` are the heights of rules and edges of fills that part its rows.
    """
    gutters = region.gutters
    xs = (region.left, *((a + b) / 2 for a, b in gutters), region.right)
    rights = _limits(region)
    rows = tuple(_row(page, group, region, rights) for group in _rows(region, separators, rights))
    area = bounds([line.area for line in region.lines])
    return Piece(page, area, xs, rows, gutters)


def _limits(region: Region) -> list[float]:
    """Return how far to the right the words of each column may go."""
    columns = len(region.gutters) + 1
    furthest = [0.0] * columns
    for number, line in enumerate(region.lines):
        if number not in region.across:
            for column, words in region.split(line).items():
                furthest[column] = max(furthest[column], words.area.right)
    size = region.lines[0].size
    ends = [b - 1.5 * size for _, b in region.gutters]
    return [max(pair) for pair in zip(furthest, [*ends, furthest[-1]], strict=True)]


_Group = list[tuple[TextLine, bool]]
"""The lines of a row, and whether each runs over the columns."""


def _rows(region: Region, separators: Sequence[float], limits: list[float]) -> list[_Group]:
    """Return the lines of each row."""
    every = list(enumerate(region.lines))
    cuts = _cuts(region, separators)
    is_ruled = len(cuts) > 1
    padding = _padded(region)
    groups: list[_Group] = []
    for number, line in every:
        is_over = number in region.across
        if not groups:
            groups.append([(line, is_over)])
            continue
        was_over = groups[-1][-1][1]
        gap = line.area.top - max(each.area.bottom for each, _ in groups[-1])
        if is_over or was_over:
            begins = is_over != was_over or gap > _LEADING * line.size
        elif number in cuts:
            begins = True
        elif is_ruled:
            begins = _is_strong(region, groups[-1], line, limits)
        elif padding is not None:
            is_apart = gap > padding
            begins = (is_apart and _opens(region, number, padding)) or (
                not is_apart and _is_strong(region, groups[-1], line, limits)
            )
        else:
            begins = _is_new(region, groups[-1], line, limits)
        if begins:
            groups.append([(line, is_over)])
        else:
            groups[-1].append((line, is_over))
    return groups


def _cuts(region: Region, separators: Sequence[float]) -> set[int]:
    """Return the numbers of the lines that a rule or the edge of a fill parts from those above."""
    return {
        number
        for number, (above, line) in enumerate(pairwise(region.lines), start=1)
        if any(above.area.middle[1] < each < line.area.middle[1] for each in separators)
    }


def _padded(region: Region) -> float | None:
    """Return the gap from which on lines are of different rows, or None if all gaps are alike."""
    gaps: list[float] = []
    bottom = region.lines[0].area.bottom
    for line in region.lines[1:]:
        gaps.append(line.area.top - bottom)
        bottom = max(bottom, line.area.bottom)
    size = region.lines[0].size
    close = min(gaps, default=0.0)
    if close > 0.6 * size or max(gaps, default=0.0) <= close + _LEADING * size:
        return None
    return max(close, 0.0) + _LEADING * size


def _opens(region: Region, number: int, padding: float) -> bool:
    """Tell whether the lines that begin with one, up to the next wide gap, begin a row."""
    filled: set[int] = set()
    bottom = region.lines[number].area.bottom
    for line in region.lines[number:]:
        if line.area.top - bottom > padding:
            break
        bottom = max(bottom, line.area.bottom)
        filled |= set(region.split(line))
    columns = len(region.gutters) + 1
    return 0 in filled or (1 in filled and columns > 2 and 5 * len(filled) >= 3 * columns)


def _is_strong(region: Region, group: _Group, line: TextLine, limits: list[float]) -> bool:
    """Tell whether a line plainly begins a row: it fills half the columns, and goes on in few."""
    split = region.split(line)
    if 0 not in split or 2 * len(split) < len(limits) or len(split) < 2:
        return False
    wraps = [_is_wrap(region, group, column, words, limits) for column, words in split.items()]
    return 2 * sum(wraps) <= len(wraps)


def _is_new(region: Region, group: _Group, line: TextLine, limits: list[float]) -> bool:
    """Tell whether a line begins a row where all lines are as far apart."""
    split = region.split(line)
    if 0 not in split:
        return False
    if _CODE.fullmatch(split[0].text):
        return True
    is_wrap = _is_wrap(region, group, 0, split[0], limits)
    return not is_wrap or _is_strong(region, group, line, limits)


def _is_wrap(
    region: Region, group: _Group, column: int, words: TextLine, limits: list[float]
) -> bool:
    """Tell whether words go on in their column because the line above was full."""
    for above, _ in reversed(group):
        split = region.split(above)
        if column in split:
            end = split[column].area.right + 0.25 * words.size
            return end + words.first_width > limits[column]
    return False


def _row(page: int, group: _Group, region: Region, limits: list[float]) -> PdfRow:
    """Return the cells of a row."""
    if group[0][1]:
        found = paragraphs([line for line, _ in group], region.right)
        place = bounds([line.area for line, _ in group])
        return (PdfCell(1, tuple(found), len(limits), 1, ((page, place),)),)
    columns: list[list[TextLine]] = [[] for _ in limits]
    for line, _ in group:
        for column, words in region.split(line).items():
            columns[column].append(words)
    return tuple(
        PdfCell(
            number + 1,
            tuple(paragraphs(inside, limits[number])),
            places=((page, bounds([line.area for line in inside])),) if inside else (),
        )
        for number, inside in enumerate(columns)
    )
