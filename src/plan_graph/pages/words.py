"""Numbers, dates and lists as people write them, in the language of a page."""

from __future__ import annotations

from collections.abc import Sequence

from plan_graph.phrases import joined, phrase, table
from plan_graph.phrases.figures import day, decimal, figure

__all__ = ["counted", "day", "decimal", "figure", "listed", "plural", "plural_forms"]


def counted(number: int, what: str, language: str) -> str:
    """Return how many there are of something that `[counted]` of the pages names.

    >>> counted(1, "action", "ro"), counted(19, "action", "ro"), counted(20, "action", "ro")
    ('1 acțiune', '19 acțiuni', '20 de acțiuni')
    """
    return f"{figure(number, language)} {plural(number, what, language)}"


def plural(number: int, what: str, language: str) -> str:
    """Return the form of a word of `[counted]` that goes with a number.

    >>> plural(1, "action", "en")
    'action'
    """
    return phrase(f"pages.counted.{what}", language, number=number)


def plural_forms(what: str, language: str) -> list[tuple[str, str]]:
    """Return all forms of a word of `[counted]`, for a script to choose from.

    >>> plural_forms("action", "en")
    [('one', 'action'), ('other', 'actions')]
    """
    return list(table(f"pages.counted.{what}", language).items())


def listed(names: Sequence[str], language: str) -> str:
    """Join names into a list.

    >>> listed(["July", "August", "October"], "en"), listed(["iulie"], "ro")
    ('July, August and October', 'iulie')
    """
    return joined(names, language)
