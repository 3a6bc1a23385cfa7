"""Read what the words of a whole cell say: that there is nothing, a status, a priority."""

from __future__ import annotations

from functools import lru_cache

from plan_graph.language.tables import Phrases
from plan_graph.language.wording import Wording, whole_words
from plan_graph.text import Passage, fold


def absence(cell: Passage, wording: Wording) -> str:
    """Give the code of why a cell has nothing to say, or ''.

    >>> from plan_graph.language import wording
    >>> absence(Passage(0, "N/A"), wording.load("en")), absence(Passage(0, ""), wording.load("en"))
    ('not-applicable', '')
    """
    words = " ".join(cell.folded.split())
    for code, phrases in wording.absences.items():
        if words in _folded(phrases) or words.rstrip(".") in _folded(phrases):
            return code
    return ""


def status(cell: Passage, wording: Wording) -> str:
    """Give the code of the status that a cell begins with or, if none, holds; or ''.

    >>> from plan_graph.language import wording
    >>> status(Passage(0, "Not completed: delayed by the tender"), wording.load("en"))
    'not-completed'
    """
    return _first(cell, wording.statuses)


def priority(cell: Passage, wording: Wording) -> str:
    """Give the code of the priority that a cell states, or ''.

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
