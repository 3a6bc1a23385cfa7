"""Part the rows of a sheet into the tables that stand on it, one below the other.

A blank row and a caption part two tables where the row below the caption is a header of its own:
short words, which do not go on with the columns above. Else the rows stay one table, as a
section with a blank row above it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plan_graph.documents.layout import Box
from plan_graph.plan.tables import CellKind

_Row = Sequence[Box]
_LONGEST = 8
"""Words of the longest cell of a header."""
_LONGEST_ALONE = 3
"""Words of the longest cell of a header that only its fewer columns tell from rows above."""
_FEWEST = 2
"""Cells of the narrowest header, and rows of the shortest table above another."""
_SHARE = 2 / 3
"""The share of cells with digits by which a column above is one of numbers or days."""


def stacked(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Return the tables of a sheet, each with the caption above it, and as wide as its words."""
    start = 0
    for place in [*_openings(rows), len(rows)]:
        if place == len(rows) or _is_other(rows[start:place], _block(rows, place)):
            yield _trimmed(rows[start:place]) if start or place < len(rows) else list(rows)
            start = place


def _openings(rows: Sequence[_Row]) -> Iterator[int]:
    """Return where a caption stands below a blank row, and no merged cell reaches over it."""
    reach = 0
    for place, row in enumerate(rows):
        is_below = place > 0 and reach <= place and not _filled(rows[place - 1])
        if is_below and len(_filled(row)) == 1:
            yield place
        reach = max([reach, *(place + box.rows for box in row if box.rows > 1)])


def _block(rows: Sequence[_Row], start: int) -> Sequence[_Row]:
    """Return the rows from the caption on, up to the next blank one."""
    end = next((n for n in range(start, len(rows)) if not _filled(rows[n])), len(rows))
    return rows[start:end]


def _is_other(above: Sequence[_Row], block: Sequence[_Row]) -> bool:
    """Tell whether rows below a caption are a table of their own, with a header."""
    known = [each for each in map(_filled, above) if len(each) > 1]
    if len(known) < _FEWEST or len(block) < 1 + _FEWEST:
        return False
    head, body = _filled(block[1]), [_filled(row) for row in block[2:]]
    columns = {box.column for box in head}
    within = all(box.column in columns for row in body for box in row)
    if not within or not _is_header(head, _LONGEST):
        return False
    widths = [_last(row) for row in known]
    if _last(head) > max(widths) or _differs(head, known):
        return True
    return _last(head) < min(widths) and _is_header(head, _LONGEST_ALONE)


def _differs(head: _Row, above: Sequence[_Row]) -> bool:
    """Tell whether words stand below numbers or days."""
    for box in head:
        cells = [each.text for row in above for each in row if each.column == box.column]
        counted = sum(any(map(str.isdigit, text)) for text in cells)
        if len(cells) >= _FEWEST and counted >= _SHARE * len(cells):
            return not any(map(str.isdigit, box.text))
    return False


def _is_header(row: _Row, longest: int) -> bool:
    texts = [box.text.split() for box in row]
    return (
        len(row) >= _FEWEST
        and all(box.kind is CellKind.TEXT and any(map(str.isalpha, box.text)) for box in row)
        and all(len(words) <= longest for words in texts)
        and len({box.text for box in row}) == len(row)
    )


def _filled(row: _Row) -> list[Box]:
    return [box for box in row if box.text]


def _last(row: _Row) -> int:
    return max(box.column + box.columns - 1 for box in row)


def _trimmed(rows: Sequence[_Row]) -> list[_Row]:
    """Return rows without the empty columns at their right."""
    filled = [filled for row in rows if (filled := _filled(row))]
    width = max(map(_last, filled), default=0)
    return [
        [replace(b, columns=min(b.columns, width - b.column + 1)) for b in row if b.column <= width]
        for row in rows
    ]
