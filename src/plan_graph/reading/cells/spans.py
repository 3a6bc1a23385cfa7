"""Periods made of the numbers in a stated time."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from plan_graph.plan import Period

YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
SHORT_YEAR = r"(?:19|20)?\d\d(?!\d)"
DASH = r"\s*-\s*"
Groups = Mapping[str, str | None]
"""The words of each part of a form, by its name."""
Source = tuple[str, Callable[[Groups], Period]]
"""A form of a stated time: the source of its pattern, and what makes a period of it."""
Form = tuple[re.Pattern[str], Callable[[Groups], Period]]


def months_of(year: int, first: int, last: int, last_year: int | None = None) -> Period:
    """Return the period from the first day of one month to the last day of another.

    Raises:
        ValueError: If there is no such month, or the period goes backwards.

    >>> months_of(2021, 1, 6)
    Period(start=datetime.date(2021, 1, 1), end=datetime.date(2021, 6, 30))
    """
    end = last_year or year
    if not 1 <= last <= 12:
        raise ValueError(f"there is no month {last}")
    return spanning(date(year, first, 1), date(end, last, monthrange(end, last)[1]))


def spanning(start: date, end: date) -> Period:
    """Return the period between two days.

    Raises:
        ValueError: If it goes backwards.
    """
    if end < start:
        raise ValueError("the period goes backwards")
    return Period(start, end)


def second_year(first: int, groups: Groups) -> int | None:
    """Return the second of two years, '2026-27', or None if there is one only."""
    digits = groups.get("y2")
    if not digits:
        return None
    return int(digits) if len(digits) == 4 else first // 100 * 100 + int(digits)


def full_year(digits: str) -> int:
    """Return the year that two or four digits name; two are of this century.

    >>> full_year("22"), full_year("1999")
    (2022, 1999)
    """
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def number(groups: Groups, name: str) -> int:
    """Return the number of a group."""
    return int(groups[name] or "")


def day_before(day: date) -> date:
    """Return the day before another."""
    return day - timedelta(days=1)


def day_after(day: date) -> date:
    """Return the day after another."""
    return day + timedelta(days=1)
