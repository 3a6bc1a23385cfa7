"""Tell which rows a page break parts, in texts that know no pages: the end stands in a table below.

A row goes on overleaf if the cell is empty there that every row above has filled, such as its
number, and what is filled goes on with words above that are not finished. Nothing but the edges
of pages may stand between the two tables; the header may be repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import dropwhile

from plan_graph.documents.layout import Box
from plan_graph.documents.lines import typed_lines
from plan_graph.documents.plain.running import is_page_number
from plan_graph.text import fold

Cells = Mapping[int, str]
"""The words of a row by the number of their column."""
_MOST_HEADERS = 4
"""Rows of the longest header that is repeated."""
_MOST_LINES = 3
"""Lines at most that stand at the edges of two pages."""
_LONGEST = 12
"""Words of the longest running head."""
_ALWAYS = 0.9
"""A column is always filled if this part of the rows has words in it."""
_FINISHED = (".", ";", ":", "!", "?")


def halves(tables: Sequence[Sequence[Cells]], between: Sequence[Sequence[str]]) -> dict[int, int]:
    """Return which rows are the end of the last row of the table before, by the place of theirs.

    `between` are the lines above each table, below the one before.

    >>> above = [{1: "No", 2: "Work"}, {1: "1", 2: "Mend the"}]
    >>> halves([above, [{1: "", 2: "long pier"}, {1: "2", 2: "Sow"}]], [[], ["4"]])
    {1: 0}
    """
    found = {}
    for place in range(1, len(tables)):
        above, below = tables[place - 1], tables[place]
        if above and _are_edges(between[place]):
            start = _repeated(above, below)
            body = list(dropwhile(_is_header_below, above[max(1, start) :]))
            if start < len(below) and _is_end(above[-1], body, below[start]):
                found[place] = start
    return found


def _is_header_below(row: Cells) -> bool:
    """Tell whether a row begins with an empty cell, as the second row of a header does."""
    return not row.get(1, "").strip()


_Part = tuple[list[list[Box]], list[str]]
"""A table as rows of boxes, or else the lines between tables."""


def joined(parts: Iterable[_Part]) -> list[_Part]:
    """Return the tables and lines of a text with rows put together that a page break parts."""
    found = list(parts)
    tables = [rows for rows, _ in found if rows]
    lines: list[list[str]] = [[]]
    for rows, own in found:
        lines[-1] += own
        lines += [[]] if rows else []
    for place, number in halves([list(map(_cells, rows)) for rows in tables], lines).items():
        rest = {box.column: box.text for box in tables[place].pop(number)}
        above = tables[place - 1]
        above[-1] = [_longer(box, rest[box.column]) for box in above[-1]]
    return [(rows, own) for rows, own in found if rows or own]


def _cells(row: Sequence[Box]) -> Cells:
    return {box.column: box.text for box in row}


def _longer(box: Box, more: str) -> Box:
    text = f"{box.text} {more}".strip()
    return replace(box, text=text, lines=typed_lines(text)) if more else box


def _are_edges(lines: Sequence[str]) -> bool:
    """Tell whether lines stand at the edges of pages: none, or a few with a page's number."""
    filled = [line.strip() for line in lines if line.strip()]
    short = all(len(line.split()) <= _LONGEST and not line.startswith("#") for line in filled)
    has_number = any(map(is_page_number, filled)) or not filled
    return has_number and short and len(filled) <= _MOST_LINES


def _repeated(above: Sequence[Cells], below: Sequence[Cells]) -> int:
    """Count the rows of a table that say the same as the first rows of the one before."""
    count = 0
    for first, second in zip(above[:_MOST_HEADERS], below, strict=False):
        if _words(first) != _words(second):
            break
        count += 1
    return count


def _words(row: Cells) -> dict[int, str]:
    return {column: " ".join(fold(text).split()) for column, text in row.items()}


def _is_end(last: Cells, above: Sequence[Cells], row: Cells) -> bool:
    filled = {column: text for column, text in row.items() if text.strip()}
    body = [each for each in above if sum(bool(text.strip()) for text in each.values()) > 1]
    if not filled or not body or row.keys() != last.keys():
        return False
    always = [c for c in sorted(last) if _share(body, c) >= _ALWAYS]
    if not always or always[0] in filled or not last[always[0]].strip():
        return False
    goes_on = all(text.strip()[0].islower() for text in filled.values())
    unfinished = all(last[c].strip() and not last[c].rstrip().endswith(_FINISHED) for c in filled)
    is_first = min(filled) == min(row)  # a line that heads the rows below stands there as well
    return unfinished and (goes_on or (len(filled) == 1 and not is_first))


def _share(rows: Sequence[Cells], column: int) -> float:
    return sum(bool(row.get(column, "").strip()) for row in rows) / len(rows)
