"""Read sums of money: '520,6 mii lei', 'EUR 2.5 million', '£1.2m', '10 000 euro'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from plan_graph.language.wording import Wording
from plan_graph.plan import Amount
from plan_graph.reading.cells.numbers import NUMBER, NumberReader
from plan_graph.text import Passage, fold

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class AmountReader:
    """Reads sums with the words of one language."""

    wording: Wording

    def read(self, words: Passage, heading: str = "", *, is_money: bool = False) -> list[Amount]:
        """Give the sums in a text, in order.

        A number is a sum if a currency or a word such as 'million' stands beside it, or if
        the column is one of money; a year is none. What the heading of the column says, as in
        'Buget (mii lei)', holds for numbers that say nothing else.

        >>> from plan_graph.language import wording
        >>> reader = AmountReader(wording.load("ro"))
        >>> [(a.value, a.currency) for a in reader.read(Passage(0, "520,6 mii lei"))]
        [(Decimal('520600.0'), 'RON')]
        """
        return list(self._amounts(words, fold(heading), is_money))

    def names_currency(self, heading: str) -> bool:
        """Tell whether a heading says in which currency sums are given below it."""
        return bool(self._currency.search(fold(heading)))

    def _amounts(self, words: Passage, heading: str, is_money: bool) -> Iterator[Amount]:
        numbers = NumberReader(self.wording)
        usual = self._code(self._currency.search(heading))
        multiplied = self._multiplier.search(heading)
        for match in self._sum.finditer(words.folded):
            before, behind = match["before"], match["behind"]
            currency = self._currencies.get(_joined(before or behind), "")
            factor = self._factor(match["times"])
            if not (
                currency or factor > 1 or (is_money and not self._is_year(match["number"], words))
            ):
                continue
            value = numbers.read(match["number"])
            if value is None:
                continue
            if not match["times"] and not currency and multiplied:
                factor = self._factor(multiplied["times"])
            quote = words.slice(match.start(), match.end()).strip()
            yield Amount(value * Decimal(factor), currency or usual, factor, quote)

    @staticmethod
    def _is_year(number: str, words: Passage) -> bool:
        """Tell whether a number is a year rather than a sum, unless it stands alone."""
        return bool(_YEAR.fullmatch(number)) and words.strip().text != number

    def _factor(self, word: str | None) -> int:
        return self._multipliers.get(_joined(word), 1)

    def _code(self, match: re.Match[str] | None) -> str:
        return self._currencies.get(_joined(match["currency"]), "") if match else ""

    @cached_property
    def _currencies(self) -> dict[str, str]:
        table = self.wording.currencies.items()
        return {_joined(name): code for code, names in table for name in names}

    @cached_property
    def _multipliers(self) -> dict[str, int]:
        table = self.wording.amounts.items()
        factors = [(int(times), names) for times, names in table if times.isdigit()]
        return {_joined(name): times for times, names in factors for name in names}

    @cached_property
    def _sum(self) -> re.Pattern[str]:
        currency, times = _any(self._currencies), _any(self._multipliers)
        return re.compile(
            rf"(?:(?P<before>{currency})\s*)?(?P<number>{NUMBER})"
            rf"(?:\s*(?P<times>{times}))?(?:\s*(?P<behind>{currency}))?"
        )

    @cached_property
    def _currency(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<currency>{_any(self._currencies)})")

    @cached_property
    def _multiplier(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<times>{_any(self._multipliers)})")


def _joined(word: str | None) -> str:
    return " ".join(fold(word or "").split())


def _any(names: dict[str, str] | dict[str, int]) -> str:
    """Match any of the names, as whole words; a sign such as '€' may touch a number."""
    sources = []
    for name in sorted(names, key=lambda text: (-len(text), text)):
        source = r"\s+".join(map(re.escape, name.split()))
        start = r"(?<![^\W\d_])" if name[0].isalnum() else ""
        end = r"(?![^\W\d_])" if name[-1].isalpha() else ""
        sources.append(start + source + end)
    return "|".join(sources) or r"(?!)"
