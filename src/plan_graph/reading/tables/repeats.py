"""Tables that tell more of the same actions: what they add is put to the rows that they repeat.

Many plans list their actions once with those responsible, and again with their costs or times. A
row repeats another if it says the same words, or has the same code and begins with the same
words. Tables count as a pair if most rows of one of them repeat rows of the other, so that
actions that only happen to be called alike stay two. The fuller row stays where it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from plan_graph.plan.codes import parts
from plan_graph.plan.tables import Document
from plan_graph.reading.events import ActionRow, Event, Line
from plan_graph.reading.numbering import numbered
from plan_graph.reading.tables.table_parts import Part, Words, parts_of_tables, told_in, words_of
from plan_graph.reading.tables.told_more import fullness, with_more
from plan_graph.text import Passage

_SHARE = 2 / 3
"""The share of the rows of a table that repeat others, to make it a second table."""
_FEWEST = 2
_ALIKE = 0.85
"""How much of their words two rows must share that begin alike, or have the same code."""
_OPENING_WORDS = 2


@dataclass(frozen=True)
class Merged:
    """The events with each action once, and the numbers of the tables that told more of them."""

    events: tuple[Event, ...]
    second: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Known:
    """A row of an action, by the place of its event, with what it is compared by."""

    index: int
    table: Part
    words: Words
    code: str


@dataclass
class _Index:
    """The rows so far, by their first words and by their code.

    Attributes:
        taken: The rows that a table already repeats, with the number of that table.
    """

    openings: defaultdict[Words, list[_Known]] = field(default_factory=lambda: defaultdict(list))
    codes: dict[str, _Known] = field(default_factory=dict)
    taken: set[tuple[int, Part]] = field(default_factory=set)

    def add(self, row: _Known) -> None:
        self.openings[row.words[:_OPENING_WORDS]].append(row)
        if row.code:
            self.codes.setdefault(row.code, row)

    def find(self, row: _Known) -> _Known | None:
        """Return the row of another table that a row repeats, the first that is not taken."""
        coded = self.codes.get(row.code)
        near = self.openings.get(row.words[:_OPENING_WORDS], [])
        others = [other for other in (coded, *near) if other and other.table != row.table]
        same = [other for other in others if other.words == row.words]
        alike = [other for other in (*same[:_MOST], *others[:_MOST]) if _are_alike(row, other)]
        free = (other for other in alike if (other.index, row.table) not in self.taken)
        found = next(free, next(iter(alike), None))
        if found:
            self.taken.add((found.index, row.table))
        return found


_MOST = 20
"""So many rows that begin alike are compared, to stay linear in a document that repeats itself."""


def merged(events: Sequence[Event], document: Document) -> Merged:
    """Return the events with what second tables add in the rows that they repeat."""
    parts_of = parts_of_tables(events, document)
    rows = list(_rows(events, parts_of))
    index, pairs = _Index(), list[tuple[_Known, _Known]]()
    for row in rows:
        found = index.find(row)
        if found:
            pairs.append((found, row))
        else:
            index.add(row)
    pairs = _accepted(pairs, Counter(row.table for row in rows))
    if not pairs:
        return Merged(tuple(events))
    groups = _groups(pairs)
    second = _second(pairs, groups, events)
    changed: dict[int, tuple[Event, ...]] = {}
    for group in groups:
        kept = next((row for row in group if row.table not in second), group[0])
        dropped = [row for row in group if row is not kept]
        changed.update((row.index, ()) for row in dropped)
        more = [events[row.index] for row in dropped]
        changed[kept.index] = (with_more(events[kept.index], more),)
    numbers = told_in(document, parts_of, second)
    return Merged(tuple(_events(events, changed, second, parts_of)), numbers)


def _groups(pairs: Sequence[tuple[_Known, _Known]]) -> list[list[_Known]]:
    """Return the rows that tell of one action each, in the order of the document."""
    found: dict[_Known, list[_Known]] = {}
    for first, last in pairs:
        found.setdefault(first, [first]).append(last)
    return list(found.values())


def _rows(events: Sequence[Event], parts_of: Mapping[Passage, Part]) -> Iterator[_Known]:
    """Return the rows that may repeat others: of an action with steps, the steps."""
    for index, event in enumerate(events):
        if not isinstance(event, ActionRow) or event.is_card or _has_steps(events, index):
            continue
        part = parts_of.get(event.action)
        words = words_of(event.action)
        if part and words:
            yield _Known(index, part, words, ".".join(parts(numbered(event).notation)))


def _has_steps(events: Sequence[Event], index: int) -> bool:
    below = events[index + 1] if index + 1 < len(events) else None
    own = events[index]
    is_step = isinstance(own, ActionRow) and own.is_step
    return isinstance(below, ActionRow) and below.is_step and not is_step


def _are_alike(row: _Known, other: _Known) -> bool:
    if row.code and other.code and row.code != other.code:
        return False
    if row.words == other.words:
        return True
    shorter = min(len(row.words), len(other.words))
    if row.code and row.code == other.code and row.words[:shorter] == other.words[:shorter]:
        return True
    return SequenceMatcher(None, row.words, other.words, autojunk=False).ratio() >= _ALIKE


def _accepted(
    pairs: Sequence[tuple[_Known, _Known]], sizes: Mapping[Part, int]
) -> list[tuple[_Known, _Known]]:
    """Return the pairs of tables most of whose rows repeat others, or are repeated."""
    repeated = Counter(first.table for first in {first for first, _ in pairs})
    repeating = Counter(last.table for _, last in pairs)

    def is_second(table: Part, count: int) -> bool:
        return count >= _FEWEST and count >= _SHARE * sizes[table]

    return [
        (first, last)
        for first, last in pairs
        if is_second(first.table, repeated[first.table])
        or is_second(last.table, repeating[last.table])
    ]


def _second(
    pairs: Sequence[tuple[_Known, _Known]],
    groups: Sequence[Sequence[_Known]],
    events: Sequence[Event],
) -> set[Part]:
    """Return the tables whose rows are put to others: the later ones.

    The earlier one is an overview if several later tables repeat it and say more; of these the
    first that tells of an action counts.
    """
    gains: Counter[Part] = Counter()
    later: defaultdict[Part, set[Part]] = defaultdict(set)
    for first, last in pairs:
        gains[first.table] += fullness(events[last.index]) - fullness(events[first.index])
        later[first.table].add(last.table)
    repeating = {last.table for _, last in pairs}
    overviews = {
        table
        for table, others in later.items()
        if len(others) > 1 and gains[table] > 0 and table not in repeating
    }
    behind = (group[2:] if group[0].table in overviews else group[1:] for group in groups)
    return overviews | {row.table for rows in behind for row in rows}


def _events(
    events: Sequence[Event],
    changed: Mapping[int, tuple[Event, ...]],
    second: set[Part],
    parts_of: Mapping[Passage, Part],
) -> Iterator[Event]:
    """Return the events; what is new in a second table is an action of its own, and no step."""
    for index, event in enumerate(events):
        if index in changed:
            yield from changed[index]
            continue
        if not isinstance(event, ActionRow) or parts_of.get(event.action) not in second:
            yield event
        elif _has_steps(events, index):
            yield Line(event.action, loose=True, apart=True)
        else:
            yield replace(event, is_step=False)
