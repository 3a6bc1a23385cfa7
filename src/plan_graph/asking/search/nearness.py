"""Words that differ in one letter: what they have in common, and whether they do."""

from __future__ import annotations

_SHORTEST_FORGIVEN = 4
"""Shorter words are too like each other."""


def is_forgiven(word: str) -> bool:
    """Tell whether a letter of a word may be wrong: it is not short, and no code or year."""
    return len(word) >= _SHORTEST_FORGIVEN and not any(map(str.isdigit, word))


def trigrams(word: str) -> list[str]:
    """Return the groups of three letters of a word, its begin and end among them.

    Two words of four letters or more that differ in one have a group in common.

    >>> trigrams("plan")
    ['^pl', 'pla', 'lan', 'an$']
    """
    whole = bounded(word)
    return list(dict.fromkeys(whole[at : at + 3] for at in range(len(whole) - 2)))


def bounded(word: str) -> str:
    """Return a word with marks where it begins and ends."""
    return f"^{word}$"


def is_near(word: str, other: str) -> bool:
    """Tell whether one letter is put in, left out or changed, or two neighbours are exchanged.

    >>> is_near("campain", "campaign"), is_near("plna", "plan"), is_near("plan", "ploan s")
    (True, True, False)
    """
    if len(word) > len(other):
        word, other = other, word
    if len(other) - len(word) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), len(word))
    if len(word) < len(other):
        return word[at:] == other[at + 1 :]
    exchanged = word[at : at + 2][::-1] == other[at : at + 2] and word[at + 2 :] == other[at + 2 :]
    return exchanged or word[at + 1 :] == other[at + 1 :]
