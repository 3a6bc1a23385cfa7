"""Read how often something is to be done, and in which months: 'anual: iulie', 'each June'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from plan_graph.language.patterns import either, whole_words
from plan_graph.language.wording import Wording
from plan_graph.reading.cells.times import TimeReader
from plan_graph.text import Passage

_NOTHING = r"(?!)"
"""A pattern of no words."""
_ONCE = frozenset(("ANNUAL", "BIENNIAL", "TRIENNIAL"))
"""What comes once a year at most comes by a month; what comes more often ends with it."""


class Recurrence(NamedTuple):
    """How often, as a code of the EU frequency table, in which months, and where its words end."""

    frequency: str
    months: tuple[int, ...]
    end: int


@dataclass(frozen=True)
class RecurrenceReader:
    """Reads recurrences with the words of one language."""

    wording: Wording
    times: TimeReader

    def match(self, folded: str, position: int, action: Passage) -> Recurrence | None:
        """Return the recurrence whose words begin at a position of folded text, or None.

        The words of the action tell two months from all months between; see `DeadlineReader`.
        """
        found = self._pattern.match(folded, position)
        if found is None:
            return None
        frequency = next(code for code in self.wording.frequencies if found[code])
        end = found.end()
        if frequency not in _ONCE and self._until.match(found["months"] or ""):
            end = found.end(frequency)  # 'monthly until June' says of no year which June
        listed = found["before"] or folded[found.end(frequency) : end]
        return Recurrence(frequency, self._months(listed, action), end)

    def _months(self, listed: str, action: Passage) -> tuple[int, ...]:
        numbers = self.times.month_numbers
        found = [numbers[name] for name in self._month.findall(listed)]
        if len(found) != 2 or not re.search(r"\w\s*-\s*\w", listed):
            return tuple(dict.fromkeys(found))
        days = re.findall(rf"\d{{1,2}}\s+({self._month.pattern})", action.folded)
        if {numbers[name] for name in days} == set(found):
            return tuple(found)
        first, last = found
        return tuple((first + step - 1) % 12 + 1 for step in range((last - first) % 12 + 1))

    @cached_property
    def _month(self) -> re.Pattern[str]:
        return whole_words(self.times.month_numbers)

    @cached_property
    def _until(self) -> re.Pattern[str]:
        return whole_words((*self.wording.deadlines["by"], *self.wording.deadlines["to"]))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = self.wording.deadlines
        table = self.wording.frequencies.items()
        frequency = "|".join(f"(?P<{code}>{either(phrases)})" for code, phrases in table)
        lead = rf"(?:{either((*words['by'], *words['year'], *words['fillers']))}\s{{0,9}}){{0,4}}"
        month = rf"{lead}(?:\d{{1,2}}\.?\s+)?{self._month.pattern}(?:\s+\d{{1,2}}(?!\d|[./]))?"
        between = rf"(?:\s*[-,;/]\s*|\s+{either(self.wording.lists['conjunctions'])}\s+)"
        months = rf"{month}(?:{between}{month}){{0,11}}(?!{self.times.filler}\d{{4}})"
        return re.compile(
            rf"(?<!\w)(?:(?P<before>{months})\s*,?\s*)?(?:{frequency or _NOTHING})"
            rf"(?:(?:\s*[:,(-]\s*|\s+)(?P<months>{months})\)?)?"
        )
