"""Parts of a year: half-years, quarters, and those with a name, such as 'fall 2027'."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from plan_graph.language.patterns import either
from plan_graph.language.wording import Wording
from plan_graph.plan import Period
from plan_graph.reading.cells.spans import (
    DASH,
    SHORT_YEAR,
    YEAR,
    Groups,
    Source,
    full_year,
    months_of,
    number,
)
from plan_graph.text import fold

_UNITS = {"half_year": 6, "quarter": 3}
"""The months of each part of a year that has a number."""
_SEASON = 3
"""The months of a season, which begins in March or so many months later."""
_NTH = r"(?:[ivx]{1,4}|\d{1,2})(?!\w)"
_NOTHING = r"(?!)"
"""A pattern of no words."""


@dataclass(frozen=True)
class YearParts:
    """The parts of a year with the words of one language.

    Attributes:
        filler: The source of a pattern of what may stand between a part and its year.
    """

    wording: Wording
    filler: str

    def sources(self) -> Iterable[Source]:
        """Yield the forms of parts of a year."""
        conjunction = either(self.wording.lists["conjunctions"])
        to = either(self.wording.deadlines["to"])
        for unit, months in _UNITS.items():

            def nth(groups: Groups, months: int = months) -> Period:
                return self._nth(groups, months)

            first, ordinal = self._unit(unit, "a"), self._ordinal("b")
            last = rf"(?:{self._names(unit)})?[\s.]*{ordinal}"
            both = rf"{first}(?:{DASH}|\s+(?:{to}|{conjunction})\s+|\s*(?P<or>/)\s*){last}"
            for source in (both, first):
                yield rf"{source}{self.filler}(?P<y>{YEAR})", nth
                yield rf"(?P<y>{YEAR}){self.filler}{source}(?!\w)", nth
        names = sorted(self._part_names, key=lambda text: -len(text))
        name = "|".join(map(re.escape, names)) or _NOTHING
        first = rf"(?P<p>{name})(?:\s*[-/]\s*|\s+(?:{to}|{conjunction})\s+)"
        over = rf"(?:[/-](?P<y2>{SHORT_YEAR}))?"
        yield rf"(?:{first})?(?P<p2>{name}){self.filler}(?P<y>{YEAR}){over}", self._part
        alone = rf"(?!\w)(?!{self.filler}{YEAR})"  # in '2026, spring 2027' it is not of the first
        yield rf"(?P<y>{YEAR})\s+(?P<p2>{name}){alone}", self._part

        yield from self._unknown()

    def _unknown(self) -> Iterable[Source]:
        """Yield the forms of parts that no year has, or none is told of: 'V trimestre 2027'."""
        name = rf"(?:{'|'.join(map(self._names, _UNITS))})(?![^\W\d])"
        yield rf"(?:{_NTH}\.?\s+)?{name}(?:[\s.]*{_NTH})?{self.filler}(?P<y>{YEAR})", _none
        yield rf"(?P<y>{YEAR}){self.filler}(?:{_NTH}\.?\s+{name}|{name}[\s.]*{_NTH})", _none

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

    def is_vague(self, groups: Groups) -> bool:
        """Tell whether a named part is only about its months, or of one of two years.

        A year has one spring, but its winter is that before it or that after it; 'early' and
        'mid' have no months of their own.
        """
        name = groups.get("p2")
        if not name or groups.get("y2"):
            return False
        first, last = self._part_names[name]
        return last - first + 1 != _SEASON or first % _SEASON != 0

    def _place(self, ordinal: str) -> int:
        return next(
            int(place)
            for place, words in self.wording.ordinals.items()
            if ordinal in {fold(word) for word in words}
        )


def _none(_: Groups) -> Period:
    raise ValueError("no year has such a part")
