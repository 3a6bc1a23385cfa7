"""Rows made plain before they are read: what cells only repeat, strike out, or do not hold.

A cell may say 'see above', hold a formula that nobody calculated, an earlier value that is
struck through, a status where a time is expected, or 'N/A' where a theme is. Each is settled
here, for all rows, so that what reads values meets values only. Nothing is lost: what is no
value is set aside as a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TypeVar

from plan_graph.language.columns import announced
from plan_graph.language.headings import HeadingReader
from plan_graph.language.wording import Wording
from plan_graph.plan import Remark, Role
from plan_graph.plan.tables import CellKind
from plan_graph.reading.cards.label_text import LABEL_WORDS
from plan_graph.reading.cells.words import absence, is_status, repeats
from plan_graph.reading.events import ActionRow, Event
from plan_graph.reading.items import each_item, line_by_line
from plan_graph.text import Passage, clean, has_at_most

_PLACES = ("pillar", "general_objective", "specific_objective", "objective")
"""What columns hold that tell where an action stands; 'N/A' there is no place."""
_KEPT = ("action", "sub_action", "number", *_PLACES)
"""What is never repeated nor struck: it tells actions apart."""
_LABELLED = ("deadline", "funding", "amount", "status", "indicators", "results", "notes", "risks")
"""What a line with a label may hold, among those who act."""
NOT_CALCULATED = "not-calculated"
STRUCK_OUT = "struck-out"


def prepared(events: Iterable[Event], wording: Wording) -> list[Event]:
    """Return the events with their rows made plain."""
    preparer, events = _Preparer(wording), list(events)
    listed = line_by_line(events)
    each = chain.from_iterable(each_item(event, listed) for event in events)
    return [preparer.row(event) if isinstance(event, ActionRow) else event for event in each]


_Column = tuple[str, Passage]
"""What a column announces, and its heading."""


@dataclass
class _Preparer:
    """Makes rows plain one after the other, and knows what stands above each.

    Attributes:
        above: What was last held by a column of a kind, by its heading, with the row.
    """

    wording: Wording
    above: dict[_Column, tuple[tuple[Passage, ...], ActionRow]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the reader of headings."""
        self.headings = HeadingReader(self.wording)

    def row(self, row: ActionRow) -> ActionRow:
        """Return a row made plain."""
        row = self._with_announced_code(row)
        row = self._without_formulas(row)
        row = self._without_struck(row)
        row = self._without_absent_places(row)
        row = self._with_repeated(row)
        row = self._with_labelled_lines(row)
        return self._with_status(row)

    def _with_announced_code(self, row: ActionRow) -> ActionRow:
        """Take the number of words that call themselves an action for its code: 'Measure 1: …'."""
        cell = row.passages("action")[0]
        coded = self.headings.action(cell.strip())
        if coded is None or any(row.passages("number")):
            return row
        before = cell.slice(0, coded.title.start - cell.start)
        place = before.text.rindex(coded.code)
        code = before.slice(place, place + len(coded.code))
        row = _replaced(row, "action", cell, (coded.title,))
        return replace(row, cells={**row.cells, "number": (code,)})

    def _without_formulas(self, row: ActionRow) -> ActionRow:
        bare = {cell for cell, kind in row.kinds.items() if kind in _WITHOUT_VALUE}
        for kind in row.cells if bare else ():
            for cell in row.passages(kind):
                if cell in bare and kind != "action":
                    row = _set_aside(row, kind, cell, NOT_CALCULATED)
        return row

    def _without_struck(self, row: ActionRow) -> ActionRow:
        """Take struck words out; of a deadline they stay, as what was revised."""
        for cell, struck in row.struck.items():
            for kind in [kind for kind in row.cells if cell in row.passages(kind)]:
                if kind not in (*_KEPT, "deadline"):
                    pieces = left_over(cell, struck)
                    for words in struck:
                        row = _aside(row, kind, cell, words, STRUCK_OUT)
                    row = _replaced(row, kind, cell, pieces)
        return row

    def _without_absent_places(self, row: ActionRow) -> ActionRow:
        for kind in _PLACES:
            for cell in row.passages(kind):
                code = absence(cell.strip(), self.wording)
                if code:
                    row = _set_aside(row, kind, cell, code)
        return row

    def _with_repeated(self, row: ActionRow) -> ActionRow:
        """Put what stands above in the place of 'see above', and remember what this row holds."""
        for kind in [kind for kind in row.cells if kind not in _KEPT]:
            for cell in row.passages(kind):
                upper, source = self.above.get(_column(row, kind, cell), ((), row))
                if upper and repeats(cell, self.wording):
                    row = _aside(row, kind, cell, cell.strip())
                    row = _replaced(row, kind, cell, upper)
                    row = replace(
                        row,
                        inherited=row.inherited | frozenset(upper),
                        lines={**source.lines, **row.lines},
                        struck={**source.struck, **row.struck},
                    )
        held: dict[_Column, tuple[Passage, ...]] = {}
        for kind, cells in row.cells.items():
            for cell in filter(None, cells):
                column = _column(row, kind, cell)
                held[column] = (*held.get(column, ()), cell)
        self.above.update((column, (cells, row)) for column, cells in held.items())
        return row

    def _with_labelled_lines(self, row: ActionRow) -> ActionRow:
        """Take a line that a label begins, among those who act, for what the label announces.

        So 'Timeline: 2027-2030' below a name is a deadline.
        """
        for kind in Role:
            for cell in row.passages(kind.value):
                labelled = {line: found for line in cell.lines() if (found := self._labelled(line))}
                if labelled:
                    row = _replaced(row, kind.value, cell, left_over(cell, labelled))
                for other, label, words in labelled.values():
                    cells = {**row.cells, other: (*row.passages(other), words)}
                    row = replace(row, cells=cells, headings={**row.headings, words: label})
        return row

    def _labelled(self, line: Passage) -> tuple[str, Passage, Passage] | None:
        """Return what the label of a line announces, the label, and the words behind it."""
        label, sign, _ = line.text.partition(":")
        found = announced(self.wording, label) if sign and has_at_most(LABEL_WORDS, label) else None
        words = line.slice(len(label) + 1).strip()
        if not found or not found.is_whole or not words or found.kinds[0] not in _LABELLED:
            return None
        return found.kinds[0], line.slice(0, len(label)).strip(), words

    def _with_status(self, row: ActionRow) -> ActionRow:
        """Take a status in the place of a deadline for what it is: 'in progress'."""
        for cell in row.passages("deadline"):
            if is_status(cell, self.wording):
                row = _replaced(row, "deadline", cell, ())
                cells = {**row.cells, "status": (*row.passages("status"), cell)}
                row = replace(row, cells=cells)
        return row


