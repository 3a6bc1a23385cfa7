"""Find the header of a table: which row or two rows of it announce what the columns hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from plan_graph.language.columns import (
    NOTHING,
    TIMES,
    WHOLE,
    Announced,
    announced,
    is_bare_name,
    is_project_name,
    numbers_actions,
)
from plan_graph.language.wording import Wording, either
from plan_graph.plan.tables import Cell, Row
from plan_graph.reading.tables.calendar import KIND as CALENDAR
from plan_graph.reading.tables.calendar import Slot, is_slot, slots, years_of
from plan_graph.reading.tables.contents import Contents
from plan_graph.reading.tables.evidence import (
    INSTEAD,
    are_measured,
    are_of_plan,
    is_by_the_hour,
    is_of_others,
    is_procedure,
    spans_actions,
    stand_in,
    supported,
)
from plan_graph.reading.tables.heading_rows import Headings, compared, once
from plan_graph.text import Passage, clean, fold

STRUCTURE = ("number", "pillar", "general_objective", "objective", "specific_objective")
"""What columns hold that tell where an action stands."""
MEANS = frozenset((*TIMES, "responsible", "partner", "funding", "amount", "status"))
"""What is told of actions, and of nothing else that a plan lists."""
_TOLD = MEANS | {CALENDAR}
_TIMES = frozenset(TIMES)
_MONEY = frozenset(("funding", "amount"))
"""What years below such a heading are not times of, but sums."""
_INSTEAD_BESIDE = MEANS - {"partner", "funding", "amount", "status"}
"""What must be told of actions that stand in such a column: prices and states are of anything."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COUNTED = re.compile(r"\(?\d{1,2}\)?")
_LOOKED_AT = 200
"""So many rows below a header tell what its columns hold."""
_SURE_HEADINGS = 3
"""So many headings that are known phrases make a header, however many unknown ones stand there."""
_BY_HEAD = 0.5
"""The least certainty of a heading whose deciding noun is a known one."""
_SEVERAL = 3
"""So many headings that are all known are a header."""
_PAIR = 6
"""Words of the longest of two headings, if only the first is known: 'Sector', 'Risks there'."""
_CLEARLY = 0.25
"""How much better one column fits the actions than another, to be told from it."""


@dataclass(frozen=True)
class Header:
    """What the columns of a table hold.

    Attributes:
        kinds: What each column announces, by its number; () if no rule knows it.
        headings: The words of each heading.
        width: How many columns the table has.
        rows: How many rows the header takes.
        upper: The headings above those, where the header takes two rows.
        calendar: The columns in which a mark is a time.
    """

    kinds: Mapping[int, tuple[str, ...]]
    headings: Mapping[int, Passage]
    width: int
    rows: int = 1
    upper: Mapping[int, tuple[Passage, ...]] = field(default_factory=dict)
    calendar: Mapping[int, Slot] = field(default_factory=dict)

    @property
    def known(self) -> set[str]:
        """All that is announced."""
        return {kind for found in self.kinds.values() for kind in found}

    @property
    def own(self) -> list[Passage]:
        """The cells of the header, one that covers several columns once."""
        return once(self.headings)

    @property
    def plain(self) -> list[Passage]:
        """The cells of the header that are no times of a calendar."""
        times = {slot.heading for slot in self.calendar.values()}
        return [heading for heading in self.own if heading not in times]

    @property
    def words(self) -> list[str]:
        """The headings in the form in which two headers are compared."""
        return compared(self.headings)

    def names_again(self, headings: Mapping[int, Passage]) -> bool:
        """Tell whether headings say that of the actions, and of another column, in its place."""
        said = {c: clean(words.text) for c, words in self.headings.items() if words}
        same = {c for c, words in headings.items() if words and clean(words.text) == said.get(c)}
        return len(same) > 1 and not same.isdisjoint(self.columns("action"))

    def columns(self, kind: str) -> list[int]:
        """The columns that announce something."""
        return [column for column, kinds in self.kinds.items() if kind in kinds]


