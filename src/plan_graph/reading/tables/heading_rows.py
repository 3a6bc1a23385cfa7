"""The headings of one or two rows put together, before the rows below them are looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from plan_graph.language.announcement import NOTHING, Announced
from plan_graph.plan.tables import Cell, Row
from plan_graph.text import Passage, clean

_COUNTED = re.compile(r"\(?\d{1,2}\)?")


@dataclass(frozen=True)
class Headings:
    """What stands above the columns of a table.

    Attributes:
        found: What each column announces, by its number.
        words: The words of each heading.
        upper: The headings above those, where there are two rows.
        width: How many columns the rows have.
    """

    found: Mapping[int, Announced]
    words: Mapping[int, Passage]
    upper: Mapping[int, tuple[Passage, ...]]
    width: int

    @classmethod
    def of(cls, rows: Sequence[Row], announced: Callable[[Passage], Announced]) -> Headings:
        """Put rows together; of two headings of a column the lower one decides."""
        found: dict[int, Announced] = {}
        words: dict[int, Passage] = {}
        upper: dict[int, tuple[Passage, ...]] = {}
        width = 0
        for row in rows:
            for cell in row.cells:
                width = max(width, cell.column + cell.columns - 1)
                known = announced(cell.passage)
                for column in _covered(cell) if cell.passage else ():
                    above = words.get(column)
                    if above != cell.passage:
                        upper[column] = (*upper.get(column, ()), above) if above else ()
                        words[column] = cell.passage
                        found[column] = _of_two(found.get(column, NOTHING), known)
        return cls(found, words, upper, width)

    @property
    def kinds(self) -> set[str]:
        """All that is announced."""
        return {kind for each in self.found.values() for kind in each.kinds}


def once(headings: Mapping[int, Passage]) -> list[Passage]:
    """Return the cells of a header, one that covers several columns once."""
    return list(dict.fromkeys(headings.values()))


def compared(headings: Mapping[int, Passage]) -> list[str]:
    """Return headings in the form in which two headers are compared."""
    return [clean(heading.text).lower() for heading in headings.values()]


def _of_two(above: Announced, below: Announced) -> Announced:
    """Return which of two headings of a column decides: the lower, unless a person said what."""
    return above if above.is_said and not below.is_said else below or above


def _covered(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.columns)


def is_numbering(row: Row) -> bool:
    """Tell whether a row only counts the columns, as below the header of some tables."""
    texts = [cell.passage.text.strip() for cell in row.cells if cell.passage]
    if len(texts) < 2 or not all(_COUNTED.fullmatch(text) for text in texts):
        return False
    first, second, *_ = (int(text.strip("()")) for text in texts)
    return len(texts) > 2 or (len(row.cells) == 2 and second == first + 1)
