"""Tell in headers and footers what only repeats from what is said there.

A page number, a line of the body that is said again, and a line that another header has too only
repeat. Any other words are the document's own, though they stand in its margin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from plan_graph.documents.layout import Layout
from plan_graph.plan.tables import Table
from plan_graph.text import Passage, clean, fold

_WORD = re.compile(r"[^\W\d_]+")
_WORDS_OF_A_PAGE_NUMBER = 3
"""As 'page … of …' has in every language, and one more."""


@dataclass(frozen=True, slots=True)
class MarginLine:
    """A paragraph of a header or footer, and whether a field in it gives the number of a page."""

    text: str
    numbers_pages: bool


class Margins:
    """Writes headers and footers, and remembers what was said before."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.said = _said(layout.blocks)

    def write(self, lines: Iterable[MarginLine]) -> None:
        """Write what only repeats as furniture, the other words of a margin as skipped."""
        own: list[str] = []
        for line in lines:
            if self._repeats(line):
                self.layout.repeat(line.text)
            else:
                self.said.add(_compared(line.text))
                own.append(line.text)
        self.layout.skip("\n".join(own))

    def _repeats(self, line: MarginLine) -> bool:
        words = len(_WORD.findall(line.text))
        if not words or _compared(line.text) in self.said:
            return True
        return words <= _WORDS_OF_A_PAGE_NUMBER and line.numbers_pages


def _said(blocks: Iterable[Passage | Table]) -> set[str]:
    return {_compared(each.text) for each in blocks if isinstance(each, Passage)}


def _compared(text: str) -> str:
    return fold(clean(text))