@dataclass(frozen=True)
class HeaderReader:
    """Reads headers with the words of one language.

    Attributes:
        wording: The words.
        instead: Whether a column of another kind may hold the actions when none is called so.
        is_plan: Whether the document calls itself a plan.
        year: The year of calendars whose headings name none.
    """

    wording: Wording
    instead: bool = False
    is_plan: bool = False
    year: int | None = None

    def read(
        self, rows: Sequence[Row], last: Header | None = None, above: Row | None = None
    ) -> Header | None:
        """Return the header that the first of some rows is, alone or with the one below it.

        What the columns below hold is looked at as well. `last` is the header above in the
        same table; to be told from content, a second one must be known in all its columns, or
        say the same. `above` is the row above, which may hold the years of a calendar.
        """
        if rows[0].is_spanning or not any(self._may_head(c.passage) for c in rows[0].cells):
            return None
        single = self._single(rows, last, above)
        is_split = self._is_split(rows[:2]) and (single or self._could_be(rows[:2], last))
        if is_split and not (last and self._says(rows[1:], last, rows[0])):
            double = self._header(rows, 2, above)
            below_header = single is not None and "action" in double.known
            if below_header or self._may_be(rows, double, last):
                return double
        return single

    def read_again(self, rows: Sequence[Row], earlier: Collection[str]) -> Header | None:
        """Return the header that says the headings of earlier tables, in whatever order.

        That of the actions is among them.
        """
        header = self._header(rows, 1, None)
        words = dict(zip(header.headings, header.words, strict=True))
        said = {column for column, heading in words.items() if heading and heading in earlier}
        is_same = len(said) >= _SURE_HEADINGS and not said.isdisjoint(header.columns("action"))
        return header if is_same and 2 * len(said) >= len(header.own) else None

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
        return last is None or is_again or all(map(self._may_head, own))

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
        return is_said or self._is_header(rows, header, last)

    def attributes(self, rows: Sequence[Row]) -> Header | None:
        """Return the header that the first of some rows is, whether or not it names an action."""
        header = replace(self, instead=False)._header(rows, 1, None)
        found = [self.announced(heading) for heading in header.own]
        sure = sum(each.certainty >= WHOLE for each in found)
        known = sum(map(bool, found))
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

    def _of_any(self, head: Passage) -> Announced:
        """Return what a heading announces; the name of a project is one as well."""
        is_project = is_project_name(self.wording, head.text)
        return Announced(("description",), WHOLE) if is_project else self.announced(head)

    def announced(self, cell: Passage) -> Announced:
        """Return what a heading announces."""
        return announced(self.wording, cell.text)

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

    def _is_header(self, rows: Sequence[Row], header: Header, last: Header | None) -> bool:
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
        if 2 * known < len(found) and not (sure >= _SURE_HEADINGS and header.known & _TOLD):
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
        own = {header.headings[column] for column in header.columns("action")}
        texts = [heading.text for heading in header.own if heading not in own]
        below = Contents.of(rows[header.rows : header.rows + _LOOKED_AT])
        times = (c for c, h in header.headings.items() if _TIMES & set(self.announced(h).kinds))
        if any(is_by_the_hour(self.wording, header.known, below, column) for column in times):
            return True
        if are_measured(header.known, header.kinds, below):
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
        """Tell whether headings stand in the cells below them: then they are data.

        A header that is repeated, as on each page, is none the less one.
        """
        texts = {c.column: clean(c.passage.text) for c in rows[0].cells if c.passage}
        recurring: set[int] = set()
        for row in rows[header.rows :]:
            same = {c.column for c in row.cells if texts.get(c.column) == clean(c.passage.text)}
            again = 5 * len(same) >= 3 * len(texts) or self._is_like_headings(row)
            if same - recurring and not again:
                recurring |= same
        return 2 * len(recurring) >= len(texts) or (bool(recurring) and len(texts) < 4)

    def _is_like_headings(self, row: Row) -> bool:
        found = [self.announced(cell.passage) for cell in row.cells if cell.passage]
        return 4 * sum(map(bool, found)) >= 3 * len(found)

    def _is_split(self, rows: Sequence[Row]) -> bool:
        """Tell whether headings go on in the row below: under one that is wide, or by blanks."""
        if len(rows) < 2 or rows[1].is_spanning:
            return False
        upper, lower = rows[0].cells, [cell for cell in rows[1].cells if cell.passage]
        if sum(bool(cell.passage) for cell in upper) < 2:
            return False
        if not any(self._may_head(cell.passage) for cell in upper if cell.passage):
            return False
        above = {cell.passage for cell in upper}
        wide = {column for cell in upper if cell.columns > 1 for column in _covered(cell)}
        blank = {cell.column for cell in upper if not cell.passage}
        new = [cell for cell in lower if cell.passage not in above]
        beside = [cell for cell in new if cell.column not in wide]
        heads = [self._may_head(cell.passage) for cell in beside]
        below_groups = {c.column for c in beside} <= blank | {column - 1 for column in blank}
        if not all(heads) and not (below_groups and any(heads)):
            return False
        return len(new) > len(beside) or (bool(blank) and blank <= {cell.column for cell in new})

    def _may_head(self, words: Passage) -> bool:
        return bool(self.announced(words)) or is_slot(words, self.wording)

    def _header(self, rows: Sequence[Row], height: int, years: Row | None) -> Header:
        """Return the header that the first rows make, whether or not it is one."""
        joined = Headings.of(rows[:height], self.announced)
        found, headings, upper = dict(joined.found), joined.words, joined.upper
        texts = {column: clean(heading.text) for column, heading in headings.items()}
        below = rows[height : height + _LOOKED_AT]
        body = (row for row in below if not _says_again(row, texts))
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
        series = _series(headings)
        found |= {c: NOTHING for c in series if "deadline" in found[c].kinds}
        kinds = self._with_actions(found, contents, texts)
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

    def _with_actions(
        self, found: Mapping[int, Announced], contents: Contents, texts: Mapping[int, str]
    ) -> dict[int, tuple[str, ...]]:
        """Settle which column holds the actions, and which their parts.

        Where a person said which column it is, no other is.
        """
        kinds = {column: each.kinds for column, each in found.items()}
        said = {column for column, each in found.items() if each.is_said}
        if any("action" in kinds[column] for column in said):
            return {c: k if c in said else _without(k, "action") for c, k in kinds.items()}
        for column in kinds.keys() - said:
            refers = contents.are_all(column, self._reference)
            if "action" in kinds[column] and (refers or not contents.may_be_actions(column)):
                kinds[column] = _without(kinds[column], "action")
            own = kinds[column]
            kinds[column] = supported(self.wording, own, texts[column], column, contents)
        actions = [column for column, each in kinds.items() if "action" in each]
        best = max((self._fitness(found[c], contents, c) for c in actions), default=0.0)
        for column in actions:  # what is called so by the way
            if best - self._fitness(found[column], contents, column) > _CLEARLY:
                kinds[column] = _without(kinds[column], "action")
        actions = [column for column in actions if "action" in kinds[column]]
        for column in actions[:1]:  # 'lines of action/measures' opens no part of the plan
            kinds[column] = tuple(k for k in kinds[column] if k == "number" or k not in STRUCTURE)
        for column in kinds.keys() - said:  # 'Milestone' over the tasks that lead to it
            if "indicators" in kinds[column] and spans_actions(column, actions, contents):
                kinds[column] = _without(kinds[column], "indicators")
        for column in actions[1:]:  # measures, and the activities of each
            kinds[column] = _renamed(kinds[column], "action", "sub_action")
        known = {kind for each in kinds.values() for kind in each}
        if not actions and self.instead and known & _INSTEAD_BESIDE:
            free = {column: words for column, words in texts.items() if column not in said}
            chosen = stand_in(self.wording, kinds, free, contents, is_plan=self.is_plan)
            if chosen is not None:
                kinds[chosen] = (
                    "action",
                    *(kind for kind in kinds[chosen] if kind not in INSTEAD),
                )
        return kinds

    @cached_property
    def _reference(self) -> re.Pattern[str]:
        """Matches what only refers to actions by their numbers: 'actions 3-7'."""
        return re.compile(rf"\W*{either(self.wording.columns['action'])}\W*\d[\d\W]*")

    @staticmethod
    def _fitness(heading: Announced, contents: Contents, column: int) -> float:
        """Return how well a column fits the actions, by its heading and by its cells."""
        return heading.certainty + 0.5 * heading.is_name + 0.5 * contents.wordiness(column)


