"""Find the lines that only repeat on the pages: running heads, feet, dates, page numbers.

Pages are peeled from their upper and lower edges: a line is furniture if all between it and the
edge is, and a line with the same words, numbers aside, stands at the same height of another page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from plan_graph.documents.pdf.lines import TextLine
from plan_graph.text import fold

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\W*\d{1,4}(?:\s*/\s*\d{1,4})?\W*")
"""A page number alone, such as '12', '- 12 -' or '3 / 20'."""
_HEIGHT = 3.0
"""Points within which lines stand at the same height."""
_MOST = 6
"""Most lines of furniture at one edge of a page."""
_LONGEST = 200

_Key = tuple[str, int]


def furniture(pages: Sequence[Sequence[TextLine | None]]) -> list[set[int]]:
    """Return for each page the numbers of the lines that are furniture.

    A page is what stands on it from top to bottom; None is anything but a line, such as a table.
    """
    heads = Counter(key for page in pages for key in set(_keys(_peel(page))))
    feet = Counter(key for page in pages for key in set(_keys(_peel(page[::-1]))))
    return [
        {number for number, _ in _repeated(page, heads)}
        | {len(page) - 1 - number for number, _ in _repeated(page[::-1], feet)}
        for page in pages
    ]


def _peel(page: Sequence[TextLine | None]) -> Iterator[TextLine]:
    """Yield the lines at an edge of a page."""
    for line in page[:_MOST]:
        if line is None:
            return
        yield line


def _repeated(
    page: Sequence[TextLine | None], counts: Counter[_Key]
) -> Iterator[tuple[int, TextLine]]:
    """Yield the lines at an edge that other pages have too, as far as they go on."""
    for number, line in enumerate(_peel(page)):
        is_repeated = any(counts[key] > 1 for key in _keys([line]))
        if not is_repeated and not _NUMBER.fullmatch(line.text):
            return
        yield number, line


def _keys(lines: Iterable[TextLine]) -> Iterator[_Key]:
    """Yield what lines say, numbers aside, and how high they stand, roughly and twice over.

    Two heights that differ by less than the tolerance share a key.
    """
    for line in lines:
        words = _DIGITS.sub("#", fold(line.text[:_LONGEST]))
        step = int(line.area.bottom // _HEIGHT)
        if any(map(str.isalnum, words)) or "#" in words:
            yield words, step
            yield words, step + 1
