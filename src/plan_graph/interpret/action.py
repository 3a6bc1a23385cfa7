"""The cells of one action to the action, with all that they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from plan_graph.cells.bodies import BodyReader
from plan_graph.cells.deadlines import DeadlineReader
from plan_graph.cells.funding import FundingReader
from plan_graph.cells.indicators import IndicatorReader
from plan_graph.cells.roles import RoleReader
from plan_graph.interpret.rows import ActionRow
from plan_graph.model import Action, Body, Mention, Participation, Role
from plan_graph.register import Register
from plan_graph.text import Passage, clean
from plan_graph.wording import Wording

_ROLE_COLUMNS = {role.value: role for role in Role}
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an action stands in the plan, and under which code.

    Attributes:
        code: Its code, unlike that of any other action.
        title: Its words without the code.
        objective: The objective that it pursues, or None.
        pillar: The number of its pillar, or None.
    """

    code: str
    title: Passage
    objective: str | None = None
    pillar: int | None = None


class ActionReader:
    """Reads the cells of actions with the words of one language and one register."""

    def __init__(self, wording: Wording, register: Register) -> None:
        self.register = register
        bodies = BodyReader(wording, register)
        self.indicators = IndicatorReader(wording)
        self.deadlines = DeadlineReader(wording)
        self.roles = RoleReader(bodies)
        self.funding = FundingReader(bodies)

    def learn(self, rows: Iterable[ActionRow]) -> None:
        """Collect what all rows state about parents, before the first is read."""
        self.roles.learn(cell for row in rows for cell in _once(map(row.passages, _ROLE_COLUMNS)))

    def read(self, row: ActionRow, standing: Standing) -> Action:
        """Give the action of a row."""
        words = row.action
        return Action(
            code=standing.code,
            title=clean(standing.title.text),
            stated_in=words,
            objective=standing.objective,
            pillar=standing.pillar,
            indicators=_each(row.passages("indicators"), self.indicators.read),
            deadlines=_each(
                row.passages("deadline"), lambda cell: self.deadlines.read(cell, words)
            ),
            participations=tuple(self._participations(row)),
            funding=_each(row.passages("funding"), self.funding.read),
            mentions=self._mentions(words),
            uninterpreted=tuple(column.words for column in row.other),
        )

    def _participations(self, row: ActionRow) -> Iterator[Participation]:
        seen: set[Passage] = set()
        for kind, role in _ROLE_COLUMNS.items():
            for cell in row.passages(kind):
                if cell not in seen:  # one cell may hold both roles
                    seen.add(cell)
                    yield from self.roles.read(cell, role)

    def _mentions(self, words: Passage) -> tuple[Mention, ...]:
        found: dict[str, Mention] = {}
        for entry, passage in self.register.mentions(words):
            found.setdefault(entry.code, Mention(Body(entry.code), passage))
        return tuple(found.values())


def _each(
    cells: Iterable[Passage], read: Callable[[Passage], Iterable[_Value]]
) -> tuple[_Value, ...]:
    return tuple(value for cell in cells for value in read(cell))


def _once(groups: Iterable[tuple[Passage, ...]]) -> dict[Passage, None]:
    return dict.fromkeys(cell for group in groups for cell in group)
