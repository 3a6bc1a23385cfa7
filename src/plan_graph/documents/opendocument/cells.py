"""Tell what a cell of an OpenDocument spreadsheet shows, and what kind of value it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from plan_graph.documents.excel.shown import Shown
from plan_graph.documents.lines import shifted, typed_lines
from plan_graph.documents.opendocument.package import Element, attribute, tag
from plan_graph.documents.opendocument.paragraphs import OdfReader
from plan_graph.documents.opendocument.styles import Look
from plan_graph.plan.tables import CellKind
from plan_graph.text import Passage, printable

_ERROR = re.compile(r"(?:#[A-Z0-9/]+[!?]?|Err:[0-9]{3})")
_WRITTEN = re.compile(r"[0-9](?:[0-9.,  ' ]*[0-9])?")
_DAY = re.compile(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}", re.ASCII)
_CONSTANT = re.compile(r"(?:of|oooc)?:?=(TRUE|FALSE)\(\)")
_NUMERIC_DAY = re.compile(r"[0-9]{1,4}([/.-])[0-9]{1,2}\1[0-9]{1,4}", re.ASCII)
_FIRST_DAY = date(1899, 12, 30)
_LAST_DAY = 2_000_000
_LONGEST_NUMBER = 40
_THOUSAND = 3
"""Digits behind a sign that may part thousands as well as decimals."""


def shown(cell: Element, reader: OdfReader, look: Look) -> Shown:
    """Return what the program shows in a cell of a look.

    A formula that no program has computed yet is given as it is written; it is no value.
    """
    text, struck = _words(cell, reader, look)
    formula = attribute(cell, "table:formula") or ""
    stated = attribute(cell, "office:value-type") or ("string" if text or not formula else "none")
    constant = _CONSTANT.fullmatch(formula)  # how Calc keeps what Excel calls yes or no
    if constant or stated == "boolean":
        is_true = constant[1] == "TRUE" if constant else _says_true(cell)
        return Shown("TRUE" if is_true else "FALSE", CellKind.YES_NO)
    if attribute(cell, "calcext:value-type") == "error" or (formula and _ERROR.fullmatch(text)):
        stated = "error"
    found = _valued(cell, reader, look, text, stated)
    if found is None:
        text = text or printable(attribute(cell, "office:string-value") or "").strip()
        found = Shown(text, lines=typed_lines(text), struck=struck)
    return found


def _valued(cell: Element, reader: OdfReader, look: Look, text: str, stated: str) -> Shown | None:
    """Return what a cell shows that holds no words; None if it does."""
    match stated:
        case "error":
            return Shown(text, CellKind.ERROR)
        case "none":
            formula = attribute(cell, "table:formula") or ""
            return Shown(printable(f"={formula.partition('=')[2]}"), CellKind.FORMULA)
        case "date":
            return _day(cell, reader, look, text)
        case "float" | "percentage" | "currency":
            return _number(cell, look, text)
        case "time":
            text = text or printable((attribute(cell, "office:time-value") or "")[:_LONGEST_NUMBER])
            return _struck(text, CellKind.NUMBER, look)
    return None


def _says_true(cell: Element) -> bool:
    return attribute(cell, "office:boolean-value") == "true"


def _words(cell: Element, reader: OdfReader, look: Look) -> tuple[str, tuple[Passage, ...]]:
    """Return the words that are stored as shown, and which of them are struck through."""
    start, texts, struck = 0, list[str](), list[Passage]()
    for paragraph in _paragraphs(cell, reader, look):
        words, through = paragraph
        struck += [shifted(each, start) for each in through]
        texts.append(words)
        start += len(words) + 1
    whole = "\n".join(texts)
    text = whole.strip()
    left = len(whole) - len(whole.lstrip())
    return text, tuple(shifted(each, -left) for each in struck)


def _paragraphs(
    cell: Element, reader: OdfReader, look: Look
) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    for each in cell.iterchildren(tag("text:p")):
        paragraph = reader.unmarked(each, look=look)
        yield printable(paragraph.words), paragraph.struck


def _day(cell: Element, reader: OdfReader, look: Look, text: str) -> Shown:
    """Return a day; one in a format that each computer decides, or month first, as year first."""
    value = attribute(cell, "office:date-value") or ""
    day = _DAY.match(value)
    if day and (not text or (look.format or "") in reader.styles.unsure_dates):
        text = day[0]
    return _struck(text or printable(value[:_LONGEST_NUMBER]), CellKind.DATE, look)


def _number(cell: Element, look: Look, text: str) -> Shown:
    value = (attribute(cell, "office:value") or "")[:_LONGEST_NUMBER]
    try:
        number = float(value)
    except ValueError:  # a number that is none
        return _struck(text or printable(value), CellKind.ERROR, look)
    if not text:
        return _struck(value.removesuffix(".0"), CellKind.NUMBER, look)
    if attribute(cell, "office:value-type") == "percentage":
        number *= 100
    day = _serial_day(text, number)
    if day:
        return _struck(day, CellKind.DATE, look)
    english, is_grouped = in_english(text, number)
    return _struck(english, CellKind.NUMBER, look, is_grouped=is_grouped)


def _serial_day(text: str, number: float) -> str:
    """Return the day that a number shows by a format of its program's own, or ''.

    >>> _serial_day("06/30/28", 46934), _serial_day("1/2/3", 46934)
    ('2028-06-30', '')
    """
    if not _NUMERIC_DAY.fullmatch(text) or not 0 < number < _LAST_DAY:
        return ""
    day = _FIRST_DAY + timedelta(days=int(number))
    parts = sorted(map(int, re.findall("[0-9]+", text)))
    years = (day.year, day.year % 100)
    return day.isoformat() if any(parts == sorted((day.day, day.month, y)) for y in years) else ""


def _struck(text: str, kind: CellKind, look: Look, *, is_grouped: bool = False) -> Shown:
    struck = (Passage(0, text),) if look.is_struck and text else ()
    return Shown(text, kind, struck=struck, is_grouped=is_grouped)


def in_english(text: str, value: float) -> tuple[str, bool]:
    """Return a number as it is shown with the signs of English, and whether they could mislead.

    The value tells which sign parts decimals, which the words alone do not.

    >>> in_english("1.250,50 lei", 1250.5), in_english("12,5", 12.5), in_english("1.250", 1250)
    (('1,250.50 lei', True), ('12.5', False), ('1,250', True))
    """
    found = _WRITTEN.search(text)
    if found is None:
        return text, False
    written = found[0]
    for decimal, group in ((".", ","), (",", ".")):
        whole, _, fraction = (
            written.rpartition(decimal) if decimal in written else (written, "", "")
        )
        if decimal in whole or group in fraction or not _is(whole, fraction, value):
            continue
        whole = whole.replace(group, ",")
        english = f"{whole}.{fraction}" if fraction else whole
        is_grouped = "," in whole or len(fraction) == _THOUSAND
        return f"{text[: found.start()]}{english}{text[found.end() :]}", is_grouped
    return text, False


def _is(whole: str, fraction: str, value: float) -> bool:
    """Tell whether digits are those of a value, as far as they are shown."""
    digits = "".join(filter(str.isdigit, whole))
    if not fraction.isdigit() and fraction:
        return False
    shown_value = float(f"{digits or 0}.{fraction or 0}")
    return abs(abs(value) - shown_value) <= 0.51 * 10.0 ** -len(fraction)
