"""Tables of one action each: its title over all columns, below it a header and one row.

A label may stand before the title: 'Strategy | Plant trees along the quay'.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from plan_graph.plan.tables import Cell, Row, Table
from plan_graph.reading.tables.header import MEANS, Header, HeaderReader
from plan_graph.text import Passage

_FEWEST_MEANS = 2
"""So many columns of those responsible, times, money or status tell that a row is of an action."""
_ROWS = 3
_LABEL_WORDS = 2


@dataclass(frozen=True)
class Titled:
    """A table that is one action: the header, in which the action has a column, and the cells."""

    header: Header
    cells: tuple[Cell, ...]


def titled(table: Table, reader: HeaderReader) -> Titled | None:
    """Return the action that a table is, or None if it is not a title, a header and one row.

    The header names no action, but at least two columns of what is only said of actions.
    """
    rows = [row for row in table.rows if any(cell.passage for cell in row.cells)]
    title = _sole(rows[0]) or _behind_label(rows[0]) if len(rows) == _ROWS else None
    if title is None or any(_sole(row) for row in rows[1:]):
        return None
    header = reader.attributes(rows[1:])
    has_letters = any(map(str.isalpha, title.passage.text))
    if header is None or not has_letters or reader.announced(title.passage):
        return None
    if "action" in header.known or len(MEANS & header.known) < _FEWEST_MEANS:
        return None
    width = max(cell.column + cell.columns for cell in rows[2].cells)
    column = max(header.width + 1, width)
    kinds = {**header.kinds, column: ("action",)}
    headings = {**header.headings, column: title.passage.slice(0, 0)}
    own = Cell(title.passage, column, lines=title.lines, struck=title.struck)
    return Titled(
        replace(header, kinds=kinds, headings=headings, width=column), (own, *rows[2].cells)
    )


def _behind_label(row: Row) -> Cell | None:
    """Return the words behind a short label that stands alone before them, or None."""
    cells = [cell for cell in row.cells if cell.passage]
    if len(cells) != 2 or cells[0].passage == cells[1].passage:
        return None
    label, title = (cell.passage.text.split() for cell in cells)
    return cells[1] if len(label) <= _LABEL_WORDS < len(title) else None


def _sole(row: Row) -> Cell | None:
    """Return the only cell of a row that holds words, or None."""
    filled: dict[Passage, Cell] = {}
    for cell in row.cells:
        if cell.passage:
            filled.setdefault(cell.passage, cell)
    return next(iter(filled.values())) if len(filled) == 1 else None
