"""Lay a document out as one text while it is read; what all readers of tables share.

A paragraph is a line. A table cell is a tab, then its lines; a blank line ends the row. So
the same plan gives the same text in whatever format it comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from plan_graph.documents.lines import moved, shifted
from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Cell, CellKind, Document, Line, Row, Table
from plan_graph.text import Passage, clean

MAX_ROWS = 20_000
"""Most rows of all tables together; the largest national plan known to us has some 700."""
MAX_CELLS = 200_000
"""Most cells of all tables together: ten for each row."""
MAX_COLUMNS = 1_000
"""Most columns of a table; Word itself makes no more than 63."""
MAX_CHARACTERS = 200_000
"""Most characters of one cell or paragraph; a cell of Excel holds 32,767."""


def check_length(name: str, text: str) -> None:
    """Refuse a cell or a paragraph that is longer than any that a person reads.

    Raises:
        DocumentError: If it is.
    """
    if len(text) > MAX_CHARACTERS:
        raise DocumentError(
            name,
            phrase("documents.layout.too_long", most=MAX_CHARACTERS, beginning=repr(text[:30])),
        )


@dataclass(frozen=True, slots=True)
class Box:
    """A cell as it is drawn: where it begins in its row, over how much it goes, what it is.

    The places of its lines and of its struck words count from the start of its text.
    """

    column: int
    """Counted from 1."""
    text: str
    columns: int = 1
    rows: int = 1
    kind: CellKind = CellKind.TEXT
    lines: tuple[Line, ...] = ()
    struck: tuple[Passage, ...] = ()
    is_heading: bool = False
    is_filled: bool = False
    has_picture: bool = False

    def cell(self, passage: Passage) -> Cell:
        """Return the cell whose words were written as a passage."""
        return Cell(
            passage,
            self.column,
            self.columns,
            kind=self.kind,
            lines=moved(self.lines, passage.start),
            struck=tuple(shifted(each, passage.start) for each in self.struck),
            is_heading=self.is_heading,
            is_filled=self.is_filled,
            is_wordless=not passage and (self.is_filled or self.has_picture),
        )


@dataclass
class Layout:
    """The text so far, with its passages.

    Attributes:
        name: Name of the document.
        parts: The pieces of the text.
        length: Their length in characters.
        blocks: The paragraphs and tables so far, in reading order.
        skipped: Words that have no place in the body.
        levels: Those of the paragraphs that the format marks as headings, with their level.
        furniture: Lines that only repeat on the pages.
        title: The title that the file states of itself.
        language: The tag of the language that the file states.
    """

    name: str
    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Passage | Table] = field(default_factory=list)
    skipped: list[Passage] = field(default_factory=list)
    levels: list[tuple[Passage, int]] = field(default_factory=list)
    furniture: list[Passage] = field(default_factory=list)
    title: Passage | None = None
    language: str = ""
    tables: int = 0
    rows: int = 0
    cells: int = 0

    def document(self) -> Document:
        """Return what was laid out."""
        return Document(
            self.name,
            "".join(self.parts),
            tuple(self.blocks),
            tuple(self.skipped),
            tuple(self.levels),
            tuple(self.furniture),
            self.title,
            self.language,
        )

    def put(self, text: str, end: str = "\n") -> Passage:
        """Write words and what ends them.

        Raises:
            DocumentError: If they are more than the limits allow.
        """
        check_length(self.name, text)
        passage = Passage(self.length, text)
        self.parts += (text, end)
        self.length += len(text) + len(end)
        return passage

    def skip(self, text: str) -> None:
        """Write words that have no place in the body, unless they are none."""
        if text.strip():
            self.skipped.append(self.put(text))

    def repeat(self, text: str) -> None:
        """Write words that only repeat on the pages, unless they are none."""
        if text.strip():
            self.furniture.append(self.put(text))

    def entitle(self, title: str) -> None:
        """Note the title that the file states: where the body has it, or else behind the body."""
        wanted = clean(title)
        blocks = (block for block in self.blocks if isinstance(block, Passage))
        same = next((block for block in blocks if clean(block.text) == wanted), None)
        self.title = same or (self.put(wanted) if wanted else None)

    def paragraph(self, text: str) -> None:
        """Write a paragraph; each of its lines that holds words is a block."""
        self.blocks.extend(self.put(text).lines())

    def heading(self, text: str, level: int) -> None:
        """Write a heading on one line; level 1 is the highest."""
        for passage in self.put(" ".join(text.split())).lines():
            self.blocks.append(passage)
            self.levels.append((passage, level))

    def count(self, row: int, *, rows: int = 0, cells: int = 0, columns: int = 0) -> None:
        """Count what was read.

        Raises:
            DocumentError: If it is more than the limits allow.
        """
        self.rows += rows
        self.cells += cells
        if self.rows <= MAX_ROWS and self.cells <= MAX_CELLS and columns <= MAX_COLUMNS:
            return
        for number, most, what in (
            (self.rows, MAX_ROWS, "documents.layout.rows"),
            (self.cells, MAX_CELLS, "documents.layout.cells"),
            (columns, MAX_COLUMNS, "documents.layout.columns"),
        ):
            if number > most:
                raise DocumentError(
                    self.name,
                    phrase(
                        "documents.layout.too_much", number=number, what=phrase(what), most=most
                    ),
                    place=phrase("documents.layout.place", table=self.tables, row=row),
                )

    def grid(self, rows: Iterable[Sequence[Box]], *, is_spaced: bool = False) -> None:
        """Write a table of boxes, each in the row where it begins, from left to right.

        It `is_spaced` if nothing but white space parts its columns.

        Raises:
            DocumentError: If it is larger than the limits allow.
        """
        self.tables += 1
        laid: list[Row] = []
        above: list[tuple[int, Cell]] = []
        for boxes in rows:
            number = len(laid) + 1
            self.count(number, rows=1)
            cells: list[tuple[int, Box | Cell]] = list(above)
            cells += [(box.rows, box) for box in boxes]
            above = []
            row: list[Cell] = []
            for height, given in sorted(cells, key=lambda item: item[1].column):
                row.append(self._cell(given, number))
                if height > 1:
                    above.append((height - 1, row[-1]))
            self.put("")
            laid.append(Row(number, tuple(row)))
        self.blocks.append(Table(self.tables, tuple(laid), is_spaced))

    def _cell(self, given: Box | Cell, row: int) -> Cell:
        self.count(row, cells=1, columns=given.column + given.columns - 1)
        self.put("\t", end="")
        if isinstance(given, Cell):
            self.put("")
            return given
        return given.cell(self.put(given.text))
