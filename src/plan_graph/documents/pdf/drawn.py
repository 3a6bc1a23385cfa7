"""What a page has drawn so far: letters that become words, lines and areas, each with its share."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from plan_graph.documents.pdf.marks import Area, Rule, Turn, Word
from plan_graph.text import printable

MAX_LETTERS = 200_000
"""Most letters on one page; a page full of small print has some 10,000."""
MAX_STROKES = 200_000
"""Most lines, fills and pictures on one page."""
MAX_AREAS = 5_000
"""Most fills, and most pictures, that are kept of a page; what is beyond tells nothing of cells."""
_THICKEST = 3.0
"""A filled rectangle no thicker than so many points is a line."""
_SHORTEST = 0.5
STRAY = 0.5
"""How far, in points, a line may lean and still count as level or upright."""
_GAP = 0.18
"""The part of the letter size from which a gap parts words that no space parts."""
_SPACED_LINES = 3
"""Where so many lines of a page end in a space, one without ends within a word, or ends a text."""
_BACK = 0.35
"""How far, in letter sizes, letters may overlap within a word."""


class PageTooFullError(Exception):
    """A page draws more than its share."""


@dataclass
class _Run:
    """A word that is being drawn."""

    turn: Turn
    size: float
    base: float
    """Where its letters stand, across the way in which they run."""
    end: float
    """Where the last letter ends, along the way in which they run."""
    letters: list[str]
    area: list[float]


@dataclass
class Drawn:
    """What a page has drawn so far."""

    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    fills: list[Area] = field(default_factory=list)
    pictures: list[Area] = field(default_factory=list)
    run: _Run | None = None
    letters: int = 0
    strokes: int = 0

    def count_stroke(self) -> None:
        """Count a line, a fill or a picture.

        Raises:
            PageTooFullError: If there are too many.
        """
        self.strokes += 1
        if self.strokes > MAX_STROKES:
            raise PageTooFullError

    def area(self, left: float, low: float, right: float, high: float) -> Area:
        """Return an area whose heights were counted from the foot of the page."""
        return Area(left, self.height - high, right, self.height - low)

    def segment(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Keep a line, unless it leans."""
        (x0, y0), (x1, y1) = start, end
        if abs(y1 - y0) <= STRAY and abs(x1 - x0) > _SHORTEST:
            self.across.append(Rule(self.height - (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= STRAY and abs(y1 - y0) > _SHORTEST:
            low, high = sorted((y0, y1))
            self.down.append(Rule((x0 + x1) / 2, self.height - high, self.height - low))

    def fill(self, area: Area, *, is_white: bool) -> None:
        """Keep a filled rectangle; a thin one is a line, a white one is the paper."""
        left, top, right, bottom = area
        if area.height <= _THICKEST < area.width:
            self.across.append(Rule((top + bottom) / 2, left, right))
        elif area.width <= _THICKEST < area.height:
            self.down.append(Rule((left + right) / 2, top, bottom))
        elif not is_white and area.width > _THICKEST and area.height > _THICKEST:
            keep(self.fills, area)

    def letter(self, text: str, turn: Turn, size: float, area: Area) -> None:
        """Put a letter to the word that is being drawn, or begin one."""
        self.letters += 1
        if self.letters > MAX_LETTERS:
            raise PageTooFullError
        if text.isspace():
            self.close_word(has_space=True)
            return
        start, end, base = _along(turn, area)
        run = self.run
        if run is None or not (
            run.turn is turn
            and abs(run.base - base) < 0.2 * size
            and abs(run.size - size) < 0.2 * size
            and -_BACK * size < start - run.end < _GAP * size
            and not _begins(run.letters[-1], text)
        ):
            self.close_word()
            self.run = _Run(turn, size, base, end, [text], list(area))
            return
        run.letters.append(text)
        run.end = end
        run.area = [
            min(run.area[0], area.left),
            min(run.area[1], area.top),
            max(run.area[2], area.right),
            max(run.area[3], area.bottom),
        ]

    def close_word(self, *, has_space: bool = False) -> None:
        """End the word that is being drawn, by a space or by what follows."""
        run, self.run = self.run, None
        if run is not None:
            text = printable("".join(run.letters))
            self.words.append(Word(text, Area(*run.area), run.size, run.turn, has_space=has_space))

    def finished(self) -> tuple[Word, ...]:
        """Return all words; of spaces behind them nothing is known if no lines end in such."""
        self.close_word()
        ends = sum(
            bool(word.has_space) and below.area.left < word.area.right and below.turn is Turn.RIGHT
            for word, below in pairwise(self.words)
        )
        if ends >= _SPACED_LINES:
            return tuple(self.words)
        return tuple(word._replace(has_space=None) for word in self.words)


def _begins(before: str, letter: str) -> bool:
    """Tell whether a capital behind another letter may begin the word of the next column.

    Where both are of one cell, they touch, and are one word again.
    """
    return letter.isupper() and before.isalnum() and not before.isupper()


def keep(areas: list[Area], area: Area) -> None:
    """Put an area to others, up to the most that are kept."""
    if len(areas) < MAX_AREAS:
        areas.append(area)


def _along(turn: Turn, area: Area) -> tuple[float, float, float]:
    """Return where a letter begins and ends along its way, and where it stands across it."""
    match turn:
        case Turn.RIGHT:
            return area.left, area.right, area.bottom
        case Turn.LEFT:
            return -area.right, -area.left, area.top
        case Turn.UP:
            return -area.bottom, -area.top, area.right
        case Turn.DOWN:
            return area.top, area.bottom, area.left
