"""Tables without a header of their own that go on with the one before, as overleaf."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plan_graph.plan.tables import Row
from plan_graph.reading.tables.align import Aligner
from plan_graph.reading.tables.header import Header
from plan_graph.reading.tables.header_reader import HeaderReader
from plan_graph.text import Passage, clean, has_at_most

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SHORT = 4
"""Words of the longest cell that may say the same in many rows, such as who is responsible."""
_APART = 150
"""So many words between two tables are text of its own: the second goes on with none."""

_Said = tuple[int, str]


@dataclass
class GoingOn:
    """What is kept of the table before, with which the next one may go on.

    Attributes:
        carried: Its header.
        between: How many words stand between it and the next one.
        said: Its short words, by their column.
    """

    reader: HeaderReader
    aligner: Aligner
    carried: Header | None = None
    between: int = 0
    said: set[_Said] = field(default_factory=set)

    def pass_over(self, words: Passage) -> None:
        """Take note of words between two tables."""
        self.between += len(words.text.split())

    def leave(self, rows: Sequence[Row]) -> None:
        """Keep what a table says, when it ends."""
        self.said = {words for row in rows for words in _short(row)}

    def header(self, rows: Sequence[Row]) -> Header | None:
        """Return the header of the table before, if this one goes on with it without its own."""
        body = [row for row in rows if not row.is_spanning]
        is_apart, self.between = self.between > _APART, 0
        if not body:
            return None
        header, self.carried = self.carried, None
        several = (row for row in body if sum(bool(cell.passage) for cell in row.cells) > 1)
        head = next(several, body[0])  # the title of a table may stand in a row above its header
        is_other = is_apart or self.reader.is_foreign(head)
        if header is None or is_other or self._heads_another(head, header):
            return None
        width = max(cell.column + cell.columns - 1 for row in body for cell in row.cells)
        if width != header.width:
            return None
        if not self.aligner.goes_on(body, header) and not self._recur(body):
            return None
        self.carried = header
        return header

    def _heads_another(self, row: Row, header: Header) -> bool:
        """Tell whether a row says a heading in its column, and names no actions in theirs."""
        said = {column: clean(words.text) for column, words in header.headings.items() if words}
        filled = [cell for cell in row.cells if cell.passage]
        is_again = any(clean(cell.passage.text) == said.get(cell.column) for cell in filled)
        own = (c.passage for c in filled if c.column in header.columns("action"))
        return is_again and not any("action" in self.reader.announced(w).kinds for w in own)

    def _recur(self, body: Sequence[Row]) -> bool:
        """Tell whether most rows say in some column what the table before says there."""
        return 2 * sum(bool(set(_short(row)) & self.said) for row in body) > len(body)


def _short(row: Row) -> Iterator[_Said]:
    """Return the short words of a row, which may recur, with their columns."""
    for cell in row.cells:
        is_short = has_at_most(_SHORT, cell.passage.text)
        if is_short and _LETTERS.search(cell.passage.text) and not row.is_spanning:
            yield cell.column, clean(cell.passage.text).lower()
