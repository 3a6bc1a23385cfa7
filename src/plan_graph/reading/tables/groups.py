"""Rows of one table that belong to one action, to the cells of the action and of its steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from plan_graph.plan.tables import Cell, Row
from plan_graph.reading.cells.lines import is_bullet, is_marked, without_marker
from plan_graph.reading.events import ActionRow, Column, Event, Line, format_of
from plan_graph.reading.tables.calendar import KIND as CALENDAR
from plan_graph.reading.tables.calendar import Slot
from plan_graph.reading.tables.header import STRUCTURE, Header
from plan_graph.text import Passage, clean

_Row = Sequence[Cell]
_ACROSS = 3
"""A cell over so many columns of as many kinds says something else than they announce."""


@dataclass
class Groups:
    """Collects the rows of a table; a row goes on with the action above it or begins another.

    Attributes:
        by_step: Whether the rows of the table tell of steps, so that one action has several.
        in_turn: Whether bare titles stand above rows that tell of something: they are no items.
        seen: The passages of all rows before those collected now.
        rows: The rows of the action that is open.
        details: Words in the column of actions that only describe the action above.
    """

    header: Header
    by_step: bool = False
    in_turn: bool = False
    seen: set[Passage] = field(default_factory=set)
    rows: list[_Row] = field(default_factory=list)
    details: set[Passage] = field(default_factory=set)

    @property
    def above(self) -> _Row:
        """The cells of the last row, () if there is none."""
        return self.rows[-1] if self.rows else ()

    def add(self, row: _Row, *, is_detail: bool = False) -> Iterator[Event]:
        """Take a row; give what is finished by it.

        Args:
            is_detail: Whether it goes on with the title of the action above, which it describes.
        """
        if is_detail and self.rows:
            self.details |= {c.passage for c in row if c.passage and "action" in self._kinds(c)}
        action = self._words(row, "action")
        if self.rows and (not action or self._is_same(row, self.rows[-1])):
            self.rows.append(row)
        elif action and self._is_item(row, action):
            yield from self.close()
            words = without_marker(action) if is_bullet(action) else action
            yield self._step([replace(c, passage=words) for c in row if c.passage == action][:1])
            self.seen.add(action)
        elif action:
            yield from self.close()
            self.rows = [row]
        else:
            for cell in row:
                if cell.passage and cell.passage not in self.seen:
                    yield Line(cell.passage.strip(), loose=True)

    def close(self) -> Iterator[Event]:
        """Yield the open action and its steps, and forget it."""
        rows = self.rows
        if not rows:
            return
        steps = [row for row in rows if self._is_step(row)]
        if not steps or not self.by_step:
            yield self._action(self._cells(rows))
        else:
            each = [{cell.passage for cell in row} for row in rows]
            shared = set.intersection(*each) if len(rows) > 1 else set()
            own = [c for c in rows[0] if c.passage in shared or self._is_of_whole(c)]
            plain = [cell for row in rows if row not in steps for cell in row]
            yield self._action(self._without_step([*own, *filter(_is_filled, plain)]))
            taken = shared | {cell.passage for cell in own}
            again = {clean(cell.passage.text) for cell in own if self._is_of_whole(cell)}
            for row in steps:
                rest = [cell for cell in row if cell.passage not in taken]
                yield self._step(c for c in rest if not self._says_again(c, again))
        self.seen.update(cell.passage for row in rows for cell in row)
        self.rows = []

    def _is_item(self, row: _Row, action: Passage) -> bool:
        """Tell whether a row is an item of a list below an action, and says no more: 'a) …'."""
        if self.in_turn:
            return False
        upper = {cell.passage for cell in self.above}
        own = {cell.passage for cell in row if cell.passage} - upper
        return bool(self.rows or self.seen) and own == {action} and is_marked(action)

    def _is_step(self, row: _Row) -> bool:
        """Tell whether a row names a step in a cell of its own."""
        step = self._words(row, "sub_action")
        return step is not None and step != self._words(row, "action")

    def _is_same(self, row: _Row, above: _Row) -> bool:
        """Tell whether two rows name the same action: in one cell, or in equal words with steps."""
        action, last = self._words(row, "action"), self._words(above, "action")
        if (
            action is None
            or last is None
            or action == last
            or not self.header.columns("sub_action")
        ):
            return action == last
        number, upper = self._words(row, "number"), self._words(above, "number")
        equal_numbers = number == upper or (
            number and upper and clean(number.text) == clean(upper.text)
        )
        return clean(action.text) == clean(last.text) and bool(equal_numbers)

    def _words(self, row: _Row, kind: str) -> Passage | None:
        """Return the words of the first cell of a kind that holds any."""
        return next((c.passage for c in row if c.passage and kind in self._kinds(c)), None)

    def _kinds(self, cell: Cell) -> list[str]:
        if cell.passage in self.details:
            return ["description"]
        covered = range(cell.column, cell.column + cell.columns)
        kinds = (kind for column in covered for kind in self.header.kinds.get(column, ()))
        return list(dict.fromkeys(kinds))

    def _is_of_whole(self, cell: Cell) -> bool:
        """Tell whether a cell says which action it is, or where it stands."""
        return bool(set(self._kinds(cell)) & {"action", *STRUCTURE})

    def _says_again(self, cell: Cell, said: Set[str]) -> bool:
        """Tell whether a cell only says again which action it is, or where it stands."""
        return self._is_of_whole(cell) and clean(cell.passage.text) in said

    def _without_step(self, row: Iterable[Cell]) -> list[Cell]:
        kinds = ((cell, self._kinds(cell)) for cell in row)
        return [cell for cell, own in kinds if "sub_action" not in own or "action" in own]

    @staticmethod
    def _cells(rows: Iterable[_Row]) -> list[Cell]:
        """Return the cells of several rows, each once."""
        return list({(cell.passage, cell.column): cell for row in rows for cell in row}.values())

    def _step(self, cells: Iterable[Cell]) -> ActionRow:
        return self._action(cells, step=True)

    def _action(self, cells: Iterable[Cell], *, step: bool = False) -> ActionRow:
        marks = list(cells)
        cells = {cell.passage: cell for cell in marks}.values()
        found: dict[str, tuple[Passage, ...]] = {}
        headings: dict[Passage, Passage] = {}
        other: list[Column] = []
        for cell in cells:
            heading = self.header.headings.get(cell.column, cell.passage.slice(0, 0))
            headings[cell.passage] = heading
            kinds = self._kinds(cell)
            if CALENDAR in kinds:
                continue
            if "sub_action" in kinds:
                kinds = ["action" if step or "action" in kinds else "description"]
            if self._is_across(cell, kinds):
                heading, kinds = cell.passage.slice(0, 0), []
                headings[cell.passage] = heading
            if not kinds and cell.passage:
                other.append(Column(heading, cell.passage.strip()))
            for kind in kinds:
                found[kind] = (*found.get(kind, ()), cell.passage)
        above = {cell for kind in STRUCTURE for cell in found.get(kind, ())}
        inherited = (frozenset(headings) & self.seen) - above
        filled = {kind: tuple(filter(None, each)) or each[:1] for kind, each in found.items()}
        columns = {cell.passage: cell.column for cell in cells}
        upper = {p: self.header.upper[c] for p, c in columns.items() if self.header.upper.get(c)}
        return ActionRow(
            filled,
            tuple(other),
            inherited,
            headings,
            upper,
            calendar=self._marked(marks),
            is_step=step,
            **format_of(cells),
        )

    @staticmethod
    def _is_across(cell: Cell, kinds: Sequence[str]) -> bool:
        """Tell whether a cell covers columns of so many kinds that it can be a value of none."""
        is_own = "action" in kinds or set(kinds) & set(STRUCTURE)
        return cell.columns >= _ACROSS and len(kinds) >= _ACROSS and not is_own

    def _marked(self, cells: Iterable[Cell]) -> tuple[Slot, ...]:
        """Return the columns of a calendar in which one of some cells has a mark or a fill."""
        marked = {
            column
            for cell in cells
            for column in range(cell.column, cell.column + cell.columns)
            if column in self.header.calendar and (cell.passage or cell.is_wordless)
        }
        return tuple(self.header.calendar[column] for column in sorted(marked))


def are_by_step(rows: Iterable[Row], header: Header) -> bool:
    """Tell whether some row below a header names a step, and no action or the one above again."""
    steps, actions = header.columns("sub_action"), header.columns("action")
    last = ""
    for row in rows if steps else ():
        found = {cell.column: clean(cell.passage.text) for cell in row.cells if cell.passage}
        step = any(column in found for column in steps)
        action = next((found[c] for c in actions if c in found), "")
        if step and last and action in ("", last):
            return True
        last = action or last
    return False


def _is_filled(cell: Cell) -> bool:
    return bool(cell.passage)
