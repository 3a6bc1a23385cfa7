"""Read a text with tables: as a word processor exports it, drawn with characters, or with bars.

In a word processor's export a cell opens with a line break and a tab, and nothing tells for sure
where a row ends; so the reader asks for headings and column headings that it knows, in whatever
language. Where it knows none, a blank line ends a row. The whole export is one table: it does not
say where one table ends and the next begins. A text without tables is paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from plan_graph.documents.decode import decode
from plan_graph.documents.delimited import delimited
from plan_graph.documents.layout import Layout
from plan_graph.documents.limits import read_bytes
from plan_graph.documents.plain.drawn import is_drawn, lay_out_drawn
from plan_graph.documents.plain.piped import is_row, lay_out_piped
from plan_graph.errors import DocumentError
from plan_graph.language.columns import announced
from plan_graph.language.headings import HeadingReader
from plan_graph.language.patterns import whole_words
from plan_graph.language.recognition import Languages
from plan_graph.language.wording import Wording
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.text import Passage

_CELL = re.compile(r"(?:^|\n)\t")
_BLANK_LINE = re.compile(r"\n\s*\n")


def read_text(path: Path, languages: Languages) -> Document:
    """Read a text; what its tables are made of is told by what it holds.

    Raises:
        DocumentError: If the file is no text, or its cells do not make rows.
    """
    text = decode(path.name, read_bytes(path), languages)
    wording = languages.of(text)
    if is_drawn(text):
        drawn = Layout(path.name)
        lay_out_drawn(text, drawn, HeadingReader(wording))
        return drawn.document()
    if _is_parted_by_tabs(text):
        return delimited(path.name, text, "\t")
    cells = sum(1 for _ in _CELL.finditer(text))
    if sum(map(is_row, text.split("\n"))) > max(1, cells):
        piped = Layout(path.name)
        lay_out_piped(text, piped, HeadingReader(wording))
        return piped.document()
    return layout(path.name, text, wording)


def _is_parted_by_tabs(text: str) -> bool:
    """Tell whether tabs stand between values on a line, and not where a cell of an export opens."""
    lines = text.split("\n")
    between = sum("\t" in line.strip() for line in lines)
    opening = sum(line.startswith("\t") and "\t" not in line.strip() for line in lines)
    return between > max(1, opening)


def layout(name: str, text: str, wording: Wording) -> Document:
    """Lay exported text out as rows of cells.

    A text without any cell is paragraphs, parted by blank lines.

    Raises:
        DocumentError: If the cells do not make rows.
    """
    openings = list(_CELL.finditer(text))
    if not openings:
        return Document(name, text, tuple(Passage(0, text).split(_BLANK_LINE)))
    chunks = [
        Passage(opening.end(), text[opening.end() : following.start()])
        for opening, following in pairwise(openings)
    ]
    last, tail = _split_tail(Passage(openings[-1].end(), text[openings[-1].end() :]), wording)
    chunks.append(last)
    reader = _Rows(name, text, wording, HeadingReader(wording))
    known = list(reader.read(chunks))
    rows = _spanned(known if reader.width else list(_by_blank_lines(chunks)))
    before = Passage(0, text[: openings[0].start()]).lines()
    return Document(name, text, (*before, Table(1, rows), *tail.lines()))


def _by_blank_lines(chunks: list[Passage]) -> Iterator[Row]:
    """Yield rows that end where a blank line does."""
    number, pending = 0, list[Passage]()
    for chunk in chunks:
        pending.append(chunk)
        if chunk.text.endswith("\n"):
            number += 1
            yield _row(number, pending)
            pending = []
    if pending:
        yield _row(number + 1, pending)


def _row(number: int, chunks: list[Passage]) -> Row:
    *others, last = chunks
    # The blank line behind the last cell ends the row; it is no part of the cell.
    last = last.slice(0, -1) if last.text.endswith("\n") else last
    return Row(number, tuple(Cell(cell, i) for i, cell in enumerate((*others, last), start=1)))


def _spanned(rows: list[Row]) -> tuple[Row, ...]:
    """Let a row of one cell span the whole table."""
    width = max(len(row.cells) for row in rows)
    return tuple(
        Row(row.number, (Cell(row.cells[0].passage, 1, width),)) if row.is_spanning else row
        for row in rows
    )


def _split_tail(chunk: Passage, wording: Wording) -> tuple[Passage, Passage]:
    """Part the last cell from the list of abbreviations behind the table."""
    heading = re.compile(r"(?m)^\s*" + whole_words(wording.headings["abbreviations"]).pattern)
    match = heading.search(chunk.folded)
    start = match.start() if match else len(chunk.text)
    return chunk.slice(0, len(chunk.text[:start].rstrip("\n"))), chunk.slice(start)


@dataclass
class _Rows:
    """Group cells into rows: a heading is a row of its own, others have the header's width."""

    name: str
    text: str
    wording: Wording
    headings: HeadingReader
    width: int = 0
    number: int = 0
    pending: list[Passage] = field(default_factory=list)

    def read(self, chunks: list[Passage]) -> Iterator[Row]:
        index = 0
        while index < len(chunks):
            header = self._header_width(chunks[index:])
            if header:
                yield from self._flush()
                self.width = header
                yield self._row(chunks[index : index + header])
                index += header
                continue
            if not self.width or self.headings.read(chunks[index]):
                yield from self._flush()
                yield self._row(chunks[index : index + 1])
            else:
                self.pending.append(chunks[index])
            index += 1
        yield from self._flush()

    def _header_width(self, chunks: list[Passage]) -> int:
        """Return the number of header cells at the start of the chunks, 0 if they are no header."""
        kinds: list[str] = []
        width, least = 0, 2
        for chunk in chunks:
            known = announced(self.wording, chunk.text)
            found = known.kinds
            if not (found or known.is_said) or set(found) & set(kinds):
                break
            kinds.extend(found)
            width += 1
            least = 1 if known.is_said and "action" in found else least
        if width < least or "action" not in kinds:
            return 0
        # A heading of unknown words still belongs to the row, until a blank line ends it.
        while width < len(chunks) and not chunks[width - 1].text.endswith("\n"):
            width += 1
        return width

    def _flush(self) -> Iterator[Row]:
        """Yield the rows of the cells collected so far.

        Raises:
            DocumentError: If they do not fill the last row.
        """
        cells, self.pending = self.pending, []
        for start in range(0, len(cells), self.width or 1):
            row = cells[start : start + self.width]
            if len(row) < self.width:
                self._complain(cells)
            yield self._row(row)

    def _row(self, chunks: list[Passage]) -> Row:
        self.number += 1
        return _row(self.number, chunks)

    def _complain(self, cells: list[Passage]) -> None:
        """Point at the first row whose last cell is followed by no blank line, else at the last."""
        groups = [cells[i : i + self.width] for i in range(0, len(cells), self.width)]
        odd = next((row for row in groups if not row[-1].text.endswith("\n")), groups[-1])
        line = self.text.count("\n", 0, odd[0].start) + 1
        words = " ".join(odd[0].text.split())[:60]
        raise DocumentError(
            self.name,
            phrase(
                "documents.text.row_too_few_cells_cells",
                words=words,
                cells=len(cells),
                width=self.width,
            ),
            place=f"line {line}",
        )
