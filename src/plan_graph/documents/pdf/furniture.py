"""Find the lines that only repeat on the pages: running heads, feet, dates, page numbers.

Pages are peeled from their upper and lower edges: a line is furniture if all between it and the
edge is, and a line with the same words, numbers aside, stands at the same height of another page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from plan_graph.documents.pdf.lines import TextLine
from plan_graph.text import fold

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\W*\d{1,4}(?:\s*/\s*\d{1,4})?\W*")
"""A page number alone, such as '12', '- 12 -' or '3 / 20'."""
_HEIGHT = 3.0
"""Points within which lines stand at the same height."""
_MARGIN = 0.12
"""Furniture stands in this part of the height of a page, at its top or bottom."""
_LONGEST = 200

_Key = tuple[str, int]
_Lines = Sequence[TextLine | None]


def furniture(pages: Sequence[tuple[float, _Lines]]) -> list[set[int]]:
    """Return for each page the numbers of the lines that are furniture.

    A page is its height and what stands on it from top to bottom; None is anything but a line,
    such as a table.
    """
    heads = [list(_peel(lines, 0.0, height)) for height, lines in pages]
    feet = [list(_peel(lines[::-1], height, height)) for height, lines in pages]
    at_head, at_foot = _counts(heads), _counts(feet)
    return [
        {number for number, _ in _repeated(head, at_head)}
        | {len(lines) - 1 - number for number, _ in _repeated(foot, at_foot)}
        for (_, lines), head, foot in zip(pages, heads, feet, strict=True)
    ]


def _peel(lines: _Lines, edge: float, height: float) -> Iterator[TextLine]:
    """Yield the lines in the margin at an edge of a page; a label is none."""
    for line in lines:
        if line is None or abs(line.place.middle[1] - edge) > _MARGIN * height:
            return
        if line.text.endswith(":"):
            return
        yield line


def _counts(peeled: Sequence[Sequence[TextLine]]) -> Counter[_Key]:
    """Return on how many pages something stands at a height."""
    return Counter(key for lines in peeled for key in {k for each in lines for k in _keys(each)})


def _repeated(lines: Sequence[TextLine], counts: Counter[_Key]) -> Iterator[tuple[int, TextLine]]:
    """Yield the lines at an edge that other pages have too, as far as they go on."""
    for number, line in enumerate(lines):
        is_repeated = any(counts[key] > 1 for key in _keys(line))
        if not is_repeated and not _NUMBER.fullmatch(line.text):
            return
        yield number, line


def _keys(line: TextLine) -> Iterator[_Key]:
    """Yield what a line says, numbers aside, and how high it stands, roughly and twice over.

    Two heights that differ by less than the tolerance share a key.
    """
    words = _DIGITS.sub("#", fold(line.text[:_LONGEST]))
    step = int(line.area.bottom // _HEIGHT)
    yield words, step
    yield words, step + 1
