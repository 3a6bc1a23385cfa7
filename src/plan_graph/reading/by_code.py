"""Tables that name actions by their code alone: their cells are put to the rows of the actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from plan_graph.plan.codes import code_cell, parts
from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.reading.events import ActionRow, Event, Line
from plan_graph.reading.groups import Groups
from plan_graph.reading.header import MEANS, Header, HeaderReader
from plan_graph.reading.numbering import numbered
from plan_graph.reading.repeats import Merged, joined

_SHARE = 2 / 3
"""The share of rows with the code of an action, to make a table one about the same actions."""
_FEWEST = 2
_PARTS = 2
"""Parts of the shortest code that tells actions apart: '1', '2' may count anything."""
_TOP = 3
"""Rows in which a header may stand."""
_Code = tuple[str, ...]


def with_coded(found: Merged, document: Document, reader: HeaderReader) -> Merged:
    """Return the events with what tables of codes add, and the numbers of those tables too."""
    rows = {i: each for i, each in enumerate(found.events) if isinstance(each, ActionRow)}
    known = _codes(rows)
    if len(known) < _FEWEST:
        return found
    places = (document.place(row.action) for row in rows.values())
    own = {place.table for place in places if place}
    second, taken = set(found.second), set[tuple[int, int]]()
    for table in document.tables:
        for number, code, row in [] if table.number in own else _rows(table, reader, known):
            rows[known[code]] = joined(rows[known[code]], row)
            second.add(table.number)
            taken.add((table.number, number))

    def is_left(event: Event) -> bool:
        place = document.place(event.words) if isinstance(event, Line) else None
        return place is None or (place.table, place.row) not in taken

    events = (rows.get(index, event) for index, event in enumerate(found.events))
    return Merged(tuple(filter(is_left, events)), frozenset(second))


def _codes(rows: Mapping[int, ActionRow]) -> dict[_Code, int]:
    """Return the rows whose code has several parts and is no other's, by their code."""
    codes = {index: parts(numbered(row).notation) for index, row in rows.items()}
    counts = Counter(codes.values())
    return {
        code: index for index, code in codes.items() if len(code) >= _PARTS and counts[code] == 1
    }


def _rows(
    table: Table, reader: HeaderReader, known: Mapping[_Code, int]
) -> Sequence[tuple[int, _Code, ActionRow]]:
    """Return the rows of a table with the codes of actions, if most of its rows have such."""
    rows = [row for row in table.rows if any(cell.passage for cell in row.cells)]
    heads = ((place, reader.attributes(rows[place:])) for place in range(min(_TOP, len(rows))))
    place, header = next(((p, h) for p, h in heads if h and _is_of_codes(h)), (0, None))
    if header is None:
        return []
    found = []
    body = [row for row in rows[place + 1 :] if not row.is_spanning]
    for row in body:
        number = next((c for c in row.cells if "number" in header.kinds.get(c.column, ())), None)
        code = parts(code_cell(number.passage)) if number else ()
        if number and code in known:
            found.append((row.number, code, _row(row, number, header)))
    is_second = len(found) >= _FEWEST and len(found) >= _SHARE * len(body)
    return found if is_second and len({code for _, code, _ in found}) == len(found) else []


def _is_of_codes(header: Header) -> bool:
    return "action" not in header.known and "number" in header.known and bool(header.known & MEANS)


def _row(row: Row, number: Cell, header: Header) -> ActionRow:
    """Return a row below its header, with its code in the place of the action."""
    column = max(header.width, *(cell.column + cell.columns for cell in row.cells)) + 1
    groups = Groups(replace(header, kinds={**header.kinds, column: ("action",)}, width=column))
    cells = [cell for cell in row.cells if cell is not number]
    events = [*groups.add([Cell(number.passage, column), *cells]), *groups.close()]
    return next(event for event in events if isinstance(event, ActionRow))
