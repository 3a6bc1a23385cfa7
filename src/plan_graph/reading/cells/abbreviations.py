"""Read the list of abbreviations at the end of a document."""

from __future__ import annotations

import re

from plan_graph.plan import Abbreviation
from plan_graph.text import Passage, clean, fold

_CAPITALS = 2
_BETWEEN = re.compile(r"[;\n]")
_GLOSS = re.compile(r"(?P<short>\w[\w./&-]{1,11})\s*(?P<sign>=|:|\s[-–—])\s*(?P<name>\S.{2,120})")
_LINE = re.compile(r"(?P<short>\S(?:.{0,28}?\S)??)\s*(?:\t|\s{2,}|\s[-–—=]\s)\s*(?P<name>\S.*)")


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
    return " " not in word and sum(letter.isupper() for letter in word) > 1


def is_short_for(short: str, name: str) -> bool:
    """Tell whether the letters of a short name come, in order, in a name as initials.

    >>> is_short_for("DoH", "Department of Health"), is_short_for("HSE", "Department of Health")
    (True, False)
    """
    words = iter(re.findall(r"\w+", fold(name)))
    return is_short(short) and all(
        any(word.startswith(letter) for word in words) for letter in fold(short) if letter.isalnum()
    )


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
