"""Read the rows of the tables of a document as label and value.

A label is known, recurs in the document, or stands in a column of labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plan_graph.language.announcement import Announced
from plan_graph.language.columns import announced
from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.reading.cards.collect import FEWEST_LABELS, Pairs
from plan_graph.reading.cards.known_labels import WIDEST, KnownLabels
from plan_graph.reading.cards.label_text import filled, is_short, label_key
from plan_graph.reading.cards.learning import CARD_CELLS, are_headings
from plan_graph.reading.cards.pair import NUMBERED, Pair, numbered_label
from plan_graph.reading.tables.calendar import is_slot
from plan_graph.text import Passage, covering

_GROUPS = 0.35
"""The share of known labels in a column that holds groups of labels, beside the labels."""

_Read = list[tuple[Row, Pair | None]]
"""The rows of a table, each as label and value, or None where it is neither that nor goes on."""


@dataclass
class Labels:
    """The rows of the tables of a document as label and value.

    Attributes:
        proper: Labels that stand before a value in the column of labels of some table.
        grouped: Groups with labels that stand between them and a value somewhere.
        pairs: The rows, by the number of their table.
        turned: The tables with a label on each row, and an action in each of several columns.
    """

    document: Document
    known: KnownLabels
    proper: frozenset[str] = frozenset()
    grouped: frozenset[tuple[str, str]] = frozenset()
    pairs: Mapping[int, Pairs] = field(default_factory=dict)
    turned: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Read them."""
        read = {table.number: self._read(table) for table in self.document.tables}
        first = [self._pairs(rows) for rows in read.values()]
        self.proper = frozenset(key for rows in first for key in self._with_values(rows))
        pairs = (pair for rows in first for _, pair in rows if pair)
        self.grouped = frozenset(
            (label_key(pair.group.text), pair.key) for pair in pairs if pair.group and pair.value
        )
        self.pairs = {number: self._pairs(rows) for number, rows in read.items()}
        self.turned = frozenset(n for n, found in self.pairs.items() if self._is_turned(found))

    def all(self) -> Iterator[Pair]:
        """Yield all labels with their values."""
        for rows in self.pairs.values():
            yield from (pair for _, pair in rows if pair and pair.label)

    def _read(self, table: Table) -> _Read:
        """Return the rows of a table with what each is by itself, but for those of a header."""
        at = self.known.columns(table)
        found = ((row, cells) for row in table.rows for cells in self.known.parted(row, at))
        return self._without_headers([(row, self._pair(row, cells)) for row, cells in found])

    def _pairs(self, found: _Read) -> _Read:
        """Return the rows of a table with what they are as label and value.

        An unknown label is one where known labels stand in the same column of its table, or that
        stands before a value among the labels of another: a page parts it from the known ones.
        """
        labels = {pair.label for _, pair in found if pair and pair.label}
        at = Counter(c.column for r, _ in found for c in r.cells if c.passage.strip() in labels)
        usual = {column for column, count in at.items() if count >= FEWEST_LABELS}
        return [
            (row, self._in_column(pair, at) or self._unknown(row, usual)) for row, pair in found
        ]

    def _without_headers(self, found: _Read) -> _Read:
        """Leave out pairs that are headings of another table: such cells stand below them."""
        return [
            (row, None if pair and self._heads(row, pair, found[place + 1 :]) else pair)
            for place, (row, pair) in enumerate(found)
        ]

    def _heads(self, row: Row, pair: Pair, below: Pairs) -> bool:
        """Tell whether a row heads those below: they have cells in its columns, and no label.

        One is enough below a label that comes once and is called no name, else two. Several known
        headings, and nothing else, are no label with a value.
        """
        if are_headings(filled(row), self.known.wording):
            return True
        columns = [cell.column for cell in filled(row)]
        is_often = pair.key in self.known.learnt or self.known.said[pair.key] > 1
        least = 2 if pair.announced.is_name or is_often else 1
        under = below[:least]
        return (
            len(columns) >= CARD_CELLS
            and len(under) == least
            and all(
                other is None and columns == [cell.column for cell in filled(each)]
                for each, other in under
            )
        )

    def _in_column(self, pair: Pair | None, labels: Counter[int]) -> Pair | None:
        """Return a pair with the label in the column of labels, if a group was taken for it.

        Behind a label that ends its row stands nothing.

        Args:
            pair: The row as label and value.
            labels: How many labels stand in each column of its table.
        """
        if pair and pair.group is None and pair.label and len(pair.cells) > 1:
            second = pair.cells[1].passage.strip()
            if (pair.key, label_key(second.text)) in self.grouped:
                return self._of_cells(pair.cells, 1, second, pair.label)
        main, count = max(labels.items(), key=lambda each: each[1], default=(0, 0))
        if pair is None or count < FEWEST_LABELS:
            return pair
        columns = [cell.column for cell in pair.cells]
        if pair.label is None and columns == [main] and label_key(pair.value.text) in self.proper:
            return self._of_cells(pair.cells, 0, pair.value, None)
        if pair.label is None or main not in columns[1:]:
            return pair
        if columns[-1] == main and not self._ends_row(pair, labels[columns[0]] / count):
            return pair
        place = columns.index(main)
        label, group = (pair.cells[i].passage.strip() for i in (place, place - 1))
        return self._of_cells(pair.cells, place, label, group)

    def _ends_row(self, pair: Pair, share: float) -> bool:
        """Tell whether the last cell of a row is a label without a value, beside its group.

        Args:
            pair: The row, with the group taken for the label.
            share: How many labels stand in the column of the group, by those in that of labels.
        """
        last = pair.cells[-1]
        if label_key(last.passage.text) in self.proper:
            return True
        is_group = pair.key not in self.proper and share <= _GROUPS
        return bool(self.proper) and is_group and is_short(last)

    @staticmethod
    def _with_values(rows: Sequence[tuple[Row, Pair | None]]) -> Iterator[str]:
        """Yield the labels of a table before values, in the column in which most labels stand."""
        at = [
            (next(c.column for c in pair.cells if c.passage.strip() == pair.label), pair.key)
            for _, pair in rows
            if pair and pair.label and pair.value
        ]
        counts = Counter(column for column, _ in at)
        main, count = max(counts.items(), key=lambda each: each[1], default=(0, 0))
        if count >= FEWEST_LABELS:
            yield from (key for column, key in at if column == main)

    def _unknown(self, row: Row, usual: set[int]) -> Pair | None:
        """Return the pair of an unknown label and its value, behind its group if it has one."""
        cells = filled(row)
        if not 1 < len(cells) <= CARD_CELLS or not is_short(cells[-2]):
            return None
        key = label_key(cells[-2].passage.text)
        if not key or (key not in self.proper and cells[-2].column not in usual):
            return None
        group, label, value = ([None] * 2 + [cell.passage.strip() for cell in cells])[-3:]
        return Pair(label, value, Announced(), group, cells=tuple(cells)) if value else None

    def _pair(self, row: Row, cells: Sequence[Cell]) -> Pair | None:
        """Return cells of a row as label and value; None if they are neither that nor go on."""
        if not cells or len(cells) > WIDEST:
            return None
        known = [self.known.is_label(cell.passage.text) for cell in cells]
        before = (place for place in range(len(cells) - 2, -1, -1) if known[place])
        place = next(before, len(cells) - 1 if known[-1] else None)
        if place is None:
            return self._going_on(row, cells)
        group = cells[place - 1].passage.strip() if place else None
        return self._of_cells(cells, place, cells[place].passage.strip(), group)

    def _of_cells(
        self, cells: Sequence[Cell], place: int, label: Passage, group: Passage | None
    ) -> Pair:
        """Return the pair of a label and all that stands behind it."""
        value = label.slice(len(label.text))  # empty where nothing stands behind
        if cells[place + 1 :]:
            first, last = cells[place + 1].passage.strip(), cells[-1].passage.strip()
            in_order = first.start <= last.start  # a cell merged with one above stands before
            value = covering(Passage(0, self.document.text), first, last) if in_order else first
        code = numbered_label(self.known.wording, label)
        found = NUMBERED if code else announced(self.known.wording, label.text)
        return Pair(label, value, found, group, tuple(cells), code)

    def _going_on(self, row: Row, cells: Sequence[Cell]) -> Pair | None:
        """Return the value of a row whose label stands above, as its first cells are empty."""
        if len(cells) != 1 or (row.cells[0].passage and len(row.cells) > 1):
            return None
        value = cells[0].passage.strip()
        return Pair(None, value, Announced(), cells=(cells[0],))

    def _is_turned(self, pairs: Pairs) -> bool:
        """Tell whether the rows of a table have each a label and as many values, more than one.

        The times of a calendar, in which an action may have no mark, say nothing of that.
        """
        labelled = [
            pair
            for _, pair in pairs
            if pair and pair.label and not is_slot(pair.label, self.known.wording)
        ]
        values = Counter(len(pair.cells) - 1 for pair in labelled if self._is_first(pair))
        most, count = max(values.items(), key=lambda each: each[1], default=(0, 0))
        return most > 1 and count >= CARD_CELLS and 3 * count >= 2 * len(labelled)

    def _is_first(self, pair: Pair) -> bool:
        """Tell whether the first cell of a row is its label, and not a group of labels."""
        if pair.group is None:
            return True
        return not pair.announced.is_whole and self.known.is_label(pair.group.text)
