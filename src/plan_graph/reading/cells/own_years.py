"""Years that begin in another month than January: fiscal years and school years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from plan_graph.language.country import Country
from plan_graph.language.patterns import either
from plan_graph.language.wording import Wording
from plan_graph.plan import Period
from plan_graph.reading.cells.spans import (
    SHORT_YEAR,
    YEAR,
    Groups,
    Source,
    months_of,
    number,
    second_year,
)

_SCHOOL_YEAR = 9
"""The month in which a school year begins where two years name it."""


@dataclass(frozen=True)
class OwnYears:
    """The years of a language that have a beginning of their own, as its country has them."""

    wording: Wording
    country: Country

    @cached_property
    def names(self) -> str:
        """A pattern of the words that make a year such a one: 'fiscal year', 'school year'."""
        return "|".join((self._fiscal, self._school))

    @cached_property
    def _fiscal(self) -> str:
        return either(self.wording.deadlines.get("fiscal_year", ()))

    @cached_property
    def _school(self) -> str:
        return either(self.wording.deadlines.get("school_year", ()))

    def sources(self) -> Iterable[Source]:
        """Return the forms of years that begin in another month than January."""
        years = rf"[\s:]{{0,3}}(?P<y>{YEAR})(?:\s?[-/]\s?(?P<y2>{SHORT_YEAR})(?!\w|-))?"
        yield rf"(?:{self._fiscal}){years}", self._fiscal_year
        yield rf"(?P<school>{self._school}){years}", self._school_year

    def _fiscal_year(self, groups: Groups) -> Period:
        country = self.country
        if not country.fiscal_month:
            raise ValueError("no country says when its fiscal year begins")
        first = number(groups, "y")
        last = second_year(first, groups)
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
        if second_year(first, groups) != first + 1:
            raise ValueError("a school year is told by its two years")
        return months_of(first, _SCHOOL_YEAR, _SCHOOL_YEAR - 1, first + 1)
