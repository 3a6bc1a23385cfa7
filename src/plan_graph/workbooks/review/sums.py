"""Sums of money in a cell of the review: '500 EUR', '≈ 500 EUR', '≥ 200 ≤ 500 EUR'."""

from __future__ import annotations

import re
from decimal import Decimal

from plan_graph.phrases import phrase
from plan_graph.plan import Amount, Funding
from plan_graph.rdf import code_lists
from plan_graph.workbooks.review.entries import CellError
from plan_graph.workbooks.words import code_of

_NUMBER = r"\d+(?:\.\d+)?"
_SUM = re.compile(
    rf"(?:(?:\u2248|~)\s*(?P<about>{_NUMBER})"
    rf"|(?P<first>{_NUMBER})\s*[-\u2013]\s*(?P<last>{_NUMBER})"
    rf"|(?P<one>{_NUMBER})"
    rf"|(?:(?:\u2265|>=?)\s*(?P<least>{_NUMBER}))?\s*(?:(?:\u2264|<=?)\s*(?P<most>{_NUMBER}))?)"
    r"(?:\s+(?P<currency>[A-Z]{3}))?(?:\s*/\s*(?P<often>.+))?"
)


def read_sum(text: str, old: Funding, language: str) -> Amount | None:
    """Read what a person wrote in the place of the sum of a line; None if the cell is empty.

    Raises:
        CellError: If it is no sum.
    """
    if not text:
        return None
    found = _SUM.fullmatch(text.replace(",", "."))
    numbers = {
        name: Decimal(found[name])
        for name in ("about", "first", "last", "one", "least", "most")
        if found and found[name]
    }
    known = code_lists.labels("frequency", language)
    often = code_of(found["often"], known) if found and found["often"] else ""
    if found is None or not numbers or often is None or (often and "one" not in numbers):
        usual = next(iter(known.values()))
        raise CellError("text", phrase("workbooks.entries.no_sum", text=text, often=usual))
    one = numbers.get("one")
    low, high = (numbers.get(a, numbers.get(b)) for a, b in (("first", "least"), ("last", "most")))
    if low is not None and high is not None and low >= high:
        raise CellError("text", phrase("workbooks.entries.not_rising", text=text))
    return Amount(
        None if often else one,
        found["currency"] or "",
        1,
        old.stated_in,
        approximate=numbers.get("about"),
        recurring=one if often else None,
        lower=low,
        upper=high,
        frequency=often,
    )
