"""Days that a question names, as people of the Union write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from plan_graph.language.wording import load
from plan_graph.text import YEAR, fold

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|a)?")


def day_at(words: Sequence[str], at: int, languages: Sequence[str]) -> tuple[int, str]:
    """Return of how many words the day is that begins at a place, and the day as in xsd:date.

    Args:
        words: Words of a question, as they are compared.
        at: Where to look.
        languages: The languages of the names of months.

    Returns:
        0 words where no day begins; no text where the year is not said.

    >>> day_at(("until", "31", "december", "2027"), 1, ["en"])
    (3, '2027-12-31')
    >>> day_at(("le", "1er", "juillet"), 1, ["en", "fr"])
    (2, '')
    >>> day_at(("action", "1", "2"), 1, ["en"]), day_at(("30", "2", "2027"), 0, ["en"])
    ((0, ''), (0, ''))
    >>> day_at(("30", "9" * 20, "2027"), 0, ["en"])
    (0, '')
    """
    for order in ("dmy", "ymd", "mdy", "dm", "md"):
        taken = words[at : at + len(order)]
        parts = dict(zip(order, taken, strict=False))
        day, year = _DAY.fullmatch(parts.get("d", "")), parts.get("y", "")
        named = months(tuple(languages)).get(parts.get("m", ""), 0)
        numbered = "y" in order and order != "mdy" and parts.get("m", "").isdecimal()
        month = named or (int(parts["m"]) if numbered else 0)
        if not day or not month or ("y" in order and not YEAR.fullmatch(year)):
            continue
        found = _day(int(year or 2000), month, int(day[1]))
        if found:
            return len(order), found.isoformat() if year else ""
    return 0, ""


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


@cache
def months(languages: tuple[str, ...]) -> dict[str, int]:
    """Return the number of each month by its names, as they are compared."""
    return {
        fold(name).rstrip("."): int(number)
        for language in languages
        for number, names in load(language).months.items()
        for name in names
    }
