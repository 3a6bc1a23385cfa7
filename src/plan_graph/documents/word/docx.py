"""Read a Word document (.docx): its paragraphs and tables, laid out as Word's text export has them.

A paragraph is a line. A table cell is a tab, its paragraphs as lines; a blank line ends
the row. So the same plan gives the same text whether it comes as .docx or as exported
text. The numbers of lists are written as Word shows them; bullets are no words, and the lines of a
cell tell them. Nested tables are read as lines of their cell. Text boxes, hidden words, notes,
headers and footers follow behind the body, as passages that were skipped; of headers and footers
what only repeats is furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from plan_graph.documents.layout import Layout
from plan_graph.documents.limits import read_bytes
from plan_graph.documents.marked import Paragraph
from plan_graph.documents.package import Package, open_package
from plan_graph.documents.properties import properties, stated_language, stated_title
from plan_graph.documents.word.margins import MarginLine, Margins
from plan_graph.documents.word.numbering import read_numbering
from plan_graph.documents.word.paragraphs import TextReader
from plan_graph.documents.word.styles import Styles, is_title, level_of, read_styles
from plan_graph.documents.word.word_cells import RowReader
from plan_graph.documents.word.wordprocessing import Element, attribute, child, holds, kind, within
from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Cell, Document, Row, Table

_BLOCKS = frozenset({"p", "tbl"})
_ROWS = frozenset({"tr"})
_RUNS = frozenset({"r"})
_TEXTS = frozenset({"t"})
_PARAGRAPHS = frozenset({"p"})
_FIELDS = frozenset({"instrText", "fldSimple"})
_PAGE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_MARGINS = ("header", "footer")
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}


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
    body = _body(name, package.xml(main))
    styles = read_styles(package, main)
    title, language = properties(package)
    layout = _Layout(
        name,
        language=_marked_language(body) or language,
        reader=TextReader(read_numbering(package, main, styles).marker),
        styles=styles,
    )
    layout.body(body)
    layout.aside()
    layout.notes(package, main)
    layout.margins(package, main)
    layout.entitle(title or stated_title(_printed_title(body, styles), name))
    return layout.document()


def _body(name: str, root: Element) -> Element:
    body = child(root, "body")
    if kind(root) != "document" or body is None:
        found = str(root.tag).rpartition("}")[2]
        raise DocumentError(
            name,
            phrase("documents.docx.no_word_document_main_part", found=found),
        )
    if holds(root, "altChunk"):
        raise DocumentError(
            name,
            phrase("documents.docx.holds_another_document_word_not"),
        )
    return body


def _printed_title(body: Element, styles: Styles) -> str:
    """Return the words of the first paragraph in the style of a title, or ''."""
    paragraphs = (each for each in within(body, _PARAGRAPHS) if is_title(each, styles))
    first = next(paragraphs, None)
    return "" if first is None else "".join(each.text or "" for each in within(first, _TEXTS))


def _marked_language(body: Element) -> str:
    """Return the language that most of the words are marked with, or ''.

    The default language of the document is that of the program it was made with, and says
    nothing of its words.
    """
    if not holds(body, "lang"):
        return ""
    letters: Counter[str] = Counter()
    for run in within(body, _RUNS):
        marked = child(run, "rPr", "lang")
        tag = "" if marked is None else attribute(marked, "val") or ""
        letters[tag] += sum(len(text.text or "") for text in within(run, _TEXTS))
    tag, count = max(letters.items(), key=lambda each: (each[1], each[0]), default=("", 0))
    return stated_language(tag) if 2 * count > letters.total() else ""


@dataclass
class _Layout(Layout):
    """Lays a Word document out; nested tables are lines of their cell."""

    reader: TextReader = field(default_factory=TextReader)
    styles: Styles = field(default_factory=Styles)

    def body(self, body: Element) -> None:
        for (name, level), blocks in groupby(within(body, _BLOCKS), self._style):
            if name == "p":
                for paragraph in self.reader.joined(blocks):
                    self._paragraph(paragraph, level)
            else:
                self.blocks.extend(map(self.table, blocks))

    def _style(self, block: Element) -> tuple[str, int]:
        """Return the name of a block, and the level of a heading that holds words."""
        name = kind(block)
        return name, level_of(block, self.styles.levels) if name == "p" else 0

    def _paragraph(self, paragraph: Paragraph, level: int) -> None:
        """Write a paragraph; a number without words is left out, outside of tables."""
        text = paragraph.text if paragraph.words.strip() else paragraph.words
        if level:
            self.heading(text, level)
        else:
            self.paragraph(text)

    def table(self, table: Element) -> Table:
        self.tables += 1
        rows: list[Row] = []
        merges: dict[int, Cell] = {}
        for element in within(table, _ROWS):
            row = RowReader(self, self.reader, element, len(rows) + 1, merges)
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
        """Write headers and footers: what only repeats as furniture, other words as skipped."""
        margins = Margins(self)
        for relation in _MARGINS:
            for root in map(package.xml, package.related(main, relation)):
                margins.write(self._margin(root))
                self.aside()

    def _margin(self, root: Element) -> Iterator[MarginLine]:
        for paragraph in within(root, _PARAGRAPHS):
            for each in self.reader.joined(iter([paragraph])):
                yield MarginLine(each.text, _numbers_pages(paragraph))


def _numbers_pages(paragraph: Element) -> bool:
    """Tell whether a paragraph holds a field that gives the number of a page."""
    for found in within(paragraph, _FIELDS):
        if _PAGE.match(found.text or attribute(found, "instr") or ""):
            return True
    return False
