"""Tables that white space parts: the words of each row, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plan_graph.documents.pdf.marks import Area, bounds
from plan_graph.documents.pdf.paragraphs import paragraphs
from plan_graph.documents.pdf.region import ColumnLine, Region, limits_of
from plan_graph.documents.pdf.rows import rows_of
from plan_graph.documents.pdf.tables import PdfCell, PdfRow, Piece


def aligned(
    page: int,
    region: Region,
    separators: Sequence[float],
    fills: Sequence[Area],
    above: Piece | None = None,
) -> Piece:
    """Return the table that stands in columns without rules between them.

    `separators` are the heights of rules and edges of fills that part its rows; `above` is the
    table that it may go on with.
    """
    gutters = region.gutters
    xs = (region.left, *((a + b) / 2 for a, b in gutters), region.right)
    limits = limits_of(region)
    groups, padding = rows_of(region, separators, above.padding if above else None)
    rows = tuple(
        _joined(region, group, aligned_row(page, group, xs, limits, fills)) for group in groups
    )
    area = bounds([line.area for line in region.lines])
    return Piece(page, area, xs, rows, gutters, padding=padding)


def aligned_row(
    page: int,
    group: Sequence[ColumnLine],
    xs: Sequence[float],
    limits: Sequence[float],
    fills: Sequence[Area],
) -> PdfRow:
    """Return the cells of a row; one over all columns if its lines run over them."""
    place = bounds([each.line.area for each in group])
    if group[0].is_across:
        found = paragraphs([each.line for each in group], xs[-1])
        is_filled = has_fill(place, fills)
        return (PdfCell(1, tuple(found), len(limits), 1, ((page, place),), is_filled),)
    cells: list[PdfCell] = []
    for column, limit in enumerate(limits):
        inside = [each.cells[column] for each in group if column in each.cells]
        strip = Area(xs[column], place.top, xs[column + 1], place.bottom)
        cells.append(
            PdfCell(
                column + 1,
                tuple(paragraphs(inside, limit)),
                places=((page, bounds([line.area for line in inside])),) if inside else (),
                is_filled=has_fill(strip, fills),
            )
        )
    return tuple(cells)


def _joined(region: Region, group: Sequence[ColumnLine], row: PdfRow) -> PdfRow:
    """Let cells take the empty columns over which their words run."""
    reach = 0
    found: list[PdfCell] = []
    for cell in row:
        if found and cell.column <= reach and not cell.text:
            found[-1] = replace(found[-1], columns=cell.column - found[-1].column + 1)
            continue
        lines = [each.cells[cell.column - 1] for each in group if cell.column - 1 in each.cells]
        reach = max((region.last_column(line) + 1 for line in lines), default=0)
        found.append(cell)
    return tuple(found)


def has_fill(place: Area, fills: Sequence[Area]) -> bool:
    """Tell whether a fill covers the middle of an area."""
    return any(fill.holds(place.middle) for fill in fills)
