"""Find the header of a table: which row or two rows of it announce what the columns hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from plan_graph.language.announcement import NOTHING, WHOLE, Announced
from plan_graph.language.other_headings import is_bare_name, is_project_name, numbers_actions
from plan_graph.language.wording import Wording
from plan_graph.plan.tables import Row
from plan_graph.reading.tables.action_column import ActionColumn
from plan_graph.reading.tables.calendar import KIND as CALENDAR
from plan_graph.reading.tables.calendar import repeated_by_year, slots, years_of
from plan_graph.reading.tables.contents import Contents
from plan_graph.reading.tables.evidence import (
    INSTEAD,
)
from plan_graph.reading.tables.header import Header
from plan_graph.reading.tables.header_signs import LOOKED_AT, HeaderSigns
from plan_graph.reading.tables.heading_rows import Headings, compared, is_numbering, once
from plan_graph.text import Passage, clean

_MONEY = frozenset(("funding", "amount"))
"""What years below such a heading are not times of, but sums."""
_SEVERAL = 3
"""So many headings that are all known are a header."""
_PAIR = 6
"""Words of the longest of two headings, if only the first is known: 'Sector', 'Risks there'."""


@dataclass(frozen=True)
class HeaderReader:
    """Reads headers with the words of one language.

    Attributes:
        wording: The words.
        instead: Whether a column of another kind may hold the actions when none is called so.
        is_plan: Whether the document calls itself a plan.
        is_list: Whether what stands above the table calls it one of actions.
        year: The year of calendars whose headings name none.
    """

    wording: Wording
    instead: bool = False
    is_plan: bool = False
    is_list: bool = False
    year: int | None = None

    @cached_property
    def _signs(self) -> HeaderSigns:
        return HeaderSigns(self.wording, self.is_plan)

    @cached_property
    def _actions(self) -> ActionColumn:
        return ActionColumn(self.wording, self.instead, self.is_plan, self.is_list)

    def read(
        self, rows: Sequence[Row], last: Header | None = None, above: Row | None = None
    ) -> Header | None:
        """Return the header that the first of some rows is, alone or with the one below it.

        What the columns below hold is looked at as well. `last` is the header above in the
        same table; to be told from content, a second one must be known in all its columns, or
        say the same. `above` is the row above, which may hold the years of a calendar.
        """
        if rows[0].is_spanning or not any(self._signs.may_head(c.passage) for c in rows[0].cells):
            return None
        single = self._single(rows, last, above)
        is_split = self._signs.is_split(rows[:2]) and (single or self._could_be(rows[:2], last))
        if is_split and not (last and self._says(rows[1:], last, rows[0])):
            double = self._header(rows, 2, above)
            below_header = single is not None and "action" in double.known
            if below_header or self._may_be(rows, double, last):
                return double
        return single

    @cached_property
    def below_caption(self) -> HeaderReader:
        """The reader of a table below a caption that calls it one of actions."""
        return replace(self, instead=True, is_plan=True, is_list=True)

    def supposed(self, rows: Sequence[Row]) -> Header:
        """Return the header that the first of some rows makes, whether or not it is one."""
        return self._header(rows, 1, None)

    def attributes(self, rows: Sequence[Row], same: Collection[str] = ()) -> Header | None:
        """Return the header that the first of some rows is, whether or not it names an action.

        Args:
            rows: The rows.
            same: Headings of another table, which mean here what they mean there for sure.
        """
        header = replace(self, instead=False)._header(rows, 1, None)
        found = [self.announced(heading) for heading in header.own]
        known = sum(map(bool, found))
        sure = sum(
            each.certainty >= WHOLE or (bool(each) and clean(heading.text) in same)
            for each, heading in zip(found, header.own, strict=True)
        )
        is_known = sure > 1 or (sure and known == len(found) > 1)
        return header if is_known and 2 * known >= len(found) else None

    def is_foreign(self, row: Row) -> bool:
        """Tell whether a row is the header of a table of something else than actions."""
        heads = [cell.passage for cell in row.cells if cell.passage]
        found = [self._of_any(head) for head in heads]
        sure = sum(each.is_whole for each in found)
        is_header = sure and len(found) >= _SEVERAL and all(found) and not row.is_spanning
        if is_header and not any("action" in each.kinds for each in found):
            return True  # 'Sector', 'Goal of 2030', 'Goal of 2050'
        if row.is_spanning or 2 * sure < len(found):
            return False
        is_pair = len(heads) == 2 and all(len(head.text.split()) <= _PAIR for head in heads)
        return sure > 1 or (is_pair and found[0].is_whole and "action" not in found[0].kinds)

    def announced(self, cell: Passage) -> Announced:
        """Return what a heading announces."""
        return self._signs.announced(cell)

    def alone(self, rows: Sequence[Row], header: Header) -> Mapping[int, tuple[str, ...]]:
        """Return what the rules alone take the columns for, whatever a person said of them."""
        if not self.wording.said or not rows:
            return header.kinds
        return self.ruled._header(rows, header.rows, None).kinds

    @property
    def ruled(self) -> HeaderReader:
        """The reader that knows nothing of what a person said."""
        return replace(self, wording=self.wording.with_columns(()))

    def names_actions(self, rows: Sequence[Row], header: Header) -> bool:
        """Tell whether a person said which column of a header holds the actions.

        A label of cards is none: what stands below it are labels as well.
        """
        columns = set(header.columns("action")) if self.wording.said else set[int]()
        columns = {c for c in columns if self.announced(header.headings[c]).is_said}
        if not columns:
            return False
        below = [
            self.announced(cell.passage)
            for row in rows[header.rows :]
            for cell in row.cells
            if cell.column in columns and cell.passage and cell.passage not in header.own
        ]
        labels = [each for each in below if each.is_whole and "action" not in each.kinds]
        is_card = any(each.is_said for each in labels) or 2 * len(labels) >= max(len(below), 2)
        return not is_card

    def _single(self, rows: Sequence[Row], last: Header | None, above: Row | None) -> Header | None:
        """Return the header that the first of some rows is, alone."""
        if not self._could_be(rows[:1], last):
            return None
        header = self._header(rows, 1, above)
        return header if self._may_be(rows, header, last) else None

    def _could_be(self, rows: Sequence[Row], last: Header | None) -> bool:
        """Tell whether some rows could be a header, by their own words alone.

        Most rows could not; then the rows below, which are many, need no look.
        """
        headings = Headings.of(rows, self.announced)
        own = once(headings.words)
        found = [self.announced(heading) for heading in own]
        if last is None and any(each.is_said for each in found):
            return True
        kinds = headings.kinds
        is_named = "action" in kinds or (self.instead and self._may_stand_in(kinds, own))
        if not is_named or not any(each.is_whole for each in found):
            return False
        is_again = last is not None and (
            compared(headings.words) == last.words or last.names_again(headings.words)
        )
        return last is None or is_again or all(map(self._signs.may_head, own))

    def _may_stand_in(self, kinds: Collection[str], headings: Iterable[Passage]) -> bool:
        """Tell whether some heading is that of a column that may hold the actions instead."""
        texts = [heading.text for heading in headings]
        is_project = any(is_project_name(self.wording, text) for text in texts)
        are_actions = self.is_plan or any(numbers_actions(self.wording, text) for text in texts)
        is_named = are_actions and any(is_bare_name(self.wording, text) for text in texts)
        return any(kind in INSTEAD for kind in kinds) or is_project or is_named

    def _says(self, rows: Sequence[Row], last: Header, above: Row) -> bool:
        """Tell whether a row alone says the header above again, and the row over it does not.

        Then that row is the last before the header is repeated.
        """
        upper = {clean(each.text) for group in last.upper.values() for each in group}
        upper |= {clean(heading.text) for heading in last.own}
        is_upper = all(clean(cell.passage.text) in upper for cell in above.cells if cell.passage)
        said = Headings.of(rows[:1], self.announced).words
        return not is_upper and compared(said) == last.words

    def _may_be(self, rows: Sequence[Row], header: Header, last: Header | None) -> bool:
        is_said = last is None and self.names_actions(rows, header)
        return is_said or self._signs.is_header(rows, header, last)

    def _of_any(self, head: Passage) -> Announced:
        """Return what a heading announces; the name of a project is one as well."""
        is_project = is_project_name(self.wording, head.text)
        return Announced(("description",), WHOLE) if is_project else self.announced(head)

    def _header(self, rows: Sequence[Row], height: int, years: Row | None) -> Header:
        """Return the header that the first rows make, whether or not it is one."""
        joined = Headings.of(rows[:height], self.announced)
        found, headings, upper = dict(joined.found), joined.words, joined.upper
        texts = {column: clean(heading.text) for column, heading in headings.items()}
        below = rows[height : height + LOOKED_AT]
        said = {
            c: {text, *(clean(each.text) for each in upper.get(c, ()))} for c, text in texts.items()
        }
        body = (row for row in below if not _says_again(row, said))
        contents = Contents.of(row for row in body if not is_numbering(row))
        top = rows[0] if height > 1 else years
        named = years_of(top) if top else {}
        over = {c: (*upper.get(c, ()), *([named[c]] if c in named else ())) for c in headings}
        calendar = slots(headings, over, self.wording, self.year)
        in_top = {cell.column for cell in rows[0].cells if cell.passage} if height > 1 else set()
        of_money = self._of_money(over, in_top) if calendar else set()
        marked = {
            c: slot
            for c, slot in calendar.items()
            if contents.may_be_marks(c) and not found[c].is_said and c not in of_money
        }
        found |= dict.fromkeys(marked, Announced((CALENDAR,), WHOLE))
        series = repeated_by_year(headings)
        found |= {c: NOTHING for c in series if "deadline" in found[c].kinds}
        kinds = self._actions.settled(found, contents, texts)
        return Header(kinds, headings, joined.width, height, upper, marked)

    def _of_money(self, over: Mapping[int, Sequence[Passage]], in_top: Set[int]) -> set[int]:
        """Return the columns below a heading of sums; it reaches up to the next in its row."""
        found: set[int] = set()
        for column in sorted(over):
            kinds = {kind for each in over[column] for kind in self.announced(each).kinds}
            reaches = column - 1 in found and column not in in_top
            if kinds & _MONEY or (not over[column] and reaches):
                found.add(column)
        return found


def _says_again(row: Row, said: Mapping[int, Collection[str]]) -> bool:
    """Tell whether most cells of a row say the heading of their column, or one above it."""
    filled = [cell for cell in row.cells if cell.passage]
    same = sum(clean(cell.passage.text) in said.get(cell.column, ()) for cell in filled)
    return bool(filled) and 2 * same > len(filled)
