"""Read sums of money: '520,6 mii lei', 'EUR 2.5 million', '£1.2m', '10 000 euro'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from plan_graph.language.country import Country, of_language
from plan_graph.language.wording import Wording, either, whole_words
from plan_graph.plan import Amount
from plan_graph.reading.cells.numbers import NUMBER, NumberReader
from plan_graph.text import Passage, fold

_YEAR = re.compile(r"(?:19|20)\d\d")
_SHARE = re.compile(r"\s*(?:%|per\s?cent\b|percent\b|procent|la sut)")
_THOUSANDS = re.compile(r"(?P<whole>[1-9]\d{0,2})[.,](?P<rest>\d{3})")
"""A number with one sign before three digits: in thousands, or thousandths."""


@dataclass(frozen=True)
class AmountReader:
    """Reads sums with the words of one language and the currency of one country."""

    wording: Wording
    country: Country | None = None

    def read(self, words: Passage, heading: str = "", *, is_money: bool = False) -> list[Amount]:
        """Return the sums in a text, in order.

        A number is a sum if a currency or a word such as 'million' stands beside it, or if
        the column is one of money; a year is none, nor is a share such as '85%'. What the
        heading of the column says, as in 'Buget (mii lei)', holds for numbers that say nothing
        else. What stands for more than one value is left: see `left_in`.

        >>> from plan_graph.language import wording
        >>> reader = AmountReader(wording.load("ro"))
        >>> [(a.value, a.currency) for a in reader.read(Passage(0, "520,6 mii lei"))]
        [(Decimal('520600.0'), 'RON')]
        """
        left = self.left_in(words, heading)
        return [
            amount
            for amount in self._amounts(words, fold(heading), is_money)
            if not any(
                each.start <= amount.stated_in.start and amount.stated_in.end <= each.end
                for each in left
            )
        ]

    def left_in(self, words: Passage, heading: str = "") -> list[Passage]:
        """Return what holds numbers of money and is no one sum.

        These are '200 to 500 EUR', 'at most 500 EUR', '500 EUR a year', '50 EUR per pupil', and
        all that stands below 'Unit cost'.

        >>> from plan_graph.language import wording
        >>> reader = AmountReader(wording.load("en"))
        >>> [each.text for each in reader.left_in(Passage(0, "200 to 500 EUR; 40 EUR a year"))]
        ['200 to 500 EUR', '40 EUR a year']
        """
        if self._of_units.search(fold(heading)):
            return [words] if words else []
        spans = (match.span() for match in self._no_sum.finditer(words.folded))
        return [words.slice(start, end).strip() for start, end in spans]

    def names_currency(self, heading: str) -> bool:
        """Tell whether a heading says in which currency sums are given below it."""
        return bool(self._currency.search(fold(heading)))

    def _amounts(self, words: Passage, heading: str, is_money: bool) -> Iterator[Amount]:
        usual = self._code(self._currency.search(heading))
        multiplied = self._multiplier.search(heading)
        for match in self._sum.finditer(words.folded):
            currency = self._named(match["before"] or match["behind"])
            factor = self._factor(match["times"])
            is_named = bool(match["before"] or match["behind"] or factor > 1)
            if not is_named and not (is_money and not self._is_year(match["number"], words)):
                continue
            if _SHARE.match(words.folded, match.end()):
                continue
            if not match["times"] and not is_named and multiplied:
                factor = self._factor(multiplied["times"])
            value, doubt = self._value(match["number"], factor)
            if value is None:
                continue
            quote = words.slice(match.start(), match.end()).strip()
            yield Amount(value * Decimal(factor), currency or usual, factor, quote, doubt)

    def _value(self, number: str, factor: int) -> tuple[Decimal | None, str]:
        """Return a number of money; nobody counts thousandths, so '75.000' is in thousands.

        Beside a word such as 'million' it may be either.
        """
        value = self._numbers.read(number)
        thousands = _THOUSANDS.fullmatch(number)
        if value is None or thousands is None or value.as_tuple().exponent == 0:
            return value, ""
        if factor > 1:
            return value, "two-ways"
        return Decimal(thousands["whole"] + thousands["rest"]), "two-ways"

    @staticmethod
    def _is_year(number: str, words: Passage) -> bool:
        """Tell whether a number is a year rather than a sum, unless it stands alone."""
        return bool(_YEAR.fullmatch(number)) and words.strip().text != number

    def _factor(self, word: str | None) -> int:
        return self._multipliers.get(_joined(word), 1)

    def _code(self, match: re.Match[str] | None) -> str:
        return self._named(match["currency"]) if match else ""

    def _named(self, word: str | None) -> str:
        """Return the currency that a word names; of several, that of the country."""
        codes = self._currencies.get(_joined(word), ())
        if len(codes) == 1:
            return codes[0]
        settled = self.country or of_language(self.wording)
        return settled.currency if settled.currency in codes else ""

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
    def _sum(self) -> re.Pattern[str]:
        currency, times = _any(self._currencies), _any(self._multipliers)
        return re.compile(
            rf"(?:(?P<before>{currency})\s*)?(?P<number>{NUMBER})"
            rf"(?:\s*(?P<times>{times}))?(?:\s*(?P<behind>{currency}))?"
        )

    @cached_property
    def _no_sum(self) -> re.Pattern[str]:
        """A sum with words that make it more than one value, or less."""
        words, amounts = self.wording.deadlines, self.wording.amounts
        one = re.sub(r"\?P<\w+>", "?:", self._sum.pattern)
        often = either(phrase for each in self.wording.frequencies.values() for phrase in each)
        each = either((*amounts.get("each", ()),))
        to = rf"(?:\s*-\s*|\s+{either(words['to'])}\s+)"
        joined = either(self.wording.lists["conjunctions"])
        between = (
            rf"{either(words['between'])}\s+{one}\s+(?:{joined}|{either(words['to'])})\s+{one}"
        )
        ranges = rf"(?:{either((*words['between'], *words['from']))}\s+)?{one}{to}{one}"
        bounds = either((*amounts.get("bounds", ()),))
        bound = rf"{bounds}\s*{one}"
        often_before = rf"{often}\s*:?\s*{one}"
        per = rf"(?:{either(amounts.get('per', ()))}\s+|/\s?)(?!cent)(?=[^\W\d_])\w+"
        end = r"(?=\s*(?:[;,)\n]|$))"
        behind = rf"{one}(?:[\s,(]{{0,3}}(?:{often}|{each}|{bounds}{end})\)?|\s?{per})"
        return re.compile(rf"(?<!\w)(?:{between}|{ranges}|{bound}|{often_before})|{behind}")

    @cached_property
    def _of_units(self) -> re.Pattern[str]:
        return whole_words(self.wording.amounts.get("unit_cost", ()))

    @cached_property
    def _currency(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<currency>{_any(self._currencies)})")

    @cached_property
    def _multiplier(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<times>{_any(self._multipliers)})")


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
