"""Number the paragraphs of a Word document as Word shows them (WordprocessingML numbering)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from plan_graph.documents.marked import BULLET, Marker, bullet
from plan_graph.documents.package import Package
from plan_graph.documents.word.styles import Styles
from plan_graph.documents.word.wordprocessing import (
    Element,
    attribute,
    child,
    is_on,
    kind,
    value,
    within,
)

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщыэюя"
"""Without the letters that lists leave out."""
_ALPHABETS = {"lowerLetter": _LATIN, "russianLower": _CYRILLIC}
_MOST_LETTERS = 30
"""Times that a letter is repeated at most, once an alphabet is used up."""
_DECIMAL = ("decimal", "ordinal", "decimalHalfWidth", "decimalFullWidth", "numberInDash")


def numeral(number: int, number_format: str) -> str | None:
    """Return a number in a format of WordprocessingML (ST_NumberFormat), or None if it is unknown.

    A custom format is given by its example, such as '001, 002, 003, ...'.

    >>> numeral(4, "upperRoman"), numeral(28, "lowerLetter"), numeral(7, "001, 002, 003, ...")
    ('IV', 'bb', '007')
    >>> numeral(3, "cardinalText") is None
    True
    """
    if number_format in _DECIMAL:
        return str(number)
    if number_format == "none":
        return ""
    if number_format == "decimalZero":
        return f"{number:02d}"
    first = number_format.partition(",")[0]
    if first.isascii() and first.isdigit():
        return str(number).zfill(min(len(first), 9))
    lower = number_format.replace("upper", "lower").replace("Upper", "Lower")
    written = _lower(number, lower)
    return written.upper() if written and lower != number_format else written


def _lower(number: int, number_format: str) -> str | None:
    if number_format == "lowerRoman":
        return _roman(number) if 0 < number < 4000 else str(number)
    alphabet = _ALPHABETS.get(number_format)
    if alphabet is None:
        return None
    times, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (times + 1) if 0 <= times < _MOST_LETTERS else str(number)


def _roman(number: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        times, number = divmod(number, worth)
        written += letters * times
    return written


_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_LONGEST_TEXT = 100
"""Of the text of a level, which stands before each paragraph."""
_WHOLE = re.compile(r"[0-9]{1,5}", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list.

    Attributes:
        start: The first number.
        format: How a number is written, such as 'decimal'; 'bullet' for none.
        text: What is shown, '%1' standing for the number of the first level.
        restart: Below which level, counted from 1, the numbers begin anew; 0 for never.
        is_legal: Whether all numbers in the text are decimal ones.
        style: The paragraph style that is on this level.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int = _LEVELS
    is_legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """A list: which numbers it counts on with, and its levels."""

    counts: str
    levels: Mapping[int, _Level]


@dataclass
class Numbering:
    """Tells the marker of each paragraph, which must come in the order of the document."""

    lists: Mapping[str, _List] = field(default_factory=dict)
    styles: Styles = field(default_factory=Styles)
    counts: dict[str, list[int | None]] = field(default_factory=dict)

    def marker(self, paragraph: Element) -> Marker | None:
        """Return what Word shows before a paragraph, and count it; None if it is in no list."""
        look = child(paragraph, "pPr")
        if look is None or not self.lists:
            return None
        style = value(look, "pStyle")
        identifier = value(look, "numPr", "numId") or self.styles.lists.get(style, "")
        found = self.lists.get(identifier)
        if found is None or is_on(look, "rPr", "vanish"):
            return None
        level = self._level(value(look, "numPr", "ilvl"), style, found)
        if level not in found.levels:
            return None
        numbers = self._count(found, level)
        return _shown(found.levels, numbers, level)

    def _level(self, own: str, style: str, found: _List) -> int:
        """Return the level that a paragraph states, or that its style has in the list."""
        levels = (level for level, each in found.levels.items() if each.style == style)
        of_style = next(levels, None) if style and not own else None
        return _whole(own or self.styles.depths.get(style, ""), 0) if of_style is None else of_style

    def _count(self, found: _List, level: int) -> list[int | None]:
        """Count a paragraph on a level; the levels below begin anew."""
        numbers = self.counts.setdefault(found.counts, [None] * _LEVELS)
        last = numbers[level]
        numbers[level] = found.levels[level].start if last is None else last + 1
        for below in range(level + 1, _LEVELS):
            restart = found.levels[below].restart if below in found.levels else _LEVELS
            if restart > level:
                numbers[below] = None
        return numbers


def _shown(levels: Mapping[int, _Level], numbers: list[int | None], level: int) -> Marker | None:
    """Return the marker of a level, or None if it shows nothing that can be told."""
    own = levels[level]
    if own.format == "bullet":
        return Marker(bullet(own.text), level, is_bullet=True)
    text = own.text
    for place in {int(each) - 1 for each in _PLACEHOLDER.findall(text)}:
        each = levels.get(place, _Level())
        number = numbers[place] if numbers[place] is not None else each.start
        decimal = own.is_legal and each.format not in ("decimalZero", "none")
        written = numeral(number or 0, "decimal" if decimal else each.format)
        if written is None or place > level:
            return None
        text = text.replace(f"%{place + 1}", written)
    return Marker(text.strip(), level, is_bullet=False) if text.strip() else None


def read_numbering(package: Package, main: str, styles: Styles) -> Numbering:
    """Return the numbering of a document."""
    abstract: dict[str, dict[int, _Level]] = {}
    linked: dict[str, str] = {}
    numbers: list[Element] = []
    for part in package.related(main, "numbering"):
        for each in within(package.xml(part), frozenset({"abstractNum", "num"})):
            if kind(each) == "num":
                numbers.append(each)
                continue
            identifier = attribute(each, "abstractNumId") or ""
            abstract[identifier] = _levels(each)
            linked[identifier] = value(each, "numStyleLink")
    named = {attribute(each, "numId") or "": value(each, "abstractNumId") for each in numbers}
    lists: dict[str, _List] = {}
    for each in numbers:
        name = value(each, "abstractNumId")
        if style := linked.get(name):
            name = named.get(styles.lists.get(style, ""), name)
        identifier = attribute(each, "numId") or ""
        lists[identifier] = _list(each, identifier, name, abstract.get(name, {}))
    lists.pop("0", None)  # the number that takes a paragraph out of its list
    return Numbering(lists, styles)


def _list(number: Element, identifier: str, name: str, levels: Mapping[int, _Level]) -> _List:
    """Return a list, with what it overrides; one with a start of its own counts for itself."""
    own = dict(levels)
    counts = f"definition {name}"
    for override in within(number, frozenset({"lvlOverride"})):
        level = _whole(attribute(override, "ilvl") or "", 0)
        own.update(_levels(override))
        start = value(override, "startOverride")
        if start:
            own[level] = replace(own.get(level, _Level()), start=_whole(start, 1))
            counts = f"list {identifier}"
    return _List(counts, own)


def _levels(element: Element) -> dict[int, _Level]:
    found = {}
    for each in within(element, frozenset({"lvl"})):
        level = _whole(attribute(each, "ilvl") or "", 0)
        if level < _LEVELS:
            found[level] = _read_level(each)
    return found


def _read_level(element: Element) -> _Level:
    text = value(element, "lvlText")
    written = next(within(element, frozenset({"numFmt"})), None)
    name = "decimal" if written is None else attribute(written, "val") or "decimal"
    if name == "custom" and written is not None:
        name = attribute(written, "format") or name
    picture = child(element, "lvlPicBulletId") is not None
    return _Level(
        start=_whole(value(element, "start"), 0),
        format="bullet" if picture else name,
        text=BULLET if picture else text if len(text) <= _LONGEST_TEXT else "",
        restart=_whole(value(element, "lvlRestart"), _LEVELS),
        is_legal=is_on(element, "isLgl"),
        style=value(element, "pStyle"),
    )


def _whole(text: str, otherwise: int) -> int:
    return int(text) if _WHOLE.fullmatch(text) else otherwise
