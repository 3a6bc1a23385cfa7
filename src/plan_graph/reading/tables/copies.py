"""Rows that say again all that a row above says: the action stands in several parts of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from plan_graph.plan.codes import parts
from plan_graph.reading.events import ActionRow, Event
from plan_graph.reading.numbering import numbered
from plan_graph.text import clean

_CODED = 2
"""Parts of the shortest code that tells actions apart: '1', '2' may be counted anew anywhere."""


def without_copies(events: Sequence[Event]) -> Iterator[Event]:
    """Yield the events without rows that say all that one above says, with the same code.

    Rows with steps stay, and so do cards.
    """
    said = set[frozenset[tuple[str, str]]]()
    for event, below in pairwise((*events, None)):
        is_followed = isinstance(below, ActionRow) and below.is_step
        if isinstance(event, ActionRow) and not (event.is_card or event.is_step or is_followed):
            own = frozenset(_cells(event))
            if own in said and len(parts(numbered(event).notation)) >= _CODED:
                continue
            said.add(own)
        if event is not None:
            yield event


def _cells(row: ActionRow) -> Iterator[tuple[str, str]]:
    """Yield what the cells of a row say, each with the kind or the heading of its column."""
    for kind, passages in row.cells.items():
        yield from ((kind, clean(words.text)) for words in passages)
    yield from ((clean(each.heading.text), clean(each.words.text)) for each in row.other)
