"""Put to a row of an action the facts that another row tells of it, the others as remarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plan_graph.language.announcement import TIMES
from plan_graph.plan.codes import leading_code
from plan_graph.reading.events import ActionRow, Column, Event
from plan_graph.reading.tables.header import STRUCTURE
from plan_graph.text import clean

_OWN = frozenset((*STRUCTURE, "action", "sub_action"))
"""What tells which action a row is; it is not told again."""
_TOGETHER = (
    frozenset(("funding", "amount")),
    frozenset(TIMES),
)
"""Kinds that say the same thing in two ways."""


def fullness(event: Event) -> int:
    """Count the kinds of facts that a row tells of its action."""
    cells = event.cells if isinstance(event, ActionRow) else {}
    return sum(any(cells[kind]) for kind in cells if kind not in _OWN)


def with_more(event: Event, others: Sequence[Event]) -> Event:
    """Return a row with what others tell of the same action, in their order."""
    for other in others:
        if isinstance(event, ActionRow) and isinstance(other, ActionRow):
            event = joined(event, other)
    return event


def joined(row: ActionRow, more: ActionRow) -> ActionRow:
    """Return a row with the facts of another that it does not state; the rest are remarks."""
    cells, other = dict(row.cells), [*row.other, *more.other]
    stated = {kind for kind, each in row.cells.items() if any(each)}
    stated |= {kind for group in _TOGETHER if group & stated for kind in group}
    for kind, each in more.cells.items():
        if kind in _OWN and (kind != "number" or leading_code(row.action).code):
            continue
        if kind not in stated:
            cells[kind] = each
            continue
        said = {clean(words.text) for words in row.passages(kind)}
        for words in each:
            if words and clean(words.text) not in said:
                heading = more.headings.get(words, words.slice(0, 0))
                other.append(Column(heading, words.strip()))
    return replace(
        row,
        cells=cells,
        other=tuple(other),
        inherited=row.inherited | more.inherited,
        headings={**more.headings, **row.headings},
        upper={**more.upper, **row.upper},
        lines={**more.lines, **row.lines},
        struck={**more.struck, **row.struck},
        kinds={**more.kinds, **row.kinds},
        set_aside=(*row.set_aside, *more.set_aside),
        calendar=row.calendar or (() if stated & _TOGETHER[1] else more.calendar),
    )