def _series(headings: Mapping[int, Passage]) -> list[int]:
    """Return the columns that differ only in the year of their headings: 'Horizon 2030'.

    What stands there are values of these years, and no times.
    """
    texts = {column: clean(heading.text) for column, heading in headings.items()}
    plain = {column: _YEAR.sub("", text) for column, text in texts.items() if _YEAR.search(text)}
    years: dict[str, set[str]] = {}
    for column, words in plain.items():
        years.setdefault(words, set()).add(texts[column])
    return [column for column, words in plain.items() if len(years[words]) > 1]


def is_numbering(row: Row) -> bool:
    """Tell whether a row only counts the columns, as below the header of some tables."""
    texts = [cell.passage.text.strip() for cell in row.cells if cell.passage]
    if len(texts) < 2 or not all(_COUNTED.fullmatch(text) for text in texts):
        return False
    first, second, *_ = (int(text.strip("()")) for text in texts)
    return len(texts) > 2 or (len(row.cells) == 2 and second == first + 1)


def _says_again(row: Row, texts: Mapping[int, str]) -> bool:
    """Tell whether most cells of a row say the heading of their column."""
    filled = [cell for cell in row.cells if cell.passage]
    same = sum(texts.get(cell.column) == clean(cell.passage.text) for cell in filled)
    return bool(filled) and 2 * same > len(filled)


def _without(kinds: tuple[str, ...], kind: str) -> tuple[str, ...]:
    return tuple(each for each in kinds if each != kind)


def _renamed(kinds: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(new if kind == old else kind for kind in kinds)


def _covered(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.columns)
