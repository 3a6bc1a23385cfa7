"""Tell in the headers and footers of a Word document what only repeats from what is said there.

A page number, a line of the body that is said again, and a line that another header has too only
repeat. Any other words are the document's own, though they stand in its margin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plan_graph.documents.package import Package
from plan_graph.documents.paragraphs import TextReader
from plan_graph.documents.wordprocessing import Element, attribute, within
from plan_graph.plan.tables import Table
from plan_graph.text import Passage, clean, fold

_MARGINS = ("header", "footer")
_PARAGRAPHS = frozenset({"p"})
_FIELDS = frozenset({"instrText", "fldSimple"})
_PAGE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_WORDS_OF_A_PAGE_NUMBER = 3
"""As 'page … of …' has in every language, and one more."""


class MarginReader:
    """Reads headers and footers, and remembers what was said before."""

    def __init__(self, reader: TextReader, blocks: Iterable[Passage | Table]) -> None:
        self.reader = reader
        self.said = {_compared(each.text) for each in blocks if isinstance(each, Passage)}

    @staticmethod
    def roots(package: Package, main: str) -> Iterator[Element]:
        """Give the headers, then the footers."""
        for relation in _MARGINS:
            yield from map(package.xml, package.related(main, relation))

    def lines(self, root: Element) -> Iterator[tuple[str, bool]]:
        """Give each stretch of lines, and whether it only repeats."""
        own: list[str] = []
        for paragraph in within(root, _PARAGRAPHS):
            for each in self.reader.joined(iter([paragraph])):
                if self._repeats(paragraph, each.text):
                    yield each.text, True
                else:
                    self.said.add(_compared(each.text))
                    own.append(each.text)
        yield "\n".join(own), False

    def _repeats(self, paragraph: Element, text: str) -> bool:
        words = len(_WORD.findall(text))
        if not words or _compared(text) in self.said:
            return True
        return words <= _WORDS_OF_A_PAGE_NUMBER and _numbers_pages(paragraph)


def _numbers_pages(paragraph: Element) -> bool:
    """Tell whether a paragraph holds a field that gives the number of a page."""
    for found in within(paragraph, _FIELDS):
        if _PAGE.match(found.text or attribute(found, "instr") or ""):
            return True
    return False


def _compared(text: str) -> str:
    return fold(clean(text))
