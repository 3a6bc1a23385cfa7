"""Draw numbers of two things as a matrix: rows and columns with most first, a number in each cell.

The things with longer names are the rows. Columns for which there is no room are left out, those
that count least first, and the picture says how many they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement

from plan_graph.asking.pictures.marks import Axis, Cell, Mark, Thing
from plan_graph.asking.pictures.paper import (
    ACCENT,
    INK,
    LEADING,
    LINE,
    SIZE,
    SMALL,
    SOFT,
    Sheet,
    box,
    group,
    path,
    write,
)
from plan_graph.asking.pictures.text import lines_of, width_of
from plan_graph.phrases import phrase
from plan_graph.phrases.figures import number

_NARROWEST, _WIDEST = 26.0, 60.0
_MOST_ROWS = 50
_STEPS = ((0.2, 0.12), (0.4, 0.25), (0.6, 0.4), (0.8, 0.86), (1.0, 1.0))
"""Up to which share of the largest number a cell has which strength of colour."""
_DARK = 0.8
"""From this strength on, numbers are light."""


def upright(cells: Sequence[Cell], axis: Axis) -> tuple[list[Cell], Axis]:
    """Return cells turned so that the things with longer names are the rows."""
    rows, columns = {cell.row.name for cell in cells}, {cell.column.name for cell in cells}
    if sum(map(len, rows)) * len(columns) >= sum(map(len, columns)) * len(rows):
        return list(cells), axis
    turned = [Cell(cell.column, cell.row, cell.number) for cell in cells]
    return turned, axis._replace(things=axis.columns, columns=axis.things)


def matrix(parent: Element, marks: Sequence[Mark], axis: Axis, sheet: Sheet) -> float:
    """Draw a matrix from the top of a sheet; return how high it is."""
    cells, axis = upright([mark for mark in marks if isinstance(mark, Cell)], axis)
    rows, columns = _ordered(cells, 0), _ordered(cells, 1)
    names = _names_width([row.name for row in rows], sheet)
    shown = columns[: max(1, int((sheet.width - names) // _NARROWEST))]
    # Whole pixels: sharp edges, and short numbers in the file.
    width = float(min((sheet.width - names) // len(shown), _WIDEST))
    y = _headings(parent, shown, (names, width), axis, sheet)
    largest = axis.largest or max(cell.number for cell in cells)
    numbers = {(cell.row, cell.column): cell.number for cell in cells}
    kept = _kept(cells, {*shown})
    inside = Element("g", {"font-size": f"{SMALL:g}", "text-anchor": "middle"})
    for row in [row for row in rows if row in {cell.row for cell in kept}]:
        mark = group(parent, "mark", row.name, sheet.link(row))
        top, y = y, max(write(mark, lines_of(row.name, names - 10, SIZE), 0, y + 4) + 4, y + width)
        path(parent, f"M0,{y:g}H{names + width * len(shown):g}", "rule", LINE)
        for place, column in enumerate(shown):
            if count := numbers.get((row, column)):
                x = names + place * width
                _draw(inside, Cell(row, column, count), (x, top, width, y - top), largest, sheet)
    parent.append(inside)
    return y + _note(parent, (len(kept), len(cells)), y, sheet)


def _kept(cells: Sequence[Cell], columns: set[Thing]) -> list[Cell]:
    """Return the cells for which there is room: those of the rows that count most."""
    inside = [cell for cell in cells if cell.column in columns]
    sums: defaultdict[Thing, float] = defaultdict(float)
    for cell in inside:
        sums[cell.row] += cell.number
    rows = set(sorted(sums, key=lambda row: -sums[row])[:_MOST_ROWS])
    return [cell for cell in inside if cell.row in rows]


def _names_width(names: Sequence[str], sheet: Sheet) -> float:
    """Return how wide the names of rows are: no word of them is broken, if it can be helped."""
    widest = max(width_of(name, SIZE) for name in names)
    word = max(width_of(word, SIZE) for name in names for word in name.split())
    most = sheet.width * (0.36 if sheet.narrow else 0.42)
    return round(min(max(min(widest, most), word), sheet.width * 0.55)) + 10.0


def _ordered(cells: Sequence[Cell], side: int) -> list[Thing]:
    """Sort things by their sums; those that a document numbers stay in its order."""
    sums: defaultdict[Thing, float] = defaultdict(float)
    for cell in cells:
        thing = cell.row if side == 0 else cell.column
        sums[thing] += cell.number
    if all(thing.name[:1].isdigit() for thing in sums):
        return list(sums)
    return sorted(sums, key=lambda thing: -sums[thing])


def _headings(
    parent: Element, columns: Sequence[Thing], place: tuple[float, float], axis: Axis, sheet: Sheet
) -> float:
    """Write the names of columns upwards, each as wide as its column; return where rows begin."""
    left, width = place
    step = SMALL * LEADING
    # A heading as wide as its column would run into the next one.
    most = max(1, int((width - step / 2) // step))
    high = _height([column.name for column in columns], most)
    what = f"{axis.numbers}: {axis.things} × {axis.columns}"
    lines = lines_of(what, left - 14, SMALL)
    write(parent, lines, 0, high - len(lines) * step, size=SMALL, colour=SOFT)
    for number_, column in enumerate(columns):
        mark = group(parent, "mark", column.name, sheet.link(column))
        found = lines_of(column.name, high, SMALL)
        x = left + (number_ + 0.5) * width - len(found) * step / 2
        turned = SubElement(mark, "g", transform=f"translate({x:.1f},{high:g}) rotate(-90)")
        write(turned, found, 0, 0, size=SMALL)
    path(parent, f"M0,{high + 6:g}H{left + width * len(columns):g}", "rule", LINE)
    return high + 6


def _height(names: Iterable[str], most: int) -> float:
    """Return how high headings have to be for each to stand in so many lines, no word broken."""
    listed = list(names)
    high = max(width_of(word, SMALL) for name in listed for word in name.split()) + 1
    while any(len(lines_of(name, high, SMALL)) > most for name in listed):
        high += 10
    return high


def _draw(
    parent: Element,
    cell: Cell,
    place: tuple[float, float, float, float],
    largest: float,
    sheet: Sheet,
) -> None:
    x, y, width, height = place
    share = cell.number / (largest or 1)
    strength = next(strong for up_to, strong in _STEPS if share <= up_to + 1e-9)
    words = number(cell.number, sheet.language)
    mark = SubElement(parent, "g")
    SubElement(mark, "title").text = f"{cell.row.name} – {cell.column.name}: {words}"
    drawn = box(mark, (x + 1, y + 1), (width - 2, height - 2), "heat", ACCENT)
    drawn.set("fill-opacity", f"{strength:g}")
    dark = strength > _DARK
    given = {"x": f"{x + width / 2:g}", "y": f"{y + height / 2 + SMALL * 0.38:.0f}"}
    given |= {"class": "on", "fill": "#ffffff"} if dark else {"class": "ink", "fill": INK}
    SubElement(mark, "text", given).text = words


def _note(parent: Element, counts: tuple[int, int], y: float, sheet: Sheet) -> float:
    """Say how many numbers are not shown; return how high that is."""
    shown, whole = counts
    if shown == whole:
        return 0
    said = phrase("pictures.columns_left_out", sheet.language, shown=shown, all=whole)
    lines = lines_of(said, sheet.width, SMALL)
    return write(parent, lines, 0, y + 6, size=SMALL, colour=SOFT) - y
