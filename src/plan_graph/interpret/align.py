"""Put the cells of rows that are too short under the right columns.

A row is short when cells that go on from the row above were left out, at its left, or when
cells are missing at its right. Which of the two is told by what the cells hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plan_graph.cells.deadlines import DeadlineReader
from plan_graph.interpret.header import STRUCTURE, Header
from plan_graph.model import UnparsedDeadline
from plan_graph.notation import code_cell, leading_code, parts
from plan_graph.tables import Cell, Row
from plan_graph.text import Passage
from plan_graph.wording import Wording

_LEADING = (*STRUCTURE, "action")
"""What may go on from the row above when a row leaves it out."""
_FEWEST_WORDS = 3


@dataclass(frozen=True)
class Aligner:
    """Aligns rows with a header, by the words of one language."""

    wording: Wording

    def cells(self, row: Row, header: Header, above: Sequence[Cell]) -> list[Cell] | None:
        """Give the cells of a row under their columns, or None when no way fits.

        `above` are the aligned cells of the row above; what is left out goes on from there.
        """
        width = max(cell.column + cell.columns - 1 for cell in row.cells)
        missing = header.width - width
        if missing <= 0 or row.cells[0].column > 1:
            return list(row.cells)
        leading = _leading(header) if above else 0
        shifts = range(min(leading, missing) + 1)
        shift = max(shifts, key=lambda shift: (self._fitness(row, header, above, shift), shift))
        if self._fitness(row, header, above, shift) < 0:
            return None
        inherited = [cell for cell in above if cell.column <= shift]
        moved = [Cell(cell.passage, cell.column + shift, cell.columns) for cell in row.cells]
        return [*inherited, *moved]

    def _fitness(self, row: Row, header: Header, above: Sequence[Cell], shift: int) -> int:
        """Count how many cells hold what their column announces, less those that do not."""
        kinds = header.kinds
        right_end = max(cell.column + cell.columns - 1 for cell in row.cells) + shift
        fitness = 0 if right_end == header.width else -1
        for cell in row.cells:
            found = kinds.get(cell.column + shift, ())
            if "deadline" in found and cell.passage:
                fitness += 2 if self._is_deadline(cell.passage) else -2
            elif "number" in found:
                fitness += 2 if code_cell(cell.passage) else -2
            elif "action" in found:
                fitness += self._action_fitness(cell.passage, header, above)
        return fitness

    def _action_fitness(self, words: Passage, header: Header, above: Sequence[Cell]) -> int:
        column = header.columns("action")[0]
        before = next((cell.passage for cell in above if cell.column == column), None)
        code, last = (
            leading_code(words.strip()).code,
            leading_code(before.strip()).code if before else "",
        )
        if code and last:
            return 2 if len(parts(code)) >= len(parts(last)) else -2
        is_text = len(words.text.split()) >= _FEWEST_WORDS and not self._is_deadline(words)
        return 1 if is_text else -2

    def _is_deadline(self, words: Passage) -> bool:
        found = DeadlineReader(self.wording).read(words, words)
        return bool(found) and not any(isinstance(each, UnparsedDeadline) for each in found)


def _leading(header: Header) -> int:
    """Count the columns at the left that may go on from the row above."""
    count = 0
    while set(header.kinds.get(count + 1, ())) & set(_LEADING):
        count += 1
    return count
