"""Rows of a table of actions that hold none: sums, notes, instructions, those of its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from plan_graph.language.patterns import either
from plan_graph.language.wording import Wording
from plan_graph.plan.tables import Row, Table
from plan_graph.reading.cells.words import absence
from plan_graph.reading.tables.groups import Groups
from plan_graph.reading.tables.header import Header
from plan_graph.reading.tables.header_reader import HeaderReader
from plan_graph.text import Passage, clean

_NOTE = re.compile(r"\s*(?P<mark>[*†‡§]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}|\[\d{1,2}\])\s*[^\W\d_]")
_A_WORD = r"[^\W\d_]{3}"
_IN_BRACKETS = re.compile(r"\[[^\[\]]+\]|\([^()]+\)|<[^<>]+>|\{[^{}]+\}")
"""How templates write what is to be filled in."""
_TOLD = 3
"""So many cells that tell how they are filled in make a row of instructions, with a third of it."""
_UNIT_WORDS = 2
"""Words that may stand beside the number of a sum: '12 million euro'."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SURE = 3
"""So many headings that are known for sure make the header of another table on a sheet."""


def without_foot(table: Table) -> tuple[list[Row], list[Row]]:
    """Return the rows of a table, and those of its foot: one cell each, below a blank row.

    A legend stands there, or a note. Where rows above are one cell in the same column, as those
    of actions of which nothing else is told, there is no foot; in the first column such rows are
    headings.
    """
    rows = [row for row in table.rows if any(cell.passage for cell in row.cells)]
    alone = [_alone(row) for row in rows]
    start = len(rows)
    for index in range(len(rows) - 1, 0, -1):
        if not alone[index]:
            break
        if rows[index].number > rows[index - 1].number + 1:
            start = index
    own = set(alone[start:])
    is_foot = start > _SURE and (own - {1} or own).isdisjoint(alone[:start])
    return (rows[:start], rows[start:]) if is_foot else (rows, [])


def _alone(row: Row) -> int:
    """Return the column of the only cell with words of a row; 0 if it spans, or has several."""
    columns = [cell.column for cell in row.cells if cell.passage]
    return columns[0] if len(columns) == 1 and not row.is_spanning else 0


@dataclass(frozen=True)
class Notes:
    """Tells which rows of a table are footnotes; the table is searched once for each mark."""

    rows: Sequence[Row]
    _marked: dict[str, list[Row]] = field(default_factory=dict)

    def holds(self, row: Row) -> bool:
        """Tell whether a row is a footnote: its only words begin with a mark.

        Others end with the mark, or it is the last row, and the mark is not that of a list.
        """
        words = [cell.passage for cell in row.cells if cell.passage]
        found = _NOTE.match(words[0].text) if len(words) == 1 else None
        if found is None:
            return False
        mark = found["mark"]
        if mark not in self._marked:
            self._marked[mark] = self._with(rf"\w{re.escape(mark)}(?!\w)")
        if any(each is not row for each in self._marked[mark]):
            return True
        begun = rf"\A\s*{re.escape(mark)}"
        return row is self.rows[-1] and all(each is row for each in self._with(begun))

    def _with(self, words: str) -> list[Row]:
        """Return the rows with a cell that holds words of a pattern, two at most."""
        pattern = re.compile(words)
        rows = (row for row in self.rows if any(pattern.search(c.passage.text) for c in row.cells))
        return list(islice(rows, 2))


def _is_to_fill_in(texts: Sequence[Passage]) -> bool:
    """Tell whether the cells of a row of a template are to be filled in: '2', '[action]', '…'."""
    empty = [bool(_IN_BRACKETS.fullmatch(text.text)) for text in texts]
    dots = [not text.text.strip(" .…_") for text in texts]
    plain = [not _LETTERS.search(text.text) for text in texts]
    return any((*empty, *dots)) and all(map(any, zip(empty, dots, plain, strict=True)))


def _says_header(words: Passage, header: Header) -> bool:
    """Tell whether words over all columns are all their headings: a header that runs together."""
    headings = [clean(heading.folded) for heading in header.own]
    return len(headings) > 1 and clean(words.folded) == " ".join(headings)


@dataclass(frozen=True)
class NoActions:
    """Tells which rows below a header hold no action, in the words of one language."""

    wording: Wording
    reader: HeaderReader

    def holds(self, row: Row, groups: Groups) -> bool:
        """Tell whether a row holds sums or no action, or tells how to fill the table in."""
        texts = [cell.passage.strip() for cell in row.cells if cell.passage]
        if not texts or row.is_spanning:
            return bool(texts) and _says_header(texts[0], groups.header)
        if self._is_heading_again(row, groups.header) or self._says_none(row, groups.header):
            return True
        above = {cell.passage.strip() for cell in groups.above}
        again = clean(texts[0].text)
        own = [text for text in texts[1:] if text not in above and clean(text.text) != again]
        plain = sum(len(_LETTERS.findall(text.text)) <= _UNIT_WORDS for text in own)
        if self._total.match(texts[0].folded) and plain == len(own):
            return True
        if _is_to_fill_in(texts):
            return True
        if groups.rows or groups.seen:
            return False
        return self._is_instruction(texts)

    def _says_none(self, row: Row, header: Header) -> bool:
        """Tell whether the cell of the action says that there is none: 'None', 'n/a'."""
        said = [c.passage for c in row.cells if c.passage and c.column in header.columns("action")]
        return bool(said) and all(absence(words.strip(), self.wording) for words in said)

    def _is_instruction(self, texts: Sequence[Passage]) -> bool:
        """Tell whether the cells of a first row say how to fill the table in.

        Half of them do so in known words, or a third of several; one is enough in a row that
        has no capital and no number.
        """
        told = sum(
            bool(self._instruction.match(text.folded) or _IN_BRACKETS.fullmatch(text.text))
            for text in texts
        )
        if 2 * told >= len(texts) or (told >= _TOLD and 3 * told >= len(texts)):
            return True
        is_plain = all(text.text[:1].islower() for text in texts)
        return told > 0 and is_plain and len(texts) > _TOLD

    def _is_heading_again(self, row: Row, header: Header) -> bool:
        """Tell whether the cell of the action says the heading of its column.

        It may do so in other words, if another cell says that of its own.
        """
        columns = header.columns("action")
        said = (cell.passage for cell in row.cells if cell.passage and cell.column in columns)
        again = {
            column: clean(cell.passage.text) == clean(header.headings[column].text)
            for cell in row.cells
            if cell.passage and (column := cell.column) in header.headings
        }
        return any(again[column] for column in columns if column in again) or (
            any(again.values()) and any(map(self._announces_action, said))
        )

    def _announces_action(self, words: Passage) -> bool:
        return "action" in self.reader.announced(words).kinds

    @cached_property
    def _total(self) -> re.Pattern[str]:
        totals = either(self.wording.lists["totals"])
        return re.compile(
            rf"{totals}(?:\W*\Z|\s*[:(–—]|\s+-\s|\s+\w+\W*\Z|(?s:(?:(?!{_A_WORD}).)*)\Z)"
        )

    @cached_property
    def _instruction(self) -> re.Pattern[str]:
        return re.compile(rf"\W*{either(self.wording.lists['instructions'])}")
