"""What a person writes into one cell: days, months, numbers; and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from plan_graph.phrases import phrase
from plan_graph.plan import Period
from plan_graph.text import day_of

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class CellError(Exception):
    """What is wrong with a cell; `column` is its name."""

    def __init__(self, column: str, problem: str) -> None:
        self.column = column
        self.problem = problem
        super().__init__(problem)


def read_number(text: str) -> Decimal | None:
    """Read a number; None if the cell is empty."""
    if not text:
        return None
    if not _NUMBER.fullmatch(text.replace(",", ".")):
        raise CellError("text", phrase("workbooks.entries.found_where_number_expected", text=text))
    return Decimal(text.replace(",", "."))


def choose(found: str, known: list[str]) -> str:
    """Say what can be chosen instead."""
    listed = ", ".join(f"'{label}'" for label in known)
    return phrase("workbooks.entries.found_choose_one_list", found=found, listed=listed)


def read_period(cells: Mapping[str, str]) -> Period | None:
    """Read a first and a last day, either of which may be empty; None if both are."""
    start, end = read_day("start", cells["start"]), read_day("end", cells["end"])
    if start and end and end < start:
        raise CellError("end", phrase("workbooks.entries.before_swap_days", end=end, start=start))
    return Period(start, end) if start or end else None


def read_day(column: str, text: str) -> date | None:
    """Read a day such as 2022-12-31; None if the cell is empty.

    >>> read_day("end", "2022-12-31")
    datetime.date(2022, 12, 31)
    """
    if not text:
        return None
    try:
        return day_of(text)
    except ValueError:
        raise CellError(
            column, phrase("workbooks.entries.found_where_day_expected", text=text)
        ) from None


def read_months(text: str) -> tuple[int, ...]:
    """Read months by their numbers.

    >>> read_months("7, 10")
    (7, 10)
    """
    parts = [part for part in re.split(r"[\s,;]+", text) if part]
    if not all(re.fullmatch(r"0?[1-9]|1[0-2]", part) for part in parts):
        raise CellError(
            "months", phrase("workbooks.entries.found_write_months_numbers_from", text=text)
        )
    return tuple(dict.fromkeys(map(int, parts)))
