"""Numbers and days as people write them, in a language."""

from __future__ import annotations

from plan_graph.phrases import lines, texts
from plan_graph.text import day_of


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


def number(value: float, language: str) -> str:
    """Write a number that may have decimals, at most two.

    >>> number(12.0, "en"), number(1234.5, "ro")
    ('12', '1.234,5')
    """
    return decimal(f"{value:.2f}".rstrip("0").rstrip("."), language)


def day(text: str, language: str) -> str:
    """Write a date as people do; what is no date stays as it is.

    >>> day("2021-07-01", "ro"), day("soon", "en")
    ('1 iulie 2021', 'soon')
    """
    try:
        found = day_of(text)
    except ValueError:
        return text
    return f"{found.day} {lines('common.months', language)[found.month - 1]} {found.year}"
