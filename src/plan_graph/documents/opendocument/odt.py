"""Read an OpenDocument text (.odt), laid out as the same plan is when it comes from Word.

A paragraph is a line, with the number that its list shows. Nested tables are lines of their cell.
Text boxes, hidden words, notes, headers and footers follow behind the body, as passages that were
skipped; of headers and footers what only repeats is furniture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from plan_graph.documents.layout import MAX_COLUMNS, MAX_ROWS, Box, Layout
from plan_graph.documents.libreoffice import opendocument
from plan_graph.documents.marked import lines_of, struck_of
from plan_graph.documents.opendocument.package import (
    Element,
    attribute,
    kind,
    open_document,
    properties,
    tag,
    whole,
)
from plan_graph.documents.opendocument.paragraphs import Block, OdfReader
from plan_graph.documents.opendocument.styles import Styles, read_styles
from plan_graph.documents.opendocument.text_tables import table_rows
from plan_graph.documents.package import WRITER, Package
from plan_graph.documents.properties import stated_language
from plan_graph.documents.word.margins import MarginLine, Margins
from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Document

_MARGINS = ("header", "footer")
_PAGE_FIELDS = ("text:page-number", "text:page-count")
_DEEPEST_HEADING = 9


def read_odt(path: Path) -> Document:
    """Read an OpenDocument text, or one that an older program wrote.

    Raises:
        DocumentError: If the file is no such text, is damaged, locked with a password, or beyond
            a limit.
    """
    package, root, body = open_document(*opendocument(path), WRITER, "office:text")
    reader = OdfReader(path.name, read_styles(package, root))
    return TextLayout(path.name, reader=reader).read(package, body)


def _marked_language(reader: OdfReader) -> str:
    """Return the language that most of the words are marked with, or ''.

    The default language of the document is that of the program it was made with, and says
    nothing of its words.
    """
    letters = reader.letters
    language, count = max(letters.items(), key=lambda each: (each[1], each[0]), default=("", 0))
    if 2 * count <= letters.total() or language in reader.styles.default_languages:
        return ""
    return stated_language(language)


@dataclass
class TextLayout(Layout):
    """Lays a text out; nested tables are lines of their cell."""

    reader: OdfReader = field(default_factory=lambda: OdfReader("", Styles()))

    def read(self, package: Package, body: Element) -> Document:
        """Return the document of a body, with all that the file has beside it."""
        title, language = properties(package)
        self.body(body)
        self.language = _marked_language(self.reader) or language
        self.aside()
        self.notes()
        self.margins(package)
        self.entitle(title)
        return self.document()

    def body(self, body: Element) -> None:
        """Write the paragraphs and tables of a body."""
        for block in self.reader.blocks(body):
            self.block(block)

    def block(self, block: Block) -> None:
        """Write a paragraph or a table."""
        if block.is_table:
            self.grid(self._rows(block.element))
            return
        paragraph = self.reader.paragraph(block)
        text = paragraph.text if paragraph.words.strip() else paragraph.words
        if kind(block.element) == "text:h" and paragraph.words.strip():
            level = whole(block.element, "text:outline-level")
            self.heading(text, min(max(level, 1), _DEEPEST_HEADING))
        else:
            self.paragraph(text)

    def _rows(self, table: Element) -> Iterator[list[Box]]:
        number = 0
        for row, is_heading in table_rows(table):
            times = whole(row, "table:number-rows-repeated")
            if times > MAX_ROWS:
                self.count(number + 1, rows=times)
            boxes = self._boxes(row, number + 1, is_heading=is_heading)
            for _ in range(times):
                number += 1
                yield boxes

    def _boxes(self, row: Element, number: int, *, is_heading: bool) -> list[Box]:
        boxes: list[Box] = []
        column = 1
        for cell in row.iterchildren(tag("table:table-cell"), tag("table:covered-table-cell")):
            times = whole(cell, "table:number-columns-repeated")
            if column + times - 1 > MAX_COLUMNS:
                self.count(number, columns=column + times - 1)
            if kind(cell) == "table:table-cell":
                box = self._box(cell, column, number, is_heading=is_heading)
                boxes += [replace(box, column=column + each) for each in range(times)]
            else:  # the program does not show its words
                self.reader.hidden += filter(str.strip, self.reader.lines(cell))
            column += times
        return boxes

    def _box(self, cell: Element, column: int, number: int, *, is_heading: bool) -> Box:
        for table in cell.iter(tag("table:table")):
            if attribute(table, "table:is-sub-table") == "true":
                raise DocumentError(
                    self.name,
                    phrase("documents.odt.holds_cell_itself_split_into"),
                    place=phrase("documents.layout.place", table=self.tables, row=number),
                )
        paragraphs = self.reader.paragraphs(cell)
        text = "\n".join(each.text for each in paragraphs)
        look = self.reader.styles.look("table-cell", attribute(cell, "table:style-name"))
        has_picture = not text.strip() and any(
            kind(each).startswith("draw:") for each in cell.iter() if isinstance(each.tag, str)
        )
        return Box(
            column,
            text,
            max(whole(cell, "table:number-columns-spanned"), 1),
            max(whole(cell, "table:number-rows-spanned"), 1),
            lines=tuple(lines_of(text, paragraphs)),
            struck=tuple(struck_of(paragraphs)),
            is_heading=is_heading,
            is_filled=bool(look.is_filled),
            has_picture=has_picture,
        )

    def aside(self) -> None:
        """Write the hidden words and text boxes found so far; a box may hold further boxes."""
        while self.reader.hidden or self.reader.boxes:
            hidden, boxes = self.reader.hidden, self.reader.boxes
            self.reader.hidden, self.reader.boxes = [], []
            for text in (*hidden, *("\n".join(self.reader.lines(box)) for box in boxes)):
                self.skip(text)

    def notes(self) -> None:
        """Write the footnotes found so far, as skipped passages."""
        while self.reader.notes:
            notes, self.reader.notes = self.reader.notes, {}
            for note in chain.from_iterable(notes[each] for each in sorted(notes, reverse=True)):
                for body in note.iterchildren(tag("text:note-body")):
                    self.skip("\n".join(self.reader.lines(body)))
                self.aside()

    def margins(self, package: Package) -> None:
        """Write headers and footers: what only repeats as furniture, other words as skipped."""
        if not package.holds("styles.xml"):
            return
        pages = list(package.xml("styles.xml").iter(tag("style:master-page")))
        self.reader = OdfReader(self.name, read_styles(package))
        margins = Margins(self)
        for name in _MARGINS:
            for page in pages:
                for each in page:
                    is_off = attribute(each, "style:display") == "false"
                    if kind(each).startswith(f"style:{name}") and not is_off:
                        margins.write(self._margin(each))
                        self.aside()

    def _margin(self, root: Element) -> Iterator[MarginLine]:
        for block in self.reader.blocks(root, nested=True):
            fields = (next(block.element.iter(tag(each)), None) for each in _PAGE_FIELDS)
            numbers_pages = any(each is not None for each in fields)
            yield MarginLine(self.reader.paragraph(block).text, numbers_pages)
