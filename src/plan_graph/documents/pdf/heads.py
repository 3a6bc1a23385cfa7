"""Headers of tables without rules where a page ends or begins: no running head, no paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from plan_graph.documents.pdf.columns import FARTHEST, beginning, narrowed
from plan_graph.documents.pdf.lines import TextLine
from plan_graph.documents.pdf.region import Region

_HEADED = 5 / 4
"""The header of a table fills four of five columns."""


def header_lines(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the first line of a page, if it fills the columns of a table that begins there."""
    found = beginning(lines)
    columns = len(found.gutters) + 1 if found else 0
    is_header = found and columns > 2 and _HEADED * len(found.split(lines[0])) >= columns
    return [lines[0]] if is_header else []


def head_of(below: Region, lines: Sequence[TextLine]) -> Region | None:
    """Return the last lines of a page that are the header of a table which begins the next.

    One row alone shows no columns; it stands in those of the rows overleaf, and fills most. A line
    in the first of them alone may be a paragraph above the header; so may one that begins small.
    """
    columns = len(below.gutters) + 1
    first = number = len(lines)
    gutters = list(below.gutters)
    for line in reversed(lines):
        gap = lines[number].area.top - line.area.bottom if number < len(lines) else 0.0
        left = [narrowed([gutter], line) for gutter in gutters]
        if gap > FARTHEST * line.size or not all(left):
            break
        number -= 1
        gutters = [max(each, key=lambda span: span[1] - span[0]) for each in left]
        cells = below.split(line)
        is_above = len(cells) == 1 and (0 in cells or line.text[0].islower())
        first = first if is_above else number
    head = Region(tuple(lines[first:]), tuple(gutters))
    filled = {column for line in head.lines for column in head.split(line)}
    return head if columns > 2 and _HEADED * len(filled) >= columns else None
