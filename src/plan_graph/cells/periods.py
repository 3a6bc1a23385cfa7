"""Read stated times: '2021-2022', 'primul semestru 2021', 'trim. IV 2009', 'octombrie 2022'."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plan_graph.model import Period
from plan_graph.text import fold
from plan_graph.wording import Wording, either, whole_words

YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"

_Groups = Mapping[str, str | None]


def months_of(year: int, first: int, last: int, last_year: int | None = None) -> Period:
    """Give the period from the first day of one month to the last day of another.

    Raises:
        ValueError: If there is no such month, or the period goes backwards.

    >>> months_of(2021, 1, 6)
    Period(start=datetime.date(2021, 1, 1), end=datetime.date(2021, 6, 30))
    """
    end = last_year or year
    if not 1 <= last <= 12:
        raise ValueError(f"there is no month {last}")
    period = Period(date(year, first, 1), date(end, last, monthrange(end, last)[1]))
    if period.end < period.start:
        raise ValueError("the period goes backwards")
    return period


@dataclass(frozen=True)
class PeriodReader:
    """Reads stated times with the words of one language."""

    wording: Wording

    def match(self, folded: str, position: int) -> tuple[Period, int] | None:
        """Give the time stated at a position of folded text and the end of its words, or None.

        >>> from plan_graph import wording
        >>> PeriodReader(wording.load("ro")).match("trimestrul 4\\n2021", 0)[0].start
        datetime.date(2021, 10, 1)
        """
        for pattern, make in self._forms:
            found = pattern.match(folded, position)
            if found:
                try:
                    return make(found.groupdict()), found.end()
                except ValueError:  # words in the form of a time that does not exist
                    continue
        return None

    @cached_property
    def month_numbers(self) -> dict[str, int]:
        """The number of each month by its folded name."""
        months = self.wording.months.items()
        return {fold(name): int(number) for number, names in months for name in names}

    @cached_property
    def _forms(self) -> tuple[tuple[re.Pattern[str], Callable[[_Groups], Period]], ...]:
        """The forms of a stated time; the first that matches wins."""
        words = self.wording.deadlines
        months = either(self.month_numbers)
        filler = rf"(?:\s*{either(words['fillers'])})*\s*"
        forms: tuple[tuple[str, Callable[[_Groups], Period]], ...] = (
            (self._part("half_year") + rf"{filler}(?P<y>{YEAR})", lambda g: self._nth(g, 6)),
            (self._part("quarter") + rf"{filler}(?P<y>{YEAR})", lambda g: self._nth(g, 3)),
            (rf"(?P<d>\d{{1,2}})\s+(?P<m>{months}){filler}(?P<y>{YEAR})", self._day),
            (rf"(?P<d>\d{{1,2}})\.(?P<n>\d{{1,2}})\.(?P<y>{YEAR})", self._day),
            (rf"(?P<m>{months})(?:\s*-\s*(?P<to>{months}))?{filler}(?P<y>{YEAR})", self._months),
            (
                rf"(?:{either(words['year'])}\s+)?(?P<y>{YEAR})(?:\s*-\s*(?P<to>{YEAR}))?",
                self._years,
            ),
        )
        return tuple((re.compile(rf"(?<!\w){source}"), make) for source, make in forms)

    def _part(self, unit: str) -> str:
        name = either(self.wording.deadlines[unit])
        ordinal = either(word for words in self.wording.ordinals.values() for word in words)
        return rf"(?:(?P<before>{ordinal})\s+{name}|{name}\s*(?P<behind>{ordinal}))"

    def _nth(self, groups: _Groups, months: int) -> Period:
        ordinal = groups["before"] or groups["behind"] or ""
        last = months * next(
            int(number)
            for number, words in self.wording.ordinals.items()
            if whole_words(words).fullmatch(ordinal)
        )
        return months_of(_number(groups, "y"), last - months + 1, last)

    def _day(self, groups: _Groups) -> Period:
        month = groups.get("m")
        number = self.month_numbers[month] if month else _number(groups, "n")
        day = date(_number(groups, "y"), number, _number(groups, "d"))
        return Period(day, day)

    def _months(self, groups: _Groups) -> Period:
        first = groups["m"] or ""
        last = groups["to"] or first
        numbers = self.month_numbers
        return months_of(_number(groups, "y"), numbers[first], numbers[last])

    def _years(self, groups: _Groups) -> Period:
        first = _number(groups, "y")
        return months_of(first, 1, 12, _number(groups, "to") if groups["to"] else first)


def _number(groups: _Groups, name: str) -> int:
    return int(groups[name] or "")
