"""Draw PDFs letter by letter and line by line, as programs do that know no tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fpdf import FPDF

LEAD = 12
"""How far apart the lines of a cell stand, in points."""


class Sheet:
    """Pages of A4 across, drawn in points from the upper left corner."""

    def __init__(self, *, size: float = 10) -> None:
        self.pdf = FPDF(orientation="landscape", format="A4", unit="pt")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_font("helvetica", size=size)
        self.pdf.add_page()

    def page(self) -> None:
        self.pdf.add_page()

    def text(self, x: float, y: float, words: str, *, size: float = 10) -> float:
        """Draw lines, and return where the next one would stand."""
        self.pdf.set_font_size(size)
        for line in words.split("\n") if words else ():
            self.pdf.text(x, y, line)
            y += LEAD
        return y

    def turned(self, x: float, y: float, words: str, degrees: float = 90) -> None:
        with self.pdf.rotation(degrees, x=x, y=y):
            self.pdf.text(x, y, words)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.pdf.line(x0, y0, x1, y1)

    def fill(self, left: float, top: float, right: float, bottom: float) -> None:
        self.pdf.set_fill_color(210, 225, 240)
        self.pdf.rect(left, top, right - left, bottom - top, style="F")

    def row(self, xs: Sequence[float], y: float, cells: Sequence[str]) -> float:
        """Draw cells without rules, and return where the line below them would stand."""
        return max(self.text(x, y, cell) for x, cell in zip(xs, cells, strict=True))

    def box(self, area: tuple[float, float, float, float], words: str, open_at: str = "") -> None:
        """Draw a cell with its rules, but those at the sides named."""
        left, top, right, bottom = area
        for side, ends in {
            "left": (left, top, left, bottom),
            "right": (right, top, right, bottom),
            "top": (left, top, right, top),
            "bottom": (left, bottom, right, bottom),
        }.items():
            if side not in open_at:
                self.line(*ends)
        self.text(left + 4, top + LEAD, words)

    def ruled(
        self,
        edges: Sequence[float],
        y: float,
        rows: Sequence[Sequence[str | None]],
        open_at: str = "",
    ) -> float:
        """Draw rows of cells with rules; None leaves a place to a cell drawn otherwise."""
        for cells in rows:
            height = max(cell.count("\n") + 1 for cell in cells if cell is not None) * LEAD + 8
            for left, right, cell in zip(edges, edges[1:], cells, strict=False):
                if cell is not None:
                    self.box((left, y, right, y + height), cell, open_at)
            y += height
        return y

    def save(self, path: Path) -> Path:
        self.pdf.output(str(path))
        return path
