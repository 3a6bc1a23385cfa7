"""Headers of tables of actions that come again: the tables below them are of actions as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from plan_graph.plan.tables import Row
from plan_graph.reading.tables.header import Header
from plan_graph.reading.tables.header_reader import HeaderReader
from plan_graph.reading.tables.header_signs import SURE_HEADINGS


@dataclass
class EarlierHeaders:
    """The headers of the tables of actions so far, by their words as they are compared."""

    reader: HeaderReader
    found: dict[tuple[str, ...], Header] = field(default_factory=dict)

    def note(self, header: Header) -> None:
        """Note a header; of two with the same words the first counts."""
        self.found.setdefault(tuple(header.words), header)

    def again(self, rows: Sequence[Row]) -> Header | None:
        """Return the header that says the headings of earlier tables, in whatever order.

        That of the actions is among them. Where it says all that an earlier one says, its columns
        hold what they hold there, however few rows are below it.
        """
        if not self.found:
            return None
        header = self.reader.supposed(rows)
        same = self.found.get(tuple(header.words))
        if same and same.headings.keys() == header.headings.keys():
            return replace(header, kinds=same.kinds)
        words = dict(zip(header.headings, header.words, strict=True))
        known = {heading for each in self.found for heading in each if heading}
        said = {column for column, heading in words.items() if heading in known}
        is_same = len(said) >= SURE_HEADINGS and not said.isdisjoint(header.columns("action"))
        return header if is_same and 2 * len(said) >= len(header.own) else None
