"""What all rows below a header tell together, looked at once for each header of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plan_graph.plan.tables import Row
from plan_graph.reading.tables.groups import Groups, are_by_step
from plan_graph.reading.tables.header import Header
from plan_graph.reading.tables.sections import Sections, Turns
from plan_graph.text import Passage

_Key = tuple[tuple[str, ...], tuple[tuple[int, tuple[str, ...]], ...]]


@dataclass(frozen=True)
class Below:
    """What is told of the rows below a header.

    Attributes:
        by_step: Whether they tell of steps, so that one action has several.
        sections: The numbers of those that head others.
        turns: Whether titles and what is told of them stand in rows by turns.
    """

    by_step: bool = False
    sections: frozenset[int] = frozenset()
    turns: Turns = field(default_factory=Turns)

    def groups(self, header: Header, seen: set[Passage] | None = None) -> Groups:
        """Return what collects the rows, of which those before have the given passages."""
        return Groups(header, self.by_step, self.turns.is_so, seen or set())


@dataclass
class BelowHeaders:
    """Looks at the rows of one table.

    A header that is repeated, as on each page, keeps what was found below the first: a part that
    goes on below it stays one, and a table takes no longer however often its header recurs.
    """

    sections: Sections
    found: dict[_Key, Below] = field(default_factory=dict)

    def of(self, rows: Sequence[Row], header: Header) -> Below:
        """Return what the rows from a header to the end of the table tell."""
        key = (tuple(header.words), tuple(sorted(header.kinds.items())))
        if key not in self.found:
            sections = self.sections.of(rows, header)
            turns = self.sections.in_turn(rows, header)
            self.found[key] = Below(are_by_step(rows, header), sections, turns)
        return self.found[key]
