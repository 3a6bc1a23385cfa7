"""Several rows in one ruled row, where only columns are ruled."""

from __future__ import annotations

from plan_graph.documents.pdf.region import ColumnLine, Region
from plan_graph.documents.pdf.rows import CODE, rows_of


def entries_of(region: Region, *, is_sure: bool) -> list[list[ColumnLine]]:
    """Return the rows that the lines of one ruled row hold, none if they are one row.

    Each must fill its first column and most of the others, and begin as the first one does: small
    letters below a capital are the rest of its words. Unless it `is_sure` that rows are not ruled,
    each must begin with a code of its own.
    """
    groups, _ = rows_of(region)
    columns = len(region.gutters) + 1
    codes: set[str] = set()
    begun: list[bool] = []
    for group in groups:
        filled = {column for line in group for column in line.cells}
        if 0 not in filled or 5 * len(filled) < 3 * columns:
            return []
        first = [line.cells[0].text for line in group if 0 in line.cells]
        begun.append(not first[0][:1].islower())
        codes.update(first[:1] if len(first) == 1 and CODE.fullmatch(first[0]) else ())
    are_begun = all(begun) or not any(begun[:1])
    are_rows = are_begun and (is_sure or len(codes) == len(groups))
    return groups if len(groups) > 1 and are_rows else []
