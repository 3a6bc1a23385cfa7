"""Tables as they stand on one page: cells with their paragraphs, made of rules or of columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from plan_graph.documents.pdf.marks import Area
from plan_graph.documents.pdf.paragraphs import Paragraph


@dataclass(frozen=True)
class PdfCell:
    """One cell; columns count from 1."""

    column: int
    paragraphs: tuple[Paragraph, ...]
    columns: int = 1
    rows: int = 1
    places: tuple[tuple[int, Area], ...] = ()
    """The pages and areas where it stands; more than one where it goes on overleaf."""
    is_filled: bool = False
    is_wordless: bool = False

    @cached_property
    def text(self) -> str:
        """Its paragraphs as lines."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


PdfRow = tuple[PdfCell, ...]


@dataclass(frozen=True)
class Piece:
    """A table, or the part of one that stands on a page.

    Attributes:
        page: The page on which it ends.
        area: Where it stands.
        xs: Where its columns begin and end.
        rows: Its rows; a cell over several stands in the first.
        gutters: The white space between its columns, if no rules part them.
        open_top: Whether no rule closes it at the top although others part its rows.
        open_bottom: Whether no rule closes it at the bottom.
    """

    page: int
    area: Area
    xs: tuple[float, ...]
    rows: tuple[PdfRow, ...]
    gutters: tuple[tuple[float, float], ...] = ()
    open_top: bool = False
    open_bottom: bool = False
    padding: float | None = None
    """The gap from which on its lines are of different rows, if rows stand apart on their pages."""

    @property
    def size(self) -> float:
        """The size of the letters in its last rows, 0 if it has none."""
        sizes = (
            line.size
            for row in reversed(self.rows)
            for cell in row
            for paragraph in cell.paragraphs
            for line in paragraph.lines
        )
        return next(sizes, 0.0)
