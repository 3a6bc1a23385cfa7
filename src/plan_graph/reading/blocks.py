"""What a document holds as it is read: headings that share a line, or go on below."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from plan_graph.language.headings import Heading, HeadingReader, Level
from plan_graph.plan.codes import leading_code
from plan_graph.plan.tables import Document, Table
from plan_graph.reading.events import Event, Line
from plan_graph.text import Passage, covering

_FIRST_PART = re.compile(r"(?<=\w)\s+(?=1\.\s+[^\W\d_])")
"""Where the first part of a pillar begins on the pillar's own line: 'A. Domeniu: X 1. Y'."""

_ENDS = (".", ":", ";", "!", "?")
"""What ends a heading, whatever follows."""


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
        if heading is None or self.document.level(below) or self.headings.read(below):
            return False
        is_whole = heading.in_capitals or words.text.rstrip().endswith(_ENDS)
        return _is_bare(heading) or (not is_whole and below.text[:1].islower())

    def _joined(self, first: Passage, last: Passage) -> Passage:
        return Passage(first.start, self.document.text[first.start : last.end])


def with_titles(
    events: Iterable[Event], document: Document, headings: HeadingReader
) -> Iterator[Event]:
    """Put what only says 'Objective 1.2' together with its title in the row of a table below.

    That is a row of its own too, and announces nothing itself.
    """
    rest = deque(events)
    while rest:
        event = rest.popleft()
        below = rest[0] if rest else None
        match event, below:
            case Line(loose=False, apart=False), Line(spanning=True, apart=False) if (
                _is_bare(headings.read(event.words))
                and not headings.read(below.words)
                and not leading_code(below.words, heading=True).code
                and not document.text[event.words.end : below.words.start].strip()
            ):
                whole = covering(Passage(0, document.text), event.words, below.words)
                yield replace(event, words=whole)
                rest.popleft()
            case _:
                yield event


def _is_bare(heading: Heading | None) -> bool:
    """Tell whether a heading is its number and what announces it, without a title."""
    return heading is not None and bool(heading.code) and heading.title == heading.stated_in
