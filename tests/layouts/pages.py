"""Pages that end within tables: with furniture between, with or without the header again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from layouts.blocks import Block, Box, Break, Grid, Row, placed
from layouts.facts import Choice


def paginate(choice: Choice, blocks: Sequence[Block], *, title_column: int) -> list[Block]:
    """Return the blocks with page breaks within their tables.

    `title_column` is the column of the titles where a row may go on overleaf, or -1.
    """
    again = choice.may("header again overleaf", 0.5)
    pages = _Pages(choice)
    result: list[Block] = []
    for block in blocks:
        if _is_long(block) and choice.rng.random() < 0.6:
            result += _cut(choice, block, pages, again=again, title_column=title_column)
        else:
            result.append(block)
    return result


def _is_long(block: Block) -> TypeGuard[Grid]:
    return isinstance(block, Grid) and len(block.rows) - block.header_rows > 2


class _Pages:
    """Counts the pages, and gives the foot of one and the head of the next."""

    def __init__(self, choice: Choice) -> None:
        self.number = choice.rng.randint(1, 8)
        self.count = self.number + 40
        self.pattern = choice.word("page")
        self.head = choice.rng.choice(["", *choice.words.words("furniture"), choice.model.title])

    def turn(self) -> Break:
        foot = self.pattern.format(page=self.number, pages=self.count)
        self.number += 1
        return Break(foot, self.head)


def _cut(
    choice: Choice, grid: Grid, pages: _Pages, *, again: bool, title_column: int
) -> list[Block]:
    places = [n for n in range(grid.header_rows + 1, len(grid.rows)) if _is_whole(grid, n)]
    if not places:
        return [grid]
    place = choice.rng.choice(places)
    upper, lower = list(grid.rows[:place]), list(grid.rows[place:])
    if title_column >= 0 and choice.may("row split overleaf", 0.3):
        halves = _halves(lower[0], title_column)
        if halves:
            upper.append(halves[0])
            lower[0] = halves[1]
    head = grid.rows[: grid.header_rows] if again else ()
    return [
        replace(grid, rows=tuple(upper)),
        pages.turn(),
        replace(grid, rows=(*head, *lower), header_rows=len(head)),
    ]


def _is_whole(grid: Grid, row: int) -> bool:
    """Tell whether no cell reaches over the line above a row."""
    return not any(cell.is_below for cell in placed(grid)[row])


def _halves(row: Row, title_column: int) -> tuple[Row, Row] | None:
    """Return a row as its upper half, and its lower half with the end of the title alone."""
    if len(row) <= title_column or not row[0].text or any(box.rows > 1 for box in row):
        return None
    words = row[title_column].text.split(" ")
    if len(words) < 7:
        return None
    middle = len(words) // 2
    upper = list(row)
    upper[title_column] = replace(row[title_column], text=" ".join(words[:middle]))
    lower = [Box(columns=box.columns) for box in row]
    lower[title_column] = replace(row[title_column], text=" ".join(words[middle:]))
    return tuple(upper), tuple(lower)
