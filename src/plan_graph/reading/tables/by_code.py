"""Tables that name actions by their code alone: their cells are put to the rows of the actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plan_graph.plan.codes import code_cell, parts
from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.reading.events import ActionRow, Event, Line
from plan_graph.reading.numbering import numbered
from plan_graph.reading.tables.groups import Groups
from plan_graph.reading.tables.header import MEANS, Header
from plan_graph.reading.tables.header_reader import HeaderReader
from plan_graph.reading.tables.repeats import Merged
from plan_graph.reading.tables.told_more import joined
from plan_graph.text import Passage, clean

_SHARE = 2 / 3
"""The share of rows with the code of an action, to make a table one about the same actions."""
_FEWEST = 2
_PARTS = 2
"""Parts of the shortest code that tells actions apart: '1', '2' may count anything."""
_TOP = 3
"""Rows in which a header may stand."""
_Code = tuple[str, ...]


@dataclass(frozen=True)
class _Coded:
    """A table with the codes of actions: its rows by their number and code.

    `is_counted` tells that the codes are single numbers, which may count anything.
    """

    table: int
    header: Header
    rows: tuple[tuple[int, _Code, ActionRow], ...]

    @property
    def is_counted(self) -> bool:
        return any(len(code) < _PARTS for _, code, _ in self.rows)


def with_coded(found: Merged, document: Document, reader: HeaderReader) -> Merged:
    """Return the events with what tables of codes add, and the numbers of those tables too."""
    rows = {i: each for i, each in enumerate(found.events) if isinstance(each, ActionRow)}
    known = _codes(rows)
    if len(known) < _FEWEST:
        return found
    places = (document.place(row.action) for row in rows.values())
    own = {place.table for place in places if place}
    others = [table for table in document.tables if table.number not in own]
    headings = {clean(h.text) for row in rows.values() for h in _number_headings(row)}
    second, taken = set(found.second), set[tuple[int, int]]()
    for each in _sure(list(_tables(others, reader, known, headings)), known, headings):
        for number, code, row in each.rows:
            rows[known[code]] = joined(rows[known[code]], row)
            second.add(each.table)
            taken.add((each.table, number))

    def is_left(event: Event) -> bool:
        place = document.place(event.words) if isinstance(event, Line) else None
        return place is None or (place.table, place.row) not in taken

    events = (rows.get(index, event) for index, event in enumerate(found.events))
    return Merged(tuple(filter(is_left, events)), frozenset(second))


def _codes(rows: Mapping[int, ActionRow]) -> dict[_Code, int]:
    """Return the rows whose code is no other's, by their code."""
    codes = {index: parts(numbered(row).notation) for index, row in rows.items()}
    counts = Counter(codes.values())
    return {code: index for index, code in codes.items() if code and counts[code] == 1}


def _number_headings(row: ActionRow) -> Iterator[Passage]:
    return (row.headings[cell] for cell in row.passages("number") if cell in row.headings)


def _sure(
    tables: Sequence[_Coded], known: Mapping[_Code, int], headings: set[str]
) -> Iterator[_Coded]:
    """Yield the tables that are about the same actions for sure.

    Single numbers are the codes of actions if their column is called so too, if nothing else
    says what a row is about, and if together they are the codes of all actions.
    """
    counted = [each for each in tables if each.is_counted]
    named = [each for each in counted if _is_counted_alike(each.header, headings)]
    codes = [code for each in named for _, code, _ in each.rows]
    are_all = len(set(codes)) == len(codes) == len(known)
    yield from (each for each in tables if not each.is_counted or (are_all and each in named))


def _is_counted_alike(header: Header, headings: set[str]) -> bool:
    said = {clean(header.headings[column].text) for column in header.columns("number")}
    return said <= headings and all(set(k) & {"number", *MEANS} for k in header.kinds.values())


def _tables(
    tables: Sequence[Table],
    reader: HeaderReader,
    known: Mapping[_Code, int],
    headings: Collection[str],
) -> Iterator[_Coded]:
    """Yield the tables most of whose rows have codes of actions; one may go on with another."""
    runs: list[list[_Coded]] = []
    last: _Coded | None = None
    for table in tables:
        rows = [row for row in table.rows if any(cell.passage for cell in row.cells)]
        tops = range(min(_TOP, len(rows)))
        heads = ((place, reader.attributes(rows[place:], headings)) for place in tops)
        place, header = next(((p, h) for p, h in heads if h and _is_of_codes(h)), (-1, None))
        if header is None and last and table.number == last.table + 1:
            widths = {cell.column + cell.columns - 1 for row in rows for cell in row.cells}
            header = last.header if max(widths, default=0) == last.header.width else None
        found = _rows(table.number, rows[place + 1 :], header, known) if header else None
        if found and last and found.header.words == last.header.words:
            runs[-1].append(found)
        elif found:
            runs.append([found])
        last = found
    for run in runs:
        if sum(len(each.rows) for each in run) >= _FEWEST:
            yield from run


def _rows(
    table: int, rows: Sequence[Row], header: Header, known: Mapping[_Code, int]
) -> _Coded | None:
    """Return the rows below a header if most have the code of an action, each another."""
    found = []
    body = [row for row in rows if not row.is_spanning]
    for row in body:
        number = next((c for c in row.cells if "number" in header.kinds.get(c.column, ())), None)
        code = parts(code_cell(number.passage)) if number else ()
        if number and code in known:
            found.append((row.number, code, _row(row, number, header)))
    are_most = bool(found) and len(found) >= _SHARE * len(body)
    is_second = are_most and len({code for _, code, _ in found}) == len(found)
    return _Coded(table, header, tuple(found)) if is_second else None


def _is_of_codes(header: Header) -> bool:
    return "action" not in header.known and "number" in header.known and bool(header.known & MEANS)


def _row(row: Row, number: Cell, header: Header) -> ActionRow:
    """Return a row below its header, with its code in the place of the action."""
    column = max(header.width, *(cell.column + cell.columns for cell in row.cells)) + 1
    groups = Groups(replace(header, kinds={**header.kinds, column: ("action",)}, width=column))
    cells = [cell for cell in row.cells if cell is not number]
    events = [*groups.add([Cell(number.passage, column), *cells]), *groups.close()]
    return next(event for event in events if isinstance(event, ActionRow))
