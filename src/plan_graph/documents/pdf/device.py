"""Run the drawing commands of pages and keep the marks that they make.

Letters are put together to words as they are drawn. What a page may draw is bounded, so that
a hostile file runs out of its share and not the machine of its memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, PathSegment, apply_matrix_pt, apply_matrix_rect

from plan_graph.documents.decode import printable
from plan_graph.documents.pdf.marks import Area, Marks, Rule, Turn, Word
from plan_graph.documents.pdf.spelling import spelled

MAX_LETTERS = 200_000
"""Most letters on one page; a page full of small print has some 10,000."""
MAX_STROKES = 200_000
"""Most lines, fills and pictures on one page."""
_THICKEST = 3.0
"""A filled rectangle no thicker than so many points is a line."""
_SHORTEST = 0.5
_STRAY = 0.5
"""How far, in points, a line may lean and still count as level or upright."""
_GAP = 0.18
"""The part of the letter size from which a gap parts words that no space parts."""
_BACK = 0.35
"""How far, in letter sizes, letters may overlap within a word."""


class PageTooFullError(Exception):
    """A page draws more than its share."""


class MarksReader:
    """Reads the marks of pages, one page after another."""

    def __init__(self) -> None:
        manager = PDFResourceManager()
        self._device = _Device(manager)
        self._interpreter = PDFPageInterpreter(manager, self._device)

    def read(self, page: PDFPage, number: int) -> Marks:
        """Return the marks of a page.

        Raises:
            PageTooFullError: If the page draws more than its share.
        """
        self._interpreter.process_page(page)
        drawn = self._device.drawn
        drawn.close_word()
        return Marks(
            number,
            drawn.width,
            drawn.height,
            tuple(drawn.words),
            tuple(drawn.across),
            tuple(drawn.down),
            tuple(drawn.fills),
            tuple(drawn.pictures),
        )


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
class _Drawn:
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
        self.strokes += 1
        if self.strokes > MAX_STROKES:
            raise PageTooFullError

    def area(self, left: float, low: float, right: float, high: float) -> Area:
        """Return an area whose heights were counted from the foot of the page."""
        return Area(left, self.height - high, right, self.height - low)

    def segment(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Keep a line, unless it leans."""
        (x0, y0), (x1, y1) = start, end
        if abs(y1 - y0) <= _STRAY and abs(x1 - x0) > _SHORTEST:
            self.across.append(Rule(self.height - (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _STRAY and abs(y1 - y0) > _SHORTEST:
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
            self.fills.append(area)

    def letter(self, text: str, turn: Turn, size: float, area: Area) -> None:
        """Put a letter to the word that is being drawn, or begin one."""
        self.letters += 1
        if self.letters > MAX_LETTERS:
            raise PageTooFullError
        if text.isspace():
            self.close_word()
            return
        start, end, base = _along(turn, area)
        run = self.run
        if run is None or not (
            run.turn is turn
            and abs(run.base - base) < 0.2 * size
            and abs(run.size - size) < 0.2 * size
            and -_BACK * size < start - run.end < _GAP * size
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

    def close_word(self) -> None:
        """End the word that is being drawn."""
        run, self.run = self.run, None
        if run is not None:
            text = printable("".join(run.letters))
            self.words.append(Word(text, Area(*run.area), run.size, run.turn))


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


class _Device(PDFTextDevice):
    """Takes what the interpreter draws."""

    ctm: Matrix
    drawn: _Drawn

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Begin a page without marks."""
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self.drawn = _Drawn(abs(x1 - x0), abs(y1 - y0))

    def begin_figure(self, name: str, bbox: Any, matrix: Matrix) -> None:
        """Count a figure; a file may nest them without end."""
        self.drawn.count_stroke()

    def render_image(self, name: str, stream: object) -> None:
        """Keep the place of a picture."""
        self.drawn.pictures.append(self.drawn.area(*apply_matrix_rect(self.ctm, (0, 0, 1, 1))))

    def render_char(  # noqa: PLR0913, PLR0917 - as the interpreter calls it
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: object,
        graphicstate: object,
    ) -> float:
        """Keep a letter, and return how far it moves the pen."""
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = "\ufffd"
        advance = font.char_width(cid) * fontsize * scaling
        if font.is_vertical():
            box = (-fontsize / 2, advance, fontsize / 2, 0.0)
        else:
            descent = font.get_descent() * fontsize + rise
            box = (0.0, descent, advance, descent + fontsize)
        area = self.drawn.area(*apply_matrix_rect(matrix, _sorted(box)))
        turn = _turn(matrix)
        size = area.height if turn in (Turn.RIGHT, Turn.LEFT) else area.width
        self.drawn.letter(spelled(text), turn, size, area)
        return advance

    def paint_path(
        self,
        graphicstate: Any,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        """Keep the lines and filled rectangles of a path; a curve is a drawing."""
        self.drawn.count_stroke()
        parts: list[list[PathSegment]] = []
        for step in path:
            if step[0] == "m":
                parts.append([])
            if parts:
                parts[-1].append(step)
        for part in parts:
            self._subpath(part, stroke, _is_white(graphicstate.ncolor) if fill else None)

    def _subpath(self, part: list[PathSegment], stroke: bool, white: bool | None) -> None:
        """Keep one part of a path; `white` is None where it is not filled."""
        steps: list[Any] = [step for step in part if step[0] != "h"]
        points = [apply_matrix_pt(self.ctm, step[-2:]) for step in steps]
        if any(step[0] == "h" for step in part):
            points.append(points[0])
        xs, ys = [x for x, _ in points], [y for _, y in points]
        area = self.drawn.area(min(xs), min(ys), max(xs), max(ys))
        if any(step[0] in "cvy" for step in part):
            self.drawn.pictures.append(area)
            return
        if white is not None and _is_rectangle(points):
            self.drawn.fill(area, is_white=white)
        if stroke:
            for start, end in pairwise(points):
                self.drawn.count_stroke()
                self.drawn.segment(start, end)


def _sorted(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def _turn(matrix: Matrix) -> Turn:
    a, b, *_ = matrix
    if abs(a) >= abs(b):
        return Turn.RIGHT if a >= 0 else Turn.LEFT
    return Turn.UP if b > 0 else Turn.DOWN


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    """Tell whether a path of straight lines runs along the axes alone."""
    return len(points) in (4, 5) and all(
        abs(x0 - x1) <= _STRAY or abs(y0 - y1) <= _STRAY for (x0, y0), (x1, y1) in pairwise(points)
    )


def _is_white(colour: object) -> bool:
    """Tell whether a colour of grey, RGB or CMYK is that of the paper."""
    values = colour if isinstance(colour, tuple | list) else (colour,)
    numbers = [value for value in values if isinstance(value, int | float)]
    if len(numbers) == 4:
        return max(numbers) < 0.02
    return bool(numbers) and min(numbers) > 0.98
