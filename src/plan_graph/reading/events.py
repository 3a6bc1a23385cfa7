"""What a reader meets on the way through a document: lines, and the rows of actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plan_graph.text import Passage


@dataclass(frozen=True, slots=True)
class Line:
    """Words outside the rows of actions.

    Attributes:
        words: The words.
        level: The level that the format gives them as a heading, 0 for none.
        spanning: Whether they are a row of their own in a table of actions.
        loose: Whether they are a cell of a table that holds no actions.
    """

    words: Passage
    level: int = 0
    spanning: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """Words in a column that no rule knows, with its heading (empty if it has none)."""

    heading: Passage
    words: Passage


@dataclass(frozen=True, slots=True)
class ActionRow:
    """The cells of one action by what their columns announce.

    Attributes:
        cells: The passages of each kind of column; several when several columns announce the
            same, or when the action goes over several rows.
        other: What stands in columns of unknown kind.
        inherited: Those of the passages that stand in a row above, in cells that reach down.
        headings: The words that head the column of a passage.
        is_step: Whether it is a step of the action above.
    """

    cells: Mapping[str, tuple[Passage, ...]]
    other: tuple[Column, ...] = ()
    inherited: frozenset[Passage] = frozenset()
    headings: Mapping[Passage, Passage] = field(default_factory=dict)
    is_step: bool = False

    def passages(self, kind: str) -> tuple[Passage, ...]:
        """Give what the columns of a kind hold; () if there is no such column."""
        return self.cells.get(kind, ())

    @property
    def action(self) -> Passage:
        """The words of the action itself."""
        return self.cells["action"][0].strip()


Event = Line | ActionRow
