"""Render a document that a reader understood as a real Word file, to read it back.

The words are taken from the document's text, so that a file which reads back to the
same text shows that both layouts agree.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.text import Passage


def render(document: Document, path: Path) -> None:
    """Write a .docx with the paragraphs and tables of a document.

    Raises:
        ValueError: If the document's text is not laid out as its blocks say, or has skipped
            passages or characters that XML cannot hold.
    """
    if document.skipped:
        raise ValueError("skipped passages have no place in a Word file")
    word = docx.Document()
    body = word.element.body
    for each in list(body):
        if each.tag != qn("w:sectPr"):
            body.remove(each)
    for element in _Renderer(document).blocks():
        body.insert(len(body) - 1, element)
    word.save(str(path))


class _Renderer:
    """Walks through the text of a document, from block to block."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.position = 0

    def blocks(self) -> list[Any]:
        elements: list[Any] = []
        for table in self.document.tables:
            if table.rows:
                elements += self._paragraphs(_start(table))
            elements.append(self._table(table))
        return elements + self._paragraphs(len(self.document.text))

    def _paragraphs(self, end: int) -> list[Any]:
        """Return the lines from here to an offset as paragraphs."""
        text = self._take(self.document.text[self.position : end])
        if text and not text.endswith("\n"):
            raise ValueError(f"the paragraph before offset {end} has no end")
        return [_paragraph(line) for line in text.split("\n")[:-1]]

    def _table(self, table: Table) -> Any:
        element = OxmlElement("w:tbl")
        element.append(_element("w:tblPr", _element("w:tblW", type="auto", w="0")))
        width = max((_end(cell) for row in table.rows for cell in row.cells), default=0)
        element.append(_element("w:tblGrid", *(OxmlElement("w:gridCol") for _ in range(width))))
        for index, row in enumerate(table.rows):
            below = table.rows[index + 1] if index + 1 < len(table.rows) else Row(0, ())
            element.append(self._row(row, below))
        return element

    def _row(self, row: Row, below: Row) -> Any:
        element = OxmlElement("w:tr")
        column = row.cells[0].column if row.cells else 1
        if column > 1:
            element.append(_element("w:trPr", _element("w:gridBefore", val=str(column - 1))))
        for cell in row.cells:
            if cell.column != column:
                raise ValueError(f"row {row.number} has a gap before column {cell.column}")
            element.append(self._cell(cell, {each.passage for each in below.cells}))
            column = _end(cell) + 1
        self._take("\n")
        return element

    def _cell(self, cell: Cell, below: set[Passage]) -> Any:
        properties = OxmlElement("w:tcPr")
        if cell.columns > 1:
            properties.append(_element("w:gridSpan", val=str(cell.columns)))
        self._take("\t")
        continues = cell.passage.start < self.position
        if continues:
            properties.append(OxmlElement("w:vMerge"))
        elif cell.passage in below:
            properties.append(_element("w:vMerge", val="restart"))
        text = self._take("" if continues else cell.passage.text)
        self._take("\n")
        return _element("w:tc", properties, *map(_paragraph, text.split("\n")))

    def _take(self, text: str) -> str:
        """Step over words that must come next."""
        if not self.document.text.startswith(text, self.position):
            raise ValueError(f"offset {self.position}: {text!r} expected")
        self.position += len(text)
        return text


def _start(table: Table) -> int:
    """Return where the text of a table begins: at the tab of its first cell."""
    cells = table.rows[0].cells
    if not cells:
        raise ValueError("a table whose first row has no cell cannot be placed in the text")
    return cells[0].passage.start - 1


def _end(cell: Cell) -> int:
    return cell.column + cell.columns - 1


def _element(tag: str, *children: Any, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    element.extend(children)
    return element


def _paragraph(text: str) -> Any:
    """Return a paragraph of one run; its tabs are Word's own."""
    run = OxmlElement("w:r")
    for index, words in enumerate(text.split("\t")):
        if index:
            run.append(OxmlElement("w:tab"))
        if words:
            element = OxmlElement("w:t")
            element.text = words
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(element)
    return _element("w:p", run)
