"""The blocks of a document as they are read: headings that share a line, or go on below."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from plan_graph.language.headings import HeadingReader, Level
from plan_graph.plan.tables import Document, Table
from plan_graph.text import Passage

_FIRST_PART = re.compile(r"(?<=\w)\s+(?=1\.\s+[^\W\d_])")
"""Where the first part of a pillar begins on the pillar's own line: 'A. Domeniu: X 1. Y'."""


@dataclass(frozen=True)
class Blocks:
    """Yields the blocks of a document.

    Attributes:
        labelled: Where the paragraphs begin that are parts of cards.
    """

    document: Document
    headings: HeadingReader
    labelled: Collection[int] = ()

    def read(self) -> Iterator[Passage | Table]:
        """Yield the blocks; the words below a bare 'Obiectiv specific 1.1' belong to it."""
        blocks = deque(part for block in self.document.blocks for part in self._parts(block))
        while blocks:
            block = blocks.popleft()
            below = blocks[0] if blocks else None
            match block, below:
                case Passage(), Passage() if below.start in self.labelled:
                    yield block
                case Passage(), Passage() if self._goes_on(block, below):
                    yield self._joined(block, below)
                    blocks.popleft()
                case _:
                    yield block

    def _parts(self, block: Passage | Table) -> list[Passage | Table]:
        """Part the heading of a pillar from that of its first part, if they share a line."""
        if not isinstance(block, Passage) or self.document.level(block):
            return [block]
        inner = _FIRST_PART.search(block.text)
        heading = self.headings.read(block.slice(0, inner.start())) if inner else None
        if inner is None or heading is None or heading.level is not Level.PILLAR:
            return [block]
        return [block.slice(0, inner.start()), block.slice(inner.end())]

    def _goes_on(self, words: Passage, below: Passage) -> bool:
        """Tell whether a heading goes on below: it is bare, or a small letter follows."""
        heading = self.headings.read(words)
        if heading is None or self.headings.read(below) or self.document.level(below):
            return False
        is_bare = bool(heading.code) and heading.title == heading.stated_in
        return is_bare or (heading.level is Level.TITLE and below.text[:1].islower())

    def _joined(self, first: Passage, last: Passage) -> Passage:
        return Passage(first.start, self.document.text[first.start : last.end])
