"""Tables of something else that stand above a table of actions, in the same rows of a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from plan_graph.plan.tables import Row
from plan_graph.reading.tables.contents import Contents
from plan_graph.text import clean, has_at_most


@dataclass(frozen=True)
class Others:
    """Tells which rows of a sheet are another table than that of the actions below."""

    rows: Sequence[Row]

    def stand(self, start: int, end: int) -> bool:
        """Tell whether the rows from one to before another, that of a header, are such a table.

        It holds no texts, or an overview: most of its rows say what stands below.
        """
        above = self.rows[start:end]
        if not Contents.of(above).hold_texts:
            return True
        again = sum(
            any(
                self._last.get(clean(cell.passage.text), 0) >= end
                and not has_at_most(1, cell.passage.text)
                for cell in row.cells
            )
            for row in above
        )
        return 2 * again > len(above)

    @cached_property
    def _last(self) -> Mapping[str, int]:
        """Where in the rows the words of each cell stand for the last time."""
        return {
            clean(cell.passage.text): index
            for index, row in enumerate(self.rows)
            for cell in row.cells
            if cell.passage
        }
