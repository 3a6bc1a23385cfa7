"""Find the lines of a text that only repeat on its pages: page numbers, running heads and feet.

A text has no pages; a line that is the number of one shows where a page ends. What stands beside
such numbers, and in the same words beside several, is a running head or foot.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from plan_graph.language.headings import HeadingReader
from plan_graph.text import Passage, fold

_ALONE = re.compile(r"[-–—~|\s]*\d{1,4}[-–—~|\s]*")
"""A number and nothing else; dashes may stand around it."""
_OF = re.compile(
    r"\W*(?:[^\W\d_]{1,10}\.?:?\s+)?(?P<page>\d{1,4})"
    r"(?:\s*[/|]\s*|\s+[^\W\d_]{1,3}\s+)(?P<pages>\d{1,4})\W*"
)
"""'3 / 20', '3 | 20', 'Page 3 of 20': a number, and how many there are."""
_LONGEST = 12
"""Words of the longest running head."""
_MOST_BETWEEN = 3
"""Lines of two edges of pages that stand between two tables."""


def is_page_number(line: str) -> bool:
    """Tell whether a line is nothing but the number of a page.

    >>> [is_page_number(line) for line in ("- 7 -", "Page 7 of 47", "7 of 5", "2021-2022")]
    [True, True, False, False]
    """
    if _ALONE.fullmatch(line):
        return True
    found = _OF.fullmatch(line.strip())
    return found is not None and 0 < int(found["page"]) <= int(found["pages"])


def running_lines(
    lines: Sequence[str], headings: HeadingReader, is_table: Callable[[str], bool]
) -> frozenset[int]:
    """Return which lines only repeat on the pages; a row is none, nor an announced heading.

    The first of all lines may say what the running heads say: it is the title, and stays. So
    does a number beside words that stand once between two tables.
    """
    filled = [index for index, line in enumerate(lines) if line.strip()]
    rows = {index for index in filled if is_table(lines[index])}
    marks = {index for index in filled if index not in rows and is_page_number(lines[index])}
    if not marks:
        return frozenset()
    beside: dict[str, list[int]] = defaultdict(list)
    apart: dict[str, list[int]] = defaultdict(list)
    for place, index in enumerate(filled):
        words = fold(lines[index]).strip()
        if index in marks or index in rows or len(words.split()) > _LONGEST:
            continue
        near = filled[max(place - 1, 0) : place + 2]
        (beside if marks.intersection(near) else apart)[words].append(index)
    found = set(marks)
    for words, places in beside.items():
        is_title = apart[words] == filled[:1]
        if (len(places) > 1 and not apart[words]) or is_title:
            is_plain = (each for each in places if not headings.read(Passage(0, lines[each])))
            found.update(places if is_title else is_plain)
    return frozenset(found - _told_apart(filled, rows, found))


def _told_apart(filled: Sequence[int], rows: set[int], found: set[int]) -> set[int]:
    """Return what is found between two tables beside other words.

    It stays, to show that these stand at the edge of a page and may head nothing.
    """
    kept: set[int] = set()
    stretch: list[int] = []
    for place, index in enumerate(filled):
        if index not in rows:
            stretch.append(index)
            continue
        is_between = stretch and place > len(stretch) and len(stretch) <= _MOST_BETWEEN
        if is_between and not found.issuperset(stretch):
            kept.update(stretch)
        stretch = []
    return kept


def without_running_lines(
    lines: Sequence[str], headings: HeadingReader, is_table: Callable[[str], bool]
) -> tuple[list[str], list[str]]:
    """Return lines with a blank one in place of each that only repeats, and those, each once.

    A number of a page that stays stands between blank lines.
    """
    running = running_lines(lines, headings, is_table)
    rest: list[str] = []
    for index, line in enumerate(lines):
        is_mark = index not in running and is_page_number(line) and bool(line.strip())
        rest += [""] if index in running else ["", line, ""] if is_mark else [line]
    return rest, list(dict.fromkeys(lines[index].strip() for index in sorted(running)))
