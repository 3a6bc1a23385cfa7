"""Find headings that no word announces: by the format's levels, by codes, by where they stand.

A line opens an objective only if actions follow below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, takewhile

from plan_graph.language.headings import ABOVE, Heading, HeadingReader, Level
from plan_graph.reading.events import ActionRow, Event, Line
from plan_graph.reading.front import (
    front,
    is_of_contents,
    marks_headings,
    stands_alone,
)
from plan_graph.reading.lines_above import LinesAbove
from plan_graph.reading.marked import Found, MarkedHeadings, Place, letters_of, line_at
from plan_graph.reading.pages import furniture
from plan_graph.text import YEAR

_MOST_TIMES = 2


@dataclass
class Outline:
    """The headings of a document, by the index of their line among the events."""

    events: Sequence[Event]
    headings: HeadingReader
    announced: dict[int, Heading] = field(default_factory=dict)
    found: dict[int, Found] = field(default_factory=dict)
    furniture: frozenset[int] = frozenset()
    is_marked: bool = False
    """Whether the format marks headings."""
    front: int = 0
    """How many events are the front of the document, where its title stands."""

    def __post_init__(self) -> None:
        """Find them."""
        for index, line in self._lines():
            heading = self.headings.read(line.words)
            is_cell = line.loose  # among others, as an action in an overview is
            if heading and not (is_cell and heading.level in ABOVE):
                self.announced[index] = heading
        self.furniture = furniture(self.events) - self._by_words()
        for index in self.furniture:
            self.announced.pop(index, None)
        self.is_marked = marks_headings(self.events)
        self.front = front(self.events)
        self._by_front()
        self._drop_capitals()
        self._by_title_row()
        self.found.update(self.marked.places(self.found.keys()))
        above = LinesAbove(self.events, self.headings, self.announced, self.found, self.furniture)
        self.found.update(above.straight_above())
        if not self.is_marked:  # else they are none
            self.found.update(above.captions())
        self._drop_forms()
        self._name_themes()

    @cached_property
    def marked(self) -> MarkedHeadings:
        """Those that the format marks."""
        marked = [index for index, line in self._lines() if line.level]
        return MarkedHeadings(self.events, self.headings, self.announced, marked)

    def closes(self, index: int) -> bool:
        """Tell whether a marked heading ends what stands above: it heads no action itself."""
        return not self._is_known(index) and not self.marked.heads_actions(index)

    def opens(self, index: int) -> bool:
        """Tell whether an action follows a line before another line of its kind."""
        level = self.announced[index].level if index in self.announced else None
        for later in range(index + 1, len(self.events)):
            if isinstance(self.events[later], ActionRow):
                return True
            if later in self.announced and self.announced[later].level is level:
                return False
        return False

    def _lines(self) -> Iterator[tuple[int, Line]]:
        for index, event in enumerate(self.events):
            if not isinstance(event, Line) or event.apart or index in self.furniture:
                continue
            if not is_of_contents(event.words):
                yield index, event

    def _by_front(self) -> None:
        """Take the first marked heading of the front that names a plan for the title.

        No heading further down is the title; a line that goes on with another is none.
        """
        titles = [i for i, each in self.announced.items() if each.level is Level.TITLE]
        for index in titles:
            words = self._line(index).words
            if index >= self.front or not stands_alone(words, self.events[index + 1 :]):
                del self.announced[index]
        first = next((index for index in titles if index in self.announced), self.front)
        for index, line in self._lines():
            if index >= first:
                break
            names = line.level and self.headings.titles.names_plan(line.words)
            is_apart = stands_alone(line.words, self.events[index + 1 :])
            if names and index not in self.announced and is_apart:
                self.found[index] = Found(Place.TITLE)
                break

    def _by_words(self) -> set[int]:
        return {index for index, each in self.announced.items() if not each.in_capitals}

    def _drop_capitals(self) -> None:
        """Keep lines in capitals as pillars only if several head actions, or objectives follow.

        Where the format marks headings and most of these lines are not marked, none is one.
        """
        capitals = [index for index, each in self.announced.items() if each.in_capitals]
        lines = [self._line(index) for index in capitals]
        plain = sum(not (line.level or line.spanning) for line in lines)
        if self.is_marked and 2 * plain > len(capitals):
            for index in capitals:
                del self.announced[index]
            return
        heading = {i for i in capitals if self.opens(i) and not self._is_of_other_table(i)}
        several = len({letters_of(self._line(index)) for index in heading}) > 1
        for index in capitals:
            if index not in heading or not (several or self._has_objective(index)):
                del self.announced[index]

    def _is_of_other_table(self, index: int) -> bool:
        """Tell whether cells of a table that holds no actions follow before the first action."""
        below = takewhile(lambda event: isinstance(event, Line), self.events[index + 1 :])
        return any(isinstance(event, Line) and event.loose for event in below)

    def _has_objective(self, index: int) -> bool:
        """Tell whether an objective is announced below a pillar, before the next pillar."""
        for later in range(index + 1, len(self.events)):
            heading = self.announced.get(later)
            if heading and heading.level is Level.PILLAR:
                return False
            if heading and heading.level in ABOVE:
                return True
        return False

    def _by_title_row(self) -> None:
        """Take the first row of a table for the title, if it heads all of it and no part of it."""
        above = takewhile(lambda event: isinstance(event, Line), self.events)
        lines = [(index, e) for index, e in enumerate(above) if isinstance(e, Line) and e.words]
        spanning = [index for index, line in lines if line.spanning]
        index = spanning[0] if spanning else -1
        if index < 0 or any(not line.level for _, line in lines[: spanning[0]]):
            return
        heading, words = self.announced.get(index), self._line(index).words
        if heading and (heading.level is not Level.PILLAR or heading.title != heading.stated_in):
            return
        sections = [line for _, line in self._lines() if line.spanning]
        is_named = self.headings.titles.names_plan(words) or YEAR.search(words.text)
        if is_named or (len(sections) == 1 and heading is None):
            self.announced.pop(index, None)
            self.found[index] = Found(Place.TITLE)

    def _drop_forms(self) -> None:
        """Drop headings that come again and again below others, as 'Measures' in each part."""
        plain = [
            index
            for index, found in sorted(self.found.items())
            if found.place is Place.OBJECTIVE and not self._code(index)
        ]
        names = [name for name, _ in groupby(letters_of(self._line(index)) for index in plain)]
        often = {name for name, count in Counter(names).items() if count > _MOST_TIMES}
        for index in plain:
            if letters_of(self._line(index)) in often:
                del self.found[index]

    def _name_themes(self) -> None:
        """Take headings without codes, where nothing is announced, for pillars.

        Nothing says that they are objectives; that they are parts of the plan is seen. Those
        below them are kept as words.
        """
        ranks = {i: found for i, found in self.found.items() if found.place is Place.OBJECTIVE}
        announced = any(each.level in ABOVE for each in self.announced.values())
        if announced or not ranks or any(self._code(index) for index in ranks):
            return
        if any(found.place is Place.PILLAR for found in self.found.values()):
            return
        top = min((found.rank, found.depth) for found in ranks.values())
        for index, found in ranks.items():
            if (found.rank, found.depth) == top:
                self.found[index] = Found(Place.PILLAR)
            else:
                del self.found[index]

    def _code(self, index: int) -> str:
        return self.headings.coded(self._line(index).words).code

    def _is_known(self, index: int) -> bool:
        return index in self.announced or index in self.found

    def _line(self, index: int) -> Line:
        return line_at(self.events, index)
