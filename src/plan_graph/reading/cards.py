"""Read cards: tables of a label and a value in each row, one card an action."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from plan_graph.plan.tables import Cell, Row, Table
from plan_graph.reading.events import ActionRow, Column, Event, Line
from plan_graph.reading.header import HeaderReader
from plan_graph.text import Passage


def is_cards(table: Table, reader: HeaderReader) -> bool:
    """Tell whether a table holds cards: most of its rows have a known label, none a header."""
    pairs = [row for row in table.rows if _is_pair(row)]
    others = [row for row in table.rows if not _is_pair(row) and not row.is_spanning]
    labels = [_kinds(row, reader) for row in pairs]
    known = {kind for kinds in labels for kind in kinds}
    actions = [row.cells[1].passage for row in pairs if "action" in _kinds(row, reader)]
    if not all(any(map(str.isalpha, words.text)) for words in actions):
        return False
    if others or len(known) < 2 or 2 * sum(map(bool, labels)) < len(pairs):
        return False
    titled = table.rows[0].is_spanning and len(pairs) < len(table.rows)
    is_header = labels[0] and reader.kinds_of(pairs[0].cells[1].passage)
    return ("action" in known or titled) and not is_header


def read_cards(table: Table, reader: HeaderReader) -> Iterator[Event]:
    """Give an action for each card, and lines for what stands outside of cards."""
    rows = [row for row in table.rows if any(cell.passage for cell in row.cells)]
    has_action = any("action" in _kinds(row, reader) for row in rows if _is_pair(row))
    opening: tuple[str, ...] = ()
    card = _Card()
    for row in rows:
        if row.is_spanning:
            yield from card.close()
            card = _Card()
            words = row.cells[0].passage.strip()
            if has_action:
                yield Line(words, spanning=True)
            else:
                card.add(("action",), words, words)
            continue
        label, value = (cell.passage.strip() for cell in row.cells)
        kinds = _kinds(row, reader)
        if not kinds and not opening:  # 'Field | Value', above all cards
            yield from (Line(words, loose=True) for words in (label, value) if words)
            continue
        opening = opening or kinds
        if kinds == opening and has_action and not card.is_empty:
            yield from card.close()
            card = _Card()
        card.add(kinds, label, value)
    yield from card.close()


@dataclass
class _Card:
    """The rows of one card."""

    cells: dict[str, tuple[Passage, ...]] = field(default_factory=dict)
    headings: dict[Passage, Passage] = field(default_factory=dict)
    other: list[Column] = field(default_factory=list)
    last: tuple[tuple[str, ...], Passage] | None = None

    @property
    def is_empty(self) -> bool:
        return not self.cells and not self.other

    def add(self, kinds: tuple[str, ...], label: Passage, value: Passage) -> None:
        """Add a row; one without a label goes on with the row above."""
        if not label and self.last:
            kinds, label = self.last
        self.last = (kinds, label)
        if not kinds:
            self.other.append(Column(label, value))
            return
        self.headings[value] = label
        for kind in kinds:
            self.cells[kind] = (*self.cells.get(kind, ()), value)

    def close(self) -> Iterator[Event]:
        """Give the action; a card without one gives its words."""
        if any(self.cells.get("action", ())):
            yield ActionRow(self.cells, tuple(self.other), headings=self.headings)
            return
        for words in (*self.headings, *(column.words for column in self.other)):
            yield Line(words, loose=True)


def _is_pair(row: Row) -> bool:
    return len(row.cells) == 2


def _kinds(row: Row, reader: HeaderReader) -> tuple[str, ...]:
    label: Cell = row.cells[0]
    return reader.kinds_of(label.passage.strip(":"))
