"""Matrices of who does what: a column for each body, with a letter that a legend explains."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from layouts.blocks import Block, Box, Text
from layouts.columns import Column, Planned
from layouts.facts import FLOWING, Choice, Expected
from layouts.model import Task

_MOST = 6
"""Columns of bodies of the widest table."""
_FEWEST = 2
FEATURE = "matrix of letters"
_LEADS, _SUPPORTS = "L", "S"


def with_matrix(choice: Choice, planned: Planned) -> Planned:
    """Put a column for each body in the place of those of who leads and who helps."""
    roles = [role for role in ("responsible", "partner") if planned.place(role) >= 0]
    bodies = {body: "" for task in choice.model.tasks for body in _bodies(task, roles)}
    is_merged = "responsible merged downwards" in choice.features
    if "responsible" not in roles or not _FEWEST <= len(bodies) <= _MOST or is_merged:
        return planned
    if choice.format not in FLOWING:
        return planned
    choice.features.add(FEATURE)
    before = planned.columns[: planned.place("responsible")]
    place = sum(column.role not in roles for column in before)
    rest = [column for column in planned.columns if column.role not in roles]
    own = [Column("", body, _letter(body, roles)) for body in bodies]
    facts = {
        task.title: _expected(planned.expected[task.title], task, roles)
        for task in choice.model.tasks
    }
    return replace(planned, columns=(*rest[:place], *own, *rest[place:]), expected=facts)


def legend(choice: Choice) -> list[Block]:
    """Return the line that explains the letters."""
    words = choice.words
    leads, supports = words.words("more", "leads")[0], words.words("more", "supports")[0]
    return [Text(f"{_LEADS} = {leads}, {_SUPPORTS} = {supports}")]


def _bodies(task: Task, roles: list[str]) -> list[str]:
    helped = [body for body in task.partners if body not in task.responsible]
    return [*task.responsible, *(helped if "partner" in roles else [])]


def _letter(body: str, roles: list[str]) -> Callable[[Task], Box]:
    def cell(task: Task) -> Box:
        if body in task.responsible:
            return Box(_LEADS)
        return Box(_SUPPORTS if body in _bodies(task, roles) else "")

    return cell


def _expected(fact: Expected, task: Task, roles: list[str]) -> Expected:
    helped = tuple(body for body in _bodies(task, roles) if body not in task.responsible)
    partners = helped if "partner" in roles else fact.partners
    return replace(fact, responsible=tuple(task.responsible), partners=partners)
