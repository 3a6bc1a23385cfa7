"""Tables to a plan: which row is a heading, which an action, and what stands under what.

The parts of a plan come in the order of the document: a heading opens a pillar or an
objective, and the actions below belong to it. What no rule places is kept as
uninterpreted words, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from plan_graph.language.country import country_of
from plan_graph.language.headings import Heading, HeadingReader, Level
from plan_graph.language.register import Register
from plan_graph.language.wording import Wording
from plan_graph.plan import Abbreviation, Action, Plan
from plan_graph.plan.codes import parts
from plan_graph.plan.tables import Document
from plan_graph.reading.action import ActionReader, Standing
from plan_graph.reading.cells.abbreviations import read_abbreviation
from plan_graph.reading.cells.periods import PeriodReader
from plan_graph.reading.columns_above import RANKS, take_columns, with_two_ranks
from plan_graph.reading.events import ActionRow, Event, Line
from plan_graph.reading.front import plan_time
from plan_graph.reading.marked import Found, Place
from plan_graph.reading.naming import named_once
from plan_graph.reading.numbering import Numbering, numbered
from plan_graph.reading.outline import Outline
from plan_graph.reading.prepare import prepared
from plan_graph.reading.rows import read_rows
from plan_graph.reading.structure import Announced, Structure
from plan_graph.reading.tables.header_reader import HeaderReader
from plan_graph.reading.tables.of_objectives import with_measures
from plan_graph.reading.title import chosen, likely, named_strategy, without
from plan_graph.text import Passage, clean, covering, fold

_ONLY_HEADS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,6}:?")
_DEEPEST = 99


def interpret(identifier: str, document: Document, wording: Wording, register: Register) -> Plan:
    """Return the plan that a document states.

    Raises:
        DocumentError: If no table holds actions.
    """
    reading = read_rows(document, wording)
    events = prepared(reading.events, wording)
    interpreter = _Interpreter(identifier, document, wording, register, events)
    plan = replace(interpreter.run(), tables=reading.tables)
    return with_measures(plan, document, HeaderReader(wording), interpreter.reader.values)


@dataclass
class _Interpreter:
    """Walks a document once and collects the parts of its plan."""

    identifier: str
    document: Document
    wording: Wording
    register: Register
    events: Sequence[Event]
    title: Passage | None = None
    title_line: int = -1
    """The event that the title, as far as it was read, ends with."""
    in_abbreviations: bool = False
    headed: int = 0
    """The rank of the objective that was last opened by a heading, not by a column."""
    actions: list[Action] = field(default_factory=list)
    abbreviations: list[Abbreviation] = field(default_factory=list)
    uninterpreted: list[Passage] = field(default_factory=list)
    structure: Structure = field(default_factory=Structure)

    def __post_init__(self) -> None:
        """Make the readers."""
        rows = [event for event in self.events if isinstance(event, ActionRow)]
        self.headings = HeadingReader(self.wording)
        self.outline = Outline(self.events, self.headings)
        self.numbering = Numbering.of(rows)
        country = country_of(self.document, self.wording)
        self.reader = ActionReader(self.wording, self.register, country)
        self.reader.learn(rows)

    def run(self) -> Plan:
        for index, event in enumerate(self.events):
            if isinstance(event, ActionRow):
                self._take_action(event)
            elif event.words:
                self._take_line(index, event)
        self.uninterpreted.extend(self.structure.repeated)
        self.uninterpreted.extend(self.document.skipped)
        return self._plan()

    def _plan(self) -> Plan:
        periods = PeriodReader(self.wording)
        printed = self.title or self._likely_title(periods)
        stated = chosen(self.document.title, printed, self.headings.titles)
        if printed and printed != stated:
            self.uninterpreted.append(printed)
        self.uninterpreted = [each for each in self.uninterpreted if each != stated]
        title = stated or self.document.first_words
        strategy = named_strategy(title, self.headings.titles, periods) if stated else None
        named = strategy.stated_in if strategy else None
        own = (without(title, named) if named else [title]) if stated else []
        titles = [*own, printed] if printed and printed != stated else own
        plan = Plan(
            identifier=self.identifier,
            language=self.wording.language,
            document=self.document,
            title=clean(stated.text if stated else PurePath(self.document.name).stem),
            stated_in=title,
            period=self.document.period or plan_time(titles, self.actions, periods),
            strategy=strategy,
            pillars=tuple(self.structure.pillars),
            objectives=tuple(self.structure.objectives.values()),
            actions=tuple(self.actions),
            abbreviations=tuple(self.abbreviations),
            stated_parents=tuple(self.reader.roles.stated.values()),
            uninterpreted=tuple(self.uninterpreted),
        )
        return named_once(plan, self.reader.roles.shorts, self.reader.roles.unsure)

    def _likely_title(self, periods: PeriodReader) -> Passage | None:
        """Take a line of the front for the title, if none announces it."""
        left = set(self.uninterpreted)
        found = likely(self.events, self.outline.front, left, self.headings.titles, periods)
        if found:
            self.uninterpreted.remove(found)
        return found

    # Lines

    def _take_line(self, index: int, line: Line) -> None:
        words = line.words.strip()
        heading, found = self.outline.announced.get(index), self.outline.found.get(index)
        if line.level and heading is None:
            self.in_abbreviations = False
            if self.outline.closes(index):
                self.structure.close(line.level)
        if line.apart:
            self.uninterpreted.append(words)
        elif self.in_abbreviations and (heading is None or heading.level is Level.PILLAR):
            self._take_abbreviation(words)
        elif self.title and index == self.title_line + 1 and self._continues_title(words):
            self.title = covering(Passage(0, self.document.text), self.title, words)
            self.title_line = index
        elif heading:
            self.in_abbreviations = heading.level is Level.ABBREVIATIONS
            self._take_heading(index, heading)
        elif found:
            self._take_found(index, found, words)
        else:
            self.uninterpreted.append(words)

    def _take_abbreviation(self, words: Passage) -> None:
        """Take a line of the list of abbreviations; a short name that comes again is kept aside."""
        found = read_abbreviation(words)
        if found is None or any(
            fold(each.short) == fold(found.short) for each in self.abbreviations
        ):
            self.uninterpreted.append(words)
        else:
            self.abbreviations.append(found)

    def _continues_title(self, words: Passage) -> bool:
        """Tell whether a line goes on with the title above, as 'pentru anii 2021-2022' does."""
        is_sentence = words.text.endswith(".")  # 'Der Plan gilt.' begins with a word that joins
        joins = not is_sentence and self.headings.connective.match(words.folded)
        return words.text[0].islower() or bool(joins)

    def _take_heading(self, index: int, heading: Heading) -> None:
        match heading.level:
            case Level.TITLE if self.title is None:
                self.title, self.title_line = heading.title, index
            case Level.PILLAR if self.outline.opens(index):
                self.structure.take_pillar(heading.title, heading.stated_in, self._level(index))
                self.headed = 0
            case Level.RESULTS if self.structure.take_results(heading.results):
                pass
            case Level.GENERAL | Level.SPECIFIC:
                self._take_objective(index, heading, RANKS[heading.level])
            case Level.OBJECTIVE if self.outline.opens(index):
                rank = len(parts(heading.code)) or self.headed + 1
                self._take_objective(index, heading, rank)
            case Level.ABBREVIATIONS if _ONLY_HEADS.fullmatch(heading.stated_in.text):
                pass  # it only says what follows
            case _:
                self.uninterpreted.append(heading.stated_in)

    def _take_objective(self, index: int, heading: Heading, rank: int) -> None:
        self.headed = rank
        level = self._level(index)
        self.structure.take_objective(
            Announced(heading.title, heading.stated_in, rank, heading.code, heading.results, level)
        )

    def _level(self, index: int) -> int:
        """Return how deep a heading stands; where the format marks headings, others are deepest."""
        line = self.events[index]
        marked = line.level if isinstance(line, Line) else 0
        return marked or (_DEEPEST if self.outline.is_marked else 0)

    def _take_found(self, index: int, found: Found, words: Passage) -> None:
        match found.place:
            case Place.TITLE if self.title is None:
                self.title, self.title_line = words, index
            case Place.TITLE:
                self.uninterpreted.append(words)
            case Place.PILLAR:
                self.structure.take_pillar(words, words, self._level(index))
                self.headed = 0
            case Place.OBJECTIVE:
                coded = self.headings.coded(words)
                rank = found.rank or self.headed + found.depth
                level = self._level(index)
                self.structure.take_objective(
                    Announced(coded.title, words, rank, coded.code, level=level)
                )
                self.headed = rank if found.rank else self.headed

    # Rows

    def _take_action(self, row: ActionRow) -> None:
        row = with_two_ranks(row)
        if not row.is_step:
            take_columns(row, self.structure, self.headings, self.headed)
        notation, title, left_over = numbered(row, is_bare=self.numbering.is_bare)
        objective = self.structure.objective
        step_of = self._last_action() if row.is_step else None
        whole = step_of or self.numbering.above(notation, objective)
        pursued = self.structure.objectives.get(objective) if objective else None
        code = self.numbering.give(notation, pursued, step_of)
        standing = Standing(code, title, objective, self.structure.pillar)
        action = self.reader.read(replace(row, other=(*row.other, *left_over)), standing)
        self.actions.append(
            replace(
                action,
                notation=notation,
                part_of=whole,
                inherited=tuple(sorted(row.inherited)),
            )
        )

    def _last_action(self) -> str | None:
        """Return the last action that is no step of another."""
        return next((each.code for each in reversed(self.actions) if not each.part_of), None)
