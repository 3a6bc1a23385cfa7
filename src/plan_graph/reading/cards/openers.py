"""What opens a card: the label of a name, a title row, what stands above a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, takewhile

from plan_graph.language.announcement import WHOLE, Announced
from plan_graph.language.other_headings import is_bare_name
from plan_graph.plan.tables import Cell, Row, Table
from plan_graph.reading.cards.label_text import LABEL_WORDS, filled, is_words, label_key
from plan_graph.reading.cards.labels import Labels
from plan_graph.reading.cards.pair import OPENING, Pair, coded_title, numbered_label
from plan_graph.reading.cards.trusted import rank, signs
from plan_graph.reading.tables.header import MEANS
from plan_graph.text import Passage, fold, has_at_most

_OWN_LABELS = 3
"""Known labels by which a single table is a card, where nothing else tells it."""
_LIKELY = 0.5
"""A label is not known for sure if a word in its midst tells what it is."""
_NAME_CELLS = 2
"""Cells that hold the name of one action at most; three beside a label are three names."""
_RECURS = 2
"""A title that stands alone more often heads parts of cards."""


@dataclass(frozen=True)
class Openers:
    """Tells which rows open a card.

    Attributes:
        labels: The labels of the document.
        first: The label with which most cards below a title begin, or '' where it is not known.
        inner: The tables that hold a table of steps, which shows that they are cards.
    """

    labels: Labels
    first: str = ""
    inner: Collection[int] = ()

    @cached_property
    def _signs(self) -> frozenset[str]:
        """The labels of names that only ask whether there is one."""
        answers = frozenset(map(fold, self.labels.known.wording.lists["answers"]))
        return signs([pair for pair in self.labels.all() if rank(pair.announced)], answers)

    @cached_property
    def _least_rank(self) -> int:
        """How surely the name of an action is called so here."""
        own = (pair for pair in self.labels.all() if pair.key not in self._signs)
        return max((rank(pair.announced) for pair in own), default=1) or 1

    @cached_property
    def _are_numbered(self) -> bool:
        """Whether labels with numbers name the actions: 'Measure 1.2', over its 'Activities'.

        They are several, and no other label of a name comes much more often.
        """
        named = [pair for pair in self.labels.all() if rank(pair.announced) >= self._least_rank]
        numbered = {pair.code.text for pair in named if pair.code and not pair.only_numbers}
        others = Counter(pair.key for pair in named if not pair.code)
        return len(numbered) > 1 and 2 * len(numbered) >= max(others.values(), default=0)

    @cached_property
    def _above(self) -> dict[int, Cell]:
        return dict(self._titles_above())

    @cached_property
    def _headings(self) -> dict[int, Cell]:
        return dict(self._headings_above())

    @cached_property
    def _first_labelled(self) -> dict[int, Row | None]:
        return {
            number: next((row for row, pair in pairs if pair and pair.label), None)
            for number, pairs in self.labels.pairs.items()
        }

    @cached_property
    def _spanning(self) -> Mapping[int, Sequence[Row]]:
        """The rows over all columns that each table begins with."""
        return {
            table.number: tuple(takewhile(lambda row: row.is_spanning, table.rows))
            for table in self.labels.document.tables
        }

    @cached_property
    def _own_heads(self) -> Mapping[int, Row | None]:
        """The first of them with which no other table begins, and which is no number."""
        known = self.labels.known
        return {
            number: next(
                (
                    row
                    for row in rows
                    if known.said[label_key(row.cells[0].passage.text)] < 2
                    and not numbered_label(known.wording, row.cells[0].passage)
                ),
                None,
            )
            for number, rows in self._spanning.items()
        }

    @cached_property
    def _parted(self) -> frozenset[int]:
        """The tables with a row over all columns anywhere."""
        tables = self.labels.document.tables
        return frozenset(t.number for t in tables if any(row.is_spanning for row in t.rows))

    @cached_property
    def _like_cards(self) -> frozenset[int]:
        """The tables with the labels of a card, on half of their rows."""
        tables = self.labels.document.tables
        return frozenset(table.number for table in tables if self._is_like_card(table))

    def _is_like_card(self, table: Table) -> bool:
        pairs = [other for _, other in self.labels.pairs[table.number] if other and other.label]
        known = {e.key: e.announced for e in pairs if e.announced.certainty >= _LIKELY}
        told = [each for each in known.values() if MEANS.intersection(each.kinds)]
        means = sum(each.certainty for each in told)
        is_like_most = bool(self.first and pairs) and pairs[0].key == self.first
        least = _OWN_LABELS - (table.number in self.inner)
        has_labels = (len(known) >= least and means >= WHOLE) or is_like_most
        return has_labels and 2 * len(pairs) >= len(table.rows)

    def by_name(self, table: Table, row: Row, pair: Pair) -> Pair | None:
        """Return the pair that names the action of a card, if a row does."""
        if pair.label is None or rank(pair.announced) < self._least_rank:
            return None
        if pair.key in self._signs or table.number in self.labels.turned or pair.only_numbers:
            return None
        if self._are_numbered and not pair.code:
            return None
        known = self.labels.known
        if known.is_heading(pair.value) or known.is_header(table, row, pair.label):
            return None  # 'Action name | Indicator name' is a header
        if len(pair.cells) > 1 + _NAME_CELLS + bool(pair.group):
            return None
        return pair if is_words(pair.value) or not pair.value else None

    def by_bare_name(self, table: Table, row: Row, pair: Pair) -> Pair | None:
        """Return the pair with a label such as 'Title', if a row is one with a value."""
        if pair.label is None or not is_bare_name(self.labels.known.wording, pair.label.text):
            return None
        is_title = is_words(pair.value) and not self.labels.known.is_heading(pair.value)
        named = Announced((OPENING,), 0.5)
        return replace(pair, announced=named) if is_title and len(pair.cells) > 1 else None

    def by_heading(self, table: Table, row: Row, pair: Pair) -> Pair | None:
        """Return what stands above a table as the name of the card that its first label begins."""
        above = self._headings.get(table.number, self._above.get(table.number))
        if pair.label is None or row is not self._first_labelled[table.number] or above is None:
            return None
        text = above.passage.text.strip()
        is_line = has_at_most(LABEL_WORDS, text) and not text.endswith((".", ":", ";"))
        is_title = is_line or bool(self.labels.document.level(above.passage))
        return self._named(table, above) if is_title else None

    def by_title(self, table: Table, row: Row, pair: Pair) -> Pair | None:
        """Return the title row of a table as the name, at the first label below it."""
        if pair.label is None:
            return None
        title = self._title_row(table, row)
        above = filled(title) if title else []
        key = label_key(above[0].passage.text) if len(above) == 1 else ""
        if not key or key in self.labels.proper or self.labels.known.alone[key] > _RECURS:
            return None  # a title that recurs heads parts of cards
        if title and not title.is_spanning and table.number in self._parted:
            return None  # a label without a value
        return self._named(table, above[0])

    def by_any_title(self, table: Table, row: Row, pair: Pair) -> Pair | None:
        """Return the title row of a table, or what stands above the table, as the name of a card.

        Before the label with which most cards begin a title may stand with few of the labels: a
        page parts it from the others.
        """
        above = self._above.get(table.number)
        if row.number > 1 or pair.key != self.first or above is None:
            return self.by_title(table, row, pair)
        return self._named(table, above)

    def _title_row(self, table: Table, row: Row) -> Row | None:
        """Return the row above another one, or the first above it that no other table begins with.

        Rows over all columns may stand between: the name of a form, its number, a title, its time.
        """
        above = table.rows[row.number - 2] if row.number > 1 else None
        if not 2 < row.number <= len(self._spanning[table.number]) + 1:
            return above
        own = self._own_heads[table.number]
        return own if own and own.number < row.number else above

    def _named(self, table: Table, title: Cell) -> Pair | None:
        """Return a title as the name of the card in a table, if it has the labels of one."""
        is_title = is_words(title.passage) and not self.labels.known.is_heading(title.passage)
        if table.number not in self._like_cards or not is_title:
            return None
        own = coded_title(self.labels.known.wording, title.passage.strip())
        code = own.code or self._number_above(table)
        return replace(own, announced=Announced((OPENING,), 0.5), cells=(title,), code=code)

    def _number_above(self, table: Table) -> Passage | None:
        """Return the number in the rows over all columns that a card begins with: 'Sheet E-1'."""
        heads = (row.cells[0].passage for row in self._spanning[table.number])
        found = (numbered_label(self.labels.known.wording, head) for head in heads)
        return next(filter(None, found), None)

    def _titles_above(self) -> Iterator[tuple[int, Cell]]:
        """Yield what may be a title above each table: the paragraph before it, or the row that
        the table before ends with, where a page parts it from its card.
        """
        last: Cell | None = None
        for block, table in pairwise(self.labels.document.blocks):
            if isinstance(block, Table):
                row = block.rows[-1]
                last = row.cells[0] if row.is_spanning and row.cells[0].passage else None
            elif self.labels.document.level(block):
                last = None
            if isinstance(table, Table) and last:
                yield table.number, last
            elif isinstance(table, Table) and isinstance(block, Passage):
                yield table.number, Cell(block, 1)

    def _headings_above(self) -> Iterator[tuple[int, Cell]]:
        """Yield the last heading between each table and the one before, if there is any."""
        heading: Passage | None = None
        for block in self.labels.document.blocks:
            if isinstance(block, Passage):
                heading = block if self.labels.document.level(block) else heading
                continue
            if heading:
                yield block.number, Cell(heading, 1)
            heading = None
