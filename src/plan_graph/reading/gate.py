"""Decide whether a reading holds together; one that does not is not trusted, and not published.

Each rule asks for something that holds in every plan that was read right: actions that differ
and are words, rows that became actions, facts where the table has columns for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from plan_graph.errors import ReadingError
from plan_graph.language.announcement import CHOICES, SAID
from plan_graph.language.wording import Wording, heading_key
from plan_graph.phrases import phrase
from plan_graph.plan import (
    Action,
    ColumnReading,
    Plan,
    TableKind,
    TableReading,
)
from plan_graph.reading.doubtful import fragments, labels_alone, repeated, strange, wordless
from plan_graph.reading.no_plan import asked, of_another, undated, untold
from plan_graph.reading.tables.calendar import KIND as CALENDAR
from plan_graph.reading.torn import between_bars, run_together, torn
from plan_graph.reading.unread import alternating, barren, lost, thin, unread
from plan_graph.text import clean

_SHOWN = 40
"""Most headings that a person is asked about."""


def check(plan: Plan, wording: Wording) -> None:
    """Tell a reading that holds together from one that does not.

    Raises:
        ReadingError: If it does not; the message says why, and what each heading was taken for.
    """
    whole = [action for action in plan.actions if not action.part_of] or list(plan.actions)
    for rule in _SOUND if plan.document.names_actions else _RULES:
        for problem in rule(plan, whole, wording):
            raise refusal(plan.document.name, problem, plan.tables)


def refusal(document: str, problem: str, tables: Sequence[TableReading]) -> ReadingError:
    """Return the error of a reading that is not trusted, with the headings of its best table."""
    known = [table for table in tables if table.columns]
    best = max(known, key=likeness, default=None)
    columns = _named(best.columns) if best else ()
    place = f"table {best.number}" if best else ""
    return ReadingError(document, problem, place=place, columns=columns, choices=CHOICES)


def likeness(table: TableReading) -> tuple[bool, int]:
    """Return how much a table looks like one of actions: by its rows and known headings."""
    known = sum(bool(column.kinds) for column in table.columns)
    return table.kind in (TableKind.ACTIONS, TableKind.CARDS), table.rows * (1 + known)


def _named(columns: Sequence[ColumnReading]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return headings with their kinds, each once; what a calendar's stand for is no kind."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for column in columns:
        heading = column.heading.text
        if column.heading and CALENDAR not in column.kinds:
            found.setdefault(heading_key(heading), (clean(heading), column.kinds))
    return tuple(found.values())[:_SHOWN]


_Rule = Callable[[Plan, Sequence[Action], Wording], Iterator[str]]


def _twice_said(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    for table in plan.tables:
        said = [c for c in table.columns if c.certainty == SAID and "action" in c.kinds]
        if len(said) > 1 and table.kind is TableKind.ACTIONS:
            first, second = (clean(column.heading.text) for column in said[:2])
            yield (
                phrase(
                    "reading.gate.columns_table_both_said_to",
                    first=first,
                    second=second,
                    number=table.number,
                )
            )


_RULES: tuple[_Rule, ...] = (
    _twice_said, of_another, repeated, wordless, labels_alone, strange, fragments, barren, lost,
    alternating, unread, thin, untold, undated, asked, torn, between_bars, run_together,
)  # fmt: skip
_SOUND: tuple[_Rule, ...] = (_twice_said, repeated, wordless, lost)
"""Those for a format that says itself what an action is: the others doubt what was found out."""
