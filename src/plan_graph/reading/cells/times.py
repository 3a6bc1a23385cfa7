"""Read one stated time: '2021', 'trim. IV 2009', '2023 T3', 'fall 2027', '31.12.2022', 'Dec-22'."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plan_graph.language.country import Country, DayOrder, of_language
from plan_graph.language.patterns import either
from plan_graph.language.wording import Wording
from plan_graph.plan import Period
from plan_graph.reading.cells.own_years import OwnYears
from plan_graph.reading.cells.spans import (
    DASH,
    SHORT_YEAR,
    YEAR,
    Form,
    Groups,
    Source,
    full_year,
    months_of,
    number,
    spanning,
)
from plan_graph.reading.cells.year_parts import YearParts
from plan_graph.text import fold

_BETWEEN = r"[\s,./'-]{0,12}"
_FILLERS = 4
"""More words than these do not stand between the parts of a time."""


@dataclass(frozen=True)
class TimeReader:
    """Reads single times with the words of one language, as its country writes them."""

    wording: Wording
    country: Country | None = None

    @cached_property
    def month_numbers(self) -> dict[str, int]:
        """The number of each month by its folded names."""
        months = self.wording.months.items()
        return {fold(name): int(number) for number, names in months for name in names}

    @cached_property
    def filler(self) -> str:
        """Words and signs that may stand between the parts of a time."""
        words = either(self.wording.deadlines["fillers"])
        return rf"(?:{_BETWEEN}{words}){{0,{_FILLERS}}}{_BETWEEN}"

    @cached_property
    def settled(self) -> Country:
        """The country whose way of writing times counts."""
        return self.country or of_language(self.wording)

    @cached_property
    def own_years(self) -> OwnYears:
        """The years that begin in another month than January."""
        return OwnYears(self.wording, self.settled)

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """The forms of a stated time; the first that matches wins."""
        return (
            *_compiled(self.own_years.sources()),
            *_compiled(self._days()),
            *_compiled(self._behind_years()),
            *_compiled(self._parts.sources()),
            *_compiled(self._months()),
            *_compiled(self._years()),
        )

    def is_vague(self, groups: Groups) -> bool:
        """Tell whether what a form matched may be another time, or only about that.

        So are '2026-27', which may be the year of a budget, and what `YearParts` calls vague.
        """
        short = groups.get("short")
        if short:
            return int(short) == number(groups, "y") % 100 + 1
        return self._parts.is_vague(groups)

    @cached_property
    def _parts(self) -> YearParts:
        return YearParts(self.wording, self.filler)

    @cached_property
    def _to(self) -> str:
        """What leads from a part of a time to another part."""
        return rf"(?:{DASH}|\s+{either(self.wording.deadlines['to'])}\s+)"

    def _days(self) -> Iterable[Source]:
        month = either(self.month_numbers)
        day, other_day = (
            rf"(?P<{name}>\d{{1,2}})(?:st|nd|rd|th|er|[°ºª]|-a)?" for name in ("d", "d2")
        )
        clock = r"(?:[t\s]+\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?)?"
        gap, to = self.filler, self._to
        yield rf"(?P<y>{YEAR})-(?P<n>\d\d)-(?P<d>\d\d){clock}(?!\w)", self._day
        yield rf"(?P<y>{YEAR})(?P<by>[./] ?)(?P<n>\d\d?)(?P=by)(?P<d>\d\d?)(?!\w)", self._day
        yield (
            rf"(?P<d>\d{{1,2}})(?P<sign>[./-])(?P<n>\d{{1,2}})(?P=sign)(?P<y>{SHORT_YEAR})(?!\w)",
            self._day,
        )
        yield rf"(?P<d>\d{{1,2}})(?P<sign>\.) ?(?P<n>\d{{1,2}})\. ?(?P<y>{YEAR})(?!\w)", self._day
        last = rf"{to}(?P<d2>\d{{1,2}})\. ?(?P<n2>\d{{1,2}})\. ?(?P<y>{SHORT_YEAR})(?!\w)"
        yield rf"(?P<d>\d{{1,2}})(?P<sign>\.)(?: ?(?P<n>\d{{1,2}})\.?)?{last}", self._days_between
        yield (
            rf"{day}{gap}(?P<m>{month}){to}{other_day}{gap}(?P<m2>{month}){gap}(?P<y>{YEAR})",
            self._days_between,
        )
        yield rf"{day}\.?{to}{other_day}{gap}(?P<m>{month}){gap}(?P<y>{YEAR})", self._days_between
        yield rf"{day}{gap}(?P<m>{month}){gap}(?P<y>{YEAR})", self._day
        yield rf"(?P<m>{month})\s+{day}\s*,?\s+(?P<y>{YEAR})", self._day
        other = rf"(?:(?P<m2>{month})\s+)?{other_day}\s*,?\s+(?P<y>{YEAR})"
        yield rf"(?P<m>{month})\s+{day}{to}{other}", self._days_between

    def _behind_years(self) -> Iterable[Source]:
        """The forms of languages that put the year first: '2026. december 31.'."""
        sign = either(self.wording.deadlines["year_first"])
        year, gap = rf"(?P<y>{YEAR})\s?{sign}", self.filler
        month, day = rf"(?P<m>{either(self.month_numbers)})", r"(?P<d>\d{1,2})(?!\w)"
        yield rf"{year}{gap}{month}\s+{day}", self._day
        yield rf"{year}{gap}{day}\.?\s+{month}", self._day
        to = self._to
        last = rf"(?P<m2>{either(self.month_numbers)})"
        yield rf"{year}{gap}{month}{to}{last}(?!\w)", self._months_between
        yield rf"{year}{gap}{month}(?!\w)", self._months_between

    def _months(self) -> Iterable[Source]:
        month = either(self.month_numbers)
        gap = self.filler
        beside = rf"\s*(?P<or>[/&]|{either(self.wording.lists['conjunctions'])})\s*"
        yield (
            rf"(?P<m>{month})(?:{self._to}|{beside})(?P<m2>{month}){gap}(?P<y>{YEAR})",
            self._months_between,
        )
        yield rf"(?P<m>{month}){gap}(?P<y>{YEAR})", self._months_between
        yield rf"(?P<m>{month})\s?[-']\s?(?P<y>\d\d)(?!\w)", self._months_between
        yield rf"(?<![./])(?P<n>0?[1-9]|1[0-2])[./](?P<y>{YEAR})", self._month

    def _years(self) -> Iterable[Source]:
        named = set(map(fold, self.wording.deadlines.get("fiscal_year", ())))
        words = set(map(fold, self.wording.deadlines["year"])) - named
        short = "|".join(sorted(word for word in words if len(word) < 3))
        lead = rf"(?:(?:{short})\s?)?" if short else ""  # 'FY2024/25'
        yield rf"{lead}(?P<y>{YEAR})\.?\s*[-/]\s*(?P<to>{YEAR})(?!-)", self._years_between
        yield rf"{lead}(?P<y>{YEAR})[-/](?P<short>\d\d)(?!\w|-\d)", self._short_years
        yield rf"{lead}(?P<y>{YEAR})", self._years_between

    def _day(self, groups: Groups) -> Period:
        name = groups.get("m")
        month = self.month_numbers[name] if name else number(groups, "n")
        day = number(groups, "d")
        if not name and groups.get("sign") and self._is_month_first(day, month, groups["sign"]):
            month, day = day, month
        found = date(full_year(groups["y"] or ""), month, day)
        return Period(found, found)

    def _is_month_first(self, first: int, second: int, sign: str | None) -> bool:
        """Tell whether the month stands before the day in two numbers of a date.

        Raises:
            ValueError: If each may be either, and nothing says which.
        """
        if first == second or max(first, second) > 12:
            return second > 12 >= first
        if sign == "." and self.settled.day_order is not DayOrder.MONTH_FIRST:
            return False
        if self.settled.day_order is DayOrder.UNKNOWN:
            raise ValueError("either number may be the month")
        return self.settled.day_order is DayOrder.MONTH_FIRST

    def _days_between(self, groups: Groups) -> Period:
        year = full_year(groups["y"] or "")
        if groups.get("n2"):
            if self.settled.day_order is DayOrder.MONTH_FIRST:
                raise ValueError("the first number may be the month")
            last = number(groups, "n2")
            first = number(groups, "n") if groups["n"] else last
        else:
            first = self.month_numbers[groups["m"] or ""]
            last = self.month_numbers[groups.get("m2") or groups["m"] or ""]
        start = date(year, first, number(groups, "d"))
        return spanning(start, date(year, last, number(groups, "d2")))

    def _months_between(self, groups: Groups) -> Period:
        first = self.month_numbers[groups["m"] or ""]
        last = self.month_numbers[groups.get("m2") or groups["m"] or ""]
        if groups.get("or") and last != first + 1:
            raise ValueError("two months that do not touch are no time")
        return months_of(full_year(groups["y"] or ""), first, last)

    def _month(self, groups: Groups) -> Period:
        return months_of(number(groups, "y"), number(groups, "n"), number(groups, "n"))

    def _years_between(self, groups: Groups) -> Period:
        first = number(groups, "y")
        return months_of(first, 1, 12, number(groups, "to") if groups.get("to") else first)

    def _short_years(self, groups: Groups) -> Period:
        """Read '2026-27' as two years, and '2026-03' as a month: no year comes before another."""
        first, short = number(groups, "y"), number(groups, "short")
        if short == first % 100 + 1 or short > 12:
            return months_of(first, 1, 12, first // 100 * 100 + short)
        return months_of(first, short, short)


def _compiled(sources: Iterable[Source]) -> tuple[Form, ...]:
    return tuple((re.compile(rf"(?<!\w){source}"), make) for source, make in sources)
