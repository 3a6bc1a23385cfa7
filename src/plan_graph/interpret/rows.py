"""Tables to rows that are understood: headings in one cell, and actions by their columns."""

from __future__ import annotations

from plan_graph.errors import DocumentError
from plan_graph.interpret.events import ActionRow, Column
from plan_graph.tables import Document, Row, Table
from plan_graph.text import Passage, clean
from plan_graph.wording import Wording

Event = Passage | ActionRow
"""What a reader meets: words outside action rows, or the row of an action."""


def read_rows(document: Document, wording: Wording) -> list[Event]:
    """Give headings and paragraphs as passages, and the rows of actions, in reading order."""
    events: list[Event] = []
    columns: dict[int, tuple[str, ...]] = {}
    seen_header = False
    for block in document.blocks:
        if isinstance(block, Passage):
            events.append(block)
            continue
        for row in block.rows:
            header = _header(row, wording)
            if header:
                columns, seen_header = header, True
            elif row.is_spanning:
                events.append(row.cells[0].passage)
            elif columns:
                events.append(_action_row(document, block, row, columns))
            else:
                events.extend(cell.passage for cell in row.cells)
    if not seen_header:
        words = ", ".join(f"'{phrase}'" for phrase in wording.columns["action"][:3])
        raise DocumentError(
            document.name,
            "no action table found: no table has a row of known column headings; one column "
            f"must be called {words} or the like, and another deadline, indicators or roles",
        )
    return events


def _header(row: Row, wording: Wording) -> dict[int, tuple[str, ...]]:
    """Give what each column announces if a row is a header, else {}."""
    if row.is_spanning:
        return {}
    kinds = {cell.column: wording.columns_of(cell.passage) for cell in row.cells}
    known = [kind for found in kinds.values() for kind in found]
    is_header = "action" in known and len(set(known)) > 1 and len(set(known)) == len(known)
    return kinds if is_header else {}


def _action_row(
    document: Document, table: Table, row: Row, columns: dict[int, tuple[str, ...]]
) -> ActionRow:
    width = sum(cell.columns for cell in row.cells)
    if width < len(columns) or len(row.cells) < len(columns):
        words = clean(row.cells[0].passage.text)[:60]
        raise DocumentError(
            document.name,
            f"the row '{words}' has too few cells: {len(row.cells)} where the header has "
            f"{len(columns)}; put back the missing cells (they may be empty)",
            place=f"table {table.number}, row {row.number}",
        )
    cells: dict[str, tuple[Passage, ...]] = {}
    other: list[Column] = []
    for cell in row.cells:
        kinds = columns.get(cell.column, ())
        if not kinds and cell.passage:
            other.append(Column(cell.passage.slice(0, 0), cell.passage.strip()))
        for kind in kinds:
            cells[kind] = (*cells.get(kind, ()), cell.passage)
    return ActionRow(cells, tuple(other))
