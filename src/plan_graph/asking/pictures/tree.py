"""Draw what stands under what: each name below its superior and set in, as in a list of files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from plan_graph.asking.pictures.marks import Axis, Branch, Mark, Thing
from plan_graph.asking.pictures.paper import (
    ACCENT,
    SIZE,
    SMALL,
    SOFT,
    Sheet,
    group,
    path,
    write,
)
from plan_graph.asking.pictures.text import lines_of

_GAP = 6
_MARGIN = 6

Below = Mapping[Thing, Mapping[Thing, str]]


class _Place(NamedTuple):
    thing: Thing
    depth: int
    note: str
    above: int
    """The row of the superior, -1 for none."""


def tree(parent: Element, marks: Sequence[Mark], axis: Axis, sheet: Sheet) -> float:
    """Draw a tree from the top of a sheet; return how high it is."""
    step = 18 if sheet.narrow else 28
    places = list(_places([mark for mark in marks if isinstance(mark, Branch)]))
    y, tops = 0.0, []
    for place in places:
        x = _MARGIN + place.depth * step
        tops.append(y + 9)
        if place.above >= 0:
            line = f"M{x - step:g},{tops[place.above] + 6:g}V{y + 9:g}H{x - 5:g}"
            path(parent, line, "branch", "#7b8290")
        room = sheet.width - x - 12
        mark = group(parent, "mark", "", sheet.link(place.thing))
        dot = {"cx": f"{x:g}", "cy": f"{y + 9:g}", "r": "3.5", "fill": ACCENT, "class": "bar"}
        SubElement(mark, "circle", dot)
        top = place.depth == 0
        y = write(mark, lines_of(place.thing.name, room, SIZE, bold=top), x + 12, y, bold=top)
        y = write(parent, lines_of(place.note, room, SMALL), x + 12, y, size=SMALL, colour=SOFT)
        y += _GAP
    return y


def _places(branches: Sequence[Branch]) -> Iterator[_Place]:
    below: defaultdict[Thing, dict[Thing, str]] = defaultdict(dict)
    for thing, above, note in branches:
        below[above].setdefault(thing, note)
    under = {thing for things in below.values() for thing in things}
    tops = [thing for thing in below if thing not in under] or list(below)[:1]
    row = 0
    for top in sorted(tops, key=lambda thing: (-_size(thing, below, frozenset()), thing.name)):
        for place in _branch(_Place(top, 0, "", -1), below, row, frozenset()):
            yield place
            row += 1


def _size(thing: Thing, below: Below, seen: frozenset[Thing]) -> int:
    """Count those under a thing; a circle is not followed round."""
    if thing in seen:
        return 0
    return sum(1 + _size(each, below, seen | {thing}) for each in below.get(thing, ()))


def _branch(place: _Place, below: Below, row: int, seen: frozenset[Thing]) -> Iterator[_Place]:
    yield place
    count, thing = 1, place.thing
    if thing in seen:
        return
    for each, note in sorted(below.get(thing, {}).items()):
        under = _Place(each, place.depth + 1, note, row)
        branch = list(_branch(under, below, row + count, seen | {thing}))
        yield from branch
        count += len(branch)
