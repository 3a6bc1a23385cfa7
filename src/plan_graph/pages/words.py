"""Numbers, dates and lists as people write them, in the language of a page."""

from __future__ import annotations

from collections.abc import Sequence

from plan_graph.phrases import joined, phrase, table
from plan_graph.phrases.figures import day, decimal, figure

__all__ = ["counted", "day", "decimal", "figure", "listed", "period", "plural", "plural_forms"]


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


def period(start: str, end: str, language: str) -> str:
    """Write from which day to which something runs; whole years are years.

    >>> period("2025-01-01", "2027-12-31", "en"), period("2025-01-01", "2025-12-31", "en")
    ('2025\u20132027', '2025')
    >>> period("2025-03-01", "2027-12-31", "en")
    '1 March 2025 \u2013 31 December 2027'
    """
    first, last = start.partition("-"), end.partition("-")
    if (first[2], last[2]) == ("01-01", "12-31"):
        return first[0] if first[0] == last[0] else f"{first[0]}\u2013{last[0]}"
    return phrase("pages.start.to", language, start=day(start, language), end=day(end, language))


def listed(names: Sequence[str], language: str) -> str:
    """Join names into a list.

    >>> listed(["July", "August", "October"], "en"), listed(["iulie"], "ro")
    ('July, August and October', 'iulie')
    """
    return joined(names, language)
