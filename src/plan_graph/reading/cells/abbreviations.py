"""Read the list of abbreviations at the end of a document."""

from __future__ import annotations

import re

from plan_graph.plan import Abbreviation
from plan_graph.text import Passage, clean

_LINE = re.compile(r"(?P<short>\S(?:.{0,28}?\S)??)\s*(?:\t|\s{2,}|\s[-–—=]\s)\s*(?P<name>\S.*)")


def read_abbreviation(line: Passage) -> Abbreviation | None:
    """Read one line, a short name and a name with a tab, a wide gap or a dash between.

    >>> read_abbreviation(Passage(0, "IM\\t\\tInspecţia Muncii")).name
    'Inspecția Muncii'
    """
    words = line.strip()
    match = _LINE.fullmatch(words.text)
    if match is None:
        return None
    return Abbreviation(clean(match["short"]), clean(match["name"]), words)
