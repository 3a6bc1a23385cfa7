"""Draw who stands under whom: each name below its superior and set in, as in a list of files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

FONT = {"font-family": "sans-serif", "font-size": "11"}
_LETTER = 6.1
"""The width of a letter of that size, on average."""
_LONGEST = 62


def shortened(words: str) -> str:
    """Cut words that are too long for a picture.

    >>> shortened("x" * 90)[-2:]
    'x…'
    """
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def width_of(words: str) -> float:
    """Guess how wide words are, as they are shown."""
    return len(shortened(words)) * _LETTER


def write(parent: Element, words: str, x: float, y: float, **attributes: str) -> Element:
    """Write words; those that were cut are whole in the title."""
    place = {"x": f"{x:g}", "y": f"{y:g}"}
    names = {name.replace("_", "-"): value for name, value in attributes.items()}
    text = SubElement(parent, "text", place | FONT | names)
    text.text = shortened(words)
    if text.text != words:
        title = SubElement(text, "title")
        title.text = words
    return text


_ROW = 24
_STEP = 26
_MARGIN = 8


class _Place(NamedTuple):
    name: str
    depth: int
    note: str
    above: int
    """The row of the superior, -1 for none."""


def tree(
    parent: Element, rows: list[Mapping[str, Any]], encoding: Mapping[str, Any]
) -> tuple[float, float]:
    """Draw the tree of 'node' under 'parent', with a 'note' on each link; give width and height."""
    places = _places(rows, encoding)
    width = 0.0
    for row, place in enumerate(places):
        x, y = _MARGIN + place.depth * _STEP, row * _ROW + _ROW / 2
        if place.above >= 0:
            _draw_link(parent, x, y, place.above * _ROW + _ROW / 2)
        node = SubElement(parent, "g", {"class": "node", "data-name": place.name})
        SubElement(node, "circle", cx=f"{x:g}", cy=f"{y:g}", r="3.5", fill="#1b4b82")
        bold = "bold" if place.depth == 0 else "normal"
        text = write(node, place.name, x + 10, y + 4, font_weight=bold)
        right = x + 10 + width_of(place.name) * (1.1 if place.depth == 0 else 1)
        if place.note:
            note = {"dx": "10", "font-style": "italic", "fill": "#555b68"}
            SubElement(text, "tspan", note).text = place.note
            right += 10 + width_of(place.note)
        width = max(width, right)
    return width + _MARGIN, len(places) * _ROW + _MARGIN


def _draw_link(parent: Element, x: float, y: float, above: float) -> None:
    start = x - _STEP
    path = f"M{start:g},{above + 6:g}V{y:g}H{x - 5:g}"
    SubElement(parent, "path", d=path, fill="none", stroke="#7b8290")


def _places(rows: list[Mapping[str, Any]], encoding: Mapping[str, Any]) -> list[_Place]:
    below: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        node, above = (str(row[encoding[name]["field"]]) for name in ("node", "parent"))
        note = row.get(encoding["note"]["field"]) if "note" in encoding else ""
        below[above].setdefault(node, str(note or ""))
    under = {node for nodes in below.values() for node in nodes}
    tops = [name for name in below if name not in under] or list(below)[:1]
    found: list[_Place] = []
    for top in sorted(tops, key=lambda name: (-_size(name, below, frozenset()), name)):
        found += _branch(_Place(top, 0, "", -1), below, len(found), frozenset())
    return found


def _size(name: str, below: Mapping[str, Mapping[str, str]], seen: frozenset[str]) -> int:
    """Count those under a name; a circle is not followed round."""
    if name in seen:
        return 0
    return sum(1 + _size(each, below, seen | {name}) for each in below.get(name, ()))


def _branch(
    place: _Place, below: Mapping[str, Mapping[str, str]], row: int, seen: frozenset[str]
) -> Iterator[_Place]:
    yield place
    count = 1
    if place.name in seen:
        return
    for name, note in sorted(below.get(place.name, {}).items()):
        branch = list(
            _branch(
                _Place(name, place.depth + 1, note, row), below, row + count, seen | {place.name}
            )
        )
        yield from branch
        count += len(branch)
