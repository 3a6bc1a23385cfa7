"""Draw the card by which a page is shown where somebody shares it: its title and what counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, tostring

from plan_graph.asking.pictures.paper import ACCENT, SOFT, box, write
from plan_graph.asking.pictures.shapes import COLOURS
from plan_graph.asking.pictures.text import lines_of

WIDTH, HEIGHT = 600, 315
"""Of a card; PNG has two pixels for each, 1200 by 630, which is what those who show it expect."""
_MARGIN = 36
_ROOM = WIDTH - 2 * _MARGIN
_TITLES = ((27.0, 3), (22.0, 4), (18.0, 5))
"""Sizes of a title with how many lines it may have, the largest first."""
_FACT, _NAME, _MOST_FACTS = 15.0, 13.0, 2


class Card(NamedTuple):
    """What a card says.

    Attributes:
        kind: What the page is about, such as 'Action 1.1-01'.
        title: Its title.
        facts: What is to be known first, a line each.
        counts: How many actions are in each state; none of what is no plan.
        name: The name of the site.
    """

    kind: str
    title: str
    facts: Sequence[str]
    counts: Mapping[str, int]
    name: str


def card(found: Card) -> str:
    """Return a card as SVG."""
    root = Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {HEIGHT}")
    root.attrib |= {"width": str(WIDTH), "height": str(HEIGHT), "font-family": "sans-serif"}
    box(root, (0, 0), (WIDTH, HEIGHT), "ground", "#fdfcf9")
    box(root, (0, 0), (WIDTH, 7), "bar", ACCENT)
    y = write(root, [found.kind], _MARGIN, 34, size=_NAME, colour=SOFT, bold=True) + 4
    size, lines = _title(found.title)
    y = write(root, lines, _MARGIN, y, size=size, bold=True) + 10
    for fact in found.facts[:_MOST_FACTS]:
        y = write(root, _cut(fact, _FACT, 1), _MARGIN, y, size=_FACT) + 3
    if found.counts:
        _bar(root, found.counts)
    write(root, [found.name], _MARGIN, HEIGHT - 38, size=_NAME, colour=ACCENT, bold=True)
    return tostring(root, encoding="unicode")


def _title(words: str) -> tuple[float, list[str]]:
    for size, most in _TITLES:
        lines = lines_of(words, _ROOM, size, bold=True)
        if len(lines) <= most:
            return size, lines
    size, most = _TITLES[-1]
    return size, _cut(words, size, most, bold=True)


def _cut(words: str, size: float, most: int, *, bold: bool = False) -> list[str]:
    """Break words into so many lines at most; the last ends with dots if they go on."""
    lines = lines_of(words, _ROOM - size, size, bold=bold)
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]


def _bar(parent: Element, counts: Mapping[str, int]) -> None:
    every = sum(counts.values())
    x = float(_MARGIN)
    for state, number in counts.items():
        wide = _ROOM * number / every
        box(parent, (x, HEIGHT - 66), (wide, 12), state, COLOURS.get(state, SOFT))
        x += wide
