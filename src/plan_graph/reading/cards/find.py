"""Read cards: a label and its value in each row, one card an action, over all tables of a document.

A card begins with the label of the action's name, or where the document has no such label, with
the first label below a title row. It goes on over tables and pages, as long as labels of the
template follow; the template is learnt from the document itself, as its labels recur from card
to card. A row without a label goes on with the value above.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from plan_graph.language.columns import TIMES, WHOLE, Announced, announced, is_bare_name
from plan_graph.language.wording import Wording
from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.reading.cards.card import (
    LABEL_WORDS,
    OPENING,
    Pair,
    Placed,
    are_more,
    coded_title,
    filled,
    is_short,
    is_words,
    label_key,
    of_actions,
    rank,
    seldom,
    signs,
)
from plan_graph.reading.cards.collect import FEWEST_LABELS, Collector, Opener, Pairs, merged
from plan_graph.reading.events import ActionRow
from plan_graph.reading.tables.calendar import is_slot
from plan_graph.reading.tables.header import MEANS
from plan_graph.text import Passage, covering, fold, has_at_most

_RECURRING = 3
"""So often an unknown label stands in a document to be learnt."""
_SHARE = 0.25
"""The share of the cards in which a label of the template stands."""
_LETTERS = 3
"""Letters of the shortest label that is learnt."""
_CARD_CELLS = 3
"""Cells of a row of group, label and value."""
_WIDEST = 4
"""Cells of the widest row of a card: group, label and a value in two parts."""
_USUAL = 0.1
"""The share of the known labels that stand in a column in which labels are learnt."""
_GROUPS = 0.35
"""The share of known labels in a column that holds groups of labels, beside the labels."""
_OWN_LABELS = 3
"""Known labels by which a single table is a card, where nothing else tells it."""
_LIKELY = 0.5
"""A label is not known for sure if a word in its midst tells what it is."""
_FEW = 2
"""So few cards are doubtful."""
_TELLING = 0.2
"""The share of cards that tell more than words of their actions, where no label names these."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


_Read = list[tuple[Row, Pair | None]]
"""The rows of a table, each as label and value, or None where it is neither that nor goes on."""


@dataclass(frozen=True)
class Cards:
    """The cards of a document.

    Attributes:
        rows: The actions, by the number of the table and of the row in which each begins.
        taken: The cells whose words are a label or a value of a card.
        by_title: Whether titles of tables name them, not a label of its own.
        by_heading: Whether these titles stand above the tables.
    """

    rows: Mapping[tuple[int, int], ActionRow] = field(default_factory=dict)
    taken: frozenset[Passage] = frozenset()
    by_title: bool = False
    by_heading: bool = False

    def __bool__(self) -> bool:
        """Whether there is any card."""
        return bool(self.rows)


def find_cards(document: Document, wording: Wording) -> Cards:
    """Return the cards of a document, none where it has no labels of such."""
    return _Finder(document, wording).cards()