def _column(row: ActionRow, kind: str, cell: Passage) -> _Column:
    return kind, row.headings.get(cell, cell.slice(0, 0))


_WITHOUT_VALUE = (CellKind.FORMULA, CellKind.ERROR)


def left_over(cell: Passage, struck: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return the words of a cell that are not struck through.

    >>> [part.text for part in left_over(Passage(5, "May June"), [Passage(5, "May")])]
    ['June']
    """
    pieces, last = [], 0
    for words in sorted(struck):
        pieces.append(cell.slice(last, max(last, words.start - cell.start)))
        last = max(last, words.end - cell.start)
    return tuple(piece.strip() for piece in (*pieces, cell.slice(last)) if piece)


def _set_aside(row: ActionRow, kind: str, cell: Passage, code: str) -> ActionRow:
    return _replaced(_aside(row, kind, cell, cell.strip(), code), kind, cell, ())


def _aside(row: ActionRow, kind: str, cell: Passage, words: Passage, code: str = "") -> ActionRow:
    """Keep words as a remark under the heading of their column."""
    heading = row.headings.get(cell)
    aspect = "other" if kind in _KEPT else kind.replace("_", "-")
    remark = Remark(aspect, clean(heading.text) if heading else "", words, code)
    return replace(row, set_aside=(*row.set_aside, remark))


def _replaced(row: ActionRow, kind: str, cell: Passage, pieces: Iterable[Passage]) -> ActionRow:
    """Put others in the place of a passage, below the same headings."""
    others = tuple(pieces)
    held = row.passages(kind)
    place = held.index(cell)
    cells = {**row.cells, kind: (*held[:place], *others, *held[place + 1 :])}
    return replace(
        row,
        cells={name: each for name, each in cells.items() if each or name == "action"},
        headings=_shared(row.headings, cell, others),
        upper=_shared(row.upper, cell, others),
    )


_Value = TypeVar("_Value")


def _shared(
    known: Mapping[Passage, _Value], cell: Passage, others: Iterable[Passage]
) -> dict[Passage, _Value]:
    if cell not in known:
        return dict(known)
    return {**dict.fromkeys(others, known[cell]), **known}
