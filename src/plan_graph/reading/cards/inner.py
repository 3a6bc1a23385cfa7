"""Cards whose last rows are a table of their own: the steps of the action, below a header.

So the commitments of open government are told: labels with the lead and the partners, and below
them the milestones, each with its dates. Only several cards of this kind are known for such: one
table alone may as well be a form above the actions of a plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plan_graph.language.columns import announced
from plan_graph.language.wording import Wording
from plan_graph.plan.tables import Document, Row, Table
from plan_graph.reading.cards.label_text import filled
from plan_graph.reading.events import ActionRow, Event
from plan_graph.reading.tables.align import Aligner
from plan_graph.reading.tables.groups import Groups
from plan_graph.reading.tables.header import MEANS, STRUCTURE, Header
from plan_graph.reading.tables.header_reader import HeaderReader

_FEWEST = 2
"""Cards with a table of steps at least, and labels of each above that table."""
_COLUMNS = 3
"""Cells of the narrowest header; a label and its value are two."""
_FACTS = MEANS - {"status"}


@dataclass(frozen=True)
class Inner:
    """The table within a card: its header, and the place of the header among the rows."""

    header: Header
    start: int

    def steps(self, table: Table, wording: Wording) -> Iterator[Event]:
        """Yield the rows below the header as steps of the action of the card."""
        aligner, groups = Aligner(wording), Groups(self.header)
        for row in table.rows[self.start + self.header.rows :]:
            cells = aligner.cells(row, self.header, groups.above)
            yield from _as_steps(groups.add(cells) if cells else ())
        yield from _as_steps(groups.close())


def inner_tables(document: Document, wording: Wording) -> Mapping[int, Inner]:
    """Return the tables within cards by the number of the table that holds both, or none."""
    reader = HeaderReader(wording)
    found = {table.number: inner for table in document.tables if (inner := _inner(table, reader))}
    names = {
        filled(each.rows[0])[0].passage.text for each in document.tables if each.number in found
    }
    return found if len(found) >= _FEWEST and len(names) == len(found) else {}


def cards_alone(document: Document, inner: Mapping[int, Inner]) -> Document:
    """Return a document whose cards end above the tables within them."""
    if not inner:
        return document
    blocks = (
        replace(block, rows=block.rows[: inner[block.number].start])
        if isinstance(block, Table) and block.number in inner
        else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def _inner(table: Table, reader: HeaderReader) -> Inner | None:
    """Return the table within a card, if rows of labels stand above a header in its midst."""
    rows = table.rows
    if not filled(rows[0]) or reader.read(rows):
        return None
    for place in range(_FEWEST, len(rows) - 1):
        if len(filled(rows[place])) < _COLUMNS or not _are_labels(rows[:place], reader.wording):
            continue
        header = reader.read(rows[place:])
        return Inner(header, place) if header and place + header.rows < len(rows) else None
    return None


def _are_labels(rows: Sequence[Row], wording: Wording) -> bool:
    """Tell whether rows below a title, or the name of an action, are labels with values."""
    cells = [filled(row) for row in rows if filled(row)]
    if any(len(row) > _COLUMNS for row in cells):
        return False
    kinds = [set(announced(wording, row[0].passage.text).kinds) for row in cells if len(row) > 1]
    is_placed = any(each & set(STRUCTURE) - {"number"} for each in kinds[:1])
    told = [each for each in kinds if each]
    return not is_placed and len(told) >= _FEWEST and any(each & _FACTS for each in told)


def _as_steps(events: Iterator[Event] | tuple[Event, ...]) -> Iterator[Event]:
    for event in events:
        yield replace(event, is_step=True) if isinstance(event, ActionRow) else event
