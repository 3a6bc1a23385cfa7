"""What the columns of a table hold, as its header announces it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plan_graph.language.announcement import TIMES
from plan_graph.reading.tables.calendar import Slot
from plan_graph.reading.tables.heading_rows import compared, once
from plan_graph.text import Passage, clean

STRUCTURE = ("number", "pillar", "general_objective", "objective", "specific_objective")
"""What columns hold that tell where an action stands."""
MEANS = frozenset((*TIMES, "responsible", "partner", "funding", "amount", "status"))
"""What is told of actions, and of nothing else that a plan lists."""


@dataclass(frozen=True)
class Header:
    """What the columns of a table hold.

    Attributes:
        kinds: What each column announces, by its number; () if no rule knows it.
        headings: The words of each heading.
        width: How many columns the table has.
        rows: How many rows the header takes.
        upper: The headings above those, where the header takes two rows.
        calendar: The columns in which a mark is a time.
    """

    kinds: Mapping[int, tuple[str, ...]]
    headings: Mapping[int, Passage]
    width: int
    rows: int = 1
    upper: Mapping[int, tuple[Passage, ...]] = field(default_factory=dict)
    calendar: Mapping[int, Slot] = field(default_factory=dict)

    @property
    def known(self) -> set[str]:
        """All that is announced."""
        return {kind for found in self.kinds.values() for kind in found}

    @property
    def own(self) -> list[Passage]:
        """The cells of the header, one that covers several columns once."""
        return once(self.headings)

    @property
    def plain(self) -> list[Passage]:
        """The cells of the header that are no times of a calendar."""
        times = {slot.heading for slot in self.calendar.values()}
        return [heading for heading in self.own if heading not in times]

    @property
    def words(self) -> list[str]:
        """The headings in the form in which two headers are compared."""
        return compared(self.headings)

    def names_again(self, headings: Mapping[int, Passage]) -> bool:
        """Tell whether headings say that of the actions, and of another column, in its place."""
        said = {c: clean(words.text) for c, words in self.headings.items() if words}
        same = {c for c, words in headings.items() if words and clean(words.text) == said.get(c)}
        return len(same) > 1 and not same.isdisjoint(self.columns("action"))

    def columns(self, kind: str) -> list[int]:
        """The columns that announce something."""
        return [column for column, kinds in self.kinds.items() if kind in kinds]
