"""What a reader meets on the way through a document: lines, and the rows of actions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypedDict

from plan_graph.plan import Remark
from plan_graph.plan.tables import Cell, CellKind
from plan_graph.plan.tables import Line as TextLine
from plan_graph.reading.tables.calendar import Slot
from plan_graph.text import Passage


@dataclass(frozen=True, slots=True)
class Line:
    """Words outside the rows of actions.

    Attributes:
        words: The words.
        level: The level that the format gives them as a heading, 0 for none.
        spanning: Whether they are a row of their own in a table of actions.
        loose: Whether they are a cell of a table that holds no actions.
        apart: Whether they tell of a table itself, as sums do; they are no heading.
    """

    words: Passage
    level: int = 0
    spanning: bool = False
    loose: bool = False
    apart: bool = False


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
        upper: The headings above that heading, from the top: 'Costs (thousand EUR)' over
            'State budget'.
        lines, struck, kinds: What the format knows of a passage: its lines, the words in it
            that are struck through, the kind of its value if it is no text.
        calendar: The columns of a calendar in which the row has a mark or a fill.
        set_aside: What cells say that is none of the row's facts, such as struck words.
        is_step: Whether it is a step of the action above.
        is_card: Whether it is a card, with labels beside its values.
    """

    cells: Mapping[str, tuple[Passage, ...]]
    other: tuple[Column, ...] = ()
    inherited: frozenset[Passage] = frozenset()
    headings: Mapping[Passage, Passage] = field(default_factory=dict)
    upper: Mapping[Passage, tuple[Passage, ...]] = field(default_factory=dict)
    lines: Mapping[Passage, tuple[TextLine, ...]] = field(default_factory=dict)
    struck: Mapping[Passage, tuple[Passage, ...]] = field(default_factory=dict)
    kinds: Mapping[Passage, CellKind] = field(default_factory=dict)
    set_aside: tuple[Remark, ...] = ()
    calendar: tuple[Slot, ...] = ()
    is_step: bool = False
    is_card: bool = False

    def passages(self, kind: str) -> tuple[Passage, ...]:
        """Return what the columns of a kind hold; () if there is no such column."""
        return self.cells.get(kind, ())

    @property
    def action(self) -> Passage:
        """The words of the action itself."""
        return self.cells["action"][0].strip()

    def lines_of(self, cell: Passage) -> tuple[TextLine, ...]:
        """Return the lines of a passage as far as the format knows them, else ()."""
        return self.lines.get(cell, ())

    def heading_of(self, cell: Passage) -> str:
        """Return the words of all headings above a passage, or ''."""
        heading = self.headings.get(cell)
        above = self.upper.get(cell, ())
        return " ".join(each.text for each in (*above, heading) if each)


def format_of(cells: Iterable[Cell]) -> Format:
    """Return what the format knows of the passages of cells, for the row that holds them."""
    each = list(cells)
    return Format(
        lines={cell.passage: cell.lines for cell in each if cell.lines},
        struck={cell.passage: cell.struck for cell in each if cell.struck},
        kinds={cell.passage: cell.kind for cell in each if cell.kind is not CellKind.TEXT},
    )


class Format(TypedDict):
    """What the format of a document knows of cells, as arguments of an `ActionRow`."""

    lines: Mapping[Passage, tuple[TextLine, ...]]
    struck: Mapping[Passage, tuple[Passage, ...]]
    kinds: Mapping[Passage, CellKind]


Event = Line | ActionRow
