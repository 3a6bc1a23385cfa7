"""What the headings of tables, and the labels of cards, are taken for, as it is told to people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plan_graph.language.wording import heading_key
from plan_graph.plan import ColumnReading
from plan_graph.plan.tables import Row
from plan_graph.reading.events import ActionRow
from plan_graph.reading.tables.header import Header
from plan_graph.reading.tables.header_reader import HeaderReader
from plan_graph.text import Passage


@dataclass
class ToldColumns:
    """Tells what the columns of a document are taken for.

    Attributes:
        reader: Knows what a heading announces here.
        listed: The labels of cards so far, each of which is told once.
    """

    reader: HeaderReader
    listed: set[str] = field(default_factory=set)

    def columns(self, header: Header, rows: Sequence[Row]) -> tuple[ColumnReading, ...]:
        """Return what the headings of a table are taken for, each once."""
        found: dict[Passage, ColumnReading] = {}
        alone = self.reader.alone(rows, header)
        for column, lower in header.headings.items():
            headings = (lower, *header.upper.get(column, ()))
            heading = next((h for h in headings if self.reader.announced(h).is_said), lower)
            certainty = self.reader.announced(heading).certainty
            kinds = header.kinds.get(column, ())
            read = ColumnReading(heading, kinds, certainty, alone.get(column, ()))
            found.setdefault(heading, read)
        return tuple(found.values())

    def labels(self, action: ActionRow) -> tuple[ColumnReading, ...]:
        """Return what the labels of a card are taken for, but for those of cards above."""
        found = []
        for label in action.headings.values():
            key = heading_key(label.text)
            if key and key not in self.listed:
                self.listed.add(key)
                known, alone = self.reader.announced(label), self.reader.ruled.announced(label)
                found.append(ColumnReading(label, known.kinds, known.certainty, alone.kinds))
        return tuple(found)
