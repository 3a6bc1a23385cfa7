"""Decide what holds the actions of a document, tables or cards, and read its rows and lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from plan_graph.errors import ReadingError
from plan_graph.language.titles import TitleReader
from plan_graph.language.wording import Wording, load
from plan_graph.phrases import phrase
from plan_graph.plan import TableKind, TableReading
from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.reading.blocks import with_titles
from plan_graph.reading.cards.bracketed import find_bracketed
from plan_graph.reading.cards.find import Cards, find_cards
from plan_graph.reading.cards.inner import cards_alone
from plan_graph.reading.cards.labelled import find_labelled
from plan_graph.reading.events import ActionRow, Event
from plan_graph.reading.gate import refusal
from plan_graph.reading.row_reader import RowReader
from plan_graph.reading.tables.by_code import with_coded
from plan_graph.reading.tables.calendar import year_of
from plan_graph.reading.tables.candidates import with_candidates
from plan_graph.reading.tables.copies import without_copies
from plan_graph.reading.tables.header_reader import HeaderReader
from plan_graph.reading.tables.matrix import with_bodies
from plan_graph.reading.tables.mixed import without_mixed
from plan_graph.reading.tables.repeats import merged
from plan_graph.reading.tables.titled import titled, under_headings
from plan_graph.reading.tables.turned import upright
from plan_graph.text import Passage, clean, fold

_FRONT = 3
"""So many lines or tables at the beginning of a document may hold its title."""


@dataclass(frozen=True)
class Reading:
    """The lines and rows of actions of a document in order, and what its tables were taken for."""

    events: tuple[Event, ...]
    tables: tuple[TableReading, ...]


def read_rows(document: Document, wording: Wording) -> Reading:
    """Return the lines, and the rows of actions, in reading order.

    Raises:
        ReadingError: If no table holds actions, or none is filled in; the message shows the
            nearest one.
    """
    reading = rows_of(document, wording)
    if not any(isinstance(event, ActionRow) for event in reading.events):
        if empty := [table for table in reading.tables if _is_unfilled(table)]:
            problem = phrase("reading.rows.nothing_filled_in")
            raise ReadingError(document.name, problem, place=f"table {empty[0].number}")
        quoted = load("en") if wording.is_guess else wording
        words = ", ".join(f"'{heading}'" for heading in quoted.columns["action"][:3])
        problem = phrase("reading.rows.no_action_table_found_no", words=words)
        tables = with_candidates(document, HeaderReader(wording), reading.tables)
        raise refusal(document.name, problem, tables)
    return reading


def _is_unfilled(table: TableReading) -> bool:
    """Tell whether a table has the headings of actions, and no words below them."""
    return table.kind is TableKind.ACTIONS and not table.rows


def rows_of(document: Document, wording: Wording) -> Reading:
    """Return the lines, and the rows of actions, if there are any, in reading order."""
    document = upright(document, wording)
    rows = _chosen(document, wording)
    read = list(with_titles(rows.read(), document, rows.headings))
    events, readings = without_mixed(read, rows.readings, document, rows.reader)
    events = with_bodies(events, document.text, wording)
    found = merged(list(without_copies(events)), document)
    if not rows.cards:  # a card says all of its action
        found = with_coded(found, document, rows.reader)
    tables = (
        replace(table, kind=TableKind.SECOND) if table.number in found.second else table
        for table in readings
    )
    return Reading(found.events, tuple(tables))


def _chosen(document: Document, wording: Wording) -> RowReader:
    """Return the reader of the rows of a document, which has tables of actions, or cards.

    One card alone counts only where no table could be one of actions; none counts where a
    person said which column holds the actions. Cards that headings name may have a table of
    their steps within, but none of actions beside them, unless it is an overview of theirs.
    """
    plain = HeaderReader(wording, year=year_of(document))
    loose = replace(plain, instead=True, is_plan=_calls_itself_a_plan(document, wording))
    cards = find_cards(document, wording)
    tables = list(cards_alone(document, cards.inner).tables)
    are_several = len(cards.rows) > 1 + 2 * cards.by_title
    if cards.by_heading:
        held = {number for number, _ in cards.rows}
        others = [table for table in tables if table.number not in held]
        are_several = _overviews(cards, others) or not any(
            True for table in others for _ in _headers(table, plain)
        )
    if are_several and not wording.said:
        return RowReader(document, wording, plain, cards)
    headers = (is_said for table in tables for is_said in _headers(table, plain))
    first = next(headers, None)  # the others are looked for only where they decide something
    if first is not None or any(titled(table, plain) for table in tables):
        is_cards = are_several and not (first or any(headers))
        return RowReader(document, wording, plain, cards if is_cards else Cards())
    if under := under_headings(document, plain):
        return RowReader(document, wording, plain, Cards(), under=under)
    if len(cards.rows) > any(any(True for _ in _headers(table, loose)) for table in tables):
        return RowReader(document, wording, plain, cards)
    is_plan = loose.is_plan or _tells_of_plans(document, wording)
    labelled = find_labelled(document, wording, is_plan=is_plan)
    is_report = any(map(TitleReader(wording).names_report, _first_lines(document)))
    if not labelled and loose.is_plan and not is_report:
        labelled = find_bracketed(document, wording)
    return RowReader(document, wording, plain if labelled else loose, Cards(), labelled)


def _overviews(cards: Cards, tables: Sequence[Table]) -> bool:
    """Tell whether the names of all cards are said in tables beside them."""
    cells = (cell for table in tables for row in table.rows for cell in row.cells)
    said = {fold(clean(cell.passage.text)) for cell in cells if cell.passage}
    return all(fold(clean(row.action.text)) in said for row in cards.rows.values())


def _calls_itself_a_plan(document: Document, wording: Wording) -> bool:
    """Tell whether the title that a document states, or one of its first lines, names a plan."""
    return any(map(TitleReader(wording).names_plan, _first_lines(document)))


def _tells_of_plans(document: Document, wording: Wording) -> bool:
    """Tell whether a document speaks of plans again and again, or is called 'Pier plan 2027'."""
    titles = TitleReader(wording)
    return titles.speaks_of_plans(document.text) or any(
        map(titles.is_dated_plan, _first_lines(document))
    )


def _first_lines(document: Document) -> list[Passage]:
    first = list(islice(document.blocks, _FRONT))
    rows = (b.rows[0] if isinstance(b, Table) else Row(1, (Cell(b, 1),)) for b in first)
    lines = [cell.passage for row in rows for cell in row.cells]
    return [*([document.title] if document.title else []), *lines]


def _headers(table: Table, reader: HeaderReader) -> Iterator[bool]:
    """Return for each header of a table whether a person said which column holds the actions."""
    for index in range(len(table.rows)):
        header = reader.read(table.rows[index:])
        if header:
            yield reader.names_actions(table.rows[index:], header)
