"""Numbers, dates and lists as people write them, in the language of a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plan_graph.phrases import joined, lines, phrase, table, texts


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


def figure(number: int, language: str) -> str:
    """Write a number with its thousands set apart.

    >>> figure(11995, "en"), figure(11995, "ro")
    ('11,995', '11.995')
    """
    return f"{number:,}".replace(",", str(texts("common.thousands", language)))


def decimal(text: str, language: str) -> str:
    """Write a decimal number with its thousands set apart; what is none stays as it is.

    >>> decimal("520600.5", "ro"), decimal("12", "en"), decimal("many", "en")
    ('520.600,5', '12', 'many')
    """
    whole, point, rest = text.partition(".")
    if not whole.lstrip("-").isdigit():
        return text
    mark = texts("common.point", language)
    return figure(int(whole), language) + (f"{mark}{rest}" if point and rest.strip("0") else "")


def day(text: str, language: str) -> str:
    """Write a date as people do; what is no date stays as it is.

    >>> day("2021-07-01", "ro"), day("soon", "en")
    ('1 iulie 2021', 'soon')
    """
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{found.day} {lines('common.months', language)[found.month - 1]} {found.year}"


def listed(names: Sequence[str], language: str) -> str:
    """Join names into a list.

    >>> listed(["July", "August", "October"], "en"), listed(["iulie"], "ro")
    ('July, August and October', 'iulie')
    """
    return joined(names, language)
