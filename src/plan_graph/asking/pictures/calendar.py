"""Draw when things are due: from the first to the last day of each, on an axis of months or years.

Today is not in the picture: it would be wrong tomorrow. A page draws it, by the dates of the axis.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from xml.etree.ElementTree import Element

from plan_graph.asking.pictures.marks import Axis, Mark, Span
from plan_graph.asking.pictures.paper import (
    ACCENT,
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
from plan_graph.asking.pictures.shapes import ROOM, shape
from plan_graph.asking.pictures.text import lines_of, width_of
from plan_graph.phrases import lines as listed
from plan_graph.phrases import phrase
from plan_graph.phrases.figures import day

_BAR = 12
_GAP = 10
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240)
"""From mark to mark of the axis, in months."""
_LAST = date(9999, 12, 31)
_MONTHS = 12


def calendar(parent: Element, marks: Sequence[Mark], axis: Axis, sheet: Sheet) -> float:
    """Draw periods from the top of a sheet; return how high they are."""
    shown = [mark for mark in marks if isinstance(mark, Span)]
    left = 0.0 if sheet.narrow else sheet.width * 0.5
    first = min(span.start or span.end for span in shown).replace(day=1)
    last = max(span.end for span in shown)
    days = max((last - first).days + 1, 1)
    scale = (sheet.width - left - 4) / days
    head = write(parent, lines_of(axis.things, sheet.width, SMALL), 0, 0, size=SMALL, colour=SOFT)
    under = Element("g")
    y = (head if sheet.narrow else 0) + SMALL * 1.6
    top = y
    for span in shown:
        y = _draw(under, span, (left, y + _GAP / 2, scale), first, sheet)
    _axis(parent, (left, top, y, scale), (first, last), sheet)
    ends = {"data-first": first.isoformat(), "data-last": last.isoformat()}
    today = path(parent, f"M{left:g},{top:g}V{y:g}", "today", "none")
    today.attrib.update({**ends, "data-scale": f"{scale:.4f}"})
    parent.append(under)
    return y


def _draw(
    parent: Element, span: Span, place: tuple[float, float, float], first: date, sheet: Sheet
) -> float:
    left, top, scale = place
    said = _said(span, sheet.language)
    tip = ": ".join(filter(None, (span.thing.name, " · ".join(filter(None, (said, span.note))))))
    mark = group(parent, "mark", tip, sheet.link(span.thing))
    room = left - 12 if left else sheet.width
    y = write(mark, lines_of(span.thing.name, room, SIZE), 0, top)
    y = write(mark, lines_of(said, room, SMALL), 0, y, size=SMALL, colour=SOFT)
    if span.note:
        shape(mark, span.state, 0, y + 4)
        x = ROOM if span.state else 0.0
        y = write(mark, lines_of(span.note, room - x, SMALL), x, y + 1, size=SMALL)
    start = span.start or span.end
    x = left + (start - first).days * scale
    long = max(((span.end - start).days + 1) * scale, 3)
    bar = top + 3 if left else y + 2
    box(mark, (x, bar), (long, _BAR), "bar", ACCENT)
    return max(y, bar + _BAR) + _GAP / 2


def _said(span: Span, language: str) -> str:
    """Say the period in words."""
    end = day(span.end.isoformat(), language)
    if span.start and span.start != span.end:
        start = day(span.start.isoformat(), language)
        return str(phrase("pages.deadline.from_to", language, start=start, end=end))
    return str(phrase("pages.deadline.by", language, day=end))


def _axis(
    parent: Element,
    place: tuple[float, float, float, float],
    period: tuple[date, date],
    sheet: Sheet,
) -> None:
    left, top, bottom, scale = place
    first, last = period
    names = listed("common.short_months", sheet.language)
    marks = list(_marks(first, last, (sheet.width - left) / 64))
    # The axis begins within a year, which the first mark may be far from.
    room = ((marks[0] if marks else last) - first).days * scale
    if 4 + width_of(str(first.year), SMALL) <= room:
        write(parent, [str(first.year)], left + 2, top - SMALL * 1.5, size=SMALL, colour=SOFT)
    for mark in marks:
        x = left + (mark - first).days * scale
        path(parent, f"M{x:.1f},{top:g}V{bottom:g}", "rule", LINE)
        words = f"{names[mark.month - 1]} {mark.year}" if mark.month > 1 else str(mark.year)
        if x + 2 + width_of(words, SMALL) <= sheet.width:
            write(parent, [words], x + 2, top - SMALL * 1.5, size=SMALL, colour=SOFT)


def _marks(first: date, last: date, most: float) -> Iterator[date]:
    """Give days of the axis, at most about so many, from the first on."""
    months = (last.year - first.year) * _MONTHS + last.month - first.month + 1
    step = next((step for step in _STEPS if months / step <= most), _STEPS[-1])
    number = first.year * _MONTHS + first.month - 1
    number += -number % step
    while number // _MONTHS <= min(last.year, _LAST.year):
        mark = date(number // _MONTHS, number % _MONTHS + 1, 1)
        if mark > last:
            return
        yield mark
        number += step
