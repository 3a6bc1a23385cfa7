"""What stands on a page: words, rules, fills and pictures, each with its place.

All places are in points from the upper left corner of the page, as it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Turn(Enum):
    """Which way words run."""

    RIGHT = 0
    UP = 1
    LEFT = 2
    DOWN = 3


class Area(NamedTuple):
    """A rectangle on a page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, place: tuple[float, float]) -> bool:
        """Tell whether a place lies within."""
        return self.left <= place[0] < self.right and self.top <= place[1] < self.bottom


class Scanned(NamedTuple):
    """Where a word stands in the picture of a page, and how certain its letters are, up to 1."""

    page: int
    area: Area
    certainty: float


class Word(NamedTuple):
    """Letters without a space between them."""

    text: str
    area: Area
    size: float
    """The size of its letters in points."""
    turn: Turn = Turn.RIGHT
    is_struck: bool = False
    """Whether a line goes through it."""
    has_space: bool | None = None
    """Whether a space is drawn behind it; None where its page draws none at the ends of lines."""
    scanned: Scanned | None = None
    """Where it was read, if it was read in a picture."""


class Rule(NamedTuple):
    """A straight line along an axis: from `start` to `end`, at `place` on the other axis."""

    place: float
    start: float
    end: float


@dataclass(frozen=True)
class Marks:
    """All that is drawn on one page.

    Attributes:
        number: The page, counted from 1.
        width: How wide it is.
        height: How high it is.
        words: Its words, in the order in which they are drawn.
        across: The rules that run from left to right.
        down: The rules that run from top to bottom.
        fills: The areas that have a colour of their own.
        pictures: The areas of pictures and drawings.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()
    fills: tuple[Area, ...] = ()
    pictures: tuple[Area, ...] = ()


def bounds(areas: list[Area]) -> Area:
    """Return the smallest area that holds all of some."""
    return Area(
        min(area.left for area in areas),
        min(area.top for area in areas),
        max(area.right for area in areas),
        max(area.bottom for area in areas),
    )
