"""Tables of indicators that call them 'activity/indicator', beside tables that name actions alone.

They list what is measured, not what is done. Their words are kept, and are no actions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plan_graph.plan import TableKind, TableReading
from plan_graph.plan.tables import Document
from plan_graph.reading.events import ActionRow, Event, Line
from plan_graph.text import Passage

_MIXED = {"action", "indicators"}


def without_mixed(
    events: Sequence[Event], readings: Sequence[TableReading], document: Document
) -> tuple[list[Event], list[TableReading]]:
    """Return the events and readings without the actions of such tables.

    Only where tables that name actions alone have more rows: else these are all there is.
    """
    known = [each for each in readings if each.kind is TableKind.ACTIONS]
    mixed = [each for each in known if any(set(c.kinds) >= _MIXED for c in each.columns)]
    left = {each.number for each in mixed}
    plain = sum(each.rows for each in known if each.number not in left)
    if not mixed or sum(each.rows for each in mixed) >= plain:
        return list(events), list(readings)
    told: dict[Passage, None] = {}
    kept = [event for each in events for event in _events(each, left, document, told)]
    return kept, [
        replace(each, kind=TableKind.OTHER, lost=each.rows) if each.number in left else each
        for each in readings
    ]


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
