"""Matrices of who does what: a column for each body, and a letter for its part in each action.

A legend in the document says what the letters mean, as in 'L = lead, S = support'. Without one
nothing is known of them, and they stay remarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from plan_graph.language.patterns import either
from plan_graph.language.wording import Wording
from plan_graph.plan import Role
from plan_graph.plan.tables import Line, LineKind
from plan_graph.reading.events import ActionRow, Column, Event
from plan_graph.text import Passage, clean, fold

_FEWEST = 2
"""So many columns of letters make a matrix."""
_ENTRY = re.compile(
    r"(?<![^\W_])(?P<mark>[^\W\d_]{1,2})(?:\s{0,4}(?P<sign>[=:–—-])\s{0,4}|\s{0,3}[\t\n]\s{0,3})"
    r"(?P<means>[^\W\d_][^\n]*)"
)
"""A letter of a legend, and what it means."""
_BETWEEN = re.compile(r"[\s/,;&+]+")
"""What stands between the letters of a cell: 'R/A'."""


def with_bodies(events: Sequence[Event], text: str, wording: Wording) -> list[Event]:
    """Return the events with the bodies of matrices among those who act.

    The heading of a column is the name of its body: it is where the fact is stated.

    Args:
        events: Lines, and rows of actions.
        text: The words of the document, which may hold a legend.
        wording: The words of its language.
    """
    rows = [event for event in events if isinstance(event, ActionRow)]
    columns = _columns(rows)
    marks = {mark for cells in columns.values() for each in cells for mark in _marks(each)}
    roles = _legend(text, marks, wording) if marks else {}
    bodies = {
        heading for heading, cells in columns.items() if all(_is_of(each, roles) for each in cells)
    }
    if len(bodies) < _FEWEST or Role.RESPONSIBLE not in roles.values():
        return list(events)
    return [_with(e, bodies, roles) if isinstance(e, ActionRow) else e for e in events]


def _columns(rows: Iterable[ActionRow]) -> dict[Passage, list[str]]:
    """Return what stands below each unknown heading that holds nothing but letters."""
    found: dict[Passage, list[str]] = {}
    for row in rows:
        for column in row.other:
            if column.heading and not row.is_card:
                found.setdefault(column.heading, []).append(column.words.text)
    return {
        heading: cells for heading, cells in found.items() if all(_marks(cell) for cell in cells)
    }


def _marks(cell: str) -> list[str]:
    """Return the letters of a cell, folded; none if it holds anything else."""
    parts = _BETWEEN.split(clean(cell).strip())
    return [fold(part) for part in parts] if all(_is_mark(part) for part in parts) else []


def _is_mark(part: str) -> bool:
    return part.isalpha() and len(part) <= 2 and part.isupper()


def _is_of(cell: str, roles: Mapping[str, Role | None]) -> bool:
    return all(mark in roles for mark in _marks(cell))


def _legend(text: str, marks: set[str], wording: Wording) -> dict[str, Role | None]:
    """Return the role that each letter stands for by a legend; None for one that is no role.

    Words below a letter explain it only if they are a role: a legend may be a table.
    """
    patterns = {role: re.compile(either(wording.roles[role.value])) for role in Role}
    found: dict[str, Role | None] = {}
    for entry in _entries(text):
        mark, means = fold(entry["mark"]), fold(entry["means"])
        if mark in marks and not found.get(mark):
            matching = (role for role, pattern in patterns.items() if pattern.match(means))
            role = next(matching, None)
            found |= {mark: role} if role or entry["sign"] else {}
    return found


def _entries(text: str) -> Iterable[re.Match[str]]:
    """Yield the entries of legends, also several on a line."""
    place = 0
    while entry := _ENTRY.search(text, place):
        yield entry
        place = entry.start("means")


def _with(row: ActionRow, bodies: set[Passage], roles: Mapping[str, Role | None]) -> ActionRow:
    """Return a row with the bodies that have a letter in it among those who act.

    A heading is broken where its column is narrow, so that a line of it may be no name.
    """
    cells, lines = dict(row.cells), dict(row.lines)
    for column in row.other:
        if column.heading in bodies:
            own = {roles[mark] for mark in _marks(column.words.text)}
            role = Role.RESPONSIBLE if Role.RESPONSIBLE in own else next(iter(own))
            if role is not None:
                name = column.heading.strip()
                cells[role.value] = (*cells.get(role.value, ()), name)
                lines[name] = tuple(Line(words, LineKind.FULL) for words in name.lines())
    return replace(row, cells=cells, lines=lines, other=_others(row.other, bodies, roles))


def _others(
    other: Sequence[Column], bodies: set[Passage], roles: Mapping[str, Role | None]
) -> tuple[Column, ...]:
    """Return the columns that are no part of a matrix, or say of a body that it has no role."""
    return tuple(
        column
        for column in other
        if column.heading not in bodies
        or not any(roles[mark] for mark in _marks(column.words.text))
    )
