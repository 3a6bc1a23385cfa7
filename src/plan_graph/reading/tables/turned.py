"""Tables that are turned: a label on each row, and an action in each of several columns.

They are read as their columns were rows. The words keep their places in the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, takewhile

from plan_graph.language.columns import announced
from plan_graph.language.wording import Wording
from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.reading.tables.calendar import is_slot
from plan_graph.reading.tables.header import MEANS
from plan_graph.text import Passage, clean

_FEWEST_LABELS = 3
_FEWEST_ACTIONS = 2
_MOST_ROWS = 60
"""More is not told of an action."""
_FURNITURE = 12
"""Words of the foot of a page and the head of the next one at most."""


def upright(document: Document, wording: Wording) -> Document:
    """Return a document with an action on a row of each table, where it was in a column.

    A page may part such a table: it is one, before the few words that stand between its parts.
    """
    found: dict[int, Table | None] = {}
    for place, block in enumerate(document.blocks):
        if isinstance(block, Table) and block.number not in found:
            rest = _rest(document, place + 1)
            whole = _upright((*block.rows, *rest.rows), block.number, wording) if rest else None
            if rest and whole:
                found[rest.number] = None
            found[block.number] = whole or _upright(block.rows, block.number, wording) or block
    blocks = (found[each.number] if isinstance(each, Table) else each for each in document.blocks)
    return replace(document, blocks=tuple(filter(None, blocks)))


def _rest(document: Document, place: int) -> Table | None:
    """Return the table behind a place, if only a few words stand before it, and no heading."""
    words = 0
    for block in islice(document.blocks, place, None):
        if isinstance(block, Table):
            return block
        words += len(block.text.split())
        if words > _FURNITURE or document.level(block):
            return None
    return None


def _upright(rows: Sequence[Row], number: int, wording: Wording) -> Table | None:
    """Return a table with its columns as rows below its title, or None if it is not turned."""
    if len(rows) > _MOST_ROWS:
        return None
    above = list(takewhile(lambda row: row.is_spanning, rows))
    labelled = [row for row in rows[len(above) :] if _words(row)]
    if not _is_turned(labelled, wording):
        return None
    width = labelled[0].cells[-1].column + labelled[0].cells[-1].columns
    columns = range(1, width)
    below = (Row(len(above) + column, tuple(_cells(labelled, column))) for column in columns)
    return Table(number, (*above, *below))


def _cells(labelled: Sequence[Row], column: int) -> list[Cell]:
    """Return what stands in a column, a cell for each row."""
    return [
        replace(cell, column=number, columns=1)
        for number, row in enumerate(labelled, 1)
        for cell in row.cells
        if cell.column <= column < cell.column + cell.columns
    ]


def _words(row: Row) -> list[Passage]:
    return [cell.passage for cell in row.cells if cell.passage]


def _is_turned(rows: Sequence[Row], wording: Wording) -> bool:
    """Tell whether rows begin with labels of what is told of actions, one with that of these.

    Its other cells are words, each another one, and what stands behind labels is none.
    """
    widths = {row.cells[-1].column + row.cells[-1].columns for row in rows}
    if len(rows) < _FEWEST_LABELS or len(widths) > 1 or min(widths) < 2 + _FEWEST_ACTIONS:
        return False
    if any(not row.cells[0].passage or row.cells[0].columns > 1 for row in rows):
        return False
    labels = [announced(wording, row.cells[0].passage.text) for row in rows]
    known = {kind for label in labels for kind in label.kinds}
    named = [row for row, label in zip(rows, labels, strict=True)
             if label.is_whole and "action" in label.kinds]  # fmt: skip
    told = sum(
        bool(label) or is_slot(row.cells[0].passage, wording)
        for row, label in zip(rows, labels, strict=True)
    )
    if len(named) != 1 or not MEANS & known or 3 * told < 2 * len(rows):
        return False
    titles = [clean(words.text) for words in _words(named[0])[1:]]
    is_each = len(set(titles)) == len(titles) == min(widths) - 2
    values = (words for row in rows for words in _words(row)[1:])
    return is_each and not any(announced(wording, words.text).is_whole for words in values)
