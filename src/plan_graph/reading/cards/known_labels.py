"""Which words of a document are labels, and which columns of its tables hold them.

A label is known, recurs in the document, or has the number of an action.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from plan_graph.language.announcement import TIMES
from plan_graph.language.columns import announced
from plan_graph.language.wording import Wording
from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.reading.cards.collect import FEWEST_LABELS
from plan_graph.reading.cards.label_text import LABEL_WORDS, filled, is_short, label_key
from plan_graph.reading.cards.learning import CARD_CELLS, recurring
from plan_graph.reading.cards.pair import numbered_label
from plan_graph.text import YEAR, Passage, has_at_most

WIDEST = 4
"""Cells of the widest row of a card: group, label and a value in two parts."""


@dataclass(frozen=True)
class KnownLabels:
    """The words of a document that are labels.

    Attributes:
        said: How often each short cell is said, in the form in which labels are compared.
        alone: How often it is the only one of its row.
        learnt: Unknown words that are labels here, as they recur.
    """

    wording: Wording
    said: Mapping[str, int]
    alone: Mapping[str, int]
    learnt: frozenset[str]

    @classmethod
    def of(cls, document: Document, wording: Wording) -> KnownLabels:
        """Learn those of a document."""
        rows = [filled(row) for table in document.tables for row in table.rows]
        cells = (cell for row in rows for cell in row)
        said = Counter(label_key(cell.passage.text) for cell in cells if is_short(cell))
        alone = Counter(label_key(row[0].passage.text) for row in rows if len(row) == 1)
        return cls(wording, said, alone, frozenset(recurring(document, wording)))

    def is_label(self, text: str) -> bool:
        """Tell whether a text is a label, by itself."""
        if not has_at_most(LABEL_WORDS, text):
            return False
        found = announced(self.wording, text)
        if not found.is_whole and set(found.kinds) & set(TIMES) and YEAR.search(text):
            return False  # 'by the end of 2028' is a time itself
        is_numbered = numbered_label(self.wording, Passage(0, text)) is not None
        return is_numbered or label_key(text) in self.learnt or bool(found)

    def is_heading(self, words: Passage) -> bool:
        """Tell whether a value is the heading of a column itself."""
        whole = announced(self.wording, words.text).is_whole
        return (whole and "\n" not in words.text) or label_key(words.text) in self.learnt

    def is_header(self, table: Table, row: Row, label: Passage) -> bool:
        """Tell whether several cells, or half of many, head columns of few labels.

        Of three, one may be unknown before one that is known for sure.
        """
        cells = filled(row)
        heads = [self.is_label(cell.passage.text) for cell in cells]
        least = len(cells) if len(cells) < WIDEST else len(cells) // 2
        if len(cells) == CARD_CELLS and announced(self.wording, cells[-1].passage.text).is_whole:
            least -= 1
        if len(cells) < WIDEST - 1 or sum(heads) < least or not heads[-1]:
            return False
        column = next((c.column for c in cells if c.passage.strip() == label), 0)
        others = (c for r in table.rows if r is not row for c in filled(r) if c.column == column)
        known = [self.is_label(cell.passage.text) for cell in others]
        return 2 * sum(known) < len(known)

    def columns(self, table: Table) -> set[int]:
        """Return the columns of labels of a table that has several side by side, or none.

        A value stands between two labels in at least two rows, as in 'Lead | Parks | Partners |
        Clubs', and most rows begin with a label.
        """
        labels: dict[int, set[Passage]] = {}
        begun: set[Passage] = set()
        for row in table.rows:
            cells = filled(row)
            if not cells or not self.is_label(cells[0].passage.text):
                continue
            begun.add(cells[0].passage)
            if len(cells) > CARD_CELLS and self._are_by_turns(cells):
                for cell in cells[::2]:
                    labels.setdefault(cell.column, set()).add(cell.passage)
        often = {column for column, own in labels.items() if len(own) >= FEWEST_LABELS}
        return often if len(often) > 1 and 2 * len(begun) > len(table.rows) else set()

    def _are_by_turns(self, cells: Sequence[Cell]) -> bool:
        """Tell whether known labels and other words stand by turns, beginning with a label."""
        known = (self.is_label(cell.passage.text) for cell in cells)
        return len(cells) % 2 == 0 and all(
            is_label is (place % 2 == 0) for place, is_label in enumerate(known)
        )

    def parted(self, row: Row, at: Set[int]) -> Iterator[list[Cell]]:
        """Yield the cells of a row, parted before each label that stands in a column of labels.

        An unknown one is a label there if something stands behind it.
        """
        part: list[Cell] = []
        cells = filled(row)
        for cell in cells:
            may_be = is_short(cell) and cell is not cells[-1]
            is_next = cell.column in at and (may_be or self.is_label(cell.passage.text))
            if is_next and len(part) > 1 and self.is_label(part[0].passage.text):
                yield part
                part = []
            part.append(cell)
        yield part
