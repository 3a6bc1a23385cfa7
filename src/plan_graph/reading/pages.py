"""What stands at the edges of pages: numbers of pages, and lines that recur beside them.

A reader that knows pages leaves them out; a text that was made from pages still holds them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from plan_graph.reading.events import ActionRow, Event, Line

_PAGE = re.compile(
    r"\W*(?:[^\W\d_]{1,8}\.?\s+)?\d{1,4}(?:\s*(?:[/|–-]|[^\W\d_]{1,4})\s*\d{1,4})?\W*"
)
"""A number alone, with a word before it, or of another: '3', 'Page 3', '3 | 41', 'Page 3 of 41'."""
_OF = re.compile(r"\d\D+\d")
"""Two numbers, as in 'Page 3 of 41'; a number alone tells of pages only if it has its like."""
_WORDS = 12
"""Words of the longest line that is the head or foot of pages."""


_EDGE = 2
"""Lines at most between the number of a page and a table."""


def furniture(events: Sequence[Event]) -> frozenset[int]:
    """Return the indices of lines that are numbers of pages, or recur beside them.

    >>> from plan_graph.text import Passage
    >>> lines = ("Page 1 of 2", "For the council", "Clean air", "Page 2 of 2", "For the council")
    >>> sorted(furniture([Line(Passage(0, text)) for text in lines]))
    [0, 1, 3, 4]
    """
    lines = {i: e for i, e in enumerate(events) if isinstance(e, Line) and _is_plain(e)}
    pages = {index for index, line in lines.items() if _PAGE.fullmatch(line.words.text.strip())}
    sure = any(_OF.search(lines[i].words.text) or _is_between_rows(events, i) for i in pages)
    if len(pages) == 1 and not sure:
        return frozenset()
    beside = [index for index in lines if {index - 1, index + 1} & pages and index not in pages]
    short = [index for index in beside if len(lines[index].words.text.split()) <= _WORDS]
    counted = Counter(_form(lines[index]) for index in short)
    everywhere = Counter(map(_form, lines.values()))
    often = {form for form, count in counted.items() if count > 1 and count == everywhere[form]}
    return frozenset(pages | {index for index in short if _form(lines[index]) in often})


def _is_between_rows(events: Sequence[Event], index: int) -> bool:
    """Tell whether nothing but the edges of two pages stands between rows of actions."""
    above = events[max(index - _EDGE, 0) : index]
    below = events[index + 1 : index + 1 + _EDGE]
    return any(isinstance(e, ActionRow) for e in above) and any(
        isinstance(e, ActionRow) for e in below
    )


def _is_plain(line: Line) -> bool:
    """Tell whether a line is a paragraph; headings and rows of tables are no edges of pages."""
    return bool(line.words) and not (line.loose or line.spanning or line.level)


def _form(line: Line) -> str:
    return " ".join(line.words.folded.split())
