"""What the page of a document shows of a scan: where in the picture of a page words were read.

A link to a passage shows the piece of the picture around it; that leads to the whole page, where
each place leads back to its words. All of it works without a script.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from plan_graph.pages.document import Box, Document, Scanned
from plan_graph.pages.layout import visible
from plan_graph.pages.site import Visit

_CERTAIN, _LIKELY = 0.95, 0.8
"""From so much on the words of a place are called certain, or likely."""
_AROUND = (60.0, 30.0)
"""So many points beside and above a place are shown with it, to see in what it stands."""
_LEAST = 280.0
"""A piece of a page shows at least so many points of its width, so that it is not blown up."""


class Area(NamedTuple):
    """A rectangle in the picture of a page, in points."""

    left: float
    top: float
    width: float
    height: float


class Place(NamedTuple):
    """Where in a picture the words of a cell or paragraph stand.

    Attributes:
        page: The page, counted from 1.
        source: The address of its picture.
        size: The sides of the page.
        name: Names the place in the whole page; a link to its words is `words`.
        words: Names the words in the text.
        said: The words.
        area: Where they stand.
        piece: The piece of the page around them.
        certainty: How certain they are, in percent.
        degree: That as the name of a phrase.
    """

    page: int
    source: str
    size: tuple[float, float]
    name: str
    words: str
    said: str
    area: Area
    piece: Area
    certainty: int
    degree: str


class Page(NamedTuple):
    """The picture of a page, with the places of words in it."""

    number: int
    source: str
    size: tuple[float, float]
    places: list[Place]


def places(
    visit: Visit, plan: str, document: Document, cells: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], list[Place]]:
    """Return where the words of cells and paragraphs stand, by their offsets."""
    return {
        cell: [
            _place(visit.file(f"dump/{plan}/{page.file}"), document.text, page, box)
            for page, box in document.places[cell]
        ]
        for cell in cells
        if cell in document.places
    }


def pages(found: Iterable[Place]) -> list[Page]:
    """Return the pages on which places lie, in order, each with its places."""
    by_page: dict[int, list[Place]] = {}
    for place in found:
        by_page.setdefault(place.page, []).append(place)
    return [
        Page(number, own[0].source, own[0].size, own) for number, own in sorted(by_page.items())
    ]


def _place(source: str, text: str, page: Scanned, box: Box) -> Place:
    degree = "certain" if box.certainty >= _CERTAIN else "likely"
    return Place(
        page.number,
        source,
        (page.width, page.height),
        f"page-{page.number}-{box.start}",
        f"words-{box.start}",
        visible(" ".join(text[box.start : box.end].split())),
        Area(box.left, box.top, box.right - box.left, box.bottom - box.top),
        _piece(page, box),
        round(100 * box.certainty),
        degree if box.certainty >= _LIKELY else "doubtful",
    )


def _piece(page: Scanned, box: Box) -> Area:
    """Return the piece of a page that is shown with a place.

    >>> _piece(Scanned(1, "", 600, 800, ()), Box(0, 1, 10, 100, 40, 112, 1.0))
    Area(left=0, top=70.0, width=280.0, height=72.0)
    """
    width = min(page.width, max(_LEAST, box.right - box.left + 2 * _AROUND[0]))
    middle = (box.left + box.right) / 2
    left = max(0, min(middle - width / 2, page.width - width))
    top = max(0, box.top - _AROUND[1])
    return Area(left, top, width, min(page.height, box.bottom + _AROUND[1]) - top)
