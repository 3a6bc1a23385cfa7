"""Read a deadline cell: 'anual', 'semestrul 2 2021', 'anual: iulie, octombrie'.

What no rule reads becomes an unparsed deadline with its words; nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from plan_graph.cells.periods import PeriodReader
from plan_graph.model import (
    Deadline,
    FixedDeadline,
    OpenDeadline,
    RecurringDeadline,
    UnparsedDeadline,
)
from plan_graph.text import Passage
from plan_graph.wording import Wording, either, whole_words

_PUNCTUATION = ",;:./+-"
_NEXT = re.compile(r"\w+|\W")


@dataclass(frozen=True)
class DeadlineReader:
    """Reads deadlines with the words of one language."""

    wording: Wording

    def read(self, cell: Passage, action: Passage) -> list[Deadline]:
        """Give the deadlines of a cell, in order.

        The action's own words settle one doubt: 'iulie-octombrie' of a recurring
        deadline is the time from July to October, unless the action itself names days
        in just these two months; then it is these two.
        """
        found: list[Deadline] = []
        position = unread = 0
        folded = cell.folded
        while position < len(folded):
            deadline, end = self._at(cell, position, action)
            if deadline is None:
                word = _NEXT.match(folded, position)
                position = word.end() if word else len(folded)
                continue
            found.extend(_left_over(cell.slice(unread, position)))
            found.append(deadline)
            gap = self._gap.match(folded, end)
            position = unread = gap.end() if gap else end
        found.extend(_left_over(cell.slice(unread)))
        return found

    def _at(self, cell: Passage, start: int, action: Passage) -> tuple[Deadline | None, int]:
        """Give the deadline whose words begin at a position, and the end of its words."""
        recurring = self._recurring.match(cell.folded, start)
        if recurring:
            words = cell.slice(start, recurring.end()).strip(_PUNCTUATION)
            frequency = next(code for code in self.wording.frequencies if recurring[code])
            months = self._months(recurring["months"] or "", action)
            return RecurringDeadline(frequency, words, months), recurring.end()
        stated = self._periods.match(cell.folded, start)
        if stated:
            return FixedDeadline(stated[0], cell.slice(start, stated[1]).strip()), stated[1]
        left_open = self._open.match(cell.folded, start)
        if left_open:
            return OpenDeadline(cell.slice(start, left_open.end()).strip()), left_open.end()
        return None, start

    def _months(self, listed: str, action: Passage) -> tuple[int, ...]:
        numbers = self._periods.month_numbers
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
        return PeriodReader(self.wording)

    @cached_property
    def _month(self) -> re.Pattern[str]:
        return whole_words(self._periods.month_numbers)

    @cached_property
    def _open(self) -> re.Pattern[str]:
        return whole_words(self.wording.deadlines["open"])

    @cached_property
    def _gap(self) -> re.Pattern[str]:
        conjunction = whole_words(self.wording.lists["conjunctions"]).pattern
        return re.compile(rf"(?:[\s{re.escape(_PUNCTUATION)}]|{conjunction})*")

    @cached_property
    def _recurring(self) -> re.Pattern[str]:
        frequency = "|".join(
            f"(?P<{code}>{either(phrases)})" for code, phrases in self.wording.frequencies.items()
        )
        month = self._month.pattern
        between = rf"(?:\s*[-,;/]\s*|\s+{either(self.wording.lists['conjunctions'])}\s+)"
        months = rf"{month}(?:{between}{month})*"
        return re.compile(rf"(?<!\w)(?:{frequency})(?:\s*[:,(-]\s*(?P<months>{months})\)?)?")


def _left_over(words: Passage) -> Iterator[Deadline]:
    words = words.strip(_PUNCTUATION)
    if words:
        yield UnparsedDeadline(words)
