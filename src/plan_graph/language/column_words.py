"""The words of a language of which headings of columns are made, ready to be looked up."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from plan_graph.language.patterns import either, whole_words, without_ligatures
from plan_graph.language.wording import Wording
from plan_graph.text import fold

ACTIONS = ("action", "sub_action")
"""The kinds of columns that say what is done."""
_STEM = 4
_ENDING = 3
"""The letters that forms of a word share at least, and in which they differ at most."""


@lru_cache(maxsize=64)
def currency_tail(wording: Wording) -> re.Pattern[str]:
    """Return a pattern of the currency in which a heading ends, with the unit of its amounts."""
    currency = either(name for names in wording.currencies.values() for name in names)
    thousands = (names for times, names in wording.amounts.items() if times.isdigit())
    times = either(name for names in thousands for name in names)
    return re.compile(rf"[\s,;-]+(?:{times}\s*)?{currency}(?:\s*{times})?\s*\Z")


@lru_cache(maxsize=64)
def phrases_of(wording: Wording) -> dict[str, str]:
    """Return the kind of each phrase, folded; of two kinds the first of the file."""
    found: dict[str, str] = {}
    for kind, phrases in wording.columns.items():
        for phrase in phrases:
            plain = " ".join(fold(phrase).split())
            found.setdefault(plain, kind)
            found.setdefault(without_ligatures(plain), kind)  # in capitals, 'MASSNAHME'
            spelled = fold(phrase.lower().translate(_SPELLED))
            found.setdefault(" ".join(spelled.split()), kind)
    joints = joining(wording)
    for phrase, kind in list(found.items()):  # 'fecha inicio' for 'fecha de inicio'
        words = phrase.split()
        nouns = [word for word in words if word not in joints]
        if 1 < len(nouns) < len(words):
            found.setdefault(" ".join(nouns), kind)
    return found


_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
"""How letters are written in the names of columns of data: 'zustaendig'."""


@lru_cache(maxsize=64)
def joint_pattern(wording: Wording) -> re.Pattern[str]:
    """Return a pattern of the words behind which a noun phrase goes on: 'of', 'and'."""
    joints = (*wording.lists.get("connectives", ()), *wording.lists.get("conjunctions", ()))
    return re.compile(rf"(?<=\s){either(joints)}|\s&\s")


@lru_cache(maxsize=64)
def heads_of_bodies(wording: Wording) -> frozenset[str]:
    """Return the words with which names of bodies begin."""
    return frozenset(map(fold, wording.lists.get("heads", ())))


@lru_cache(maxsize=64)
def linked(wording: Wording) -> re.Pattern[str]:
    """Return a pattern of the words by which a heading refers to others: 'linked'."""
    return whole_words(wording.nouns.get("linked", ()))


def inflected(wording: Wording, word: str) -> tuple[str, ...]:
    """Return the kind of a word that is a form of one for an action: 'acțiunii' of 'acțiune'."""
    known = next((name for name in sorted(words_for_actions(wording)) if are_forms(word, name)), "")
    return (phrases_of(wording)[known],) if known else ()


def are_forms(one: str, other: str) -> bool:
    """Tell whether two words differ at most in their ending: 'măsurii' and 'măsură'."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    stem = sum(1 for _ in alike)
    return stem >= _STEM and max(len(one), len(other)) - stem <= _ENDING


@lru_cache(maxsize=64)
def words_for_actions(wording: Wording) -> frozenset[str]:
    """Return the single words for an action."""
    kinds = phrases_of(wording).items()
    return frozenset(phrase for phrase, kind in kinds if kind in ACTIONS and " " not in phrase)


@lru_cache(maxsize=64)
def joining(wording: Wording) -> frozenset[str]:
    """Return the words that join a noun to another, and articles."""
    lists = (wording.lists.get(name, ()) for name in ("connectives", "articles"))
    return frozenset(fold(word) for words in lists for word in words)


@lru_cache(maxsize=64)
def asking(wording: Wording) -> frozenset[str]:
    """Return the words that open a question: 'who' alone heads a column, before others none."""
    return frozenset(fold(word) for word in wording.nouns.get("asking", ()))
