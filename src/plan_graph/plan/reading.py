"""What the tables of a document were taken for: which holds the actions, which column is what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from plan_graph.text import Passage


class TableKind(Enum):
    """What a table is taken for."""

    ACTIONS = "actions"
    CARDS = "cards"
    SECOND = "more about the same actions"
    OTHER = "no actions"


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """A heading, and the kinds that its column was taken for; () if no rule knows it.

    `certainty` goes from 0 to 1; a person's word is 2. `alone` is then what the rules alone took
    the column for.
    """

    heading: Passage
    kinds: tuple[str, ...]
    certainty: float = 1.0
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableReading:
    """One table, counted from 1, and what it was taken for.

    `rows` counts the rows in which several cells hold words, `lost` those of them that
    became neither an action nor a part of one.
    """

    number: int
    kind: TableKind = TableKind.OTHER
    columns: tuple[ColumnReading, ...] = ()
    rows: int = 0
    lost: int = 0
