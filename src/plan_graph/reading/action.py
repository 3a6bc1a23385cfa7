"""The cells of one action to the action, with all that they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from plan_graph.language.country import Country, of_language
from plan_graph.language.register import Register
from plan_graph.language.wording import Wording
from plan_graph.plan import (
    Action,
    Body,
    ExpectedResult,
    Location,
    Mention,
    Participation,
    Programme,
    Remark,
    Role,
    TargetGroup,
)
from plan_graph.plan.tables import Line, LineKind
from plan_graph.reading.cells.bodies import BodyReader
from plan_graph.reading.cells.funding import FundingReader
from plan_graph.reading.cells.lines import entries, without_marker
from plan_graph.reading.cells.roles import RoleReader
from plan_graph.reading.cells.words import priority, status
from plan_graph.reading.events import ActionRow
from plan_graph.reading.orders import orders
from plan_graph.reading.remarks import RemarkReader
from plan_graph.reading.values import ValueReader
from plan_graph.text import Passage, clean

_ROLE_COLUMNS = {role.value: role for role in Role}
_LINES = re.compile(r"[;\n]")
_DANGLING = re.compile(r"(?:\s+[-–•])+\s*\Z")
"""Signs of list items whose words stand in the next column."""
_SEMICOLON = re.compile(";")
_MEANT = (LineKind.PARAGRAPH, LineKind.BREAK, LineKind.ITEM)
"""Why a line begins that is no wrap."""


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

    def __init__(
        self, wording: Wording, register: Register, country: Country | None = None
    ) -> None:
        self.wording = wording
        self.register = register
        bodies = BodyReader(wording, register)
        country = country or of_language(wording)
        self.roles = RoleReader(bodies)
        self.values = ValueReader(wording, FundingReader(bodies, country), country)
        self.remarks = RemarkReader(wording)

    def learn(self, rows: Iterable[ActionRow]) -> None:
        """Collect what all rows state together, before the first is read: parents, date orders."""
        known = list(rows)
        for row in known:
            self.roles.learn(_once(map(row.passages, _ROLE_COLUMNS)), row.lines)
        self.roles.know_names()
        self.values = replace(
            self.values, orders=orders(known, self.values.country), lists=_list_indicators(known)
        )

    def read(self, row: ActionRow, standing: Standing) -> Action:
        """Return the action of a row."""
        row, absences = self.remarks.without_absences(row)
        indicators, left = self.values.indicators(row)
        remarks = [*row.set_aside, *absences, *left, *self._sentences(row), *self.remarks.read(row)]
        return Action(
            code=standing.code,
            title=clean(_DANGLING.sub("", standing.title.text)),
            stated_in=row.action,
            objective=standing.objective,
            pillar=standing.pillar,
            indicators=tuple(indicators),
            deadlines=tuple(self.values.deadlines(row)),
            participations=tuple(self._participations(row)),
            funding=tuple(self.values.funding(row)),
            mentions=self._mentions(row.action),
            results=tuple(ExpectedResult(*each) for each in self._results(row)),
            places=tuple(Location(*each) for each in _items(row, row.passages("place"))),
            target_groups=tuple(
                TargetGroup(*each) for each in _items(row, row.passages("target_group"))
            ),
            programmes=tuple(Programme(*each) for each in _items(row, row.passages("programme"))),
            remarks=tuple(sorted(remarks, key=lambda remark: remark.stated_in)),
            status=_first(status(cell, self.wording) for cell in row.passages("status")),
            priority=_first(priority(cell, self.wording) for cell in row.passages("priority")),
        )

    def _participations(self, row: ActionRow) -> Iterator[Participation]:
        seen: set[Passage] = set()
        for kind, role in _ROLE_COLUMNS.items():
            for cell in row.passages(kind):
                if cell not in seen:  # one cell may hold both roles
                    seen.add(cell)
                    yield from self.roles.read(cell, role, row.lines_of(cell))

    def _sentences(self, row: ActionRow) -> Iterator[Remark]:
        """Keep what the columns of roles say in sentences, which name nobody."""
        seen: set[Passage] = set()
        for kind, role in _ROLE_COLUMNS.items():
            for cell in row.passages(kind):
                if cell not in seen:
                    seen.add(cell)
                    for words in self.roles.sentences(cell, role, row.lines_of(cell)):
                        yield replace(RemarkReader.remark(row, kind, cell), stated_in=words)

    def _mentions(self, words: Passage) -> tuple[Mention, ...]:
        found: dict[str, Mention] = {}
        for entry, passage in self.register.mentions(words):
            found.setdefault(entry.code, Mention(Body(entry.code), passage))
        return tuple(found.values())

    @staticmethod
    def _results(row: ActionRow) -> Iterator[tuple[str, Passage]]:
        """Yield the results; a column of 'indicators/results' holds indicators."""
        others = row.passages("indicators")
        yield from _items(row, [cell for cell in row.passages("results") if cell not in others])


def _list_indicators(rows: Iterable[ActionRow]) -> bool:
    """Tell whether a cell of some rows holds several indicators on lines of their own."""
    lines = (row.lines_of(cell) for row in rows for cell in row.passages("indicators"))
    return any(each.kind in _MEANT for found in lines for each in found[1:])


def _items(row: ActionRow, cells: Iterable[Passage]) -> Iterator[tuple[str, Passage]]:
    """Yield what cells list: each item as it is called, and its words."""
    for cell in cells:
        for line in _lines_of(cell, row.lines_of(cell)):
            words = without_marker(line).strip(".;,-•")
            if words:
                yield clean(words.text), words


def _lines_of(cell: Passage, lines: Sequence[Line]) -> list[Passage]:
    if not lines:
        return cell.split(_LINES)
    return [part for line in entries(cell, lines) for part in line.split(_SEMICOLON)]


def _first(codes: Iterable[str]) -> str:
    return next(filter(None, codes), "")


def _once(groups: Iterable[tuple[Passage, ...]]) -> dict[Passage, None]:
    return dict.fromkeys(cell for group in groups for cell in group)
