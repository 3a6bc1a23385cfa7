"""The texts of a workbook in one language, and back from what a person chose to its code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plan_graph import phrases
from plan_graph.text import clean, fold


@dataclass(frozen=True)
class Tongue:
    """The language of a workbook; one that the surface has not is English.

    Its texts are given as they stand in the workbook: a message that quotes one says it so,
    whatever the language of the message.
    """

    language: str

    def phrase(self, key: str, **parts: object) -> str:
        """Return a text."""
        return str(phrases.phrase(key, self.language, **parts))

    def table(self, key: str) -> Mapping[str, str]:
        """Return texts by name."""
        return {name: str(text) for name, text in phrases.table(key, self.language).items()}

    def lines(self, key: str) -> Sequence[str]:
        """Return a list of texts."""
        return [str(line) for line in phrases.lines(key, self.language)]


def code_of(words: str, labels: Mapping[str, str]) -> str | None:
    """Return the code that a label stands for, whatever its case and spaces, or None.

    >>> code_of(" Partener", {"responsible": "responsabil", "partner": "partener"})
    'partner'
    """
    wanted = fold(clean(words))
    return next((code for code, label in labels.items() if fold(clean(label)) == wanted), None)
