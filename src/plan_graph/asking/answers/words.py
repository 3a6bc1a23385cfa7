"""The words around answers, in the languages that questions are in."""

from __future__ import annotations

YES_NO = ("yes", "no")
"""What queries say of a condition."""

_WORDS = {
    "ro": {
        "yes": "da",
        "no": "nu",
        "any": "oricare",
        "required": "obligatoriu",
        "default": "implicit",
        "IRI or short name": "IRI sau nume scurt",
        "words": "cuvinte",
        "whole number": "număr întreg",
        "number": "număr",
        "YYYY": "AAAA",
        "true or false": "true sau false",
        "YYYY-MM-DD": "AAAA-LL-ZZ",
        "Columns": "Coloane",
        "A chart is declared: add --chart FILE.svg": (
            "Are o diagramă: adăugați --chart FIȘIER.svg"
        ),
        # Tags
        "overview": "prezentare generală",
        "accountability": "răspundere",
        "partnership": "parteneriat",
        "time": "timp",
        "money": "bani",
        "measurement": "măsurare",
        "monitoring": "monitorizare",
        "provenance": "proveniență",
        "search": "căutare",
        "quality": "calitatea datelor",
        "comparison": "comparația planurilor",
    }
}


def word(english: str, language: str) -> str:
    """Give a word in a language, else in English.

    >>> word("yes", "ro"), word("yes", "fr")
    ('da', 'yes')
    """
    return _WORDS.get(language, {}).get(english, english)
