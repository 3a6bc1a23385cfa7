"""Labels as text: how long they may be, and how they are compared."""

from __future__ import annotations

from functools import lru_cache

from plan_graph.plan.tables import Cell, Row
from plan_graph.text import Passage, fold, has_at_most

LABEL_WORDS = 14
"""Words of the longest label."""


def filled(row: Row) -> list[Cell]:
    """Return the cells of a row that hold words, a merged one once."""
    found: dict[Passage, Cell] = {}
    for cell in row.cells:
        if cell.passage:
            found.setdefault(cell.passage, cell)
    return list(found.values())


@lru_cache(maxsize=65536)
def label_key(text: str) -> str:
    """Return the form in which labels are compared: letters alone, without what is in brackets."""
    plain = fold(text).split("(")[0]
    return " ".join("".join(c if c.isalpha() else " " for c in plain).split())


def is_short(cell: Cell) -> bool:
    """Tell whether a cell has no more words than a label."""
    return has_at_most(LABEL_WORDS, cell.passage.text)


def is_words(words: Passage) -> bool:
    """Tell whether there is a letter."""
    return any(map(str.isalpha, words.text))
