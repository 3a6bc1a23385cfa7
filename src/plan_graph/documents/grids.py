"""Lay the sheets of a workbook out: each is a table, or several, as its program shows them.

Where several sheets hold words, the name of each stands as a heading above its table. Hidden
sheets, comments and words below a merged cell follow behind the body, as passages that were
skipped. Sheets of plan-graph's own are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from plan_graph.documents.excel.sheets import Place
from plan_graph.documents.excel.shown import Shown
from plan_graph.documents.layout import MAX_COLUMNS, MAX_ROWS, Box, Layout
from plan_graph.documents.stacked import stacked
from plan_graph.errors import DocumentError
from plan_graph.language.recognition import Languages
from plan_graph.phrases import phrase
from plan_graph.plan.tables import CellKind

OWN_SHEETS = ("_plan-graph", "_lists")
"""What the names of the sheets begin with that plan-graph itself hides in a workbook."""
MAX_POSITIONS = 1_000_000
"""Most places of a sheet that are laid out, empty ones included."""
_TOLD_BY = 2_000
"""Texts that tell the language; the first ones hold the headings."""


@dataclass(frozen=True)
class Grid:
    """A sheet as it is shown: its words by place, what is filled, and what covers several places.

    Attributes:
        texts: The cells that hold words, row by row.
        headings: The columns that have headings in a row, by the row.
    """

    name: str
    is_hidden: bool
    texts: dict[Place, Shown]
    filled: frozenset[Place]
    headings: Mapping[int, tuple[range, ...]]
    spans: dict[Place, tuple[int, int]]
    comments: tuple[str, ...]

    def with_comma(self) -> Grid:
        """Return the sheet with its numbers as a language with a decimal comma writes them."""
        return replace(self, texts={place: each.with_comma() for place, each in self.texts.items()})

    @property
    def height(self) -> int:
        """The last row that holds words."""
        return max(row for row, _ in self.texts)

    @property
    def width(self) -> int:
        """The last column that holds words."""
        return max(column for _, column in self.texts)


def lay_out(grids: Iterable[Grid], layout: Layout, languages: Languages) -> None:
    """Write the sheets that hold words; one of `languages` tells how numbers are written."""
    theirs = [each for each in grids if each.texts and not each.name.startswith(OWN_SHEETS)]
    if _has_comma(theirs, languages):
        theirs = [each.with_comma() for each in theirs]
    _lay_out(theirs, layout)


def check_size(name: str, grid: Grid) -> None:
    """Refuse a sheet whose words reach too far, before its empty places are laid out.

    Raises:
        DocumentError: If they do.
    """
    if not grid.texts:
        return
    height, width = grid.height, grid.width
    if height > MAX_ROWS or width > MAX_COLUMNS or height * width > MAX_POSITIONS:
        raise DocumentError(
            name,
            phrase(
                "documents.grids.sheet_reaches_down_to_row",
                name=grid.name,
                height=height,
                width=width,
                max_rows=MAX_ROWS,
                max_columns=MAX_COLUMNS,
            ),
        )


def _has_comma(grids: list[Grid], languages: Languages) -> bool:
    """Tell whether the language has a decimal comma, if there is a number to show it."""
    found = [each for grid in grids for each in grid.texts.values()]
    if not any(each.is_grouped for each in found):
        return False
    texts = dict.fromkeys(each.text for each in found if each.kind is CellKind.TEXT)
    words = languages.of("\n".join(islice(texts, _TOLD_BY)))
    return "," in words.amounts.get("decimal", ())[:1]


def _lay_out(grids: list[Grid], layout: Layout) -> None:
    visible = [grid for grid in grids if not grid.is_hidden]
    for grid in visible:
        if len(visible) > 1:
            layout.heading(grid.name, 1)
        covered: list[str] = []
        for table in stacked(list(_rows(grid, covered))):
            layout.grid(table)
        layout.skip("\n".join(covered))
    for grid in grids:
        if grid.is_hidden:
            layout.skip("\n".join((grid.name, *(each.text for each in grid.texts.values()))))
    for grid in grids:
        for comment in grid.comments:
            layout.skip(comment)


def _rows(grid: Grid, hidden: list[str]) -> Iterator[list[Box]]:
    """Yield the boxes of each row, up to the last row and column that hold words.

    Words below a merged cell, which Excel does not show, are put among the hidden ones.
    """
    width, height = grid.width, grid.height
    covered: dict[int, int] = {}
    for row in range(1, height + 1):
        boxes = []
        column = 1
        while column <= width:
            if column in covered:
                hidden += [each.text for each in [grid.texts.get((row, column))] if each]
                column += 1
                continue
            columns, rows = grid.spans.get((row, column), (1, 1))
            columns = min(columns, width - column + 1)
            boxes.append(_box(grid, (row, column), columns, min(rows, height - row + 1)))
            beside = range(column + 1, column + columns)
            hidden += [grid.texts[row, each].text for each in beside if (row, each) in grid.texts]
            covered.update(dict.fromkeys(range(column, column + columns), rows))
            column += columns
        covered = {column: left - 1 for column, left in covered.items() if left > 1}
        yield boxes


def _box(grid: Grid, place: Place, columns: int, rows: int) -> Box:
    found = grid.texts.get(place)
    row, column = place
    is_filled = place in grid.filled
    if found is None:
        return Box(column, "", columns, rows, is_filled=is_filled)
    return Box(
        column,
        found.text,
        columns,
        rows,
        kind=found.kind,
        lines=found.lines,
        struck=found.struck,
        is_heading=any(column in columns_of for columns_of in grid.headings.get(row, ())),
        is_filled=is_filled,
    )
