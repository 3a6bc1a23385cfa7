"""Learn from a document which unknown words of it are labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from plan_graph.language.columns import announced
from plan_graph.language.wording import Wording
from plan_graph.plan.tables import Cell, Document
from plan_graph.reading.cards.collect import FEWEST_LABELS
from plan_graph.reading.cards.label_text import filled, is_short, label_key

_RECURRING = 3
"""So often an unknown label stands in a document to be learnt."""
_LETTERS = 3
"""Letters of the shortest label that is learnt."""
_USUAL = 0.1
"""The share of the known labels that stand in a column in which labels are learnt."""
CARD_CELLS = 3
"""Cells of a row of group, label and value."""


def recurring(document: Document, wording: Wording) -> Iterator[str]:
    """Return the words that recur before values, in tables of known labels."""
    rows: list[list[Cell]] = []
    columns: Counter[int] = Counter()
    for table in document.tables:
        cells = (filled(row) for row in table.rows)
        own = list(takewhile(lambda row: not are_headings(row, wording), cells))
        known = [_known_columns(cells, wording) for cells in own]
        if 3 * sum(map(bool, known)) >= max(len(own), 3 * FEWEST_LABELS):
            rows.extend(own)
            columns.update(column for found in known for column in found)
    usual = {c for c, count in columns.items() if count >= _USUAL * columns.total()}
    counts = Counter(
        key
        for cells in rows
        for cell in cells[:-1]
        if cell.column in usual and is_short(cell) and (key := label_key(cell.passage.text))
    )
    # A code such as 'A1' has hardly a letter.
    return (k for k, count in counts.items() if count >= _RECURRING and len(k) >= _LETTERS)


def are_headings(cells: Sequence[Cell], wording: Wording) -> bool:
    """Tell whether cells are nothing but headings, more than a label and its group are."""
    found = (announced(wording, cell.passage.text) for cell in cells)
    return len(cells) > CARD_CELLS and all(each.is_whole for each in found)


def _known_columns(cells: Sequence[Cell], wording: Wording) -> list[int]:
    """Return the columns in which known labels stand before the last of some cells."""
    return [cell.column for cell in cells[:-1] if announced(wording, cell.passage.text)]
