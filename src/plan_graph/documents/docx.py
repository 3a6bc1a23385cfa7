"""Read a Word document (.docx): its paragraphs and tables, laid out as Word's text export has them.

A paragraph is a line. A table cell is a tab, its paragraphs as lines; a blank line ends
the row. So the same plan gives the same text whether it comes as .docx or as exported
text. Nested tables are read as lines of their cell. Text boxes, hidden words, notes,
headers and footers follow behind the body, as passages that were skipped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from plan_graph.documents.layout import Layout
from plan_graph.documents.limits import read_bytes
from plan_graph.documents.package import Package, open_package
from plan_graph.documents.styles import heading_levels, level_of
from plan_graph.documents.wordprocessing import (
    Element,
    TextReader,
    attribute,
    child,
    holds,
    kind,
    within,
)
from plan_graph.errors import DocumentError
from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.text import Passage

_BLOCKS = frozenset({"p", "tbl"})
_ROWS = frozenset({"tr"})
_CELLS = frozenset({"tc"})
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_MARGINS = {"header": "hdr", "footer": "ftr"}
_SHORT_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


def read_docx(path: Path) -> Document:
    """Read a Word document.

    The blocks outside tables are its lines that hold words, without white space at their ends.

    Raises:
        DocumentError: If the file is no Word document, is damaged, locked with a password, or
            beyond a limit.
    """
    name = path.name
    package = open_package(name, read_bytes(path))
    main = next(iter(package.related("", "officeDocument")), "word/document.xml")
    root = package.xml(main)
    body = child(root, "body")
    if kind(root) != "document" or body is None:
        found = str(root.tag).rpartition("}")[2]
        raise DocumentError(
            name,
            f"is no Word document: its main part is a '{found}', where a 'document' with a 'body' "
            "was expected; save the plan as .docx",
        )
    if holds(root, "altChunk"):
        raise DocumentError(
            name,
            "holds another document that Word has not yet taken in ('altChunk'); open it in Word "
            "and save it again",
        )
    layout = _Layout(name, styles=heading_levels(package, main))
    layout.body(body)
    layout.aside()
    layout.notes(package, main)
    layout.margins(package, main)
    return layout.document()


@dataclass
class _Layout(Layout):
    """Lays a Word document out; nested tables are lines of their cell."""

    reader: TextReader = field(default_factory=TextReader)
    styles: Mapping[str, int] = field(default_factory=dict)

    def body(self, body: Element) -> None:
        for (name, level), blocks in groupby(within(body, _BLOCKS), self._style):
            if name == "p":
                for text in self.reader.joined(blocks):
                    if level:
                        self.heading(text, level)
                    else:
                        self.paragraph(text)
            else:
                self.blocks.extend(map(self.table, blocks))

    def _style(self, block: Element) -> tuple[str, int]:
        """Give the name of a block, and the level of a heading that holds words."""
        name = kind(block)
        return name, level_of(block, self.styles) if name == "p" else 0

    def table(self, table: Element) -> Table:
        self.tables += 1
        rows: list[Row] = []
        merges: dict[int, Passage] = {}
        for element in within(table, _ROWS):
            row = _RowReader(self, element, f"table {self.tables}, row {len(rows) + 1}", merges)
            rows.append(Row(len(rows) + 1, row.read()))
            merges = row.merges
        return Table(self.tables, tuple(rows))

    def aside(self) -> None:
        """Write the hidden words and text boxes found so far; a box may hold further boxes."""
        while self.reader.hidden or self.reader.boxes:
            hidden, boxes = self.reader.hidden, self.reader.boxes
            self.reader.hidden, self.reader.boxes = [], []
            for text in (*hidden, *("\n".join(self.reader.lines(box)) for box in boxes)):
                self.skip(text)

    def notes(self, package: Package, main: str) -> None:
        for relation, element in _NOTES.items():
            for part in package.related(main, relation):
                for note in within(package.xml(part), frozenset({element})):
                    self.skip("\n".join(self.reader.lines(note)))
                self.aside()

    def margins(self, package: Package, main: str) -> None:
        """Write headers and footers, but not those that are page numbers only."""
        for relation in _MARGINS:
            for part in package.related(main, relation):
                text = "\n".join(self.reader.lines(package.xml(part)))
                if any(map(str.isalpha, text)):
                    self.skip(text)
                self.aside()


@dataclass
class _RowReader:
    """Reads one row.

    Attributes:
        above: The vertically merged cells that reach down to this row, by their first column.
        merges: Those that may reach on to the next row.
    """

    layout: _Layout
    element: Element
    place: str
    above: dict[int, Passage]
    merges: dict[int, Passage] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)

    def read(self) -> tuple[Cell, ...]:
        self.layout.count(self.place, rows=1)
        column = 1 + self._number(self.element, "trPr", "gridBefore", least=0)
        for cell in within(self.element, _CELLS):
            column += self._cell(cell, column)
        self.layout.put("")
        return tuple(self.cells)

    def _cell(self, element: Element, column: int) -> int:
        """Read the cell that begins at a column; give how many columns it covers."""
        columns = self._number(element, "tcPr", "gridSpan", least=1)
        self.layout.count(self.place, cells=1, columns=column + columns - 1)
        text = "\n".join(self.layout.reader.lines(element))
        if self.cells and _merge(element, "hMerge") == "continue":
            self._widen(columns, text)
            return columns
        self.layout.put("\t", end="")
        passage = self.layout.put(text)
        merge = _merge(element, "vMerge")
        if merge == "continue" and column in self.above:
            if passage:  # Word does not show it.
                self.layout.skipped.append(passage)
            passage = self.above[column]
        if merge:
            self.merges[column] = passage
        self.cells.append(Cell(passage, column, columns))
        return columns

    def _widen(self, columns: int, text: str) -> None:
        """Let the last cell cover the columns of one that is merged with it, the old way."""
        last = self.cells.pop()
        self.cells.append(Cell(last.passage, last.column, last.columns + columns))
        if text.strip():  # Word does not show it.
            self.layout.reader.hidden.append(text)

    def _number(self, element: Element, *path: str, least: int) -> int:
        found = child(element, *path)
        value = None if found is None else attribute(found, "val")
        if value is None:
            return least
        if not _SHORT_NUMBER.fullmatch(value):
            raise DocumentError(
                self.layout.name,
                f"{path[-1]} is '{value[:20]}', where a number of columns was expected; repair "
                "the table in Word",
                place=self.place,
            )
        return max(least, int(value))


def _merge(cell: Element, name: str) -> str:
    """Give 'restart', 'continue' (what it means when it says nothing), or '' for no merge."""
    found = child(cell, "tcPr", name)
    return "" if found is None else attribute(found, "val") or "continue"
