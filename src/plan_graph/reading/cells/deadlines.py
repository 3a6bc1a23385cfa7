"""Read a deadline cell: 'anual', 'By fall 2027', 'anual: iulie', 'Q1 2022 (revised: Q3 2022)'.

What no rule reads becomes an unparsed deadline with its words; nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, zip_longest

from plan_graph.language.country import Country
from plan_graph.language.patterns import either, whole_words
from plan_graph.language.wording import Wording
from plan_graph.plan import (
    Deadline,
    FixedDeadline,
    OpenDeadline,
    Period,
    RecurringDeadline,
    UnparsedDeadline,
)
from plan_graph.reading.cells.periods import Found, PeriodReader
from plan_graph.reading.cells.spans import YEAR
from plan_graph.text import Passage

_PUNCTUATION = ",;:./+-()"
_NOTHING = r"(?!)"
"""A pattern of no words."""
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
        found = self._scan(cell, action)
        deadlines: list[Deadline] = []
        position = 0
        following = [start for _, start, _ in found[1:]]
        for (deadline, start, end), until in zip_longest(found, following):
            before = cell.slice(position, start)
            own = self._clause_behind(cell, end, until)
            lead = self._last_clause(before)
            deadlines.extend(self._unparsed(before.slice(0, lead.start - before.start)))
            words = cell.slice(lead.start - cell.start if lead else start, own)
            deadlines.append(replace(deadline, stated_in=words.strip(_PUNCTUATION)))
            position = own
        deadlines.extend(self._unparsed(cell.slice(position)))
        return deadlines

    def _scan(self, cell: Passage, action: Passage) -> list[tuple[Deadline, int, int]]:
        """Find all that can be read, with the offsets of its words."""
        found: list[tuple[Deadline, int, int]] = []
        position, folded = 0, cell.folded
        while position < len(folded):
            revised = self._revised.match(folded, position) if found else None
            begin = revised.end() if revised else position
            deadline, end = self._at(cell, folded, begin, action)
            if deadline is None or self._is_echo(deadline, found, cell, begin, end):
                word = _NEXT.match(folded, position)
                after = word.end() if word else len(folded)
                position = self._periods.skipped(folded, position) or after
                continue
            found.append((replace(deadline, revised=bool(revised)), position, end))
            gap = self._gap.match(folded, end)
            position = gap.end() if gap else end
        return found

    def _is_echo(
        self,
        deadline: Deadline,
        found: list[tuple[Deadline, int, int]],
        cell: Passage,
        start: int,
        end: int,
    ) -> bool:
        """Tell whether words only repeat a frequency: 'Annually; in the annual report on …'."""
        if not isinstance(deadline, RecurringDeadline) or not self._in_prose(cell, start, end):
            return False
        said = (item.frequency for item, _, _ in found if isinstance(item, RecurringDeadline))
        return deadline.frequency in said

    def _at(
        self, cell: Passage, folded: str, start: int, action: Passage
    ) -> tuple[Deadline | None, int]:
        """Return the deadline whose words begin at a position, and the end of its words."""
        if not _WORD_START.match(folded, start):
            return None, start
        words = cell.slice(start, start)
        recurring = self._recurring.match(folded, start)
        if recurring:
            frequency = next(code for code in self.wording.frequencies if recurring[code])
            listed = recurring["before"] or recurring["months"] or ""
            period, end = self._bounds(folded, recurring.end())
            return RecurringDeadline(frequency, words, self._months(listed, action), period), end
        stated = self._periods.match(folded, start)
        if stated and not (stated.is_bare and self._in_prose(cell, start, stated.end)):
            return self._fixed(stated, words), stated.end
        left_open = self._open.match(folded, start)
        if left_open:
            period, end = self._bounds(folded, left_open.end())
            if period and period.end:  # 'permanent, 2013-2017' is the whole of these years
                return FixedDeadline(period, words), end
            return OpenDeadline(words, period), end
        return None, start

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

    def _months(self, listed: str, action: Passage) -> tuple[int, ...]:
        numbers = self._periods.times.month_numbers
        found = [numbers[name] for name in self._month.findall(listed)]
        if len(found) != 2 or not re.search(r"\w\s*-\s*\w", listed):
            return tuple(dict.fromkeys(found))
        days = re.findall(rf"\d{{1,2}}\s+({self._month.pattern})", action.folded)
        if {numbers[name] for name in days} == set(found):
            return tuple(found)
        first, last = found
        return tuple((first + step - 1) % 12 + 1 for step in range((last - first) % 12 + 1))

    @cached_property
    def _periods(self) -> PeriodReader:
        return PeriodReader(self.wording, self.country)

    @cached_property
    def _month(self) -> re.Pattern[str]:
        return whole_words(self._periods.times.month_numbers)

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

    @cached_property
    def _recurring(self) -> re.Pattern[str]:
        words = self.wording.deadlines
        table = self.wording.frequencies.items()
        frequency = "|".join(f"(?P<{code}>{either(phrases)})" for code, phrases in table)
        lead = rf"(?:{either((*words['by'], *words['year'], *words['fillers']))}\s{{0,9}}){{0,4}}"
        month = rf"{lead}(?:\d{{1,2}}\.?\s+)?{self._month.pattern}(?:\s+\d{{1,2}}(?!\d|[./]))?"
        between = rf"(?:\s*[-,;/]\s*|\s+{either(self.wording.lists['conjunctions'])}\s+)"
        months = rf"{month}(?:{between}{month}){{0,11}}(?!\s*\d{{4}})"
        return re.compile(
            rf"(?<!\w)(?:(?P<before>{months})\s*,?\s*)?(?:{frequency or _NOTHING})"
            rf"(?:(?:\s*[:,(-]\s*|\s+)(?P<months>{months})\)?)?"
        )
