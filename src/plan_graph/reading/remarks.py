"""What a row says of an action that makes no other fact: risks, notes, cells with 'N/A', …"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from plan_graph.language.patterns import whole_words
from plan_graph.language.wording import Wording
from plan_graph.plan import Remark
from plan_graph.reading.cells.words import absence, says_none
from plan_graph.reading.events import ActionRow
from plan_graph.text import Passage, clean

ASPECTS = (
    "status", "priority", "risks", "verification", "references", "notes", "description", "unit",
)  # fmt: skip
"""The kinds of column whose words are kept as they are."""
_OTHERS = ("category",)
"""The kinds of column that have no aspect of their own."""
_STRUCTURE = {
    "number", "pillar", "general_objective", "specific_objective", "objective", "action",
    "sub_action",
}  # fmt: skip


@dataclass(frozen=True)
class RemarkReader:
    """Keeps words with the heading above them, in the words of one language."""

    wording: Wording

    def without_absences(self, row: ActionRow) -> tuple[ActionRow, list[Remark]]:
        """Part a row from the cells that say that there is nothing, such as 'N/A'.

        An empty cell says nothing at all and stays; that no money is needed is a kind of
        funding.
        """
        absences: list[Remark] = []
        cells = dict(row.cells)
        for kind in set(cells) - _STRUCTURE:
            for cell in row.passages(kind):
                code = absence(cell.strip(), self.wording)
                if code and not (kind in ("funding", "amount") and self._is_free(cell)):
                    absences.append(self.remark(row, kind, cell, code))
                    cells[kind] = tuple(other for other in cells[kind] if other != cell)
        return replace(row, cells=cells), absences

    def read(self, row: ActionRow) -> Iterator[Remark]:
        """Yield the remarks of the columns that are kept, and of those that no rule knows."""
        for kind in (*ASPECTS, *_OTHERS):
            for cell in row.passages(kind):
                if cell:
                    yield self.remark(row, kind, cell)
        for column in row.other:
            if column.words:
                code = absence(column.words, self.wording)
                yield Remark("other", clean(column.heading.text), column.words, code)

    @staticmethod
    def remark(row: ActionRow, kind: str, cell: Passage, absent: str = "") -> Remark:
        """Keep the words of a cell with the heading of its column."""
        heading = row.headings.get(cell)
        words = clean(heading.text) if heading else ""
        aspect = "other" if kind in _OTHERS else kind.replace("_", "-")
        return Remark(aspect, words, cell.strip(), absent)

    def _is_free(self, cell: Passage) -> bool:
        free = whole_words(self.wording.funding["none-needed"]).search(cell.folded)
        return bool(free) or says_none(cell, self.wording)
