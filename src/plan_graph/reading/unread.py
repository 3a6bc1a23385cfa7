"""Doubts about tables: too little of them became actions, or too little of what they tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plan_graph.language.announcement import TIMES, WHOLE
from plan_graph.language.wording import Wording
from plan_graph.phrases import phrase
from plan_graph.plan import (
    Action,
    Plan,
    TableKind,
)
from plan_graph.reading.tables.calendar import KIND as CALENDAR
from plan_graph.reading.tables.contents import Contents
from plan_graph.reading.torn import FEW, LOST
from plan_graph.text import clean

_BARREN = 0.5
_BARE = 0.75
"""The share of actions of which nothing is told that makes a reading doubtful."""
_THIN = 0.16
"""The share of the rows of all tables that must tell of actions, where nothing is told of them."""
_UNREAD = 2
"""How many times as many rows as those of actions may look like actions and be none."""
_HARDLY = 0.03
_MANY_ROWS = 100
"""Of so many rows of tables, a plan that is told in a table takes more than that share."""
_FEWEST_TURNS = 6
"""So many actions that are bare and told of in turn are so by no chance."""
_FACTS = frozenset((*TIMES, CALENDAR, "responsible", "partner", "funding", "amount"))


def barren(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look at the actions of those tables that have columns for facts."""
    tables = (table for table in plan.tables if table.kind is TableKind.ACTIONS)
    able = {t.number for t in tables if any(_FACTS.intersection(c.kinds) for c in t.columns)}
    places = ((action, plan.document.place(action.stated_in)) for action in actions)
    asked = [action for action, place in places if place and place.table in able]
    bare = sum(not _has_facts(action) for action in asked)
    if len(asked) > FEW and bare < len(asked) and bare > _BARREN * len(asked):
        yield (phrase("reading.gate.actions_nobody_no_time_no", bare=bare, actions=len(asked)))


def alternating(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for actions of which nothing is told, each above one of which something is.

    It is the title of the one below, or a heading; nothing says which.
    """
    told = [_has_facts(action) for action in actions]
    if len(told) >= _FEWEST_TURNS and told == [False, True] * (len(told) // 2):
        yield phrase("reading.gate.every_second_action", title=clean(actions[0].title)[:60])


def _has_facts(action: Action) -> bool:
    return bool(action.deadlines or action.participations or action.funding)


def thin(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for actions of which nothing is told, in a document most of whose tables are others."""
    kept = (table for table in plan.tables if table.kind is not TableKind.OTHER)
    read = sum(table.rows - table.lost for table in kept)
    rows = sum(table.rows for table in plan.tables)
    bare = sum(not _has_facts(action) for action in actions)
    cards = [c for t in plan.tables if t.kind is TableKind.CARDS for c in t.columns]
    are_named = any("action" in each.kinds and each.certainty >= WHOLE for each in cards)
    if rows > _MANY_ROWS and read < _HARDLY * rows and not are_named:
        yield phrase("reading.gate.only_rows_tables_read_actions", read=read, rows=rows)
    elif bare > _BARE * len(actions) and read < _THIN * rows:
        yield (
            phrase(
                "reading.gate.actions_nobody_no_time_no_money",
                bare=bare,
                actions=len(actions),
                rows=rows - read,
                rows2=rows,
            )
        )


def lost(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for rows of the tables of actions that became none."""
    tables = [table for table in plan.tables if table.kind is TableKind.ACTIONS]
    rows, lost = sum(table.rows for table in tables), sum(table.lost for table in tables)
    if rows > FEW and lost > LOST * rows:
        yield phrase("reading.gate.rows_tables_actions_became_no", lost=lost, rows=rows)


def unread(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for rows of texts in other tables, beside few actions."""
    if any(table.kind is TableKind.CARDS for table in plan.tables):
        return
    others = {table.number for table in plan.tables if table.kind is TableKind.OTHER}
    tables = (table for table in plan.document.tables if table.number in others)
    worded = {table.number for table in tables if Contents.of(table.rows).hold_texts}
    rows = sum(table.rows for table in plan.tables if table.number in worded)
    if rows > max(_UNREAD * len(actions), FEW - 1) and len(actions) <= FEW:
        yield (phrase("reading.gate.only_rows_read_actions_rows", actions=len(actions), rows=rows))
