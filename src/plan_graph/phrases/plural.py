"""Numbers as a language writes and counts them: thousands set apart, one, a few or many."""

from __future__ import annotations

import re
from functools import lru_cache

TYPE_CHECKING = False  # Not from typing, which would take a tenth of the time of an answer.
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

FORMS = ("zero", "one", "two", "few", "many", "other")
"""The forms of a text that goes with a number (Unicode CLDR, plural rules)."""
_OPERANDS = "nivwftce"
_RELATION = rf"[{_OPERANDS}](?: % \d+)? !?= \d+(?:\.\.\d+)?(?:,\d+(?:\.\.\d+)?)*"
RULE = re.compile(rf"{_RELATION}(?: (?:and|or) {_RELATION})*")
"""A plural rule as the Unicode CLDR writes it, without its samples."""
_PARTS = re.compile(r"(\w)(?: % (\d+))? (!?=) ([\d.,]+)")


def is_forms(texts: Mapping[str, Any]) -> bool:
    """Tell whether a table holds the forms of one text, such as one, few and other."""
    return "other" in texts and not set(texts).difference(FORMS)


def category(number: object, rules: Mapping[str, str]) -> str:
    """Return which form of a text goes with a whole number, by the rules of a language.

    >>> few = {"one": "i = 1 and v = 0", "few": "n = 0 or n != 1 and n % 100 = 1..19"}
    >>> [category(number, few) for number in (1, 0, 19, 20, 101)]
    ['one', 'few', 'few', 'other', 'few']

    Raises:
        TypeError: If it is no whole number.
    """
    if not isinstance(number, int):
        raise TypeError("a form goes with a whole number")
    return next((name for name, rule in rules.items() if rule and _holds(rule, number)), "other")


def _holds(rule: str, number: int) -> bool:
    """Tell whether a rule holds of a number.

    >>> _holds("n = 0 or n != 1 and n % 100 = 1..19", 101)
    True
    """
    return any(
        all(
            _is(number if operand in "ni" else 0, modulus, equal, ranges)
            for operand, modulus, equal, ranges in every
        )
        for every in _relations(rule)
    )


def _is(value: int, modulus: int, equal: bool, ranges: tuple[range, ...]) -> bool:
    value = abs(value) % modulus if modulus else abs(value)
    return any(value in each for each in ranges) == equal


@lru_cache(maxsize=256)
def _relations(rule: str) -> list[list[tuple[str, int, bool, tuple[range, ...]]]]:
    """Return the alternatives of a rule, each the relations that have to hold together.

    All operands but n and i are about digits behind the point, which whole numbers have none of.
    """
    return [
        [
            (operand, int(modulus or 0), sign == "=", tuple(map(_range, values.split(","))))
            for operand, modulus, sign, values in _PARTS.findall(every)
        ]
        for every in rule.split(" or ")
    ]


def _range(text: str) -> range:
    first, _, last = text.partition("..")
    return range(int(first), int(last or first) + 1)


class Figure(int):
    """A number that is written with a mark between its thousands."""

    _mark: str

    def __new__(cls, number: int, mark: str) -> Figure:
        """Make it."""
        made = super().__new__(cls, number)
        made._mark = mark
        return made

    def __format__(self, form: str) -> str:
        """Write it; the thousands are set apart only where the text asks for it.

        >>> f"{Figure(1234, '.'):,}", f"{Figure(1234, '.')}"
        ('1.234', '1234')
        """
        return format(int(self), form).replace(",", self._mark)
