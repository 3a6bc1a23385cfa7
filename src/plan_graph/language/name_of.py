"""What a heading is the name or title of: the measure, of 'Title of the measure'."""

from __future__ import annotations

import re
from functools import lru_cache

from plan_graph.language.heading_text import WORD
from plan_graph.language.patterns import either
from plan_graph.language.wording import Wording
from plan_graph.text import fold


def named_by(wording: Wording, folded: str) -> str:
    """Return what a heading is the name of: 'title of the measure', 'measure title'; or ''.

    A number may stand before it: 'Number and name of the measure'.
    """
    before, behind = _name_patterns(wording)
    numbered = _number_before(wording).match(folded)
    if numbered and before.match(folded, numbered.end()):
        folded = folded[numbered.end() :]
    found = before.match(folded) or behind.search(folded)
    if not found:
        return ""
    rest = (folded[: found.start()] + folded[found.end() :]).strip(" '’:-")
    return rest if WORD.search(rest) else ""


@lru_cache(maxsize=64)
def _name_patterns(wording: Wording) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = wording.nouns.get("names", ())
    before = re.compile(_open_ended(names, alone=wording.head == "first") + r"\s*")
    behind = re.compile(r"\s+" + either(names) + r"\Z") if wording.head == "last" else _NEVER
    return before, behind


_NEVER = re.compile(r"(?!)")


@lru_cache(maxsize=64)
def _number_before(wording: Wording) -> re.Pattern[str]:
    numbers, joints = wording.columns.get("number", ()), wording.lists.get("conjunctions", ())
    return re.compile(rf"{either(numbers)}\s+(?:{either(joints)}|&)\s+")


def _open_ended(phrases: tuple[str, ...], *, alone: bool) -> str:
    """Return a pattern of phrases; one that ends with an apostrophe needs no space behind it.

    A single word stands before what it names only where nouns follow each other in the genitive.
    """
    plain = [phrase for phrase in phrases if not phrase.endswith(("'", "’"))]
    elided = [re.escape(fold(phrase)) for phrase in phrases if phrase.endswith(("'", "’"))]
    several = either([phrase for phrase in plain if alone or len(phrase.split()) > 1])
    return f"(?:{'|'.join([*elided, several])})" if elided else several
