"""The rows and cells of tables in an OpenDocument text, by where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from plan_graph.documents.opendocument.package import Element, kind, tag, whole
from plan_graph.documents.opendocument.paragraphs import OdfReader
from plan_graph.plan.tables import Place

_HEADER_ROWS = "table:table-header-rows"
_ROW_GROUPS = ("table:table-rows", "table:table-row-group")
_CELLS = ("table:table-cell", "table:covered-table-cell")


def table_rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """Yield the rows of a table, and whether they are of headings that each page repeats."""
    pending = [(each, False) for each in reversed(table)]
    while pending:
        each, is_heading = pending.pop()
        name = kind(each)
        if name == "table:table-row":
            yield each, is_heading
        elif name in _ROW_GROUPS or name == _HEADER_ROWS:
            below = is_heading or name == _HEADER_ROWS
            pending.extend((child, below) for child in reversed(each))


def cells_of(body: Element, reader: OdfReader) -> dict[Place, Element]:
    """Return the cells of the tables of a text, by where they stand in it as it is read."""
    found: dict[Place, Element] = {}
    tables = (block.element for block in reader.blocks(body) if block.is_table)
    for table, element in enumerate(tables, 1):
        number = 1
        for row, _ in table_rows(element):
            column = 1
            for cell in row.iterchildren(*map(tag, _CELLS)):
                found[Place(table, number, column)] = cell
                column += whole(cell, "table:number-columns-repeated")
            number += whole(row, "table:number-rows-repeated")
    return found
