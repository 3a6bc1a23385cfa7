"""Read the rows of a Word table: its cells with their lines, struck words and merges."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from plan_graph.documents.layout import Box, Layout
from plan_graph.documents.marked import lines_of, struck_of
from plan_graph.documents.word.paragraphs import TextReader
from plan_graph.documents.word.wordprocessing import (
    Element,
    attribute,
    child,
    holds,
    is_on,
    kind,
    value,
    within,
)
from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Cell, Place

_BLOCKS = frozenset({"p", "tbl"})
_ROWS = frozenset({"tr"})
_CELLS = frozenset({"tc"})
_PICTURES = ("drawing", "pict", "object")
_SHORT_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
_PAGE_COLOURS = ("", "AUTO", "FFFFFF")


@dataclass
class RowReader:
    """Reads one row.

    Attributes:
        above: The vertically merged cells that reach down to this row, by their first column.
        merges: Those that may reach on to the next row.
        is_heading: Whether the row is one of headings, which Word repeats on each page.
    """

    layout: Layout
    reader: TextReader
    element: Element
    number: int
    above: dict[int, Cell]
    merges: dict[int, Cell] = field(default_factory=dict)
    is_heading: bool = False
    cells: list[Cell] = field(default_factory=list)

    def read(self) -> tuple[Cell, ...]:
        """Return the cells; their words are laid out."""
        self.layout.count(self.number, rows=1)
        column = 1 + self._number(child(self.element, "trPr"), "gridBefore", least=0)
        self.is_heading = is_on(self.element, "trPr", "tblHeader")
        for cell in within(self.element, _CELLS):
            column += self._cell(cell, column)
        self.layout.put("")
        return tuple(self.cells)

    def _cell(self, element: Element, column: int) -> int:
        """Read the cell that begins at a column; give how many columns it covers."""
        look = child(element, "tcPr")
        columns = self._number(look, "gridSpan", least=1)
        self.layout.count(self.number, cells=1, columns=column + columns - 1)
        box = self._box(element, look, column, columns)
        if self.cells and _merge(look, "hMerge") == "continue":
            self._widen(columns, box.text)
            return columns
        self.layout.put("\t", end="")
        cell = box.cell(self.layout.put(box.text))
        merge = _merge(look, "vMerge")
        if merge == "continue" and column in self.above:
            if cell.passage:  # Word does not show it.
                self.layout.skipped.append(cell.passage)
            cell = replace(self.above[column], columns=columns)
        if merge:
            self.merges[column] = cell
        self.cells.append(cell)
        return columns

    def _box(self, element: Element, look: Element | None, column: int, columns: int) -> Box:
        paragraphs = self.reader.paragraphs(element)
        text = "\n".join(each.text for each in paragraphs)
        return Box(
            column,
            text,
            columns,
            lines=tuple(lines_of(text, paragraphs)),
            struck=tuple(struck_of(paragraphs)),
            is_heading=self.is_heading,
            is_filled=_is_filled(look),
            has_picture=not text.strip() and any(holds(element, each) for each in _PICTURES),
        )

    def _widen(self, columns: int, text: str) -> None:
        """Let the last cell cover the columns of one that is merged with it, the old way."""
        last = self.cells.pop()
        self.cells.append(replace(last, columns=last.columns + columns))
        if text.strip():  # Word does not show it.
            self.reader.hidden.append(text)

    def _number(self, look: Element | None, name: str, *, least: int) -> int:
        found = None if look is None else child(look, name)
        number = None if found is None else attribute(found, "val")
        if number is None:
            return least
        if not _SHORT_NUMBER.fullmatch(number):
            raise DocumentError(
                self.layout.name,
                phrase(
                    "documents.word_cells.where_number_columns_expected",
                    name=name,
                    number=number[:20],
                ),
                place=phrase("documents.layout.place", table=self.layout.tables, row=self.number),
            )
        return max(least, int(number))


def cells_of(body: Element) -> dict[Place, Element]:
    """Return the cells of the tables of a document, by where they stand in it as it is read."""
    found: dict[Place, Element] = {}
    tables = (block for block in within(body, _BLOCKS) if kind(block) == "tbl")
    for table, element in enumerate(tables, 1):
        for row, each in enumerate(within(element, _ROWS), 1):
            column = 1 + _columns(child(each, "trPr"), "gridBefore")
            for cell in within(each, _CELLS):
                found[Place(table, row, column)] = cell
                column += max(1, _columns(child(cell, "tcPr"), "gridSpan"))
    return found


def _columns(look: Element | None, name: str) -> int:
    number = "" if look is None else value(look, name)
    return int(number) if _SHORT_NUMBER.fullmatch(number) else 0


def _merge(look: Element | None, name: str) -> str:
    """Return 'restart', 'continue' (what it means when it says nothing), or '' for no merge."""
    found = None if look is None else child(look, name)
    return "" if found is None else attribute(found, "val") or "continue"


def _is_filled(look: Element | None) -> bool:
    """Tell whether a cell has a background of its own; a pattern of lines is one too."""
    shading = None if look is None else child(look, "shd")
    if shading is None:
        return False
    pattern = attribute(shading, "val") or "clear"
    is_plain = (attribute(shading, "fill") or "").upper() in _PAGE_COLOURS
    return pattern != "nil" and (pattern != "clear" or not is_plain)
