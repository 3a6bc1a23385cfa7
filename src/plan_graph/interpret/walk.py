"""Tables to a plan: which row is a heading, which an action, and what stands under what.

The parts of a plan come in the order of the document: a heading opens a pillar or an
objective, and the actions below belong to it. What no rule places is kept as
uninterpreted words, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from plan_graph.cells.abbreviations import read_abbreviation
from plan_graph.cells.periods import PeriodReader
from plan_graph.headings import Heading, HeadingReader, Level
from plan_graph.interpret.action import ActionReader, Standing
from plan_graph.interpret.events import ActionRow
from plan_graph.interpret.rows import Event, read_rows
from plan_graph.model import (
    Abbreviation,
    Action,
    Objective,
    Period,
    Pillar,
    Plan,
    Strategy,
)
from plan_graph.register import Register
from plan_graph.tables import Document
from plan_graph.text import Passage, clean
from plan_graph.wording import Wording

_OWN_CODE = re.compile(r"(?P<code>\d+(?:\.\d+)+)\.?\s+(?=\S)")


def interpret(identifier: str, document: Document, wording: Wording, register: Register) -> Plan:
    """Give the plan that a document states.

    Raises:
        DocumentError: If no table has known column headings, or a row lacks cells.
    """
    rows = read_rows(document, wording)
    return _Interpreter(identifier, document, wording, register).run(rows)


@dataclass
class _Interpreter:
    """Walks a document once and collects the parts of its plan."""

    identifier: str
    document: Document
    wording: Wording
    register: Register
    title: Passage | None = None
    in_abbreviations: bool = False
    pillars: list[Pillar] = field(default_factory=list)
    objectives: dict[str, Objective] = field(default_factory=dict)
    actions: list[Action] = field(default_factory=list)
    abbreviations: list[Abbreviation] = field(default_factory=list)
    uninterpreted: list[Passage] = field(default_factory=list)
    objective: str | None = None
    general: str | None = None

    def __post_init__(self) -> None:
        """Make the readers."""
        self.headings = HeadingReader(self.wording)
        self.reader = ActionReader(self.wording, self.register)

    def run(self, events: Iterable[Event]) -> Plan:
        events = list(events)
        rows = [event for event in events if isinstance(event, ActionRow)]
        self.reader.learn(rows)
        for event in events:
            if isinstance(event, ActionRow):
                self.actions.append(self._action(event))
            elif event:
                self._heading(event.strip())
        self.uninterpreted.extend(self.document.skipped)
        return self._plan()

    def _plan(self) -> Plan:
        title = self.title or _first_words(self.document)
        named = self.headings.strategy(title)
        own = title.slice(0, named.start - title.start) if named else title
        strategy = named and Strategy(clean(named.text), named, self._years(named))
        return Plan(
            identifier=self.identifier,
            language=self.wording.language,
            document=self.document,
            title=clean(title.text),
            stated_in=title,
            period=self._years(own),
            strategy=strategy or None,
            pillars=tuple(self.pillars),
            objectives=tuple(self.objectives.values()),
            actions=tuple(self.actions),
            abbreviations=tuple(self.abbreviations),
            stated_parents=tuple(self.reader.roles.stated.values()),
            uninterpreted=tuple(self.uninterpreted),
        )

    def _years(self, words: Passage) -> Period | None:
        """Give the first time that a title states."""
        periods, folded = PeriodReader(self.wording), words.folded
        found = (periods.match(folded, start) for start in range(len(folded)))
        return next((match.period for match in found if match), None)

    def _heading(self, words: Passage) -> None:
        heading = self.headings.read(words)
        if self.in_abbreviations and (heading is None or heading.level is Level.PILLAR):
            abbreviation = read_abbreviation(words)
            if abbreviation:
                self.abbreviations.append(abbreviation)
            else:
                self.uninterpreted.append(words)
            return
        if heading is None:
            self.uninterpreted.append(words)
            return
        self.in_abbreviations = heading.level is Level.ABBREVIATIONS
        take: dict[Level, Callable[[Heading], None]] = {
            Level.TITLE: self._take_title,
            Level.PILLAR: self._take_pillar,
            Level.GENERAL: self._take_general,
            Level.SPECIFIC: self._take_specific,
            Level.RESULTS: self._take_results,
        }
        if heading.level in take:
            take[heading.level](heading)

    def _take_title(self, heading: Heading) -> None:
        if self.title is None:
            self.title = heading.title
        else:
            self.uninterpreted.append(heading.stated_in)

    def _take_pillar(self, heading: Heading) -> None:
        number = len(self.pillars) + 1
        self.pillars.append(Pillar(number, clean(heading.title.text), heading.stated_in))
        self.general = self.objective = None

    def _take_general(self, heading: Heading) -> None:
        count = sum(objective.refines is None for objective in self.objectives.values())
        self.general = self._open(heading, heading.code or str(count + 1), None)

    def _take_specific(self, heading: Heading) -> None:
        count = sum(objective.refines == self.general for objective in self.objectives.values())
        place = f"{self.general}.{count + 1}" if self.general else str(count + 1)
        self._open(heading, heading.code or place, self.general)

    def _open(self, heading: Heading, code: str, refines: str | None) -> str:
        """Begin an objective, or go on with it when its heading is repeated."""
        if code not in self.objectives:
            pillar = self.pillars[-1].number if self.pillars else None
            self.objectives[code] = Objective(
                code, clean(heading.title.text), heading.stated_in, pillar, refines, heading.results
            )
        elif clean(heading.title.text) != self.objectives[code].title:
            self.uninterpreted.append(heading.stated_in)
        self.objective = code
        return code

    def _take_results(self, heading: Heading) -> None:
        if self.pillars:
            last = self.pillars[-1]
            self.pillars[-1] = replace(last, results=last.results + heading.results)
        elif self.objective:
            objective = self.objectives[self.objective]
            results = objective.results + heading.results
            self.objectives[self.objective] = replace(objective, results=results)
        else:
            self.uninterpreted.append(heading.stated_in)

    def _action(self, row: ActionRow) -> Action:
        words = row.action
        own_code = _OWN_CODE.match(words.text)
        standing = Standing(
            code=own_code["code"] if own_code else self._next_code(),
            title=words.slice(own_code.end()) if own_code else words,
            objective=self.objective,
            pillar=self.pillars[-1].number if self.pillars else None,
        )
        return self.reader.read(row, standing)

    def _next_code(self) -> str:
        place = 1 + sum(action.objective == self.objective for action in self.actions)
        return f"{self.objective}-{place:02d}" if self.objective else f"{place:02d}"


def _first_words(document: Document) -> Passage:
    first = document.blocks[0]
    cell = first if isinstance(first, Passage) else first.rows[0].cells[0].passage
    return cell.strip()
