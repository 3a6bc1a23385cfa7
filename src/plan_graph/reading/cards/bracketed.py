"""Read lists of actions with who and when in brackets: 'Mend the wall (Port Office, 2027)'.

Such a list is most of what a plan says beside its prose. Lists of sources and of events look the
same. They are told by their heading, by names that are none of bodies, by days, by years before
that of the plan, or by years alone where the plan names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from plan_graph.language.columns import announced
from plan_graph.language.headings import HeadingReader
from plan_graph.language.register import EMPTY
from plan_graph.language.wording import Wording
from plan_graph.plan import FixedDeadline, UnparsedDeadline
from plan_graph.plan.tables import Document
from plan_graph.reading.cells.body_lists import BodyLists
from plan_graph.reading.cells.deadlines import DeadlineReader
from plan_graph.reading.cells.lines import without_marker
from plan_graph.reading.events import ActionRow, Event
from plan_graph.reading.front import is_title
from plan_graph.reading.tables.calendar import year_of
from plan_graph.text import YEAR, Passage

_BRACKETS = re.compile(
    r"(?P<title>[^()]{3,200}?)\s*\((?P<who>[^()]{2,200})[,;]\s*(?P<when>[^(),;]+)\)\W*"
)
_FEWEST = 3
_SOURCES = "references"


@dataclass(frozen=True, slots=True)
class _Item:
    """A line as title, names and time; its bodies are names by their form if `is_name`."""

    title: Passage
    who: Passage
    when: Passage
    is_name: bool
    is_day: bool
    year: int | None

    def row(self) -> ActionRow:
        """Return it as the row of an action."""
        cells = {"action": self.title, "responsible": self.who, "deadline": self.when}
        bare = self.title.slice(0, 0)
        return ActionRow(
            {kind: (words,) for kind, words in cells.items()},
            headings=dict.fromkeys(cells.values(), bare),
            is_card=True,
        )


def find_bracketed(document: Document, wording: Wording) -> Mapping[int, tuple[Event, ...]]:
    """Return the actions of such lists, by the start of each line; empty if there are none."""
    reader = _Reader(document, wording)
    lines = list(reader.lines())
    items = {line.start: item for line in lines if (item := reader.item(line))}
    beside = sum(line.start not in items and is_title(line) for line in lines)
    named = sum(item.is_name for item in items.values())
    if len(items) < _FEWEST or 2 * beside > len(items) or 2 * named < len(items):
        return {}
    if _are_of_the_past(list(items.values()), year_of(document)):
        return {}
    return {start: (item.row(),) for start, item in items.items()}


def _are_of_the_past(items: Sequence[_Item], first: int | None) -> bool:
    """Tell whether a list may be one of sources or events, in a plan that begins in a year."""
    if 2 * sum(item.is_day for item in items) > len(items):
        return True
    if first is None:
        return all(YEAR.fullmatch(item.when.text) for item in items)
    return any(item.year and item.year < first for item in items)


@dataclass(frozen=True)
class _Reader:
    document: Document
    wording: Wording

    def lines(self) -> Iterator[Passage]:
        """Yield the lines that are no headings, and stand below none of sources."""
        is_of_sources = False
        for block in self.document.blocks:
            if not isinstance(block, Passage):
                continue
            if self.document.level(block) or self._headings.read(block):
                is_of_sources = announced(self.wording, block.text).kinds == (_SOURCES,)
            elif not is_of_sources and len(block.lines()) == 1:
                yield block

    def item(self, line: Passage) -> _Item | None:
        """Return a line as an action; None where its brackets hold no names and one time."""
        found = _BRACKETS.fullmatch(line.text)
        if found is None:
            return None
        title = without_marker(line.slice(*found.span("title")).strip())
        who, when = line.slice(*found.span("who")).strip(), line.slice(*found.span("when")).strip()
        times = self._deadlines.read(when, title)
        if len(times) != 1 or isinstance(times[0], UnparsedDeadline) or not is_title(title):
            return None
        period = times[0].period if isinstance(times[0], FixedDeadline) else None
        end, is_day = period and period.end, bool(period and period.start == period.end)
        names = self._bodies.parted(who)
        is_name = bool(names) and all(map(self._bodies.is_name, names))
        return _Item(title, who, when, is_name, is_day, end.year if end else None)

    @cached_property
    def _headings(self) -> HeadingReader:
        return HeadingReader(self.wording)

    @cached_property
    def _deadlines(self) -> DeadlineReader:
        return DeadlineReader(self.wording)

    @cached_property
    def _bodies(self) -> BodyLists:
        return BodyLists(self.wording, EMPTY)
