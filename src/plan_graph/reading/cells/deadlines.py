"""Read a deadline cell: 'anual', 'By fall 2027', 'anual: iulie', 'Q1 2022 (revised: Q3 2022)'.

What no rule reads becomes an unparsed deadline with its words; nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, pairwise, zip_longest
from typing import NamedTuple

from plan_graph.language.country import Country
from plan_graph.language.patterns import whole_words
from plan_graph.language.wording import Wording
from plan_graph.plan import (
    Deadline,
    FixedDeadline,
    OpenDeadline,
    Period,
    RecurringDeadline,
    UnparsedDeadline,
)
from plan_graph.reading.cells.beside import Beside
from plan_graph.reading.cells.periods import Found, PeriodReader
from plan_graph.reading.cells.recurring import RecurrenceReader
from plan_graph.reading.cells.spans import YEAR
from plan_graph.text import Passage

_PUNCTUATION = ",;:./+-()"
_WORD = re.compile(r"\w+")
_NEXT = re.compile(r"\w+|\W")
_CLAUSE_ENDS = re.compile(r"[,;\n]|(?<!\])\(|\)(?!\()|(?<=\w{5})[.!?](?=\s|$)")
"""A sign that ends a clause; not that of a link '[…](…)' nor behind what is shortened."""
_WORD_START = re.compile(r"(?<!\w)\w")
_SMALL_GAP = re.compile(r"[ \t\xa0,:(-]{0,9}")
_NEAR = 400
"""How many characters around a number tell whether it stands in running text."""
_PROSE = 3
"""Numbers among more other words than this are no deadline: 'the Act of 2021 on …'."""


class _Seen(NamedTuple):
    """A deadline, where its words begin and end, and whether numbers alone tell its time."""

    deadline: Deadline
    start: int
    end: int
    is_number: bool = False


@dataclass(frozen=True)
class DeadlineReader:
    """Reads deadlines with the words of one language, as its country writes them."""

    wording: Wording
    country: Country | None = None

    def read(self, cell: Passage, action: Passage) -> list[Deadline]:
        """Return the deadlines of a cell, in order.

        Words in the same clause as a deadline belong to it: 'Published in March 2027'.
        The action's own words settle one doubt: 'iulie-octombrie' of a recurring
        deadline is the time from July to October, unless the action itself names days
        in just these two months; then it is these two.
        """
        found = self._doubted(cell.folded, self._scan(cell, action))
        deadlines: list[Deadline] = []
        position = 0
        following = [each.start for each in found[1:]]
        for (deadline, start, end, _), until in zip_longest(found, following):
            before = cell.slice(position, start)
            own = self._clause_behind(cell, end, until)
            lead = self._last_clause(before)
            deadlines.extend(self._unparsed(before.slice(0, lead.start - before.start)))
            words = cell.slice(lead.start - cell.start if lead else start, own)
            deadlines.append(replace(deadline, stated_in=words.strip(_PUNCTUATION)))
            position = own
        deadlines.extend(self._unparsed(cell.slice(position)))
        return deadlines

    def _doubted(self, folded: str, found: list[_Seen]) -> list[_Seen]:
        """Return what was found; what unread words beside it may make another is not sure."""
        beside = self._beside
        ends = [0, *(each.end for each in found)]
        doubtful = {
            each
            for end, each in zip(ends, found, strict=False)
            if beside.before(folded[end : each.start], is_number=each.is_number)
            or beside.behind(folded[each.start : each.end], folded[each.end :])
        }
        for first, second in pairwise(found):
            if beside.between(folded[first.end : second.start]):
                doubtful |= {first, second}
        return [_unsure(each) if each in doubtful else each for each in found]

    def _scan(self, cell: Passage, action: Passage) -> list[_Seen]:
        """Find all that can be read, with the offsets of its words."""
        found: list[_Seen] = []
        position, folded = 0, cell.folded
        while position < len(folded):
            revised = self._revised.match(folded, position) if found else None
            begin = revised.end() if revised else position
            seen = self._at(cell, folded, begin, action)
            if seen is None or self._is_echo(seen, found, cell):
                word = _NEXT.match(folded, position)
                after = word.end() if word else len(folded)
                position = self._periods.skipped(folded, position) or after
                continue
            deadline = replace(seen.deadline, revised=bool(revised))
            found.append(seen._replace(deadline=deadline, start=position))
            gap = self._gap.match(folded, seen.end)
            position = gap.end() if gap else seen.end
        return found

    def _is_echo(self, seen: _Seen, found: list[_Seen], cell: Passage) -> bool:
        """Tell whether words only repeat a frequency: 'Annually; in the annual report on …'."""
        deadline = seen.deadline
        if not isinstance(deadline, RecurringDeadline):
            return False
        said = (each.deadline for each in found)
        return self._in_prose(cell, seen.start, seen.end) and any(
            isinstance(each, RecurringDeadline) and each.frequency == deadline.frequency
            for each in said
        )

    def _at(self, cell: Passage, folded: str, start: int, action: Passage) -> _Seen | None:
        """Return the deadline whose words begin at a position, or None."""
        if not _WORD_START.match(folded, start):
            return None
        words = cell.slice(start, start)
        recurring = self._recurring.match(folded, start, action)
        if recurring:
            period, end = self._bounds(folded, recurring.end)
            again = RecurringDeadline(recurring.frequency, words, recurring.months, period)
            return _Seen(again, start, end)
        stated = self._periods.match(folded, start)
        if stated and not (stated.is_bare and self._in_prose(cell, start, stated.end)):
            return _Seen(self._fixed(stated, words), start, stated.end, stated.is_bare)
        left_open = self._open.match(folded, start)
        if left_open:
            period, end = self._bounds(folded, left_open.end())
            if period and period.end:  # 'permanent, 2013-2017' is the whole of these years
                return _Seen(FixedDeadline(period, words), start, end)
            return _Seen(OpenDeadline(words, period), start, end)
        return None

    @staticmethod
    def _fixed(stated: Found, words: Passage) -> Deadline:
        if stated.period.end is None:
            return OpenDeadline(words, stated.period)
        return FixedDeadline(stated.period, words, doubt=stated.doubt)

    def _bounds(self, folded: str, end: int) -> tuple[Period | None, int]:
        """Read the years behind 'anual' or 'permanent': 'until 2029', '(2013-2017)'."""
        gap = _SMALL_GAP.match(folded, end)
        begin = gap.end() if gap else end
        stated = self._periods.match(folded, begin)
        if stated is None:
            return None, end
        start, last = stated.period.start, stated.period.end
        if start and last and start.year == last.year:
            return None, end
        return stated.period, stated.end

    def _in_prose(self, cell: Passage, start: int, end: int) -> bool:
        before = self._last_clause(cell.slice(max(0, start - _NEAR), start))
        last = min(len(cell.text), end + _NEAR)
        behind = cell.slice(end, self._clause_behind(cell, end, last))
        # No more is looked at than decides: a cell may be a thousand numbers in a row.
        others = chain(_WORD.finditer(behind.text), _WORD.finditer(before.text))
        for number, word in enumerate(others, start=1):
            is_number = re.search(r"\d", word[0]) and not re.fullmatch(YEAR, word[0])
            if number > _PROSE or is_number:
                return True
        return False

    @staticmethod
    def _last_clause(text: Passage) -> Passage:
        """Return the words behind the last sign that ends a clause."""
        ends = [match.end() for match in _CLAUSE_ENDS.finditer(text.text)]
        return text.slice(ends[-1] if ends else 0)

    @staticmethod
    def _clause_behind(cell: Passage, end: int, until: int | None) -> int:
        """Return where the clause ends that goes on at an offset, at most at another."""
        last = len(cell.text) if until is None else until
        sign = _CLAUSE_ENDS.search(cell.text, end, last)
        return sign.start() if sign else last

    def _unparsed(self, words: Passage) -> list[Deadline]:
        words = words.strip(_PUNCTUATION)
        only = self._gap.fullmatch(words.folded)
        return [] if not words or only else [UnparsedDeadline(words)]

    @cached_property
    def _beside(self) -> Beside:
        return Beside(self.wording)

    @cached_property
    def _periods(self) -> PeriodReader:
        return PeriodReader(self.wording, self.country)

    @cached_property
    def _recurring(self) -> RecurrenceReader:
        return RecurrenceReader(self.wording, self._periods.times)

    @cached_property
    def _open(self) -> re.Pattern[str]:
        return whole_words(self.wording.deadlines["open"])

    @cached_property
    def _revised(self) -> re.Pattern[str]:
        words = whole_words(self.wording.deadlines["revised"]).pattern
        return re.compile(rf"{words}[\s:=-]*")

    @cached_property
    def _gap(self) -> re.Pattern[str]:
        conjunction = whole_words(self.wording.lists["conjunctions"]).pattern
        return re.compile(rf"(?:[\s{re.escape(_PUNCTUATION)}]|{conjunction})*")


def _unsure(seen: _Seen) -> _Seen:
    """Return a deadline of which its words leave doubt: its period is one of two, or not known."""
    deadline = seen.deadline
    if isinstance(deadline, FixedDeadline):
        return seen._replace(deadline=replace(deadline, doubt="two-ways"))
    if isinstance(deadline, OpenDeadline) and deadline.period:
        return seen._replace(deadline=UnparsedDeadline(deadline.stated_in, deadline.revised))
    return seen
