"""Read the list of abbreviations at the end of a document."""

from __future__ import annotations

import re
from typing import NamedTuple

from plan_graph.plan import Abbreviation
from plan_graph.text import Passage, clean, fold

_CAPITALS = 2
_LONGEST = 12
"""Letters of the longest short name."""
_LETTERS = 4
"""Letters of a short name that come to each of its capitals, at most: 'MinAgr'."""
_INITIAL = re.compile(r"\b\w|(?<=[a-zß-ÿ])[A-ZÀ-Þ]")
_BETWEEN = re.compile(r"[;\n]")
_GLOSS = re.compile(r"(?P<short>\w[\w./&-]{1,11})\s*(?P<sign>=|:|\s[-–—])\s*(?P<name>\S.{2,120})")
_LINE = re.compile(r"(?P<short>\S(?:.{0,28}?\S)??)\s*(?:\t|\s{2,}|\s[-–—=]\s)\s*(?P<name>\S.*)")


class UnsureShort(NamedTuple):
    """A short name beside a long one, in brackets, that may be of the same body: its words."""

    short: str
    long: str
    stated_in: Passage


def read_glossary(line: Passage) -> list[Abbreviation]:
    """Read a line of several abbreviations, or give [] if it is none.

    Each short name is told by '=', or by a colon or dash if there are several, and its letters
    begin words of its name.

    >>> [item.short for item in read_glossary(Passage(0, "HB = Harbour Board; TO: Tide Office"))]
    ['HB', 'TO']
    >>> read_glossary(Passage(0, "NB: amounts are indicative"))
    []
    """
    parts = line.split(_BETWEEN)
    found = [_GLOSS.fullmatch(part.text) for part in parts]
    if not parts or not all(m and is_short_for(m["short"], m["name"]) for m in found):
        return []
    if len(parts) == 1 and found[0] and found[0]["sign"] != "=":
        return []
    return [
        Abbreviation(clean(match["short"]), clean(match["name"]), part)
        for part, match in zip(parts, found, strict=True)
        if match
    ]


def is_short(word: str) -> bool:
    """Tell whether a word is a short name, such as 'DoH' or 'MAI'."""
    capitals = sum(letter.isupper() for letter in word)
    return " " not in word and capitals > 1 and len(word) <= min(_LONGEST, _LETTERS * capitals)


def is_short_for(short: str, name: str) -> bool:
    """Tell whether the letters of a short name come, in order, in a name as initials or capitals.

    >>> is_short_for("DoH", "Department of Health"), is_short_for("HSE", "Department of Health")
    (True, False)
    >>> is_short_for("BWK", "BergWaldKlub")
    True
    """
    initials = iter(fold("".join(_INITIAL.findall(name))))
    letters = (letter for letter in fold(short) if letter.isalnum())
    return is_short(short) and all(letter in initials for letter in letters)


def read_abbreviation(line: Passage) -> Abbreviation | None:
    """Return what one line says: a short name and a name with a tab, a wide gap or a dash between.

    A short name holds two capitals at least; other lines with a gap are no abbreviations.

    >>> read_abbreviation(Passage(0, "IM\\t\\tInspecţia Muncii")).name
    'Inspecția Muncii'
    """
    words = line.strip()
    match = _LINE.fullmatch(words.text)
    if match is None or sum(map(str.isupper, match["short"])) < _CAPITALS:
        return None
    return Abbreviation(clean(match["short"]), clean(match["name"]), words)
