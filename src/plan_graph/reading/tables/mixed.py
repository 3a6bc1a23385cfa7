"""Tables that only seem to hold actions, beside tables that surely do.

Tables of indicators call them 'activity/indicator'; tables of other plans say which 'required
action' follows of each; where nothing is called an action, descriptions are taken for some. They
count where they are all there is. Beside tables with more rows that call their actions so, they
are about something else: their words are kept, and are no actions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plan_graph.language.announcement import WHOLE
from plan_graph.plan import TableKind, TableReading
from plan_graph.plan.tables import Document
from plan_graph.reading.events import ActionRow, Event, Line
from plan_graph.reading.tables.evidence import INSTEAD
from plan_graph.reading.tables.header import MEANS
from plan_graph.reading.tables.header_reader import HeaderReader
from plan_graph.text import Passage

_MIXED = {"action", "indicators"}
_TOLD = MEANS - {"partner", "status"}
"""What is said of actions alone; partners and a status have plans and laws as well."""
_TIMES = 2
"""How many times as many rows as in doubtful tables must stand in sure ones."""


def without_mixed(
    events: Sequence[Event],
    readings: Sequence[TableReading],
    document: Document,
    reader: HeaderReader,
) -> tuple[list[Event], list[TableReading]]:
    """Return the events and readings without the actions of such tables."""
    known = [each for each in readings if each.kind is TableKind.ACTIONS]
    left = {each.number for each in _mixed(known)} | {each.number for each in _weak(known, reader)}
    if not left:
        return list(events), list(readings)
    told: dict[Passage, None] = {}
    kept = [event for each in events for event in _events(each, left, document, told)]
    return kept, [
        replace(each, kind=TableKind.OTHER, lost=each.rows) if each.number in left else each
        for each in readings
    ]


def _mixed(known: Sequence[TableReading]) -> list[TableReading]:
    """Return the tables of actions or indicators, if tables of actions alone have more rows."""
    mixed = [each for each in known if any(set(c.kinds) >= _MIXED for c in each.columns)]
    return mixed if _rows(mixed) < _rows(known) - _rows(mixed) else []


def _weak(known: Sequence[TableReading], reader: HeaderReader) -> list[TableReading]:
    """Return the tables whose actions are called so less clearly than those of most rows."""
    ranks = {each.number: _rank(each, reader) for each in known}
    best = max(ranks.values(), default=0)
    weak = [each for each in known if ranks[each.number] < best]
    sure = [each for each in known if ranks[each.number] == best]
    return weak if _rows(sure) >= _TIMES * _rows(weak) else []


def _rank(table: TableReading, reader: HeaderReader) -> int:
    """Return how clearly the heading of the actions calls them so; 0 is the most.

    A heading that only begins or ends with a word for them is as clear as one that is that word
    if the table says who does them, or when.
    """
    found = 0
    for column in table.columns:
        if "action" not in column.kinds:
            continue
        own = reader.announced(column.heading)
        other = next((INSTEAD.index(kind) for kind in own.kinds if kind in INSTEAD), None)
        if "action" not in own.kinds and other is not None:
            found = min(found, -2 - other)
        elif not own.is_whole and not _has_means(table):
            found = min(found, -1)
    return found


def _has_means(table: TableReading) -> bool:
    return any(c.certainty >= WHOLE and _TOLD.intersection(c.kinds) for c in table.columns)


def _rows(tables: Sequence[TableReading]) -> int:
    return sum(each.rows for each in tables)


def _events(
    event: Event, left: set[int], document: Document, told: dict[Passage, None]
) -> Iterator[Event]:
    """Return an event, or the words of a row of a table that is left out, each once."""
    place = document.place(event.action) if isinstance(event, ActionRow) else None
    if not isinstance(event, ActionRow) or place is None or place.table not in left:
        yield event
        return
    words = {cell.strip() for cells in event.cells.values() for cell in cells if cell}
    for passage in sorted({*words, *(column.words for column in event.other)}):
        if passage not in told:
            told[passage] = None
            yield Line(passage, loose=True)
