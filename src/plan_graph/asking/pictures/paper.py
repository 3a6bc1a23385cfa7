"""Elements of SVG that pictures are made of: words in lines, groups that lead to a thing.

Colours are those of a light page. Everything that has one bears a class as well, by which the style
sheet of a page gives it the colour of a dark one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from plan_graph.asking.pictures.marks import Thing

INK, SOFT, LINE, ACCENT = "#1c1f26", "#555b68", "#d9d4c7", "#1b4b82"
SIZE, SMALL = 13.0, 11.5
LEADING = 1.3
"""From line to line, in sizes of the font."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where a part of a picture is drawn.

    Attributes:
        width: How wide it is.
        language: Of what is written.
        link: Where a thing leads to, '' for nowhere.
    """

    width: float
    language: str
    link: Callable[[Thing], str] = lambda thing: ""

    @property
    def narrow(self) -> bool:
        """Whether names have no room beside what is drawn, and stand above it."""
        return self.width < 560


def group(parent: Element, kind: str, tip: str = "", href: str = "") -> Element:
    """Add a group that is one mark: it says its tip when it is pointed at, and leads on."""
    made = SubElement(parent, "a", {"class": kind, "href": href}) if href else None
    if made is None:
        made = SubElement(parent, "g", {"class": kind})
    if tip:
        SubElement(made, "title").text = tip
    return made


def write(  # noqa: PLR0913 - what words look like
    parent: Element,
    lines: Iterable[str],
    x: float,
    y: float,
    *,
    size: float = SIZE,
    colour: str = INK,
    bold: bool = False,
    anchor: str = "start",
    kind: str = "",
) -> float:
    """Write lines, the first with its top at y; return where the last ends."""
    step = size * LEADING
    given = {"class": kind or ("soft" if colour == SOFT else "ink"), "fill": colour}
    given |= {"font-size": f"{size:g}"}
    if bold:
        given["font-weight"] = "bold"
    if anchor != "start":
        given["text-anchor"] = anchor
    for line in lines:
        place = {"x": f"{x:.1f}".removesuffix(".0"), "y": f"{y + size:.1f}".removesuffix(".0")}
        SubElement(parent, "text", place | given).text = line
        y += step
    return y


def box(
    parent: Element, corner: tuple[float, float], size: tuple[float, float], kind: str, fill: str
) -> Element:
    """Draw a filled box from its upper left corner, as wide and high as its size."""
    place = {"x": corner[0], "y": corner[1], "width": size[0], "height": size[1]}
    shown = {name: f"{value:.1f}".removesuffix(".0") for name, value in place.items()}
    return SubElement(parent, "rect", {"class": kind, "fill": fill, **shown})


def path(parent: Element, d: str, kind: str, colour: str) -> Element:
    """Draw a line."""
    return SubElement(parent, "path", {"class": kind, "d": d, "fill": "none", "stroke": colour})
