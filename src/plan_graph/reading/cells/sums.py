"""Read one sum of money, a number with its currency and its multiplier: 'EUR 2.5 million'."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from plan_graph.language.country import Country, of_language
from plan_graph.language.wording import Wording
from plan_graph.reading.cells.numbers import NUMBER, NumberReader
from plan_graph.text import fold

_CODE = 3
"""How long the names of currencies are that may touch a number: 'EUR500'."""
_BEGINNING = 3
"""How many letters of a word are enough to take it for a short form."""
YEAR = re.compile(r"(?:19|20)\d\d")
_THOUSANDS = re.compile(r"(?P<whole>[1-9]\d{0,2})[.,](?P<rest>\d{3})")
"""A number with one sign before three digits: in thousands, or thousandths."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum as it is written.

    Attributes:
        number: Its number, as written.
        currency: The code of the currency beside it, or ''.
        multiplier: The factor that a word beside it gives, or 0.
        before, behind: Whether a currency stands before the number, or behind it.
    """

    number: str
    currency: str
    multiplier: int
    before: bool
    behind: bool

    @property
    def is_named(self) -> bool:
        """Whether words beside it say that it is of money."""
        return self.before or self.behind or self.multiplier > 1

    @property
    def is_bare_year(self) -> bool:
        """Whether it is four digits that may as well be a year."""
        return not self.is_named and bool(YEAR.fullmatch(self.number))


@dataclass(frozen=True)
class SumReader:
    """Reads single sums with the words of one language and the currency of one country."""

    wording: Wording
    country: Country | None = None

    def sum_in(self, folded: str, start: int, end: int) -> Sum:
        """Return the sum that stands at a place where `source` matches."""
        match = self._sum.fullmatch(folded, start, end)
        if match is None:
            raise ValueError(folded[start:end])
        before, behind = match["before"], match["behind"]
        return Sum(
            match["number"],
            self._named(before or behind),
            self._multipliers.get(_joined(match["times"]), 0),
            bool(before),
            bool(behind),
        )

    def value(self, number: str, factor: int) -> tuple[Decimal | None, str]:
        """Return a number of money in full, and why it may be another.

        Nobody counts thousandths, so '75.000' is in thousands; beside a word such as 'million' it
        may be either.
        """
        value = self._numbers.read(number)
        thousands = _THOUSANDS.fullmatch(number)
        if value is None:
            return None, ""
        if thousands is None or value.as_tuple().exponent == 0:
            return value * factor, ""
        if factor > 1:
            return value * factor, "two-ways"
        return Decimal(thousands["whole"] + thousands["rest"]), "two-ways"

    def currency_in(self, heading: str) -> str:
        """Return the currency that a heading, folded, names; '' if none or not one for sure."""
        match = self.currency.search(heading)
        return self._named(match.group()) if match else ""

    def multiplier_in(self, heading: str) -> int:
        """Return the factor that a heading, folded, gives to bare numbers below it."""
        match = self.multiplier.search(heading)
        return self._multipliers[_joined(match.group())] if match else 1

    def _named(self, word: str | None) -> str:
        """Return the currency that a word names; of several, that of the country."""
        codes = self._currencies.get(_joined(word), ())
        if len(codes) == 1:
            return codes[0]
        settled = self.country or of_language(self.wording)
        return settled.currency if settled.currency in codes else ""

    @cached_property
    def source(self) -> str:
        """The source of a pattern of one sum, in folded text."""
        return re.sub(r"\?P<\w+>", "?:", self._sum.pattern)

    @cached_property
    def currency(self) -> re.Pattern[str]:
        """The names and signs of currencies."""
        return re.compile(_any(self._currencies))

    @cached_property
    def multiplier(self) -> re.Pattern[str]:
        """The words such as 'million'."""
        return re.compile(_any(self._multipliers))

    @cached_property
    def _numbers(self) -> NumberReader:
        return NumberReader(self.wording)

    @cached_property
    def _currencies(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for code, names in self.wording.currencies.items():
            for name in map(_joined, names):
                found[name] = (*found.get(name, ()), code)
        return found

    @cached_property
    def _multipliers(self) -> dict[str, int]:
        table = self.wording.amounts.items()
        factors = [(int(times), names) for times, names in table if times.isdigit()]
        return {_joined(name): times for times, names in factors for name in names}

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first letters of the words such as 'million'."""
        return frozenset(
            name[:_BEGINNING]
            for name in self._multipliers
            if name.isalpha() and len(name) >= _BEGINNING
        )

    @cached_property
    def _sum(self) -> re.Pattern[str]:
        currency, times = _any(self._currencies), _any(self._multipliers)
        codes = [name for name in self._currencies if name.isalpha() and len(name) == _CODE]
        touching = "|".join(rf"(?<={code})\d{{1,30}}(?:[.,']\d{{1,30}}){{0,6}}" for code in codes)
        return re.compile(
            rf"(?:(?P<before>{currency})\s*)?"
            rf"(?P<number>{NUMBER}|{touching or '(?!)'})(?:,-{{1,2}})?"
            rf"(?:\s*(?P<times>{times}))?(?:\s*(?P<behind>{currency}))?"
        )


def _joined(word: str | None) -> str:
    return " ".join(fold(word or "").split())


def _any(names: Iterable[str]) -> str:
    """Match any of the names, as whole words; a sign such as '€' may touch a number."""
    ordered = sorted(names, key=lambda text: (-len(text), text))
    sources = []
    for (start, end), group in groupby(ordered, _edges):
        alike = "|".join(r"\s+".join(map(re.escape, name.split())) for name in group)
        sources.append(f"{start}(?:{alike}){end}")
    return "|".join(sources) or r"(?!)"


def _edges(name: str) -> tuple[str, str]:
    """Return what must not stand before and behind a name, as patterns."""
    start = r"(?<![^\W\d_])" if name[0].isalnum() else ""
    return start, r"(?![^\W\d_])" if name[-1].isalpha() else ""
