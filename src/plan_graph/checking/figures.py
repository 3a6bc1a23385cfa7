"""The sums and the years of facts against the words that state them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from decimal import Decimal, InvalidOperation

from plan_graph.checking.finding import Node
from plan_graph.checking.places import shorten
from plan_graph.checking.statements import Fault, Statements
from plan_graph.facts import Form, kind_named
from plan_graph.vocab import PLAN

_NUMBERS = tuple(v.link for name in ("funding", "target") for v in kind_named(name).values
                 if v.form is Form.NUMBER)  # fmt: skip
"""The properties of numbers that the words of a fact state."""
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d{2}(?!\d)")
_SHORT_YEAR = re.compile(r"\d{4}\s?[/–-]\s?\d{1,2}(?!\d)")
"""A year of two parts, such as 2021/22, which ends in the second."""
_AMOUNTS = tuple(v.link for v in kind_named("funding").values if v.form is Form.NUMBER)
_MARK = re.compile(r"\D+")
_NUMBER = re.compile(r"\d+(?:[.,'’]\d+|[^\S\n]\d{3}(?!\d))*")
"""With marks, or spaces between thousands: '1.250,50', '12 000'."""


def _said(data: Statements, thing: Node) -> str:
    """Return the words of a fact with all that its fragments quote."""
    words = [v.value for v in data.values(thing, PLAN.verbatim)]
    quotes = [data.text(fragment, PLAN.quote) for fragment in data.values(thing, PLAN.statedIn)]
    return "\n".join(dict.fromkeys((*words, *quotes)))


def figure_faults(data: Statements, corrected: Collection[Node]) -> Iterator[Fault]:
    """Yield the numbers and the last days that the words of their facts deny.

    Of what a person corrected the words are no longer those that state it.
    """
    yield from _sums(data, corrected)
    yield from _magnitudes(data, corrected)
    yield from _years(data, corrected)


def _sums(data: Statements, corrected: Collection[Node]) -> Iterator[Fault]:
    """Yield the sums whose digits the words lack, whatever unit and marks they are written with."""
    for name in _NUMBERS:
        for line, values in data.of(name).items():
            words = "" if line in corrected else _said(data, line)
            digits = _digits_of(words)
            for value in values if words else ():
                own = _digits_of(value.value).strip("0")
                if own and own not in digits:
                    parts = {"sum": value.value, "words": shorten(words)}
                    yield Fault("Warning", "Words-sum", line, name.value, value, parts)


def _magnitudes(data: Statements, corrected: Collection[Node]) -> Iterator[Fault]:
    """Yield the sums that are a thousand times what is written, or a thousandth of it.

    A number may be written with marks between thousands and before decimals; a sum in thousands
    says so in its multiplier.
    """
    for name in _AMOUNTS:
        for line, values in data.of(name).items():
            words = "" if line in corrected else _said(data, line)
            times = _decimal(data.text(line, PLAN.multiplier)) or Decimal(1)
            for value in values if words else ():
                found = _decimal(value.value)
                digits = _digits_of(value.value).strip("0")
                is_written = found is None or found / times in _numbers_in(words)
                if digits and digits in _digits_of(words) and not is_written:
                    parts = {"sum": value.value, "words": shorten(words)}
                    yield Fault("Warning", "Words-magnitude", line, name.value, value, parts)


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _numbers_in(words: str) -> set[Decimal]:
    """Return what the numbers in words may be: whole, or with the last mark before decimals.

    >>> sorted(map(str, _numbers_in("520,6 mii lei")))
    ['520.6', '5206']
    """
    found = set()
    for whole in _NUMBER.findall(words):
        digits = _digits_of(whole)
        found.add(Decimal(digits))
        *_, last = _MARK.split(whole)
        if len(last) < len(digits):
            found.add(Decimal(digits).scaleb(-len(last)))
    return found


def _digits_of(text: str) -> str:
    """Return the digits of words, in ASCII.

    >>> _digits_of("2,5 mil. lei")
    '25'
    """
    return "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())


def _years(data: Statements, corrected: Collection[Node]) -> Iterator[Fault]:
    """Yield the fixed deadlines that end in a year before or after all years in their words."""
    for deadline in data.are(PLAN.FixedDeadline):
        day = data.text(deadline, PLAN.endDate)
        words = data.text(deadline, PLAN.verbatim)
        words = words if _YEAR.search(words) else _said(data, deadline)
        years = [int(year) for year in _YEAR.findall(words)]
        if (
            deadline in corrected
            or not years
            or not day[:4].isdecimal()
            or _SHORT_YEAR.search(words)
        ):
            continue
        if not min(years) <= int(day[:4]) <= max(years):
            parts = {"day": day, "words": shorten(words)}
            yield Fault("Warning", "Words-year", deadline, PLAN.endDate.value, None, parts)
