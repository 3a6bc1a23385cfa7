"""Draw numbers of things as bars, each with its name and its number, group by group."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element

from plan_graph.asking.pictures.marks import Axis, Bar, Mark
from plan_graph.asking.pictures.paper import (
    ACCENT,
    SIZE,
    SMALL,
    SOFT,
    Sheet,
    box,
    group,
    write,
)
from plan_graph.asking.pictures.text import lines_of, width_of
from plan_graph.phrases.figures import number

_BAR = 16
_GAP = 7
_MOST_OF_NAMES = 0.46


def bars(parent: Element, marks: Sequence[Mark], axis: Axis, sheet: Sheet) -> float:
    """Draw bars from the top of a sheet; return how high they are."""
    shown = [mark for mark in marks if isinstance(mark, Bar)]
    room = max(width_of(number(bar.number, sheet.language), SIZE, bold=True) for bar in shown) + 8
    left = _names_width(shown, axis, sheet)
    scale = (sheet.width - left - room) / (axis.largest or max(b.number for b in shown) or 1)
    y = _headings(parent, axis, left, sheet)
    for grouped, found in groupby(shown, lambda bar: bar.group):
        if grouped:
            lines = lines_of(grouped.name, sheet.width, SIZE, bold=True)
            inside = group(parent, "mark", href=sheet.link(grouped))
            y = write(inside, lines, 0, y + _GAP, bold=True) + _GAP / 2
        for bar in found:
            y = _draw(parent, bar, (left, y, scale), sheet)
    return y


def _names_width(shown: Sequence[Bar], axis: Axis, sheet: Sheet) -> float:
    if sheet.narrow:
        return 0
    names = max(width_of(bar.thing.name, SIZE) for bar in shown)
    widest = max(names, width_of(axis.things, SMALL))
    return min(widest, sheet.width * _MOST_OF_NAMES) + 10


def _headings(parent: Element, axis: Axis, left: float, sheet: Sheet) -> float:
    """Write what stands below: what the names are, and what the numbers count."""
    if not left:
        words = " · ".join(filter(None, (axis.things, axis.numbers)))
        return write(parent, lines_of(words, sheet.width, SMALL), 0, 0, size=SMALL, colour=SOFT) + 4
    names = write(parent, lines_of(axis.things, left - 10, SMALL), 0, 0, size=SMALL, colour=SOFT)
    lines = lines_of(axis.numbers, sheet.width - left, SMALL)
    return max(names, write(parent, lines, left, 0, size=SMALL, colour=SOFT)) + 4


def _draw(parent: Element, bar: Bar, place: tuple[float, float, float], sheet: Sheet) -> float:
    left, top, scale = place
    words = number(bar.number, sheet.language)
    mark = group(parent, "mark", f"{bar.thing.name}: {words}", sheet.link(bar.thing))
    lines = lines_of(bar.thing.name, left - 10 if left else sheet.width, SIZE)
    below = write(mark, lines, 0, top)
    y = top if left else below
    long = bar.number * scale
    box(mark, (left, y), (max(long, 1), _BAR), "bar", ACCENT)
    write(mark, [words], left + max(long, 1) + 5, y - 0.5, bold=True)
    return max(below, y + _BAR) + _GAP
