"""Patterns of phrases as they are found in folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from plan_graph.text import fold


def either(phrases: Iterable[str]) -> str:
    """Return the source of a pattern that matches any of the phrases in folded text.

    Longer phrases are tried first; white space within them is free. One that ends with an
    apostrophe stands straight before its word.

    >>> re.search(either(["nr", "nr."]), "obiectiv nr. 1").group()
    'nr.'
    >>> re.match(either(["nombre d'"]), "nombre d'arbres").group()
    "nombre d'"
    >>> re.match(either(["mise en œuvre"]), "mise en oeuvre").group()
    'mise en oeuvre'
    """
    folded = {fold(phrase) for phrase in phrases}
    folded |= {without_ligatures(phrase) for phrase in folded}
    ordered = sorted(folded, key=lambda text: (-len(text), text))
    sources = (r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
    return "(?:" + "|".join(sources) + r")(?:(?!\w)|(?<='))" if ordered else r"(?!)"


_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss"}


def without_ligatures(folded: str) -> str:
    """Return folded words as they are written where a letter for two is not to be had.

    >>> without_ligatures("mise en œuvre")
    'mise en oeuvre'
    """
    for letter, plain in _LIGATURES.items():
        folded = folded.replace(letter, plain)
    return folded


def whole_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that finds any of the phrases, as whole words, in folded text."""
    return _whole_words(tuple(phrases))


@lru_cache(maxsize=4096)
def _whole_words(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + either(phrases))
