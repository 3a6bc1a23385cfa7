"""Collect rows of label and value to cards: which open one, go on with it, or stand above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plan_graph.plan.tables import Row, Table
from plan_graph.reading.cards.card import Card
from plan_graph.reading.cards.label_text import filled
from plan_graph.reading.cards.pair import Pair
from plan_graph.reading.cards.trusted import Placed, of_most
from plan_graph.text import Passage

FEWEST_LABELS = 2
"""Labels of the template that must follow the name of an action, to make a card."""
Names = Mapping[tuple[int, int], Pair]
"""The pairs that name the actions of cards, by the number of the table and of the row."""
Pairs = Sequence[tuple[Row, Pair | None]]
"""The rows of a table, with what they are as label and value."""


@dataclass
class Collector:
    """Collects the cards of some tables.

    Attributes:
        tables: The tables, in order.
        pairs: Their rows, by the number of the table.
        names: What opens a card.
        template: The labels that cards have, or None where they are not known yet.
        first: The label with which most cards below a title begin, or ''.
    """

    tables: Sequence[Table]
    pairs: Mapping[int, Pairs]
    names: Names
    template: set[str] | None = None
    first: str = ""
    found: list[Placed] = field(default_factory=list)
    ahead: list[Pair] = field(default_factory=list)
    """Pairs of the next card, whose name stands below them."""
    last: Pair | None = None
    """The pair with which rows without a label go on."""
    is_nameless: bool = False
    """Whether the rows are of a card whose title was not found."""

    def cards(self) -> list[Placed]:
        """Return the cards with the place where each begins."""
        leading = self._leading()
        for table in self.tables:
            self._table(table, leading)
        labels = {key for card, _ in self.found for key in card.keys}
        least = FEWEST_LABELS if len(labels) > FEWEST_LABELS else 1
        return [each for each in self.found if each[0].name.value and each[0].says(least)]

    def _table(self, table: Table, leading: set[str]) -> None:
        pairs = self.pairs[table.number]
        opening = [self.names.get((table.number, row.number)) for row, _ in pairs]
        labelled = sum(bool(pair and pair.label) for _, pair in pairs)
        if not _are_labelled(pairs, labelled):
            self.last = None if labelled == 0 and len(pairs) > 1 else self.last
            if not any(opening):
                return
        heads = _heads(pairs, opening, leading)
        keys = {pair.key for _, pair in pairs if pair and pair.announced}
        template = self.template
        if template is not None and 2 * len(keys & template) >= len(keys):
            template = template | {pair.key for _, pair in pairs if pair}
        titles = {c.passage for name in opening if name and not name.label for c in name.cells}
        for (row, pair), name in zip(pairs, opening, strict=True):
            if pair and name:
                card = Card(name, [*self.ahead, *([pair] if name.label is None else ())])
                self.found.append((card, (table.number, row.number)))
                self.ahead, self.last, self.is_nameless = [], pair, False
            elif pair and (row.number in heads or (pair.label and pair.key in leading)):
                self.ahead.append(pair)
                self.last = pair
            elif pair and self.found:
                self._go_on(row, pair, titles, template)

    def _go_on(self, row: Row, pair: Pair, titles: set[Passage], template: set[str] | None) -> None:
        """Put a row that opens nothing to the last card, if it is of it."""
        card, _ = self.found[-1]
        # What was ahead opened no card.
        card.pairs.extend(each for each in self.ahead if each.key not in card.keys)
        self.ahead = []
        is_first = bool(self.first) and pair.key == self.first and row.number == 1
        if is_first and pair.key in card.keys:
            self.last, self.is_nameless = None, True
        if self.is_nameless:
            return
        if pair.label is None:
            if self.last is not None and pair.value and pair.value not in titles:
                card.pairs.append(replace(pair, announced=self.last.announced))
        elif template is not None and pair.key not in template:
            self.last = None
        else:
            self.last = pair
            if pair.value or pair.label not in titles:
                card.pairs.append(pair)

    def _leading(self) -> set[str]:
        """Return the labels that stand above the names of their cards.

        They do so in most of several tables, and those of codes and objectives in one or straight
        above most names; above the first name at least.
        """
        above = list(self._above())
        tables = [own for own, _ in above if own is not None]
        placing = {
            pair.key
            for pairs in self.pairs.values()
            for _, pair in pairs
            if pair and pair.is_placing
        }
        often = of_most(tables) if len(tables) > 1 else of_most(tables) & placing
        first = (above[0][0] or set()) | above[0][1] if above else set()
        return (often | of_most([run & placing for _, run in above])) & first

    def _above(self) -> Iterator[tuple[set[str] | None, set[str]]]:
        """Yield the labels above each name: in its table, and those of objectives straight above.

        Only the first name of a table has all those above it in the table; others have None.
        """
        run: set[str] = set()
        for table in self.tables:
            own: set[str] | None = set()
            for row, pair in self.pairs[table.number]:
                if pair is None or pair.label is None:
                    continue
                if (table.number, row.number) in self.names:
                    yield own, run
                    own, run = None, set()
                    continue
                run = run | {pair.key} if pair.is_placing else set()
                own = None if own is None else own | {pair.key}


def _are_labelled(pairs: Pairs, labelled: int) -> bool:
    """Tell whether most rows of a table are labels, and more than those of other cells."""
    if not labelled or 2 * labelled < len(pairs):
        return False
    return labelled > sum(pair is None and len(filled(row)) > 1 for row, pair in pairs)


def _heads(pairs: Pairs, opening: Sequence[Pair | None], leading: set[str]) -> set[int]:
    """Return the rows from a leading label to the name below it: they are all of one card."""
    heads: set[int] = set()
    run: dict[int, str] = {}
    for (row, pair), name in zip(pairs, opening, strict=True):
        if name:
            heads.update(run)
        if name or pair is None or (pair.key and pair.key in run.values()):
            run = {}
        if pair and not name and pair.label and (run or pair.key in leading):
            run[row.number] = pair.key
    return heads


def merged(found: Sequence[Placed]) -> list[Placed]:
    """Put a card that only repeats the name of the one before to it."""
    whole: list[Placed] = []
    for card, place in found:
        if whole and whole[-1][0].is_repeated_by(card):
            own = whole[-1][0].keys
            whole[-1][0].pairs.extend(pair for pair in card.pairs if pair.key not in own)
        else:
            whole.append((card, place))
    return whole
