"""Columns of running text: they are read one after another, and are no table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from plan_graph.documents.pdf.lines import TextLine
from plan_graph.documents.pdf.region import Region

_RUNNING = 0.7
"""The part of the lines of a column that are full, from which on it is running text."""


def is_running(region: Region) -> bool:
    """Tell whether the columns of a region are running text, side by side."""
    columns: list[list[TextLine]] = [[] for _ in range(len(region.gutters) + 1)]
    for number, line in enumerate(region.lines):
        if number not in region.across:
            for column, words in region.split(line).items():
                columns[column].append(words)
    lines = len(region.lines) - len(region.across)
    filled = sum(map(len, columns)) / (lines * len(columns))
    running = [column for column in columns if _is_full(column)]
    return lines > 5 and filled > 0.8 and 2 * len(running) > len(columns)


def _is_full(column: Sequence[TextLine]) -> bool:
    """Tell whether most lines of a column have no room for the word below them."""
    if len(column) < 6:
        return False
    limit = max(line.area.right for line in column)
    full = sum(
        above.area.right + 0.25 * above.size + below.first_width > limit
        for above, below in pairwise(column)
    )
    return full >= _RUNNING * (len(column) - 1)


def by_column(region: Region) -> list[TextLine | list[TextLine]]:
    """Return the columns of running text one after another, lines over them first."""
    columns: list[list[TextLine]] = [[] for _ in range(len(region.gutters) + 1)]
    found: list[TextLine | list[TextLine]] = []
    for number, line in enumerate(region.lines):
        if number in region.across:
            found += [column for column in columns if column]
            found.append(line)
            columns = [[] for _ in columns]
            continue
        for column, words in region.split(line).items():
            columns[column].append(words)
    return [*found, *(column for column in columns if column)]
