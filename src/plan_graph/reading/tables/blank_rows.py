"""What begins below a blank row of a sheet: another table of actions, or one of something else."""

from __future__ import annotations

from collections.abc import Sequence

from plan_graph.plan.tables import Row
from plan_graph.reading.tables.header import Header
from plan_graph.reading.tables.header_reader import HeaderReader
from plan_graph.text import clean, has_at_most

_SURE = 3
"""So many headings that are known for sure make the header of another table on a sheet."""
_SHORT = 4
"""Words of the longest cell that may be a heading."""


def begun_below_blank(
    rows: Sequence[Row], last: Header | None, reader: HeaderReader
) -> Header | None:
    """Return the header with which another table begins on a sheet, below a blank row.

    It calls the actions by a known phrase, or as the header above does, and several other
    columns too.
    """
    header = reader.read(rows)
    said = {clean(heading.text) for heading in last.own} if last else set()
    found = [(h, reader.announced(h)) for h in header.own] if header else []
    sure = [each for heading, each in found if each.is_whole or clean(heading.text) in said]
    is_named = any("action" in each.kinds for each in sure)
    return header if is_named and len(sure) >= _SURE else None


def is_left_below_blank(rows: Sequence[Row], header: Header, reader: HeaderReader) -> bool:
    """Tell whether a table of something else begins below a blank row of a sheet.

    Its header, below a title or with fewer cells than the table above, begins with a heading
    that is known for sure, and is not that of its column.
    """
    filled = [[cell for cell in row.cells if cell.passage] for row in rows[:2]]
    is_titled = len(filled[0]) == 1 and len(filled) > 1
    cells = filled[is_titled]
    own = header.kinds
    if len(cells) < 2 or not (is_titled or len(cells) < len(header.own)):
        return False
    if not all(has_at_most(_SHORT, cell.passage.text) for cell in cells):
        return False
    first = reader.announced(cells[0].passage)
    return first.is_whole and not set(first.kinds) & set(own.get(cells[0].column, ()))
