"""Read what the words of a whole cell say: that there is nothing, a status, a priority."""

from __future__ import annotations

from functools import lru_cache

from plan_graph.language.patterns import whole_words
from plan_graph.language.tables import Phrases
from plan_graph.language.wording import Wording
from plan_graph.text import Passage, fold


def absence(cell: Passage, wording: Wording) -> str:
    """Return the code of why a cell has nothing to say, or ''.

    >>> from plan_graph.language import wording
    >>> absence(Passage(0, "N/A"), wording.load("en")), absence(Passage(0, ""), wording.load("en"))
    ('not-applicable', '')
    """
    words = " ".join(cell.folded.split())
    for code, phrases in wording.absences.items():
        if words in _folded(phrases) or words.rstrip(".") in _folded(phrases):
            return code
    return ""


def says_none(cell: Passage, wording: Wording) -> bool:
    """Tell whether a cell of money holds one word that says that there is none.

    >>> from plan_graph.language import wording
    >>> says_none(Passage(0, "None."), wording.load("en"))
    True
    """
    return cell.strip(".").folded in _folded(wording.amounts.get("none", ()))


def is_status(cell: Passage, wording: Wording) -> bool:
    """Tell whether a cell holds nothing but a status, and no words that leave a time open.

    >>> from plan_graph.language import wording
    >>> [is_status(Passage(0, text), wording.load("en")) for text in ("In progress", "Ongoing")]
    [True, False]
    """
    words = " ".join(cell.strip(".;()").folded.split())
    said = any(words in _folded(phrases) for phrases in wording.statuses.values())
    return said and words not in _folded(wording.deadlines["open"])


def repeats(cell: Passage, wording: Wording) -> bool:
    """Tell whether a cell says only that it repeats the one above: 'see above', 'idem', a mark.

    >>> from plan_graph.language import wording
    >>> [repeats(Passage(0, text), wording.load("en")) for text in ("(See above)", '"', "-")]
    [True, True, False]
    """
    words = " ".join(cell.strip(".;:()[]").folded.split())
    known = _folded(wording.lists["ditto"])
    return words in _DITTO_MARKS or words in known or f"{words}." in known


_DITTO_MARKS = frozenset(('"', "''", "„", "”", "“", "″", "〃", "-//-", "-||-", '-"-', "//"))


def status(cell: Passage, wording: Wording) -> str:
    """Return the code of the status that a cell begins with or, if none, holds; or ''.

    >>> from plan_graph.language import wording
    >>> status(Passage(0, "Not completed: delayed by the tender"), wording.load("en"))
    'not-completed'
    """
    return _first(cell, wording.statuses)


def priority(cell: Passage, wording: Wording) -> str:
    """Return the code of the priority that a cell states, or ''.

    >>> from plan_graph.language import wording
    >>> priority(Passage(0, "High priority"), wording.load("en"))
    'high'
    """
    words = cell.strip(".").folded
    for code, phrases in wording.priorities.items():
        long = [phrase for phrase in phrases if len(phrase) > 2]
        if words in _folded(phrases) or whole_words(long).match(words):
            return code
    return ""


def _first(cell: Passage, table: Phrases) -> str:
    folded = cell.strip().folded
    for find in ("match", "search"):
        for code, phrases in table.items():
            if getattr(whole_words(phrases), find)(folded):
                return code
    return ""


@lru_cache(maxsize=64)
def _folded(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, phrases))
