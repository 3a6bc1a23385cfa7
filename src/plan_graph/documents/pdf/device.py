"""Run the drawing commands of pages and keep the marks that they make.

Letters are put together to words as they are drawn. What a page may draw is bounded, so that
a hostile file runs out of its share and not the machine of its memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, PathSegment, apply_matrix_pt, apply_matrix_rect

from plan_graph.documents.pdf.drawn import STRAY, Drawn, keep
from plan_graph.documents.pdf.marks import Marks, Turn
from plan_graph.documents.pdf.spelling import spelled


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
        return Marks(
            number,
            drawn.width,
            drawn.height,
            drawn.finished(),
            tuple(drawn.across),
            tuple(drawn.down),
            tuple(drawn.fills),
            tuple(drawn.pictures),
        )


class _Device(PDFTextDevice):
    """Takes what the interpreter draws."""

    ctm: Matrix
    drawn: Drawn

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Begin a page without marks."""
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self.drawn = Drawn(abs(x1 - x0), abs(y1 - y0))

    def begin_figure(self, name: str, bbox: Any, matrix: Matrix) -> None:
        """Count a figure; a file may nest them without end."""
        self.drawn.count_stroke()

    def render_image(self, name: str, stream: object) -> None:
        """Keep the place of a picture."""
        keep(self.drawn.pictures, self.drawn.area(*apply_matrix_rect(self.ctm, (0, 0, 1, 1))))

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
            low = font.get_descent() * fontsize + rise
            box = (0.0, low, advance, low + fontsize)
        area = self.drawn.area(*_moved(matrix, box))
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
            keep(self.drawn.pictures, area)
            return
        if white is not None and _is_rectangle(points):
            self.drawn.fill(area, is_white=white)
        if stroke:
            for start, end in pairwise(points):
                self.drawn.count_stroke()
                self.drawn.segment(start, end)


_Box = tuple[float, float, float, float]


def _moved(matrix: Matrix, box: _Box) -> _Box:
    """Return the box around a box that was moved, its sides in order."""
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = box
    if b == 0 == c:  # the words of almost all pages
        left, right, low, high = a * x0 + e, a * x1 + e, d * y0 + f, d * y1 + f
        return min(left, right), min(low, high), max(left, right), max(low, high)
    return apply_matrix_rect(matrix, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _turn(matrix: Matrix) -> Turn:
    a, b, *_ = matrix
    if abs(a) >= abs(b):
        return Turn.RIGHT if a >= 0 else Turn.LEFT
    return Turn.UP if b > 0 else Turn.DOWN


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    """Tell whether a path of straight lines runs along the axes alone."""
    return len(points) in (4, 5) and all(
        abs(x0 - x1) <= STRAY or abs(y0 - y1) <= STRAY for (x0, y0), (x1, y1) in pairwise(points)
    )


def _is_white(colour: object) -> bool:
    """Tell whether a colour of grey, RGB or CMYK is that of the paper."""
    values = colour if isinstance(colour, tuple | list) else (colour,)
    numbers = [value for value in values if isinstance(value, int | float)]
    if len(numbers) == 4:
        return max(numbers) < 0.02
    return bool(numbers) and min(numbers) > 0.98
