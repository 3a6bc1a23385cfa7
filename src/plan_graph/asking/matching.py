"""Which named questions a question in words may mean.

Words are compared by their beginnings, so that 'ministries' finds 'ministry'. It never answers:
who asks chooses, and nothing is offered where too few of the words fit.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from plan_graph.asking.queries import load, names
from plan_graph.text import fold

_WORD = re.compile(r"[^\W\d_]{3,}")
_BEGINNING = 5
_FEWEST = 0.5
"""What part of the words of a question must stand in the words of a named one."""


class Match(NamedTuple):
    """A named question, and the part of the words asked that stand in it."""

    name: str
    fit: float


def matching(text: str, language: str = "en", most: int = 5) -> list[Match]:
    """Return the named questions that fit words best; none if none fits well enough.

    >>> [match.name for match in matching("Which actions have no indicators?", most=1)]
    ['actions-without-indicators']
    >>> matching("What is the weather like?")
    []
    """
    frequencies = _frequencies(language)
    weights = {word: 1 / (1 + frequencies.get(word, 0)) for word in _asked(text)}
    whole = sum(weights.values())
    if not whole:
        return []
    found = [
        Match(name, sum(weight for word, weight in weights.items() if word in said) / whole)
        for name, said in _said(language).items()
    ]
    best = sorted(found, key=lambda match: (-match.fit, len(_said(language)[match.name])))
    return [match for match in best[:most] if match.fit >= _FEWEST]


@lru_cache(maxsize=8)
def _said(language: str) -> dict[str, frozenset[str]]:
    """Return the words of each named question: its name, its summary, what is said of it."""
    found = {}
    for name in names():
        query = load(name)
        texts = (name, query.words("summary", language), query.words("description", language))
        found[name] = frozenset(word for text in texts for word in _words(text))
    return found


@lru_cache(maxsize=8)
def _frequencies(language: str) -> dict[str, int]:
    """Count in how many questions each word stands: what stands in most tells little."""
    found: dict[str, int] = {}
    for words in _said(language).values():
        for word in words:
            found[word] = found.get(word, 0) + 1
    return found


def _words(text: str) -> set[str]:
    return {fold(word)[:_BEGINNING] for word in _WORD.findall(text)}


def _asked(text: str) -> set[str]:
    """Return the words of a question without names, which are values and not of the question."""
    first, _, rest = text.strip().partition(" ")
    return _words(" ".join([first, *(word for word in rest.split() if word[:1].islower())]))
