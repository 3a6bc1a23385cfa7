"""Which language a text is in, of those that have a wording."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plan_graph.errors import UsageError
from plan_graph.language import wording
from plan_graph.language.headings import HeadingReader
from plan_graph.language.wording import Wording
from plan_graph.text import Passage

_HEADING_WEIGHT = 3
"""A heading of a plan's part says more than one of a column: 'status' is a word of many."""
_CELL_SIGNS = re.compile(r"[\n\t|]+")


@dataclass(frozen=True)
class Languages:
    """The languages that a document may be in.

    Attributes:
        wordings: Their words; a single one decides.
    """

    wordings: tuple[Wording, ...]

    @classmethod
    def all(cls) -> Languages:
        """Return the languages that have a wording.

        Raises:
            UsageError: If there is none.
        """
        known = tuple(wording.load(language) for language in wording.languages())
        if not known:
            raise UsageError("there is no wording; install plan-graph again")
        return cls(known)

    def of(self, text: str) -> Wording:
        """Return the wording of the language that a text is most likely in.

        >>> Languages.all().of("Acţiune\\tTermen\\tResponsabil").language
        'ro'
        """
        if len(self.wordings) == 1:
            return self.wordings[0]
        lines = [line for part in _CELL_SIGNS.split(text) if (line := part.strip())]
        return max(self.wordings, key=lambda each: sum(_weight(line, each) for line in lines))


def _weight(line: str, words: Wording) -> int:
    passage = Passage(0, line)
    return _HEADING_WEIGHT if HeadingReader(words).read(passage) else len(words.columns_of(passage))
