"""Lines of a cell below full ones: whether each is a wrap or a new one, its words must tell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from plan_graph.documents.pdf.lines import spelled
from plan_graph.documents.pdf.paragraphs import Paragraph
from plan_graph.plan.tables import Line, LineKind

_MOST_LINES = 12
"""Paragraphs of more lines are sentences."""


def parts_of(line: Line, paragraph: Paragraph, known: frozenset[str]) -> Iterator[Line]:
    """Yield the line of a paragraph, cut before each of its lines that begins as a new one may.

    What begins small goes on, unless the first line does, too; so does what is broken within a
    word. An item is one.
    """
    text, words = spelled(paragraph.lines, known)[0], line.passage
    cuts = [0]
    if line.kind is not LineKind.ITEM and text == words.text:
        cuts += [
            place
            for place in _starts(paragraph, text, known)
            if text[place - 1] == " " and (text[place].isupper() or _is_small(text, place))
        ]
    for number, (start, end) in enumerate(pairwise((*cuts, len(words.text)))):
        kind = LineKind.FULL if number else line.kind
        yield Line(words.slice(start, end).strip(), kind, line.level, "" if number else line.marker)


def _starts(paragraph: Paragraph, text: str, known: frozenset[str]) -> Iterator[int]:
    """Yield where in the text of a paragraph each line begins, but the first."""
    lines = paragraph.lines if len(paragraph.lines) <= _MOST_LINES else ()
    for number in range(1, len(lines)):
        yield len(text) - len(spelled(lines[number:], known)[0])


def _is_small(text: str, place: int) -> bool:
    """Tell whether words begin small at a place, as a text does."""
    return text[0].islower() and text[place].islower()
