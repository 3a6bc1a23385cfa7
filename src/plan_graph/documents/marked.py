"""Paragraphs with the markers of their lists, and the lines that they make in a cell.

Shared by the readers of office documents, whichever XML they are written in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plan_graph.documents.lines import shifted, typed_lines
from plan_graph.plan.tables import Line, LineKind
from plan_graph.text import Passage

_GLYPHS = {
    "\uf02d": "-",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf076": "❖",
    "o": "◦",
}
"""What the fonts that Word takes its bullets from show for a letter."""
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Marker:
    """What a list shows before a paragraph: '4.1', 'a)' or '•', and on which level, from 0."""

    text: str
    level: int
    is_bullet: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The words of a paragraph, those of them that are struck through, and its marker.

    The places of struck words count from the start of the words.
    """

    words: str
    struck: tuple[Passage, ...] = ()
    marker: Marker | None = None

    @property
    def lead(self) -> str:
        """What stands before the words; a bullet says nothing, so that it is left out."""
        if self.marker is None or self.marker.is_bullet:
            return ""
        return f"{self.marker.text} " if self.words.strip() else self.marker.text

    @property
    def text(self) -> str:
        """The whole paragraph, as it is shown."""
        return f"{self.lead}{self.words.lstrip()}" if self.lead else self.words


def bullet(text: str) -> str:
    """Return what is seen of a bullet, which may be a letter of a font of signs."""
    sign = text.strip()
    if sign in _GLYPHS:
        return _GLYPHS[sign]
    return BULLET if any("\ue000" <= each <= "\uf8ff" for each in sign) else sign


def _starts(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, Paragraph]]:
    """Yield each paragraph with the place where it begins in the text of its cell."""
    start = 0
    for paragraph in paragraphs:
        yield start, paragraph
        start += len(paragraph.text) + 1


def lines_of(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Line]:
    """Yield the lines of a cell: first lines of paragraphs, items of lists, and broken lines."""
    begun = list(_starts(paragraphs))
    index, last = 0, -1
    for line in typed_lines(text):
        while index + 1 < len(begun) and begun[index + 1][0] <= line.passage.start:
            index += 1
        start, paragraph = begun[index]
        is_first, last = index != last, index
        if is_first and paragraph.marker and paragraph.words.strip():
            passage = Passage(0, text).slice(start + len(paragraph.lead), line.passage.end)
            marker = paragraph.marker
            yield Line(passage.strip(), LineKind.ITEM, marker.level, marker.text)
        elif is_first or line.kind is LineKind.ITEM:
            yield line
        else:
            yield replace(line, kind=LineKind.BREAK)


def struck_of(paragraphs: Sequence[Paragraph]) -> Iterator[Passage]:
    """Yield the words of a cell that are struck through."""
    for start, paragraph in _starts(paragraphs):
        gained = len(paragraph.text) - len(paragraph.words)
        for passage in paragraph.struck:
            yield shifted(passage, start + gained)
