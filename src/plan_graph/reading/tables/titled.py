"""Tables of one action each: its title over all columns, below it a header and one row.

A label may stand before the title: 'Strategy | Plant trees along the quay'. In several tables the
headings above them may be the titles.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from plan_graph.language.headings import HeadingReader
from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.reading.cards.pair import coded_title
from plan_graph.reading.tables.evidence import INSTEAD
from plan_graph.reading.tables.header import MEANS, Header
from plan_graph.reading.tables.header_reader import HeaderReader
from plan_graph.text import Passage, fold

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
    if header is None or reader.announced(title.passage):
        return None
    return _below(title, header, rows[2])


def under_headings(document: Document, reader: HeaderReader) -> dict[int, tuple[Passage, Titled]]:
    """Return the headings that are titles of tables of one row, with the actions, by the tables.

    Each such table has a heading of its own, in words of its own; one alone has none. A first
    column that may itself hold actions, as 'Milestone' does, says that the heading is none.
    """
    headings = HeadingReader(reader.wording)
    found: dict[int, tuple[Passage, Titled]] = {}
    heading: Passage | None = None
    for block in document.blocks:
        if isinstance(block, Passage):
            heading = block if document.level(block) else heading
            continue
        rows = [row for row in block.rows if any(cell.passage for cell in row.cells)]
        header = reader.attributes(rows) if heading and len(rows) == _ROWS - 1 else None
        own = header.kinds[min(header.kinds)] if header else ()
        is_title = heading is not None and headings.read(heading) is None
        if heading and header and is_title and not set(own) & set(INSTEAD):
            title = coded_title(reader.wording, heading.strip())
            action = _below(Cell(title.value, 1), header, rows[1], title.code)
            found |= {block.number: (heading, action)} if action else {}
        heading = None
    titles = {fold(heading.text) for heading, _ in found.values()}
    return found if 1 < len(titles) == len(found) else {}


def _below(title: Cell, header: Header, row: Row, code: Passage | None = None) -> Titled | None:
    """Return a row with its title, and its code, if the header tells what only actions have."""
    if not any(map(str.isalpha, title.passage.text)):
        return None
    if "action" in header.known or len(MEANS & header.known) < _FEWEST_MEANS:
        return None
    width = max(cell.column + cell.columns for cell in row.cells)
    column = max(header.width + 1, width)
    kinds = {**header.kinds, column: ("action",)}
    headings = {**header.headings, column: title.passage.slice(0, 0)}
    own = Cell(title.passage, column, lines=title.lines, struck=title.struck)
    cells = (own, *row.cells)
    if code:
        kinds, headings = {**kinds, column + 1: ("number",)}, {**headings, column + 1: code}
        cells = (*cells, Cell(code, column + 1))
    return Titled(replace(header, kinds=kinds, headings=headings, width=column + 1), cells)


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
