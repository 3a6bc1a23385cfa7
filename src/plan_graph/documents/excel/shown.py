"""What Excel shows in a cell, and what kind of value it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import (
    CALENDAR_MAC_1904,
    CALENDAR_WINDOWS_1900,
    from_excel,
    from_ISO8601,
)
from openpyxl.utils.escape import unescape
from xlfmt import format_value

from plan_graph.documents.excel.sheets import Written
from plan_graph.documents.lines import shifted, struck_passages, typed_lines, without_tags
from plan_graph.plan.tables import CellKind, Line
from plan_graph.text import Passage, printable

_SYSTEM_DATES = ("mm-dd-yy", "m/d/yyyy", "yyyy-mm-dd h:mm:ss")
"""Formats whose look each computer decides, and the one that openpyxl gives without being asked."""
_LONGEST_NUMBER = 40
_WHOLE = re.compile(r"[+-]?[0-9]+", re.ASCII)
_LOCALE = re.compile(r"\[\$([^]-]*)(?:-[^]]*)?\]")
_DOT = re.compile(r"(?<!\\)\.(?!0)")
_SEPARATOR = re.compile(r"(?<=\d)[.,](?=\d)")
_ERRORS = (ArithmeticError, AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What formats that Excel itself would refuse were seen to raise."""
_FALSE = ("0", "false", "")

_Value = int | float | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows; the places of lines and of struck words count from its start.

    Attributes:
        is_grouped: Whether it is a number whose thousands are parted, with the signs of English.
    """

    text: str
    kind: CellKind = CellKind.TEXT
    lines: tuple[Line, ...] = ()
    struck: tuple[Passage, ...] = ()
    is_grouped: bool = False

    def with_comma(self) -> Shown:
        """Return the number as a language with a decimal comma writes it.

        >>> Shown("1,250.50", is_grouped=True).with_comma().text
        '1.250,50'
        """
        if not self.is_grouped:
            return self
        return Shown(_SEPARATOR.sub(_swapped, self.text), self.kind, self.lines, self.struck)


def shown(cell: Written, *, from_1904: bool) -> Shown:
    """Return what Excel shows in a cell.

    A formula that no program has computed yet is given as it is written; it is no value.
    """
    if cell.formula:
        return Shown(printable(cell.formula), CellKind.FORMULA)
    if cell.type == "s":
        return _words(cell)
    if not cell.value:
        return Shown("")
    if cell.type == "e":
        return Shown(printable(cell.value), CellKind.ERROR)
    if cell.type == "b":
        return Shown("FALSE" if cell.value.lower() in _FALSE else "TRUE", CellKind.YES_NO)
    return _number(cell, from_1904=from_1904)


def _words(cell: Written) -> Shown:
    pieces = [
        (_plain_words(run.text), cell.style.is_struck if run.is_struck is None else run.is_struck)
        for run in cell.runs
    ]
    whole = "".join(text for text, _ in pieces)
    text = whole.strip()
    left = len(whole) - len(whole.lstrip())
    struck = tuple(shifted(each, -left) for each in struck_passages(pieces))
    return Shown(text, lines=typed_lines(text), struck=struck)


def _plain_words(text: str) -> str:
    lines = unescape(text).replace("\r\n", "\n").replace("\r", "\n")
    return printable(without_tags(lines))


def _number(cell: Written, *, from_1904: bool) -> Shown:
    """Return what a number or a day shows, by the format of its cell."""
    number_format = cell.style.number_format
    try:
        value = _value(cell, number_format, from_1904=from_1904)
    except _ERRORS:  # a day that no calendar has, a number that is none
        return _struck(cell, printable(cell.value).strip(), CellKind.ERROR)
    kind = CellKind.DATE if isinstance(value, date) else CellKind.NUMBER
    if isinstance(value, date) and number_format in _SYSTEM_DATES:
        return _struck(cell, value.strftime("%Y-%m-%d"), kind)
    plain = _plain(value, number_format)
    try:
        text = printable(str(format_value(value, plain, date1904=from_1904)))
    except _ERRORS:
        text = str(value)
    is_grouped = "#,#" in plain and isinstance(value, int | float)
    return _struck(cell, text.strip(), kind, is_grouped=is_grouped)


def _struck(cell: Written, text: str, kind: CellKind, *, is_grouped: bool = False) -> Shown:
    struck = (Passage(0, text),) if cell.style.is_struck and text else ()
    return Shown(text, kind, struck=struck, is_grouped=is_grouped)


def _value(cell: Written, number_format: str, *, from_1904: bool) -> _Value:
    """Return the value of a cell.

    Raises:
        ValueError: If it is no number and no day.
        OverflowError: If no calendar has the day.
    """
    if len(cell.value) > _LONGEST_NUMBER:
        raise ValueError(cell.value)
    if cell.type == "d":
        return cast(_Value, from_ISO8601(cell.value))  # type: ignore[no-untyped-call]
    value = int(cell.value) if _WHOLE.fullmatch(cell.value) else float(cell.value)
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - not a number
        raise ValueError(cell.value)
    if not is_date_format(number_format):
        return value
    epoch = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
    found = from_excel(value, epoch, timedelta=is_timedelta_format(number_format))
    return cast(_Value, found)


def _swapped(separator: re.Match[str]) -> str:
    return "." if separator[0] == "," else ","


def _plain(value: object, number_format: str) -> str:
    """Return a format in the form that xlfmt knows: without locales, dots of dates as they are.

    >>> _plain(date(2024, 6, 30), "[$-418]dd.mm.yyyy")
    'dd\\\\.mm\\\\.yyyy'
    """
    plain = _LOCALE.sub(lambda found: f'"{found[1]}"' if found[1] else "", number_format)
    return _DOT.sub(r"\\.", plain) if isinstance(value, date) else plain
