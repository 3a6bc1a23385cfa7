"""Find the header of a table: which row or two rows of it announce what the columns hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plan_graph.language.wording import Wording
from plan_graph.plan.tables import Cell, Row
from plan_graph.text import Passage, clean

STRUCTURE = ("number", "pillar", "general_objective", "objective", "specific_objective")
"""What columns hold that tell where an action stands."""
MEANS = frozenset(
    ("deadline", "start", "end", "responsible", "partner", "funding", "amount", "status")
)
"""What is told of actions, and of nothing else that a plan lists."""
_INSTEAD = ("sub_action", "indicators", "results", "target", "description")
"""Where the action stands when no column is called so; the first wins."""
_COUNTED = re.compile(r"\(?\d{1,2}\)?")
_HYPHEN = re.compile(r"(?<=\w)-\s*(?=[^\W\d_A-Z])")
"""Where a word of a narrow column was parted: 'Respon-sabili'."""
_NUMBER_WORDS = 3
"""A longer heading that begins with 'number' counts something: 'number of people trained'."""


@dataclass(frozen=True)
class Header:
    """What the columns of a table hold.

    Attributes:
        kinds: What each column announces, by its number; () if no rule knows it.
        headings: The words of each heading.
        width: How many columns the table has.
        rows: How many rows the header takes.
    """

    kinds: Mapping[int, tuple[str, ...]]
    headings: Mapping[int, Passage]
    width: int
    rows: int = 1

    @property
    def known(self) -> set[str]:
        """All that is announced."""
        return {kind for found in self.kinds.values() for kind in found}

    @property
    def words(self) -> list[str]:
        """The headings in the form in which two headers are compared."""
        return [clean(heading.text).lower() for heading in self.headings.values()]

    def columns(self, kind: str) -> list[int]:
        """The columns that announce something."""
        return [column for column, kinds in self.kinds.items() if kind in kinds]


@dataclass(frozen=True)
class HeaderReader:
    """Reads headers with the words of one language.

    Attributes:
        wording: The words.
        instead: Whether a column of another kind may hold the actions when none is called so.
    """

    wording: Wording
    instead: bool = False

    def read(self, rows: Sequence[Row], last: Header | None = None) -> Header | None:
        """Give the header that the first of some rows is, alone or with the one below it.

        `last` is the header above in the same table; to be told from content, a second one
        must be known in all its columns, or say the same.
        """
        if rows[0].is_spanning:
            return None
        single = self._header([rows[0]])
        double = self._header(rows[:2]) if self._is_split(rows) else None
        for header in (double, single):
            if header is not None and self._is_header(header, last):
                return header
        return None

    def is_foreign(self, row: Row) -> bool:
        """Tell whether a row is the header of a table of something else than actions."""
        header = self._header([row])
        known = sum(map(bool, header.kinds.values()))
        return not row.is_spanning and known > 1 and 2 * known >= len(header.kinds)

    def kinds_of(self, cell: Passage) -> tuple[str, ...]:
        """Tell what a heading announces."""
        whole = Passage(cell.start, _HYPHEN.sub("", cell.text))
        kinds = self.wording.columns_of(cell) or self._by_line(cell)
        kinds = kinds or self.wording.columns_of(whole)
        if "number" in kinds and len(cell.text.split()) > _NUMBER_WORDS:
            kinds = tuple(kind for kind in kinds if kind != "number")
        return kinds

    def _by_line(self, cell: Passage) -> tuple[str, ...]:
        """Tell what a heading announces whose lines each announce something."""
        lines = [self.wording.columns_of(line) for line in cell.lines()]
        return tuple(dict.fromkeys(k for kinds in lines for k in kinds)) if all(lines) else ()

    def _is_header(self, header: Header, last: Header | None) -> bool:
        known = sum(map(bool, header.kinds.values()))
        if "action" not in header.known or len(header.known) < 2 or 2 * known < len(header.kinds):
            return False
        if "risks" in header.known and not header.known & {"indicators", *MEANS}:
            return False  # a table of risks, with a measure against each
        return last is None or known == len(header.kinds) > 2 or header.words == last.words

    def _is_split(self, rows: Sequence[Row]) -> bool:
        """Tell whether headings go on in the row below: under one that is wide, or by blanks."""
        if len(rows) < 2 or rows[1].is_spanning:
            return False
        upper, lower = rows[0].cells, [cell for cell in rows[1].cells if cell.passage]
        if sum(bool(cell.passage) for cell in upper) < 2:
            return False
        above = {cell.passage for cell in upper}
        wide = {column for cell in upper if cell.columns > 1 for column in _covered(cell)}
        blank = {cell.column for cell in upper if not cell.passage}
        new = [cell for cell in lower if cell.passage not in above]
        beside = [cell for cell in new if cell.column not in wide]
        if not all(self.kinds_of(cell.passage) for cell in beside):
            return False
        return len(new) > len(beside) or (bool(blank) and blank <= {cell.column for cell in new})

    def _header(self, rows: Sequence[Row]) -> Header:
        """Put one or two rows together; of two headings of a column the lower one decides."""
        kinds: dict[int, tuple[str, ...]] = {}
        headings: dict[int, Passage] = {}
        width = 0
        for row in rows:
            for cell in row.cells:
                width = max(width, cell.column + cell.columns - 1)
                found = self.kinds_of(cell.passage)
                for column in _covered(cell):
                    if cell.passage:
                        headings[column] = cell.passage
                        kinds[column] = found or kinds.get(column, ())
        return Header(self._with_actions(kinds), headings, width, len(rows))

    def _with_actions(self, kinds: dict[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
        """Settle which column holds the actions, and which their parts."""
        actions = [column for column, found in kinds.items() if "action" in found]
        for column in actions[1:]:  # measures, and the activities of each
            kinds[column] = _renamed(kinds[column], "action", "sub_action")
        known = {kind for found in kinds.values() for kind in found}
        if not actions and self.instead and known & MEANS:
            for kind in _INSTEAD:
                columns = [column for column, found in kinds.items() if kind in found]
                if columns:
                    kinds[columns[0]] = _renamed(kinds[columns[0]], kind, "action")
                    break
        return kinds


def is_numbering(row: Row) -> bool:
    """Tell whether a row only counts the columns, as below the header of some tables."""
    texts = [cell.passage.text.strip() for cell in row.cells if cell.passage]
    return len(texts) > 2 and all(_COUNTED.fullmatch(text) for text in texts)


def _renamed(kinds: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(new if kind == old else kind for kind in kinds)


def _covered(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.columns)
