"""What tells the header of a table of actions from rows of data, and from other headers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plan_graph.language.announcement import TIMES, WHOLE, Announced
from plan_graph.language.columns import announced
from plan_graph.language.other_headings import is_bare_name
from plan_graph.language.wording import Wording
from plan_graph.plan.tables import Cell, Row
from plan_graph.reading.tables.calendar import KIND as CALENDAR
from plan_graph.reading.tables.calendar import is_slot
from plan_graph.reading.tables.contents import Contents
from plan_graph.reading.tables.evidence import (
    are_measured,
    are_of_plan,
    is_by_the_hour,
    is_of_others,
    is_procedure,
)
from plan_graph.reading.tables.header import MEANS, Header
from plan_graph.text import Passage, clean, fold

_TOLD = MEANS | {CALENDAR}
_TIMES = frozenset(TIMES)
LOOKED_AT = 200
"""So many rows below a header tell what its columns hold."""
SURE_HEADINGS = 3
"""So many headings that are known phrases make a header, however many unknown ones stand there."""
_BY_HEAD = 0.5
"""The least certainty of a heading whose deciding noun is a known one."""


@dataclass(frozen=True)
class HeaderSigns:
    """Judges headers with the words of one language.

    Attributes:
        wording: The words.
        is_plan: Whether the document calls itself a plan.
    """

    wording: Wording
    is_plan: bool = False

    def announced(self, cell: Passage) -> Announced:
        """Return what a heading announces."""
        return announced(self.wording, cell.text)

    def may_head(self, words: Passage) -> bool:
        """Tell whether words may be a heading: of a known kind, or a time."""
        return bool(self.announced(words)) or is_slot(words, self.wording)

    def is_split(self, rows: Sequence[Row]) -> bool:
        """Tell whether headings go on in the row below: under one that is wide, or by blanks."""
        if len(rows) < 2 or rows[1].is_spanning:
            return False
        upper, lower = rows[0].cells, [cell for cell in rows[1].cells if cell.passage]
        if sum(bool(cell.passage) for cell in upper) < 2:
            return False
        if not any(self.may_head(cell.passage) for cell in upper if cell.passage):
            return False
        above = {cell.passage for cell in upper}
        wide = {column for cell in upper if cell.columns > 1 for column in _covered(cell)}
        blank = {cell.column for cell in upper if not cell.passage}
        new = [cell for cell in lower if cell.passage not in above]
        beside = [cell for cell in new if cell.column not in wide]
        heads = [self.may_head(cell.passage) for cell in beside]
        below_groups = {c.column for c in beside} <= blank | {column - 1 for column in blank}
        if not all(heads) and not (below_groups and any(heads)):
            return False
        return len(new) > len(beside) or (bool(blank) and blank <= {cell.column for cell in new})

    def is_header(self, rows: Sequence[Row], header: Header, last: Header | None) -> bool:
        """Tell whether the headings that were found make a header of actions.

        Risks with a measure against each are none, nor are other plans with what follows of them.
        A calendar beside a heading that is known for sure counts as one more of these, however
        many columns it has.
        """
        found = [self.announced(heading) for heading in header.plain]
        if header.calendar and any(each.is_whole for each in found):
            found.append(Announced((CALENDAR,), WHOLE))
        known = sum(map(bool, found))
        sure = sum(each.is_whole for each in found)
        if "action" not in header.known or len(header.known) < 2:
            return False
        best = max((each.certainty for each in found), default=0)
        named = max((each.certainty for each in found if "action" in each.kinds), default=WHOLE)
        if sure < 2 and (best < WHOLE or named < _BY_HEAD):
            return False  # 'Measure annually' stands in a row of data
        if 2 * known < len(found) and not (sure >= SURE_HEADINGS and header.known & _TOLD):
            return False
        # 'New action: no' is a row of a card
        is_of_card = len(header.own) == len(found) == 2 and self._is_answer(header.own[1])
        is_of_risks = "risks" in header.known and not header.known & {"indicators", *MEANS}
        if is_of_card or is_of_risks or (named < WHOLE and self._names_others(header)):
            return False
        is_called = any("action" in each.kinds for each in found)
        is_called |= self.is_plan and are_of_plan(header.known)
        is_of_others = self._is_of_others(rows, header, instead=not is_called)
        if last is not None:
            all_known = known == len(found) > 2 and 2 * sure >= known
            is_again = header.words == last.words or last.names_again(header.headings)
            return (all_known or is_again) and not is_of_others
        return not is_of_others and not self._recurs(rows, header)

    def _is_of_others(self, rows: Sequence[Row], header: Header, *, instead: bool) -> bool:
        """Tell whether a header is that of a history, a timetable, a procedure, a list."""
        names = {header.headings[column] for column in header.columns("action")}
        texts = [heading.text for heading in header.own if heading not in names]
        below = Contents.of(rows[header.rows : header.rows + LOOKED_AT])
        times = (c for c, h in header.headings.items() if _TIMES & set(self.announced(h).kinds))
        if any(is_by_the_hour(self.wording, header.known, below, column) for column in times):
            return True
        own = Contents.of(_to_blank(rows[header.rows : header.rows + LOOKED_AT]))
        if are_measured(header.known, header.kinds, own):
            return True
        return is_of_others(self.wording, header.known, texts, instead=instead) or is_procedure(
            self.wording, header.known, header.kinds, below
        )

    def _is_answer(self, words: Passage) -> bool:
        """Tell whether words only say yes or no."""
        return fold(clean(words.text)) in map(fold, self.wording.lists["answers"])

    def _names_others(self, header: Header) -> bool:
        """Tell whether a column is called 'Name': of laws, each with the 'required action'."""
        return any(is_bare_name(self.wording, heading.text) for heading in header.own)

    def _recurs(self, rows: Sequence[Row], header: Header) -> bool:
        """Tell whether headings stand in the cells looked at below them: then they are data.

        A header that is repeated, as on each page, is none the less one.
        """
        texts = {c.column: clean(c.passage.text) for c in rows[0].cells if c.passage}
        recurring: set[int] = set()
        for row in rows[header.rows : header.rows + LOOKED_AT]:
            same = {c.column for c in row.cells if texts.get(c.column) == clean(c.passage.text)}
            again = 5 * len(same) >= 3 * len(texts) or self._is_like_headings(row)
            if same - recurring and not again:
                recurring |= same
        return 2 * len(recurring) >= len(texts) or (bool(recurring) and len(texts) < 4)

    def _is_like_headings(self, row: Row) -> bool:
        found = [self.announced(cell.passage) for cell in row.cells if cell.passage]
        return 4 * sum(map(bool, found)) >= 3 * len(found)


def _to_blank(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows up to the first blank one: below it another table may begin on a sheet."""
    gaps = (place for place, (a, b) in enumerate(pairwise(rows), 1) if b.number > a.number + 1)
    return rows[: next(gaps, len(rows))]


def _covered(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.columns)
