"""The headings that the format of a document marks: which of them tell parts of the plan.

Most are chapters of the document. One that names a part of the plan heads actions, and so do
others like it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import takewhile

from plan_graph.language.headings import ABOVE, Heading, HeadingReader, Level
from plan_graph.plan.codes import is_under, leading_code, parts
from plan_graph.reading.events import ActionRow, Event, Line


class Place(Enum):
    """What a line without announcing words is."""

    TITLE = "title"
    PILLAR = "pillar"
    OBJECTIVE = "objective"


@dataclass(frozen=True, slots=True)
class Found:
    """A heading without announcing words.

    Attributes:
        place: What it is.
        rank: How deep it stands: 1 is the highest; 0 is just below what was announced last.
        depth: Its place in a run of headings of rank 0.
    """

    place: Place
    rank: int = 0
    depth: int = 0


@dataclass(frozen=True)
class MarkedHeadings:
    """The headings of a document to which its format gives a level.

    Attributes:
        events: What a reader meets.
        headings: What reads headings.
        announced: Those that words announce, by the index of their line.
        marked: The indices of the lines with a level, in order.
    """

    events: Sequence[Event]
    headings: HeadingReader
    announced: Mapping[int, Heading]
    marked: Sequence[int]

    def places(self, known: Set[int]) -> dict[int, Found]:
        """Return what those are that nothing announces, but for those known already.

        The first of a document is its title, if it is alone of its level and no other is known.
        """
        found: dict[int, Found] = {}
        counts = Counter(self.line(index).level for index in self.marked)
        levels: dict[int, int] = {}
        for index in self.heading:
            line, part = self.line(index), self._part(index)
            if index in known or index in self.announced:
                continue
            alone = counts[line.level] == 1
            inner = [later for later, _ in part if later in self.announced]
            has_objectives = any(self.announced[later].level in ABOVE for later in inner)
            has_code = bool(self._code(index))
            if index == self.marked[0] and alone and not has_code and not known:
                found[index] = Found(Place.TITLE)
            elif index not in self.themes:
                continue
            elif has_objectives or (not has_code and self._has_coded(part)):
                found[index] = Found(Place.PILLAR)
            else:
                levels[index] = line.level
        order = sorted(set(levels.values()))
        for index, level in levels.items():
            found[index] = Found(Place.OBJECTIVE, order.index(level) + 1)
        return found

    @cached_property
    def heading(self) -> Sequence[int]:
        """Those that head actions, in order."""
        return [index for index in self.marked if self.heads_actions(index)]

    def heads_actions(self, index: int) -> bool:
        """Tell whether actions stand in the part of a marked heading, and no other table before."""
        if self.headings.is_caption(self.line(index).words):
            return False
        part = [event for _, event in self._part(index)]
        above = list(takewhile(lambda event: isinstance(event, Line), part))
        first = part[len(above)] if len(above) < len(part) else None
        if not isinstance(first, ActionRow):
            return False
        if index in self.announced or self._code(index):
            return True
        lines = [event for event in above if isinstance(event, Line) and event.loose]
        return not any(line.apart or not first.is_card for line in lines)

    @cached_property
    def themes(self) -> Set[int]:
        """Those that tell parts of a plan from each other.

        They have sisters, of their level and with codes as deep, that head actions too, as most
        headings between the first and the last of these do. Others are chapters of the document.
        Numbers alone tell none apart: the sheets 'Plan' and 'Plan 2' are no sisters.
        """
        alike: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for index in self.marked:
            alike[self.line(index).level, len(parts(self._code(index)))].append(index)
        heading = set(self.heading)
        themes: set[int] = set()
        for sisters in alike.values():
            heads = [index for index in sisters if index in heading]
            if not heads:
                continue
            between = [index for index in sisters if heads[0] <= index <= heads[-1]]
            names = {letters_of(self.line(index)) for index in heads}
            is_most = 2 * len(heads) >= max(len(between), self._numbers(heads))
            if is_most and (len(names) > 1 or self._is_only(heads)):
                themes.update(heads)
        return themes | {index for index in heading if self._codes_continue(index)}

    def _is_only(self, heads: Sequence[int]) -> bool:
        """Tell whether headings are one, with a code, and no other is marked as of its level."""
        level = self.line(heads[0]).level
        alike = [index for index in self.marked if self.line(index).level == level]
        return alike == [*heads] and bool(self._code(heads[0]))

    def _numbers(self, heads: Sequence[int]) -> int:
        """Return how many headings there are by the numbers of the first and the last, or 0."""
        codes = [self._code(index) for index in heads]
        first, last = parts(codes[0])[-1:], parts(codes[-1])[-1:]
        if not (codes[0].isdigit() and codes[-1].isdigit()):
            return 0
        return int(last[0]) - int(first[0]) + 1

    def _codes_continue(self, index: int) -> bool:
        """Tell whether the code of the first action below a heading continues that of it."""
        code = self._code(index)
        first = next(event for _, event in self._part(index) if isinstance(event, ActionRow))
        return is_under(leading_code(first.action).code, code)

    def _has_coded(self, part: Sequence[tuple[int, Event]]) -> bool:
        """Tell whether the highest headings within a part have codes printed: they begin anew."""
        marked = [event for _, event in part if isinstance(event, Line) and event.level]
        highest = min((line.level for line in marked), default=0)
        inner = [self.headings.coded(line.words).code for line in marked if line.level == highest]
        return bool(inner) and all(len(parts(code)) == 1 for code in inner)

    def _part(self, index: int) -> list[tuple[int, Event]]:
        """Return what stands below a marked heading, up to the next of its level or above."""
        own = self.line(index).level
        part: list[tuple[int, Event]] = []
        for later in range(index + 1, len(self.events)):
            event = self.events[later]
            if isinstance(event, Line) and 0 < self._level(later, event) <= own:
                break
            part.append((later, event))
        return part

    def _level(self, index: int, line: Line) -> int:
        """Return how deep a line stands; one that words announce as deep as marked ones like it."""
        heading = self.announced.get(index)
        return line.level or (self._levels.get(heading.level, 0) if heading else 0)

    @cached_property
    def _levels(self) -> Mapping[Level, int]:
        """The highest level that the format gives to each kind of announced headings."""
        levels: dict[Level, int] = {}
        for index in self.marked:
            if heading := self.announced.get(index):
                own = self.line(index).level
                levels[heading.level] = min(own, levels.get(heading.level, own))
        return levels

    def _code(self, index: int) -> str:
        return self.headings.coded(self.line(index).words).code

    def line(self, index: int) -> Line:
        """Return the line at an index."""
        return line_at(self.events, index)


def line_at(events: Sequence[Event], index: int) -> Line:
    """Return the line at an index of the events.

    Raises:
        TypeError: If it is no line.
    """
    line = events[index]
    if not isinstance(line, Line):
        raise TypeError(f"event {index} is no line")
    return line


def letters_of(line: Line) -> str:
    """Return the words of a line without its numbers, to tell whether two lines say the same."""
    return " ".join(re.findall(r"[^\W\d_]+", line.words.folded))
