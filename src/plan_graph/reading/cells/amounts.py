"""Read sums of money: '520,6 mii lei', '200 to 500 EUR', 'at most £1.2m', '10 000 euro a year'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from plan_graph.language.country import Country
from plan_graph.language.patterns import either
from plan_graph.language.wording import Wording
from plan_graph.plan import Amount
from plan_graph.reading.cells.expressions import Expression, Expressions
from plan_graph.reading.cells.qualifiers import ABOUT, EACH, LEAST, MOST, of_heading
from plan_graph.reading.cells.sums import Sum
from plan_graph.text import Passage, covering, fold

_SAME = ("/", "=", "(", "(=")
"""What stands between a sum and the same in another currency."""
_ITEM = re.compile(r"[^\W\d_]\)?\s*[-–—:]\s*$")
_FEW_DIGITS = 2
"""A number of so few digits behind a word and a dash counts things: 'Outlines - 5'."""
_ENDS_ABOUT = "about"
"""The doubt of a range that the document calls about right."""


@dataclass(frozen=True)
class AmountReader:
    """Reads sums with the words of one language and the currency of one country."""

    wording: Wording
    country: Country | None = None

    def read(self, words: Passage, heading: str = "", *, is_money: bool = False) -> list[Amount]:
        """Return the sums in a text, in order.

        A number is a sum if a currency or a word such as 'million' stands beside it, or if
        the column is one of money; a year is none, nor is a share such as '85%'. What the
        heading of the column says, as in 'Buget (mii lei)' and 'Annual cost', holds for numbers
        that say nothing else. What is no one sum, and no one range, is left: see `left_in`.

        >>> from plan_graph.language import wording
        >>> reader = AmountReader(wording.load("ro"))
        >>> [(a.value, a.currency) for a in reader.read(Passage(0, "520,6 mii lei"))]
        [(Decimal('520600.0'), 'RON')]
        >>> [(a.lower, a.upper) for a in reader.read(Passage(0, "între 200 și 500 mii lei"))]
        [(Decimal('200000'), Decimal('500000'))]
        """
        found = self._found(words, heading, is_money)
        return [amount for _, amount in found if amount]

    def left_in(
        self, words: Passage, heading: str = "", *, is_money: bool = False
    ) -> list[Passage]:
        """Return what holds numbers of money and states no sum for sure.

        These are '50 EUR per pupil', 'about 40 EUR a year', '3 workshops', and all that stands
        below 'Unit cost'.

        >>> from plan_graph.language import wording
        >>> reader = AmountReader(wording.load("en"))
        >>> [each.text for each in reader.left_in(Passage(0, "200 EUR; 40 EUR per pupil"))]
        ['40 EUR per pupil']
        """
        return [each for each, amount in self._found(words, heading, is_money) if not amount]

    def names_currency(self, heading: str) -> bool:
        """Tell whether a heading says in which currency sums are given below it."""
        return bool(self._expressions.sums.currency.search(fold(heading)))

    def only_qualifies(self, words: Passage) -> bool:
        """Tell whether words say only how a sum beside them is meant, as 'annually' does."""
        qualifiers, text = self._expressions.qualifiers, words.folded
        return bool(qualifiers.found(text)) and bool(
            re.fullmatch(qualifiers.behind, f" {text.strip()}")
        )

    def only_opens(self, words: Passage) -> bool:
        """Tell whether words say only how a sum behind them is meant, as 'at most' does."""
        return self._expressions.qualifiers.only_open(words.folded)

    def _found(
        self, words: Passage, heading: str, is_money: bool
    ) -> Iterator[tuple[Passage, Amount | None]]:
        """Yield what is of money, with the sum that it states if it states one for sure."""
        above = of_heading(self.wording, self.country, heading)
        if EACH in above or len(above) > 1:
            if any(map(str.isdigit, words.text)):
                yield words, None
            return
        for group in self._together(words, is_money):
            labels = [of_heading(self.wording, self.country, each.label, True) for each in group]
            over = (*(kind for label in labels for kind in label), *above)
            if _is_from_to(group) and not over and all(each.is_sure for each in group):
                first, last = group
                both = replace(first, words=covering(words, first.words, last.words))
                yield both.words, self._range(both, first.first, last.first, fold(heading))
                continue
            own = (kind for each in group for kind in each.qualifiers)
            kinds = tuple(dict.fromkeys((*own, *over)))
            is_sure = EACH not in kinds and all(each.is_sure for each in group)
            is_sure = is_sure and len({each.first.currency for each in group}) == len(group)
            for found in group:
                is_read = is_sure and (kinds in ((), (ABOUT,)) if found.last else len(kinds) < 2)
                is_read = is_read and not self._counts_things(found, fold(heading))
                yield found.words, self._amount(found, kinds, fold(heading)) if is_read else None

    def _counts_things(self, found: Expression, heading: str) -> bool:
        """Tell whether a number alone is too small for a sum of the thing named before it."""
        one = found.first
        is_alone = not (found.last or one.is_named or found.qualifiers)
        is_small = one.number.isdigit() and len(one.number) <= _FEW_DIGITS
        in_units = self._expressions.sums.multiplier_in(heading) == 1
        return is_alone and is_small and in_units and bool(_ITEM.search(found.label))

    def _together(self, words: Passage, is_money: bool) -> Iterator[list[Expression]]:
        """Yield sums that go together: in two currencies, as ends of a range, as either of two."""
        group: list[Expression] = []
        for found in self._expressions.find(words, is_money=is_money):
            start = group[-1].words.end if group else found.words.start
            between = words.slice(start - words.start, found.words.start - words.start)
            if group and self._go_together([*group, found], between):
                group.append(found)
            else:
                yield from [group] * bool(group)
                group = [found]
        yield from [group] * bool(group)

    def _go_together(self, group: Sequence[Expression], between: Passage) -> bool:
        if _is_from_to(group):
            return bool(self._joins.fullmatch(between.folded))
        if len({each.first.currency for each in group[-2:]}) > 1:
            return between.text.strip() in _SAME
        return between.text.strip() == "/" and not any(each.qualifiers for each in group)

    def _amount(self, found: Expression, kinds: tuple[str, ...], heading: str) -> Amount | None:
        if found.last:
            whole = self._range(found, found.first, found.last, heading)
            return replace(whole, doubt=_ENDS_ABOUT) if whole and kinds else whole
        sums, one = self._expressions.sums, found.first
        factor = one.multiplier or (1 if one.is_named else sums.multiplier_in(heading))
        value, doubt = sums.value(one.number, factor)
        if value is None:
            return None
        currency = one.currency or sums.currency_in(heading)
        (kind,) = kinds or ("",)
        is_often = kind not in ("", MOST, LEAST, ABOUT)
        return Amount(
            None if kind else value,
            currency,
            factor,
            found.words,
            doubt,
            approximate=value if kind == ABOUT else None,
            recurring=value if is_often else None,
            lower=value if kind == LEAST else None,
            upper=value if kind == MOST else None,
            frequency=kind if is_often else "",
        )

    def _range(self, found: Expression, first: Sum, last: Sum, heading: str) -> Amount | None:
        """Return a range; None if its ends are of two currencies, or do not rise."""
        sums = self._expressions.sums
        usual = 1 if first.is_named or last.is_named else sums.multiplier_in(heading)
        # 'EUR 1.5-2m' counts both in millions; '500 EUR - 2 million EUR' does not.
        shared = 0 if first.behind or last.before else last.multiplier
        factors = first.multiplier or shared or usual, last.multiplier or usual
        (low, doubt), (high, other) = map(sums.value, (first.number, last.number), factors)
        currencies = {each.currency for each in (first, last) if each.before or each.behind}
        if low is None or high is None or low >= high or len(currencies) > 1:
            return None
        return Amount(
            None,
            "".join(currencies) or sums.currency_in(heading),
            factors[0] if factors[0] == factors[1] else 1,
            found.words,
            doubt or other,
            lower=low,
            upper=high,
        )

    @cached_property
    def _joins(self) -> re.Pattern[str]:
        """What stands between the ends of a range: 'min. 200 EUR - max. 500 EUR'."""
        joined = either(self.wording.lists["conjunctions"])
        return re.compile(rf"\s*(?:[-,]|{joined}|)\s*")

    @cached_property
    def _expressions(self) -> Expressions:
        return Expressions(self.wording, self.country)


def _is_from_to(group: Sequence[Expression]) -> bool:
    """Tell whether a lower end and an upper one stand together."""
    qualifiers = [each.qualifiers for each in group if not each.last]
    return len(group) == len(qualifiers) and qualifiers == [(LEAST,), (MOST,)]
