"""The texts of a workbook in one language, and back from what a person chose to its code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plan_graph import phrases
from plan_graph.text import clean, fold


@dataclass(frozen=True)
class Tongue:
    """The language of a workbook; one that the surface has not is English."""

    language: str

    def phrase(self, key: str, **parts: object) -> str:
        """Return a text."""
        return phrases.phrase(key, self.language, **parts)

    def table(self, key: str) -> Mapping[str, str]:
        """Return texts by name."""
        return phrases.table(key, self.language)

    def lines(self, key: str) -> Sequence[str]:
        """Return a list of texts."""
        return phrases.lines(key, self.language)


def code_of(words: str, labels: Mapping[str, str]) -> str | None:
    """Return the code that a label stands for, whatever its case and spaces, or None.

    >>> code_of(" Partener", {"responsible": "responsabil", "partner": "partener"})
    'partner'
    """
    wanted = fold(clean(words))
    return next((code for code, label in labels.items() if fold(clean(label)) == wanted), None)
