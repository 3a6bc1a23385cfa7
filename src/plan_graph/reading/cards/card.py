"""A card as a value: its name, its pairs, and the row of an action that it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from plan_graph.language.announcement import Announced
from plan_graph.plan.codes import leading_code
from plan_graph.reading.cards.pair import OPENING, Pair
from plan_graph.reading.events import ActionRow, Column, format_of
from plan_graph.reading.tables.header import MEANS
from plan_graph.text import Passage, fold


@dataclass
class Card:
    """One card as it is collected: its name, and its pairs in order."""

    name: Pair
    pairs: list[Pair] = field(default_factory=list)

    @property
    def code(self) -> Passage | None:
        """The code before its name, or in the group beside it: '1.2' of '1.2 Action outline'."""
        numbers = (pair.code for pair in self.pairs if pair.only_numbers)
        above = self.name.code or next(numbers, None)
        if above:
            return above
        group = self.name.group
        coded = leading_code(group, heading=True) if group else None
        return group.slice(0, len(coded.code)) if group and coded and coded.code else None

    @property
    def keys(self) -> set[str]:
        """The labels below the name, as labels are compared."""
        return {pair.key for pair in self.pairs}

    def says(self, least: int) -> bool:
        """Tell whether so many labels have a value; below a label called a name one is enough."""
        filled = len({pair.key for pair in self.pairs if pair.value})
        return filled >= least or (self.name.announced.is_name and 0 < filled < len(self.keys))

    @property
    def means(self) -> frozenset[str]:
        """What labels say of these: who does it, when, and with which money."""
        kinds = {kind for pair in self.pairs for kind in pair.announced.kinds}
        return frozenset(_ONE.get(kind, kind) for kind in MEANS & kinds)

    @property
    def is_of_another(self) -> bool:
        """Whether the first label below the name is the name of another thing."""
        first = next((pair.announced for pair in self.pairs if pair.label), Announced())
        return first.is_name and OPENING not in first.kinds

    def cells(self) -> Iterator[Passage]:
        """Return the cells whose words the card holds."""
        for pair in (self.name, *self.pairs):
            yield from (cell.passage for cell in pair.cells)

    def is_repeated_by(self, other: Card) -> bool:
        """Tell whether another card only goes on with this one, its name said again."""
        if fold(self.name.value.text) != fold(other.name.value.text):
            return False
        mine = {pair.key: fold(pair.value.text) for pair in self.pairs if pair.value}
        same = [pair for pair in other.pairs if mine.get(pair.key) == fold(pair.value.text)]
        return not self.keys & other.keys or len(same) > 1

    def row(self) -> ActionRow:
        """Return the card as the row of an action."""
        cells: dict[str, tuple[Passage, ...]] = {OPENING: (self.name.value,)}
        headings: dict[Passage, Passage] = {}
        other: list[Column] = []
        if not any("number" in pair.announced.kinds for pair in self.pairs) and self.code:
            cells["number"] = (self.code,)
        for pair in (self.name, *self.pairs):
            if pair.label:
                headings[pair.value] = pair.label
        label = self.name.label or self.name.value.slice(0, 0)
        for pair in self.pairs:
            label = pair.label or label
            kinds = [_KINDS.get(kind, kind) for kind in pair.announced.kinds]
            kinds = [kind for kind in kinds if kind != OPENING]
            if not kinds and pair.value:
                other.append(Column(label, pair.value))
            headings.setdefault(pair.value, label)
            for kind in kinds:
                cells[kind] = (*cells.get(kind, ()), pair.value)
        known = (cell for pair in (self.name, *self.pairs) for cell in pair.cells)
        stripped = [replace(cell, passage=cell.passage.strip()) for cell in known]
        return ActionRow(
            cells, tuple(other), headings=headings, is_card=True, **format_of(stripped)
        )


_ONE = {"start": "deadline", "end": "deadline", "amount": "funding"}
"""Kinds that say the same of an action: when, or with which money."""
_KINDS = {"sub_action": "description"}
"""What a card tells of its action under such a label."""
