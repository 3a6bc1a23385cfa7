"""The words of the pages in each language, from data; numbers and dates as people write them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

_FOLDER = Path(__file__).parent / "words"


@cache
def words(language: str) -> Mapping[str, Any]:
    """Give the words of a language, by part of the pages.

    Raises:
        FileNotFoundError: If there are none.
    """
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def spoken(language: str) -> SimpleNamespace:
    """Give the same words with attributes, which no name of a dictionary's method hides."""
    return _spoken(words(language))


def _spoken(value: Mapping[str, Any]) -> SimpleNamespace:
    parts = {key: _spoken(part) if isinstance(part, dict) else part for key, part in value.items()}
    return SimpleNamespace(**parts)


def counted(number: int, what: str, language: str) -> str:
    """Say how many there are of something that `[counted]` names.

    >>> counted(1, "action", "ro"), counted(19, "action", "ro"), counted(20, "action", "ro")
    ('1 acțiune', '19 acțiuni', '20 de acțiuni')
    """
    return f"{figure(number, language)} {plural(number, what, language)}"


def plural(number: int, what: str, language: str) -> str:
    """Give the form of a word of `[counted]` that goes with a number.

    >>> plural(1, "action", "en")
    'action'
    """
    forms: Sequence[str] = words(language)["counted"][what]
    return forms[_form(number, language)]


def _form(number: int, language: str) -> int:
    """Tell which form goes with a number: one, some or many (Unicode CLDR, plural rules)."""
    if number == 1:
        return 0
    if language == "ro":
        return 1 if number == 0 or 1 <= number % 100 <= 19 else 2
    return 1


def figure(number: int, language: str) -> str:
    """Write a number with its thousands set apart.

    >>> figure(11995, "en"), figure(11995, "ro")
    ('11,995', '11.995')
    """
    return f"{number:,}".replace(",", words(language)["figures"]["thousands"])


def decimal(text: str, language: str) -> str:
    """Write a decimal number with its thousands set apart; what is none stays as it is.

    >>> decimal("520600.5", "ro"), decimal("12", "en"), decimal("many", "en")
    ('520.600,5', '12', 'many')
    """
    whole, point, rest = text.partition(".")
    if not whole.lstrip("-").isdigit():
        return text
    mark = "," if words(language)["figures"]["thousands"] == "." else "."
    return figure(int(whole), language) + (mark + rest if point and rest.strip("0") else "")


def day(text: str, language: str) -> str:
    """Write a date as people do; what is no date stays as it is.

    >>> day("2021-07-01", "ro"), day("soon", "en")
    ('1 iulie 2021', 'soon')
    """
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{found.day} {words(language)['figures']['months'][found.month - 1]} {found.year}"


def listed(names: Sequence[str], language: str) -> str:
    """Join names into a list.

    >>> listed(["July", "August", "October"], "en"), listed(["iulie"], "ro")
    ('July, August and October', 'iulie')
    """
    conjunction = f" {words(language)['figures']['and']} "
    return conjunction.join(filter(None, (", ".join(names[:-1]), *names[-1:])))