@dataclass
class _Finder:
    """Finds the cards of one document."""

    document: Document
    wording: Wording
    learnt: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()
    """The labels that stand before a value in the column of labels of some table."""
    least_rank: int = 1
    signs: frozenset[str] = frozenset()
    turned: frozenset[int] = frozenset()
    """The tables with a label on each row, and an action in each of several columns."""
    said: Mapping[str, int] = field(default_factory=dict)
    """How often each short cell is said, in the form in which labels are compared."""
    first: str = ""
    """The label with which most cards below a title begin."""

    def __post_init__(self) -> None:
        """Learn which unknown words are labels, and how an action's name is called here."""
        cells = (c for table in self.document.tables for row in table.rows for c in filled(row))
        self.said = Counter(label_key(cell.passage.text) for cell in cells if is_short(cell))
        rows = (filled(row) for table in self.document.tables for row in table.rows)
        self.alone = Counter(label_key(row[0].passage.text) for row in rows if len(row) == 1)
        self.learnt = frozenset(self._recurring())
        read = {table.number: self._read(table) for table in self.document.tables}
        first = [self._pairs(rows) for rows in read.values()]
        self.proper = frozenset(key for rows in first for key in self._with_values(rows))
        self.pairs = {number: self._pairs(rows) for number, rows in read.items()}
        pairs = [pair for rows in self.pairs.values() for _, pair in rows if pair and pair.label]
        self.above = dict(self._titles_above())
        self.headings = dict(self._headings_above())
        self.turned = frozenset(n for n, found in self.pairs.items() if self._is_turned(found))
        answers = frozenset(map(fold, self.wording.lists["answers"]))
        self.signs = signs([pair for pair in pairs if rank(pair.announced)], answers)
        ranks = {rank(pair.announced) for pair in pairs if pair.key not in self.signs}
        self.least_rank = max(ranks, default=1) or 1

    def _titles_above(self) -> Iterator[tuple[int, Cell]]:
        """Yield what may be a title above each table: the paragraph before it, or the row that
        the table before ends with, where a page parts it from its card.
        """
        last: Cell | None = None
        for block, table in pairwise(self.document.blocks):
            if isinstance(block, Table):
                row = block.rows[-1]
                last = row.cells[0] if row.is_spanning and row.cells[0].passage else None
            elif self.document.level(block):
                last = None
            if isinstance(table, Table) and last:
                yield table.number, last
            elif isinstance(table, Table) and isinstance(block, Passage):
                yield table.number, Cell(block, 1)

    def _headings_above(self) -> Iterator[tuple[int, Cell]]:
        """Yield the last heading between each table and the one before, if there is any."""
        heading: Passage | None = None
        for block in self.document.blocks:
            if isinstance(block, Passage):
                heading = block if self.document.level(block) else heading
                continue
            if heading:
                yield block.number, Cell(heading, 1)
            heading = None

    def cards(self) -> Cards:
        """Return the cards by the labels of their names, or by titles where most have no such."""
        found = self._by(self._opens_by_name) or self._told(self._by(self._opens_by_bare_name))
        may_be_titles = 2 * len(found) < len(self.pairs)  # there are tables enough for more
        titled = self._alike(self._by(self._opens_by_title)) if may_be_titles else []
        is_said = any(card.name.announced.is_said for card, _ in found)
        is_named = sum(card.name.announced.is_name for card, _ in found) > 1
        by_title = are_more(titled, found) and not (is_said or is_named)
        found = self._with_loose_titles(titled) if by_title else found
        headed = [] if found else self._told(self._alike(self._by(self._opens_by_heading)))
        found = self._trusted(found or headed, by_title=by_title)
        rows = {place: card.row() for card, place in found}
        taken = frozenset(cell for card, _ in found for cell in card.cells())
        return Cards(rows, taken, by_title or bool(headed), bool(headed))

    @staticmethod
    def _told(found: list[Placed]) -> list[Placed]:
        """Return cards whose name is no word for actions, if several tell what is told of these.

        All must say who does it, and when or with which money.
        """
        are_told = all(len(card.means) > 1 and "responsible" in card.means for card, _ in found)
        return found if len(found) > 1 and are_told else []

    @staticmethod
    def _trusted(found: list[Placed], *, by_title: bool) -> list[Placed]:
        """Return the cards, but none where nothing shows that they are actions.

        A label that is called their name shows it, or what they tell: who does it, when, or with
        which money. A few without such a label must all tell the same of these, or one alone two.
        Titles name actions only if there are several.
        """
        told = sum(bool(card.means) for card, _ in found)
        named = sum(card.name.announced.is_name for card, _ in found)
        if len(found) <= _FEW:
            alike = frozenset.intersection(*(card.means for card, _ in found)) if found else ()
            is_told = told if named else (len(found) > 1 and alike) or len(alike) > 1
            return found if is_told and not by_title else []
        return found if 2 * named > len(found) or told >= _TELLING * len(found) else []

    def _with_loose_titles(self, titled: list[Placed]) -> list[Placed]:
        """Return cards by title with those whose title is no row of theirs but stands above.

        Such a card begins with the label with which most begin, as one whose title a page parts
        from it does.
        """
        firsts = Counter(card.pairs[0].key for card, _ in titled)
        self.first, count = firsts.most_common(1)[0]
        if count < FEWEST_LABELS or 2 * count <= len(titled):
            return titled
        return self._alike(self._by(self._opens_by_any_title))

    def _by(self, opens: Opener) -> list[Placed]:
        """Collect the cards twice: the first time to learn which labels their template has."""
        first = self._collect(opens, None)
        counts = Counter(key for card, _ in first for key in card.keys)
        least = max(2, _SHARE * len(first)) if len(first) > 3 else 1
        template = {key for key, count in counts.items() if count >= least}
        template.update(card.name.key for card, _ in first)
        found = merged(self._collect(self._proper(opens, first), template))
        return of_actions(seldom(found))

    @staticmethod
    def _proper(opens: Opener, first: Sequence[Placed]) -> Opener:
        """Return what opens a card: only a label that is called a name, where most cards have one.

        There 'Commitments', or the last word of a label that is broken, opens none.
        """
        named = sum(card.name.announced.is_name for card, _ in first)
        if 2 * named <= len(first):
            return opens

        def by_name(table: Table, row: Row, pair: Pair) -> Pair | None:
            name = opens(table, row, pair)
            return name if name and name.announced.is_name else None

        return by_name

    @staticmethod
    def _alike(found: list[Placed]) -> list[Placed]:
        """Leave out cards with less than half of the labels that most have.

        Titles that recur head parts of cards; they name nothing. Where no label is that of most,
        the titles head the parts of a form, and there is no card.
        """
        titles = Counter(fold(card.name.value.text) for card, _ in found)
        found = [each for each in found if titles[fold(each[0].name.value.text)] == 1]
        counts = Counter(key for card, _ in found for key in card.keys)
        usual = {key for key, count in counts.items() if 2 * count > len(found)}
        if not usual:
            return []
        return [each for each in found if 2 * len(each[0].keys & usual) >= len(usual)]

    def _collect(self, opens: Opener, template: set[str] | None) -> list[Placed]:
        tables = list(self.document.tables)
        return Collector(tables, self.pairs, opens, template, self.first).cards()

    def _opens_by_name(self, table: Table, row: Row, pair: Pair) -> Pair | None:
        """Return the pair that names the action of a card, if a row does."""
        if pair.label is None or rank(pair.announced) < self.least_rank:
            return None
        if pair.key in self.signs or table.number in self.turned:
            return None
        if self._is_heading(pair.value) or self._is_header(table, row, pair.label):
            return None  # 'Action name | Indicator name' is a header
        return pair if is_words(pair.value) or not pair.value else None

    def _opens_by_bare_name(self, table: Table, row: Row, pair: Pair) -> Pair | None:
        """Return the pair with a label such as 'Title', if a row is one with a value."""
        if pair.label is None or not is_bare_name(self.wording, pair.label.text):
            return None
        is_title = is_words(pair.value) and not self._is_heading(pair.value)
        named = Announced((OPENING,), 0.5)
        return replace(pair, announced=named) if is_title and len(pair.cells) > 1 else None

    def _opens_by_heading(self, table: Table, row: Row, pair: Pair) -> Pair | None:
        """Return what stands above a table as the name of the card that its first label begins."""
        above = self.headings.get(table.number, self.above.get(table.number))
        pairs = self.pairs[table.number]
        first = next((row for row, pair in pairs if pair and pair.label), None)
        if pair.label is None or row is not first or above is None:
            return None
        text = above.passage.text.strip()
        is_line = has_at_most(LABEL_WORDS, text) and not text.endswith((".", ":", ";"))
        is_title = is_line or bool(self.document.level(above.passage))
        return self._named(table, above) if is_title else None

    def _opens_by_title(self, table: Table, row: Row, pair: Pair) -> Pair | None:
        """Return the title row of a table as the name, at the first label below it."""
        if pair.label is None:
            return None
        title = self._title_row(table, row)
        above = filled(title) if title else []
        key = label_key(above[0].passage.text) if len(above) == 1 else ""
        if not key or key in self.proper or self.alone[key] > _FEW:
            return None  # a title that recurs heads parts of cards
        if title and not title.is_spanning and any(each.is_spanning for each in table.rows):
            return None  # a label without a value
        return self._named(table, above[0])

    def _title_row(self, table: Table, row: Row) -> Row | None:
        """Return the row above another one, or the first above it that no other table begins with.

        Rows over all columns may stand between: the name of a form, a title, its time.
        """
        heads = list(takewhile(lambda each: each.is_spanning, table.rows[: row.number - 1]))
        own = (h for h in heads if self.said[label_key(h.cells[0].passage.text)] < 2)
        is_below = 1 < len(heads) == row.number - 1
        above = table.rows[row.number - 2] if row.number > 1 else None
        return next(own, above) if is_below else above

    def _opens_by_any_title(self, table: Table, row: Row, pair: Pair) -> Pair | None:
        """Return the title row of a table, or what stands above the table, as the name of a card.

        Before the label with which most cards begin a title may stand with few of the labels: a
        page parts it from the others.
        """
        above = self.above.get(table.number)
        if row.number > 1 or pair.key != self.first or above is None:
            return self._opens_by_title(table, row, pair)
        return self._named(table, above)

    def _named(self, table: Table, title: Cell) -> Pair | None:
        """Return a title as the name of the card in a table, if it has the labels of one."""
        pairs = [other for _, other in self.pairs[table.number] if other and other.label]
        known = {e.key: e.announced for e in pairs if e.announced.certainty >= _LIKELY}
        told = [each for each in known.values() if MEANS.intersection(each.kinds)]
        means = sum(each.certainty for each in told)
        is_like_most = bool(self.first) and pairs[0].key == self.first
        if (len(known) < _OWN_LABELS or means < WHOLE) and not is_like_most:
            return None
        is_title = is_words(title.passage) and not self._is_heading(title.passage)
        if 2 * len(pairs) < len(table.rows) or not is_title:
            return None
        own = coded_title(self.wording, title.passage.strip())
        return replace(own, announced=Announced((OPENING,), 0.5), cells=(title,))

    def _read(self, table: Table) -> _Read:
        """Return the rows of a table with what each is by itself, but for those of a header."""
        at = self._label_columns(table)
        found = ((row, cells) for row in table.rows for cells in self._parted(row, at))
        return self._without_headers([(row, self._pair(row, cells)) for row, cells in found])

    def _label_columns(self, table: Table) -> set[int]:
        """Return the columns of labels of a table that has several side by side, or none.

        A value stands between two labels in at least two rows, as in 'Lead | Parks | Partners |
        Clubs', and most rows begin with a label.
        """
        labels: dict[int, set[Passage]] = {}
        begun: set[Passage] = set()
        for row in table.rows:
            cells = filled(row)
            known = [self._is_label(cell.passage.text) for cell in cells]
            begun.update(cell.passage for cell in cells[:1] if known[0])
            if len(cells) > _CARD_CELLS and _are_by_turns(known):
                for cell in cells[::2]:
                    labels.setdefault(cell.column, set()).add(cell.passage)
        often = {column for column, own in labels.items() if len(own) >= FEWEST_LABELS}
        return often if len(often) > 1 and 2 * len(begun) > len(table.rows) else set()

    def _parted(self, row: Row, at: Set[int]) -> Iterator[list[Cell]]:
        """Yield the cells of a row, parted before each label that stands in a column of labels.

        An unknown one is a label there if something stands behind it.
        """
        part: list[Cell] = []
        cells = filled(row)
        for cell in cells:
            may_be = is_short(cell) and cell is not cells[-1]
            is_next = cell.column in at and (may_be or self._is_label(cell.passage.text))
            if is_next and len(part) > 1 and self._is_label(part[0].passage.text):
                yield part
                part = []
            part.append(cell)
        yield part

    def _pairs(self, found: _Read) -> _Read:
        """Return the rows of a table with what they are as label and value.

        An unknown label is one where known labels stand in the same column of its table.
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

        One is enough below a label that comes once and is called no name, else two.
        """
        columns = [cell.column for cell in filled(row)]
        is_often = pair.key in self.learnt or self.said[pair.key] > 1
        least = 2 if pair.announced.is_name or is_often else 1
        under = below[:least]
        return (
            len(columns) >= _CARD_CELLS
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

    @staticmethod
    def _unknown(row: Row, usual: set[int]) -> Pair | None:
        cells = filled(row)
        if len(cells) != 2 or cells[0].column not in usual or not is_short(cells[0]):
            return None
        label, value = (cell.passage.strip() for cell in cells)
        return Pair(label, value, Announced(), cells=tuple(cells))

    def _pair(self, row: Row, cells: Sequence[Cell]) -> Pair | None:
        """Return cells of a row as label and value; None if they are neither that nor go on."""
        if not cells or len(cells) > _WIDEST:
            return None
        known = [self._is_label(cell.passage.text) for cell in cells]
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
        return Pair(label, value, announced(self.wording, label.text), group, tuple(cells))

    def _going_on(self, row: Row, cells: Sequence[Cell]) -> Pair | None:
        """Return the value of a row whose label stands above, as its first cells are empty."""
        if len(cells) != 1 or (row.cells[0].passage and len(row.cells) > 1):
            return None
        value = cells[0].passage.strip()
        return Pair(None, value, Announced(), cells=(cells[0],))

    def _is_label(self, text: str) -> bool:
        if not has_at_most(LABEL_WORDS, text):
            return False
        found = announced(self.wording, text)
        if not found.is_whole and set(found.kinds) & set(TIMES) and _YEAR.search(text):
            return False  # 'by the end of 2028' is a time itself
        return label_key(text) in self.learnt or bool(found)

    def _is_heading(self, words: Passage) -> bool:
        """Tell whether a value is the heading of a column itself."""
        whole = announced(self.wording, words.text).is_whole
        return (whole and "\n" not in words.text) or label_key(words.text) in self.learnt

    def _is_header(self, table: Table, row: Row, label: Passage) -> bool:
        """Tell whether several cells, or half of many, head columns of few labels.

        Of three, one may be unknown before one that is known for sure.
        """
        cells = filled(row)
        heads = [self._is_label(cell.passage.text) for cell in cells]
        least = len(cells) if len(cells) < _WIDEST else len(cells) // 2
        if len(cells) == _CARD_CELLS and announced(self.wording, cells[-1].passage.text).is_whole:
            least -= 1
        if len(cells) < _WIDEST - 1 or sum(heads) < least or not heads[-1]:
            return False
        column = next((c.column for c in cells if c.passage.strip() == label), 0)
        others = (c for r in table.rows if r is not row for c in filled(r) if c.column == column)
        known = [self._is_label(cell.passage.text) for cell in others]
        return 2 * sum(known) < len(known)

    def _is_turned(self, pairs: Pairs) -> bool:
        """Tell whether the rows of a table have each a label and as many values, more than one.

        The times of a calendar, in which an action may have no mark, say nothing of that.
        """
        labelled = [
            pair
            for _, pair in pairs
            if pair and pair.label and not is_slot(pair.label, self.wording)
        ]
        values = Counter(len(pair.cells) - 1 for pair in labelled if self._is_first(pair))
        most, count = max(values.items(), key=lambda each: each[1], default=(0, 0))
        return most > 1 and count >= _CARD_CELLS and 3 * count >= 2 * len(labelled)

    def _is_first(self, pair: Pair) -> bool:
        """Tell whether the first cell of a row is its label, and not a group of labels."""
        if pair.group is None:
            return True
        return not pair.announced.is_whole and self._is_label(pair.group.text)

    def _recurring(self) -> Iterator[str]:
        """Return the words that recur before values, in tables of known labels."""
        rows: list[list[Cell]] = []
        columns: Counter[int] = Counter()
        for table in self.document.tables:
            cells = (filled(row) for row in table.rows)
            own = list(takewhile(lambda row: not self._are_headings(row), cells))
            known = [self._known_columns(cells) for cells in own]
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

    def _are_headings(self, cells: Sequence[Cell]) -> bool:
        """Tell whether cells are nothing but headings, more than a label and its group are."""
        found = (announced(self.wording, cell.passage.text) for cell in cells)
        return len(cells) > _CARD_CELLS and all(each.is_whole for each in found)

    def _known_columns(self, cells: Sequence[Cell]) -> list[int]:
        """Return the columns in which known labels stand before the last of some cells."""
        return [cell.column for cell in cells[:-1] if announced(self.wording, cell.passage.text)]


def _are_by_turns(known: Sequence[bool]) -> bool:
    """Tell whether known labels and other words stand by turns, beginning with a label."""
    return len(known) % 2 == 0 and all(known[::2]) and not any(known[1::2])
