"""Read one stated time: '2021', 'trim. IV 2009', '2023 T3', 'fall 2027', '31.12.2022', 'Dec-22'."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from plan_graph.language.country import Country, DayOrder, of_language
from plan_graph.language.patterns import either
from plan_graph.language.wording import Wording
from plan_graph.plan import Period
from plan_graph.text import fold

YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_SHORT_YEAR = r"(?:19|20)?\d\d(?!\d)"
_BETWEEN = r"[\s,./'-]{0,12}"
_FILLERS = 4
"""More words than these do not stand between the parts of a time."""
_SCHOOL_YEAR = 9
"""The month in which a school year begins where two years name it."""
DASH = r"\s*-\s*"
_NOTHING = r"(?!)"
"""A pattern of no words."""

Groups = Mapping[str, str | None]
Form = tuple[re.Pattern[str], Callable[[Groups], Period]]


def months_of(year: int, first: int, last: int, last_year: int | None = None) -> Period:
    """Return the period from the first day of one month to the last day of another.

    Raises:
        ValueError: If there is no such month, or the period goes backwards.

    >>> months_of(2021, 1, 6)
    Period(start=datetime.date(2021, 1, 1), end=datetime.date(2021, 6, 30))
    """
    end = last_year or year
    if not 1 <= last <= 12:
        raise ValueError(f"there is no month {last}")
    return spanning(date(year, first, 1), date(end, last, monthrange(end, last)[1]))


def spanning(start: date, end: date) -> Period:
    """Return the period between two days.

    Raises:
        ValueError: If it goes backwards.
    """
    if end < start:
        raise ValueError("the period goes backwards")
    return Period(start, end)


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
    def _settled(self) -> Country:
        return self.country or of_language(self.wording)

    @cached_property
    def named_years(self) -> str:
        """Words that make a year one that begins in another month: 'fiscal year', 'school year'."""
        return "|".join((self._fiscal, self._school))

    @cached_property
    def _fiscal(self) -> str:
        return either(self.wording.deadlines.get("fiscal_year", ()))

    @cached_property
    def _school(self) -> str:
        return either(self.wording.deadlines.get("school_year", ()))

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """The forms of a stated time; the first that matches wins."""
        forms = (
            *self._years_of_their_own(),
            *self._days(),
            *self._behind_years(),
            *self._parts_of_years(),
            *self._months(),
            *self._years(),
        )
        return tuple((re.compile(rf"(?<!\w){source}"), make) for source, make in forms)

    def _days(self) -> Iterable[tuple[str, Callable[[Groups], Period]]]:
        month = either(self.month_numbers)
        day = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|-a)?"
        other_day = r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?"
        clock = r"(?:[t\s]+\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?)?"
        gap = self.filler
        yield rf"(?P<y>{YEAR})-(?P<n>\d\d)-(?P<d>\d\d){clock}(?!\w)", self._day
        yield rf"(?P<y>{YEAR})(?P<by>[./] ?)(?P<n>\d\d?)(?P=by)(?P<d>\d\d?)(?!\w)", self._day
        yield (
            rf"(?P<d>\d{{1,2}})(?P<sign>[./-])(?P<n>\d{{1,2}})(?P=sign)(?P<y>{_SHORT_YEAR})(?!\w)",
            self._day,
        )
        yield rf"(?P<d>\d{{1,2}})(?P<sign>\.) ?(?P<n>\d{{1,2}})\. ?(?P<y>{YEAR})(?!\w)", self._day
        yield (
            rf"{day}{gap}(?P<m>{month}){DASH}{other_day}{gap}(?P<m2>{month}){gap}(?P<y>{YEAR})",
            self._days_between,
        )
        yield rf"{day}{DASH}{other_day}{gap}(?P<m>{month}){gap}(?P<y>{YEAR})", self._days_between
        yield rf"{day}{gap}(?P<m>{month}){gap}(?P<y>{YEAR})", self._day
        yield rf"(?P<m>{month})\s+{day}\s*,?\s+(?P<y>{YEAR})", self._day

    def _behind_years(self) -> Iterable[tuple[str, Callable[[Groups], Period]]]:
        """The forms of languages that put the year first: '2026. december 31.'."""
        sign = either(self.wording.deadlines["year_first"])
        year, gap = rf"(?P<y>{YEAR})\s?{sign}", self.filler
        month, day = rf"(?P<m>{either(self.month_numbers)})", r"(?P<d>\d{1,2})(?!\w)"
        yield rf"{year}{gap}{month}\s+{day}", self._day
        yield rf"{year}{gap}{day}\.?\s+{month}", self._day
        to = rf"(?:{DASH}|\s+{either(self.wording.deadlines['to'])}\s+)"
        last = rf"(?P<m2>{either(self.month_numbers)})"
        yield rf"{year}{gap}{month}{to}{last}(?!\w)", self._months_between
        yield rf"{year}{gap}{month}(?!\w)", self._months_between

    def _parts_of_years(self) -> Iterable[tuple[str, Callable[[Groups], Period]]]:
        conjunction = either(self.wording.lists["conjunctions"])
        for unit, months in (("half_year", 6), ("quarter", 3)):

            def nth(groups: Groups, months: int = months) -> Period:
                return self._nth(groups, months)

            first, ordinal = self._unit(unit, "a"), self._ordinal("b")
            last = rf"(?:{self._names(unit)})?[\s.]*{ordinal}"
            both = rf"{first}(?:{DASH}|\s+{conjunction}\s+|\s*(?P<or>/)\s*){last}"
            for source in (both, first):
                yield rf"{source}{self.filler}(?P<y>{YEAR})", nth
                yield rf"(?P<y>{YEAR}){self.filler}{source}(?!\w)", nth
        names = sorted(self._part_names, key=lambda text: -len(text))
        name = "|".join(map(re.escape, names)) or _NOTHING
        first = rf"(?P<p>{name})(?:\s*[-/]\s*|\s+{conjunction}\s+)"
        over = rf"(?:[/-](?P<y2>{_SHORT_YEAR}))?"
        yield rf"(?:{first})?(?P<p2>{name}){self.filler}(?P<y>{YEAR}){over}", self._part
        alone = rf"(?!\w)(?!{self.filler}{YEAR})"  # in '2026, spring 2027' it is not of the first
        yield rf"(?P<y>{YEAR})\s+(?P<p2>{name}){alone}", self._part

    def _months(self) -> Iterable[tuple[str, Callable[[Groups], Period]]]:
        month = either(self.month_numbers)
        to = either(self.wording.deadlines["to"])
        gap = self.filler
        yield (
            rf"(?P<m>{month})(?:{DASH}|\s+{to}\s+)(?P<m2>{month}){gap}(?P<y>{YEAR})",
            self._months_between,
        )
        yield rf"(?P<m>{month}){gap}(?P<y>{YEAR})", self._months_between
        yield rf"(?P<m>{month})\s?[-']\s?(?P<y>\d\d)(?!\w)", self._months_between
        yield rf"(?<![./])(?P<n>0?[1-9]|1[0-2])[./](?P<y>{YEAR})", self._month

    def _years(self) -> Iterable[tuple[str, Callable[[Groups], Period]]]:
        named = set(map(fold, self.wording.deadlines.get("fiscal_year", ())))
        words = set(map(fold, self.wording.deadlines["year"])) - named
        short = "|".join(sorted(word for word in words if len(word) < 3))
        lead = rf"(?:(?:{short})\s?)?" if short else ""  # 'FY2024/25'
        yield rf"{lead}(?P<y>{YEAR})\.?\s*[-/]\s*(?P<to>{YEAR})(?!-)", self._years_between
        yield rf"{lead}(?P<y>{YEAR})[-/](?P<short>\d\d)(?!\w|-\d)", self._short_years
        yield rf"{lead}(?P<y>{YEAR})", self._years_between

    def _names(self, unit: str) -> str:
        names = sorted(map(fold, self.wording.deadlines[unit]), key=lambda name: (-len(name), name))
        sources = [r"\s+".join(map(re.escape, name.split())) for name in names]
        return "|".join(sources) or _NOTHING

    def _unit(self, unit: str, group: str) -> str:
        """Match a name of the unit with an ordinal: before it, behind it, or glued as in 'Q4'."""
        name = rf"(?:{self._names(unit)})"
        behind = rf"{name}(?:[\s.]*(?P<{group}digit>[1-4])|[\s.]+{self._ordinal(group)})(?!\w)"
        before = rf"(?:{self._ordinal(group + 'before')}\s+|(?P<{group}glued>[1-4])\s?){name}(?!\w)"
        return rf"(?:{before}|{behind})"

    def _ordinal(self, group: str) -> str:
        words = either(word for words in self.wording.ordinals.values() for word in words)
        return rf"(?P<{group}>{words})"

    def _nth(self, groups: Groups, months: int) -> Period:
        names = ("abefore", "aglued", "adigit", "a")
        first = next(filter(None, map(groups.get, names)), "")
        last = groups.get("b") or first
        start, end = self._place(first), self._place(last)
        if groups.get("or") and end != start + 1:
            raise ValueError("two parts of a year that do not touch are no time")
        year = number(groups, "y")
        return months_of(year, months * (start - 1) + 1, months * end)

    @cached_property
    def _part_names(self) -> dict[str, tuple[int, int]]:
        """The first and last month of each named part of a year."""
        return {
            fold(name): (int(months.split("-")[0]), int(months.split("-")[1]))
            for months, names in self.wording.parts.items()
            for name in names
        }

    def _part(self, groups: Groups) -> Period:
        last = self._part_names[groups["p2"] or ""]
        first = self._part_names.get(groups.get("p") or "", last)
        year = full_year(groups.get("y2") or groups["y"] or "")
        return months_of(year - (last[1] < first[0]), first[0], last[1], year)

    def _place(self, ordinal: str) -> int:
        return next(
            int(place)
            for place, words in self.wording.ordinals.items()
            if ordinal in {fold(word) for word in words}
        )

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
        if sign == "." and self._settled.day_order is not DayOrder.MONTH_FIRST:
            return False
        if self._settled.day_order is DayOrder.UNKNOWN:
            raise ValueError("either number may be the month")
        return self._settled.day_order is DayOrder.MONTH_FIRST

    def _years_of_their_own(self) -> Iterable[tuple[str, Callable[[Groups], Period]]]:
        """Return the forms of years that begin in another month than January."""
        years = rf"[\s:]{{0,3}}(?P<y>{YEAR})(?:\s?[-/]\s?(?P<y2>{_SHORT_YEAR})(?!\w|-))?"
        yield rf"(?:{self._fiscal}){years}", self._fiscal_year
        yield rf"(?P<school>{self._school}){years}", self._school_year

    def _fiscal_year(self, groups: Groups) -> Period:
        country = self._settled
        if not country.fiscal_month:
            raise ValueError("no country says when its fiscal year begins")
        first = number(groups, "y")
        last = _second_year(first, groups)
        if country.fiscal_month == 1:
            return months_of(first, 1, 12, last)
        if not groups.get("y2") and country.is_named_by_last_year:
            first -= 1
        if last is not None and last != first + 1:
            raise ValueError("a fiscal year has two years at most")
        return months_of(first, country.fiscal_month, country.fiscal_month - 1, first + 1)

    @staticmethod
    def _school_year(groups: Groups) -> Period:
        first = number(groups, "y")
        if _second_year(first, groups) != first + 1:
            raise ValueError("a school year is told by its two years")
        return months_of(first, _SCHOOL_YEAR, _SCHOOL_YEAR - 1, first + 1)

    def _days_between(self, groups: Groups) -> Period:
        first = self.month_numbers[groups["m"] or ""]
        last = self.month_numbers[groups.get("m2") or groups["m"] or ""]
        year = number(groups, "y")
        start = date(year, first, number(groups, "d"))
        return spanning(start, date(year, last, number(groups, "d2")))

    def _months_between(self, groups: Groups) -> Period:
        first = groups["m"] or ""
        last = groups.get("m2") or first
        year = full_year(groups["y"] or "")
        return months_of(year, self.month_numbers[first], self.month_numbers[last])

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


def _second_year(first: int, groups: Groups) -> int | None:
    """Return the second of two years, '2026-27', or None if there is one only."""
    digits = groups.get("y2")
    if not digits:
        return None
    return int(digits) if len(digits) == 4 else first // 100 * 100 + int(digits)


def full_year(digits: str) -> int:
    """Return the year that two or four digits name; two are of this century.

    >>> full_year("22"), full_year("1999")
    (2022, 1999)
    """
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def number(groups: Groups, name: str) -> int:
    """Return the number of a group."""
    return int(groups[name] or "")


def day_before(day: date) -> date:
    """Return the day before another."""
    return day - timedelta(days=1)


def day_after(day: date) -> date:
    """Return the day after another."""
    return day + timedelta(days=1)
