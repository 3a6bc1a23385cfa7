"""Write a picture as SVG: what draws it, and around it what one has to know to use it elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

from plan_graph.asking.pictures.bars import bars
from plan_graph.asking.pictures.calendar import calendar
from plan_graph.asking.pictures.marks import Axis, Mark, Picture, Thing
from plan_graph.asking.pictures.matrix import matrix
from plan_graph.asking.pictures.paper import SIZE, SMALL, SOFT, Sheet, box, group, write
from plan_graph.asking.pictures.text import lines_of
from plan_graph.asking.pictures.tree import tree
from plan_graph.phrases import phrase

WIDE, NARROW = 720, 360
"""How wide pictures are: for a column of text, and for a phone."""
_KINDS: Mapping[str, Callable[[Element, Sequence[Mark], Axis, Sheet], float]] = {
    "bar": bars,
    "rect": matrix,
    "span": calendar,
    "tree": tree,
}
_MARGIN = 20
_TITLE = 18.0


class Origin(NamedTuple):
    """Where a picture comes from: the name of its licence, and its address; '' if not known."""

    licence: str = ""
    address: str = ""


UNKNOWN = Origin()


def svg(picture: Picture, origin: Origin = UNKNOWN, width: float = WIDE) -> str:
    """Return a picture as a file of its own, with title, source, licence and address in it."""
    root = Element("svg", xmlns="http://www.w3.org/2000/svg", role="img")
    SubElement(root, "title").text = picture.title
    SubElement(root, "desc").text = picture.about
    ground = box(root, (0, 0), (width, 0), "ground", "#ffffff")
    room = width - 2 * _MARGIN
    body = SubElement(root, "g", {"transform": f"translate({_MARGIN},{_MARGIN})"})
    y = write(body, lines_of(picture.title, room, _TITLE, bold=True), 0, 0, size=_TITLE, bold=True)
    y = write(body, lines_of(picture.about, room, SIZE), 0, y + 2, colour=SOFT) + 14
    y = _draw(body, picture, y, Sheet(room, picture.language)) + 12
    for line in footer(picture, origin):
        y = write(body, lines_of(line, room, SMALL), 0, y, size=SMALL, colour=SOFT)
    height = y + 2 * _MARGIN
    ground.set("height", f"{height:.0f}")
    return _whole(root, width, height)


def drawing(picture: Picture, width: float, link: Callable[[Thing], str]) -> str:
    """Return only what is drawn, for a page that says the rest around it."""
    given = {"role": "group", "aria-label": picture.title, "class": "picture"}
    root = Element("svg", given)
    height = _draw(root, picture, 2, Sheet(width, picture.language, link)) + 4
    _leave_to_page(root)
    return _whole(root, width, height)


_STYLED = {
    **dict.fromkeys(("ink", "soft", "on", "bar", "heat"), ("fill",)),
    **dict.fromkeys(("rule", "branch"), ("fill", "stroke")),
    "shape": ("fill", "stroke", "stroke-width"),
}
"""What the style sheet of a page says of elements, by their class."""


def _leave_to_page(root: Element) -> None:
    """Take out what the style sheet of a page says again, and what an element has from above."""
    root.set("font-size", f"{SIZE:g}")
    for each in root.iter():
        for name in _STYLED.get(each.get("class", "").partition(" ")[0], ()):
            each.attrib.pop(name, None)
        if each is not root and each.get("font-size") == root.get("font-size"):
            del each.attrib["font-size"]


def footer(picture: Picture, origin: Origin) -> list[str]:
    """Say what was left out, and where the picture comes from, a line each."""
    language, lines = picture.language, list(picture.notes)
    if picture.sources:
        words = "; ".join(picture.sources)
        lines.append(str(phrase("pictures.source", language, titles=words)))
    if origin.licence:
        lines.append(str(phrase("pictures.licence", language, licence=origin.licence)))
    return [*lines, origin.address] if origin.address else lines


def _draw(parent: Element, picture: Picture, y: float, sheet: Sheet) -> float:
    for part in picture.parts:
        if part.heading.name:
            mark = group(parent, "mark", href=sheet.link(part.heading))
            lines = lines_of(part.heading.name, sheet.width, SIZE + 1, bold=True)
            y = write(mark, lines, 0, y + 8, size=SIZE + 1, bold=True) + 8
        inside = SubElement(parent, "g", {"transform": f"translate(0,{y:.1f})"})
        y += _KINDS[picture.kind](inside, part.marks, picture.axis, sheet)
    return y


def _whole(root: Element, width: float, height: float) -> str:
    root.set("viewBox", f"0 0 {width:g} {height:.0f}")
    root.set("width", f"{width:g}")
    root.set("height", f"{height:.0f}")
    root.set("font-family", "sans-serif")
    return tostring(root, encoding="unicode")
