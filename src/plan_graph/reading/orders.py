"""Which number of a date is the day: decided for a whole column, by its dates that tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from plan_graph.language.announcement import TIMES
from plan_graph.language.country import Country, DayOrder
from plan_graph.reading.events import ActionRow
from plan_graph.text import Passage

_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d\d)(?![\d/-])")
_MONTHS = 12


def orders(rows: Iterable[ActionRow], country: Country) -> dict[Passage, DayOrder]:
    """Return the order of each column of times, by its heading.

    A date such as 31/12/2026 settles the order of its column. A column without such a date
    takes it from the others of the document, and from the country if none has one. Where dates
    of one column tell different things, those that could be either stay unknown.
    """
    cells: defaultdict[Passage, list[str]] = defaultdict(list)
    for row in rows:
        for kind in TIMES:
            for cell in row.passages(kind):
                if cell in row.headings:
                    cells[row.headings[cell]].append(cell.text)
    told = {heading: _told(texts) for heading, texts in cells.items()}
    together = frozenset[DayOrder]().union(*told.values())
    return {heading: _order(own or together, country) for heading, own in told.items()}


def _order(told: frozenset[DayOrder], country: Country) -> DayOrder:
    if not told:
        return country.day_order
    return next(iter(told)) if len(told) == 1 else DayOrder.UNKNOWN


def _told(texts: Iterable[str]) -> frozenset[DayOrder]:
    """Return the orders that some dates can only have."""
    found = set()
    for text in texts:
        for first, _, second in _NUMBERS.findall(text):
            if int(first) > _MONTHS >= int(second):
                found.add(DayOrder.DAY_FIRST)
            elif int(second) > _MONTHS >= int(first):
                found.add(DayOrder.MONTH_FIRST)
    return frozenset(found)
