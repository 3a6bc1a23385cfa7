"""Read cards: a label and its value in each row, one card an action, over all tables of a document.

A card begins with the label of the action's name, or where the document has no such label, with
the first label below a title row. It goes on over tables and pages, as long as labels of the
template follow; the template is learnt from the document itself, as its labels recur from card
to card. A row without a label goes on with the value above.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plan_graph.language.columns import Announced, announced
from plan_graph.language.wording import Wording
from plan_graph.plan.codes import leading_code
from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.reading.events import ActionRow, Column
from plan_graph.text import Passage, covering, fold

_FEWEST_LABELS = 2
"""Labels of the template that must follow the name of an action, to make a card."""
_RECURRING = 3
"""So often an unknown label stands in a document to be learnt."""
_SHARE = 0.25
"""The share of the cards in which a label of the template stands."""
_LABEL_WORDS = 14
_OWN_LABELS = 3
"""Known labels by which a single table is a card, where nothing else tells it."""
_OPENING = "action"


@dataclass(frozen=True, slots=True)
class _Pair:
    """A row as label and value; `group` is what stands before the label.

    A pair without a label goes on with the value above.
    """

    label: Passage | None
    value: Passage
    announced: Announced
    group: Passage | None = None
    cells: tuple[Passage, ...] = ()

    @property
    def key(self) -> str:
        return _key(self.label.text) if self.label else ""


@dataclass
class _Card:
    """One card as it is collected: its name, and its pairs in order."""

    name: _Pair
    pairs: list[_Pair] = field(default_factory=list)
    code: Passage | None = None

    @property
    def keys(self) -> set[str]:
        return {pair.key for pair in self.pairs}

    def cells(self) -> Iterator[Passage]:
        """Return the cells whose words the card holds."""
        for pair in (self.name, *self.pairs):
            yield from pair.cells

    def is_repeated_by(self, other: _Card) -> bool:
        """Tell whether another card only goes on with this one, its name said again."""
        if fold(self.name.value.text) != fold(other.name.value.text):
            return False
        mine = {pair.key: fold(pair.value.text) for pair in self.pairs if pair.value}
        same = [pair for pair in other.pairs if mine.get(pair.key) == fold(pair.value.text)]
        return not self.keys & other.keys or len(same) > 1

    def row(self) -> ActionRow:
        """Return the card as the row of an action."""
        cells: dict[str, tuple[Passage, ...]] = {_OPENING: (self.name.value,)}
        headings: dict[Passage, Passage] = {}
        other: list[Column] = []
        if self.code:
            cells["number"] = (self.code,)
        for pair in (self.name, *self.pairs):
            if pair.label:
                headings[pair.value] = pair.label
        label = self.name.label or self.name.value.slice(0, 0)
        for pair in self.pairs:
            label = pair.label or label
            kinds = [_KINDS.get(kind, kind) for kind in pair.announced.kinds]
            kinds = [kind for kind in kinds if kind != _OPENING]
            if not kinds and pair.value:
                other.append(Column(label, pair.value))
            headings.setdefault(pair.value, label)
            for kind in kinds:
                cells[kind] = (*cells.get(kind, ()), pair.value)
        return ActionRow(cells, tuple(other), headings=headings)


_KINDS = {"sub_action": "description", "pillar": "category", "objective": "description"}
"""What labels of structure are within a card: they tell of the action, and open nothing."""


@dataclass(frozen=True)
class Cards:
    """The cards of a document.

    Attributes:
        rows: The actions, by the number of the table and of the row in which each begins.
        taken: The cells whose words are a label or a value of a card.
    """

    rows: Mapping[tuple[int, int], ActionRow] = field(default_factory=dict)
    taken: frozenset[Passage] = frozenset()

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

    def __post_init__(self) -> None:
        """Learn which unknown words are labels, as they recur before differing values."""
        self.learnt = frozenset(self._recurring())

    def cards(self) -> Cards:
        """Collect the cards twice: the first time to learn which labels their template has."""
        for opens in (self._opens_by_name, self._opens_by_title):
            first = self._collect(opens, None)
            counts = Counter(key for card, _ in first for key in card.keys)
            least = max(2, _SHARE * len(first)) if len(first) > 3 else 1
            template = {key for key, count in counts.items() if count >= least}
            found = self._merged(self._collect(opens, template))
            if found:
                rows = {place: card.row() for card, place in found}
                return Cards(rows, frozenset(cell for card, _ in found for cell in card.cells()))
        return Cards()

    def _collect(
        self, opens: Opener, template: set[str] | None
    ) -> list[tuple[_Card, tuple[int, int]]]:
        """Return the cards with the place where each begins."""
        found: list[tuple[_Card, tuple[int, int]]] = []
        pending: _Pair | None = None
        last: _Pair | None = None
        for table in self.document.tables:
            pairs = [(row, self._pair(row)) for row in table.rows]
            labelled = sum(bool(pair and pair.label) for _, pair in pairs)
            if not labelled or 2 * labelled < len(pairs):
                last = None if labelled == 0 and len(pairs) > 1 else last
                if not any(pair and opens(table, row, pair) for row, pair in pairs):
                    continue
            for row, pair in pairs:
                name = opens(table, row, pair) if pair else None
                if pair and name:
                    card = _Card(name, code=_code(pair, pending))
                    if name is not pair:
                        card.pairs.append(pair)
                    found.append((card, (table.number, row.number)))
                    pending, last = None, pair
                    continue
                if not found or pair is None:
                    continue
                card, _ = found[-1]
                if pair.label is None:
                    if last is not None and pair.value:
                        card.pairs.append(replace(pair, announced=last.announced))
                    continue
                if template is not None and pair.key not in template:
                    last = None
                    continue
                last = pair
                if pair.announced.kinds == ("number",) and card.pairs:
                    pending = pair
                    continue
                card.pairs.append(pair)
        return [
            each for each in found if each[0].name.value and len(each[0].keys) >= _FEWEST_LABELS
        ]

    @staticmethod
    def _merged(
        found: Sequence[tuple[_Card, tuple[int, int]]],
    ) -> list[tuple[_Card, tuple[int, int]]]:
        """Put a card that only repeats the name of the one before to it."""
        merged: list[tuple[_Card, tuple[int, int]]] = []
        for card, place in found:
            if merged and merged[-1][0].is_repeated_by(card):
                own = merged[-1][0].keys
                merged[-1][0].pairs.extend(pair for pair in card.pairs if pair.key not in own)
            else:
                merged.append((card, place))
        return merged

    def _opens_by_name(self, table: Table, row: Row, pair: _Pair) -> _Pair | None:
        """Return the pair that names the action of a card, if a row does."""
        if pair.label is None or _OPENING not in pair.announced.kinds:
            return None
        if self._is_label(pair.value.text):
            return None  # 'Action name | Indicator name' is a header
        return pair if _is_words(pair.value) or not pair.value else None

    def _opens_by_title(self, table: Table, row: Row, pair: _Pair) -> _Pair | None:
        """Return the title row of a table as the name, at the first label below it."""
        if pair.label is None:
            return None
        index = table.rows.index(row)
        above = _filled(table.rows[index - 1]) if index else []
        known = {kind for each in table.rows for kind in self._known(each)}
        if len(above) != 1 or len(known) < _OWN_LABELS or not _is_words(above[0].passage):
            return None
        labels = sum(bool((other := self._pair(each)) and other.label) for each in table.rows)
        if 2 * labels < len(table.rows) or self._is_label(above[0].passage.text):
            return None
        name = above[0].passage
        return _Pair(None, name.strip(), Announced((_OPENING,), 0.5), cells=(name,))

    def _known(self, row: Row) -> tuple[str, ...]:
        pair = self._pair(row)
        return pair.announced.kinds if pair and pair.label else ()

    def _pair(self, row: Row) -> _Pair | None:
        """Return a row as label and value; None for one that is neither that nor goes on."""
        cells = _filled(row)
        if not cells:
            return None
        known = [self._is_label(cell.passage.text) for cell in cells]
        place = next((i for i in range(len(cells) - 1, -1, -1) if known[i]), None)
        if place is None:
            return self._going_on(row, cells)
        label = cells[place].passage.strip()
        behind = cells[place + 1 :]
        if not behind and place and known[place - 1]:
            return self._split(cells, place)
        whole = Passage(0, self.document.text)
        value = (
            covering(whole, behind[0].passage.strip(), behind[-1].passage.strip())
            if behind
            else label.slice(len(label.text))
        )
        group = cells[place - 1].passage.strip() if place else None
        taken = tuple(cell.passage for cell in cells)
        return _Pair(label, value, announced(self.wording, label.text), group, taken)

    def _split(self, cells: Sequence[Cell], place: int) -> _Pair:
        """Read a row whose last cell looks like a label as well: it is the value."""
        label = cells[place - 1].passage.strip()
        value = cells[place].passage.strip()
        taken = tuple(cell.passage for cell in cells)
        return _Pair(label, value, announced(self.wording, label.text), cells=taken)

    def _going_on(self, row: Row, cells: Sequence[Cell]) -> _Pair | None:
        """Return the value of a row whose label stands above, as its first cells are empty."""
        if len(cells) != 1 or (row.cells[0].passage and len(row.cells) > 1):
            return None
        value = cells[0].passage.strip()
        return _Pair(None, value, Announced(), cells=(cells[0].passage,))

    def _is_label(self, text: str) -> bool:
        if len(text.split()) > _LABEL_WORDS:
            return False
        return _key(text) in self.learnt or bool(announced(self.wording, text))

    def _recurring(self) -> Iterator[str]:
        """Return the words that recur before values, in tables of known labels."""
        counts: Counter[str] = Counter()
        for table in self.document.tables:
            rows = [_filled(row) for row in table.rows]
            known = sum(self._holds_label(cells) for cells in rows)
            if known < _FEWEST_LABELS or 3 * known < len(rows):
                continue
            for cells in rows:
                labels = (_key(cell.passage.text) for cell in cells[:-1] if _is_short(cell))
                counts.update({key for key in labels if key})
        return (key for key, count in counts.items() if count >= _RECURRING)

    def _holds_label(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a known label stands before the last of some cells."""
        return any(announced(self.wording, cell.passage.text) for cell in cells[:-1])


Opener = Callable[[Table, Row, _Pair], _Pair | None]


def _code(pair: _Pair, pending: _Pair | None) -> Passage | None:
    """Return the code of a card: of the row before its name, or of the group beside it."""
    if pending is not None and pending.value:
        return pending.value
    coded = leading_code(pair.group, heading=True) if pair.group else None
    if coded is None or not coded.code or pair.group is None:
        return None
    return pair.group.slice(0, len(coded.code))


def _filled(row: Row) -> list[Cell]:
    """Return the cells of a row that hold words, a merged one once."""
    found: dict[Passage, Cell] = {}
    for cell in row.cells:
        if cell.passage:
            found.setdefault(cell.passage, cell)
    return list(found.values())


def _key(text: str) -> str:
    """Return the form in which labels are compared: letters alone, without what is in brackets."""
    plain = fold(text).split("(")[0]
    return " ".join("".join(c if c.isalpha() else " " for c in plain).split())


def _is_short(cell: Cell) -> bool:
    return len(cell.passage.text.split()) <= _LABEL_WORDS


def _is_words(words: Passage) -> bool:
    return any(map(str.isalpha, words.text))
