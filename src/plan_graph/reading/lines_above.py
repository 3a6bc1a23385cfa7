"""Lines that head the actions below them by nothing but their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from plan_graph.language.headings import WORD, Heading, HeadingReader
from plan_graph.plan.codes import is_under, leading_code, parts
from plan_graph.reading.events import ActionRow, Event, Line
from plan_graph.reading.front import is_begun, is_of_contents
from plan_graph.reading.marked import Found, Place, letters_of, line_at

_LONGEST = 60
"""Words of the longest line that is taken for a heading; objectives are said in whole sentences."""
_LONGEST_CAPTION = 30


class _Run(NamedTuple):
    """Lines straight above actions, by index: with a code, without, and if these are announced."""

    coded: list[int]
    plain: list[int]
    is_below: bool = False


@dataclass(frozen=True)
class LinesAbove:
    """The lines above the actions of a document, by their index among the events.

    Attributes:
        events: What a reader meets.
        headings: What reads headings.
        announced: The headings that words announce.
        found: Those that are known by other signs, so far.
        furniture: The lines that stand on many pages.
    """

    events: Sequence[Event]
    headings: HeadingReader
    announced: Mapping[int, Heading]
    found: Mapping[int, Found]
    furniture: Set[int]

    def straight_above(self) -> dict[int, Found]:
        """Return those straight above actions: rows of their own in a table, and coded lines."""
        runs = [self._run(index) for index in self._first_rows()]
        if all(run.is_below for run in runs if run.plain):  # they describe what is announced
            runs = [_Run(run.coded, []) for run in runs]
        if len({letters_of(self._line(index)) for run in runs for index in run.plain}) == 1:
            runs = [_Run(run.coded, []) for run in runs]  # one over all tells nothing apart
        found: dict[int, Found] = {}
        deepest = max((len(run.plain) for run in runs), default=0)
        for coded, plain, _ in runs:
            for index in coded:
                code = leading_code(self._line(index).words, heading=True).code
                found[index] = Found(Place.OBJECTIVE, len(parts(code)))
            for depth, index in enumerate(plain, start=deepest - len(plain) + 1):
                found[index] = Found(Place.OBJECTIVE, 0, depth)
        return found

    def captions(self) -> dict[int, Found]:
        """Return the paragraphs over tables, if every table has a heading of some kind."""
        first = self._first_rows()
        above = [self._caption(index) for index in first]
        captions = [index for index in above if index is not None and not self._is_known(index)]
        several = len({letters_of(self._line(index)) for index in captions}) > 1
        are_headings = several and None not in above
        return dict.fromkeys(captions if are_headings else (), Found(Place.OBJECTIVE, 0, 1))

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

    def _is_known(self, index: int) -> bool:
        return index in self.announced or index in self.found

    def _line(self, index: int) -> Line:
        return line_at(self.events, index)
