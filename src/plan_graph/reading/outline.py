"""Find headings that no word announces: by the format's levels, by codes, by where they stand.

A line opens an objective only if actions follow below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, takewhile
from typing import NamedTuple

from plan_graph.language.headings import ABOVE, WORD, Heading, HeadingReader, Level
from plan_graph.plan.codes import is_under, leading_code, parts
from plan_graph.reading.events import ActionRow, Event, Line
from plan_graph.reading.front import (
    front,
    is_begun,
    is_of_contents,
    marks_headings,
    stands_alone,
)
from plan_graph.reading.marked import Found, MarkedHeadings, Place, letters_of, line_at
from plan_graph.reading.pages import furniture
from plan_graph.text import YEAR

_LONGEST = 60
"""Words of the longest line that is taken for a heading; objectives are said in whole sentences."""
_LONGEST_CAPTION = 30
_MOST_TIMES = 2


class _Run(NamedTuple):
    """Lines straight above actions, by index: with a code, without, and if these are announced."""

    coded: list[int]
    plain: list[int]
    is_below: bool = False


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
        self._by_place()
        self._by_caption()
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

    def _by_place(self) -> None:
        """Take lines straight above actions: rows of their own in a table, and coded lines."""
        runs = [self._run(index) for index in self._first_rows()]
        if all(run.is_below for run in runs if run.plain):  # they describe what is announced
            runs = [_Run(run.coded, []) for run in runs]
        if len({letters_of(self._line(index)) for run in runs for index in run.plain}) == 1:
            runs = [_Run(run.coded, []) for run in runs]  # one over all tells nothing apart
        deepest = max((len(run.plain) for run in runs), default=0)
        for coded, plain, _ in runs:
            for index in coded:
                code = leading_code(self._line(index).words, heading=True).code
                self.found[index] = Found(Place.OBJECTIVE, len(parts(code)))
            for depth, index in enumerate(plain, start=deepest - len(plain) + 1):
                self.found[index] = Found(Place.OBJECTIVE, 0, depth)

    def _run(self, row: int) -> _Run:
        """Return the lines above a row of an action that may be headings."""
        coded: list[int] = []
        plain: list[int] = []
        action = self.events[row]
        own = leading_code(action.action).code if isinstance(action, ActionRow) else ""
        straight, is_below = True, False
        for index in range(row - 1, -1, -1):
            line = self.events[index]
            if isinstance(line, Line) and (
                line.apart
                or index in self.furniture
                or self.headings.is_caption(line.words)
                or is_of_contents(line.words)
            ):
                continue
            if not isinstance(line, Line) or line.loose:
                break
            if index in self.announced or index in self.found:
                is_below = is_below or bool(plain)
                continue
            words = len(line.words.text.split())
            code = leading_code(line.words, heading=True).code
            is_near = straight and not line.level
            if code and words <= _LONGEST and (is_near or is_under(own, code)):
                coded.insert(0, index)
            elif line.level:  # the format marks it, and it was looked at by its level
                straight = False
            elif line.spanning and words <= _LONGEST and straight and is_begun(line.words):
                plain.insert(0, index)
            else:
                straight = False
        return _Run(coded, plain, is_below)

    def _by_caption(self) -> None:
        """Take the paragraphs straight above tables, if every table has a heading of some kind.

        Where the format marks headings, they are none.
        """
        if self.is_marked:
            return
        first = self._first_rows()
        above = [self._caption(index) for index in first]
        captions = [index for index in above if index is not None and not self._is_known(index)]
        several = len({letters_of(self._line(index)) for index in captions}) > 1
        if several and None not in above:
            for index in captions:
                self.found[index] = Found(Place.OBJECTIVE, 0, 1)

    def _caption(self, row: int) -> int | None:
        """Return the line straight above a row if it may head it; none beside a page's edge."""
        index = row - 1
        line = self.events[index] if index >= 0 else None
        if not isinstance(line, Line):
            return None
        if self._is_known(index):
            return index
        text = line.words.text.strip()
        is_short = len(text.split()) <= _LONGEST_CAPTION and not text.endswith((".", ";"))
        is_short = is_short and bool(WORD.search(text))
        is_paragraph = not (line.loose or line.level or line.apart)
        at_edge = index in self.furniture or index - 1 in self.furniture
        is_caption = self.headings.is_caption(line.words) or is_of_contents(line.words)
        return index if is_short and is_paragraph and not (at_edge or is_caption) else None

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

    def _first_rows(self) -> list[int]:
        """Return the rows of actions that follow a line; what stands above a card is its frame."""
        first: list[int] = []
        is_below = True
        for index, event in enumerate(self.events):
            if isinstance(event, ActionRow):
                first += [index] if is_below and not event.is_card else []
                is_below = False
            elif not event.apart and index not in self.furniture:
                is_below = True
        return first

    def _line(self, index: int) -> Line:
        return line_at(self.events, index)
