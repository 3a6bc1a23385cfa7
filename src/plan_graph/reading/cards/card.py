"""A card as values: its labels and their values, and what makes a card trusted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache
from statistics import fmean

from plan_graph.language.announcement import WHOLE, Announced
from plan_graph.language.columns import announced
from plan_graph.language.wording import Wording
from plan_graph.plan.codes import leading_code
from plan_graph.plan.tables import Cell, Row
from plan_graph.reading.events import ActionRow, Column, format_of
from plan_graph.reading.tables.header import MEANS, STRUCTURE
from plan_graph.text import Passage, fold, has_at_most

_SELDOM = 10
"""A name of actions that only one card in more than so many has is a label cut short."""
LABEL_WORDS = 14
OPENING = "action"
NUMBERED = Announced((OPENING,), WHOLE, is_name=True)
"""What a label with a number announces: the name of the action that has it."""
_NO = r"(?:\W+(?:n[or]?|č|nº|n°|št|br|lp|num)\.?)?"
"""A sign before a number: 'no.'."""
_CODED = re.compile(
    rf"(?P<name>[^\W\d_][^:\d]{{2,40}}?){_NO}\W*"
    r"(?<!\w)(?P<code>[A-Z]{0,4}[ .-]?\d+(?:[.-]\d+)*)\s*[.:–—-]+\s+(?=\S)",
    re.IGNORECASE,
)
"""A word for actions with its number, before the name of one: 'Measure no. 3: …'."""
_NUMBERED = re.compile(
    rf"(?P<name>\D{{3,}}?){_NO}\W*(?P<code>(?:[A-Z]{{1,3}}[.-]?)?\d+(?:\.\d+)*)\W*", re.IGNORECASE
)
"""A label with the number of what it names: 'Measure 1.2'."""
_TEXT = 3
"""Words of the mean name of an action."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A row as label and value; `group` is what stands before the label.

    A pair without a label goes on with the value above.
    """

    label: Passage | None
    value: Passage
    announced: Announced
    group: Passage | None = None
    cells: tuple[Cell, ...] = ()
    code: Passage | None = None
    """The code before a name that stands above its card, or in its label."""

    @property
    def key(self) -> str:
        """Its label as labels are compared, without its number; '' where it has none."""
        if self.label is None:
            return ""
        end = self.code.start - self.label.start if self.code else None
        return label_key(self.label.text[:end])

    @property
    def only_numbers(self) -> bool:
        """Whether it only says the number of the action, above its name: 'Measure 1.2'."""
        return self.code is not None and self.label is not None and not self.value

    @property
    def is_placing(self) -> bool:
        """Whether it tells of the place of an action: its number, or what it stands under."""
        return self.only_numbers or bool(set(self.announced.kinds) & set(STRUCTURE))


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


Placed = tuple[Card, tuple[int, int]]
"""A card with the numbers of the table and row in which it begins."""


_ONE = {"start": "deadline", "end": "deadline", "amount": "funding"}
"""Kinds that say the same of an action: when, or with which money."""
_KINDS = {"sub_action": "description"}
"""What a card tells of its action under such a label."""


def coded_title(wording: Wording, title: Passage) -> Pair:
    """Return a title as the name of an action, without the word for one and its number before it.

    'Action sheet no. 3: Plant trees' is called 'Plant trees', and its code is '3'.
    """
    found = _CODED.match(title.text)
    name = found["name"] if found else ""
    if found is None or OPENING not in announced(wording, name).kinds:
        return Pair(None, title, Announced())
    rest, code = title.slice(found.end()).strip(), title.slice(*found.span("code"))
    return Pair(None, rest, Announced(), code=code)


def numbered_label(wording: Wording, label: Passage) -> Passage | None:
    """Return the number of a label that is a word for actions and nothing else: 'Measure 1.2'."""
    found = _NUMBERED.fullmatch(label.text)
    name = announced(wording, found["name"]) if found else Announced()
    is_name = found is not None and name.is_whole and name.kinds == (OPENING,)
    return label.slice(*found.span("code")) if found and is_name else None


def signs(pairs: Sequence[Pair], answers: Set[str]) -> frozenset[str]:
    """Return the labels of actions with single words that recur, or beside names that are texts.

    So 'New action: yes' tells of an action, and does not name it.

    Args:
        pairs: The rows whose labels announce actions.
        answers: The words for yes and no, folded.
    """
    values: defaultdict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        values[pair.key].append(fold(pair.value.text).strip())
    is_told = any(fmean(len(text.split()) for text in each) >= _TEXT for each in values.values())
    return frozenset(
        key
        for key, each in values.items()
        if all(len(text.split()) <= 1 for text in each)
        and (is_told or 2 * len(set(each)) <= len(each) or answers >= set(each))
    )


def of_most(groups: Sequence[set[str]]) -> set[str]:
    """Return what more than half of some groups hold."""
    counts = Counter(key for group in groups for key in group)
    return {key for key, count in counts.items() if 2 * count > len(groups)}


def are_more(titled: Sequence[Placed], found: Sequence[Placed]) -> bool:
    """Tell whether cards by titles are far more than those by names, and so are their labels.

    Titles that only part the cards have no more labels than there are names.
    """
    labels = Counter(key for card, _ in titled for key in card.keys if key)
    return min(len(titled), max(labels.values(), default=0)) > 2 * len(found)


def seldom(found: list[Placed]) -> list[Placed]:
    """Leave out cards whose label is called no name, and hardly any card has.

    A label that only begins or ends like one for actions must come again: else it is content.
    """
    names = Counter(card.name.key for card, _ in found)
    own = (card.name.announced for card, _ in found)
    least = max(len(found) / _SELDOM, 1 if any(each.is_whole for each in own) else 2)
    return [
        (card, place)
        for card, place in found
        if card.name.announced.is_name or names[card.name.key] >= least
    ]


def of_actions(found: list[Placed]) -> list[Placed]:
    """Leave out sheets of something else about the actions, such as their indicators.

    Such a sheet says the name of the action above its own: 'Action name', then 'Indicator name'.
    """
    sheets = [each for each in found if each[0].is_of_another]
    return [each for each in found if not each[0].is_of_another] if len(sheets) < len(found) else []


def rank(label: Announced) -> int:
    """Return how well a label names actions.

    0 is not at all, 1 among other words, 2 as a whole, 3 by the word of a person.
    """
    if OPENING not in label.kinds:
        return 0
    return 1 + label.is_whole + label.is_said


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
