"""Read the tables of a document row by row, and the lines between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plan_graph.language.headings import ABOVE, HeadingReader, Level
from plan_graph.language.wording import Wording
from plan_graph.plan import TableKind, TableReading
from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.reading.blocks import Blocks
from plan_graph.reading.cards.find import Cards
from plan_graph.reading.events import Event, Line
from plan_graph.reading.tables.align import Aligner
from plan_graph.reading.tables.below import Below, BelowHeaders
from plan_graph.reading.tables.blank_rows import begun_below_blank, is_left_below_blank
from plan_graph.reading.tables.earlier import EarlierHeaders
from plan_graph.reading.tables.going_on import GoingOn
from plan_graph.reading.tables.groups import Groups
from plan_graph.reading.tables.header import STRUCTURE
from plan_graph.reading.tables.header_reader import HeaderReader
from plan_graph.reading.tables.heading_rows import is_numbering
from plan_graph.reading.tables.no_actions import NoActions, Notes, without_foot
from plan_graph.reading.tables.other import Others
from plan_graph.reading.tables.sections import Sections, title_of
from plan_graph.reading.tables.titled import Titled, titled
from plan_graph.reading.tables.told_columns import ToldColumns
from plan_graph.text import Passage, covering


@dataclass
class RowReader:
    """Reads the tables of a document; the last header also serves tables that go on with it."""

    document: Document
    wording: Wording
    reader: HeaderReader
    cards: Cards
    labelled: Mapping[int, tuple[Event, ...]] = field(default_factory=dict)
    """Cards in paragraphs, by the start of each paragraph."""
    under: Mapping[int, tuple[Passage, Titled]] = field(default_factory=dict)
    """Tables that are an action each, whose titles are headings, by their numbers."""
    listing: bool = False
    is_captioned: bool = False
    """Whether the words before the next table are a word for actions, and no more."""
    readings: list[TableReading] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Make the readers."""
        self.headings = HeadingReader(self.wording)
        self.aligner = Aligner(self.wording)
        self.no_actions = NoActions(self.wording, self.reader)
        self.sections = Sections(self.headings)
        self.going_on = GoingOn(self.reader, self.aligner)
        self.told_columns = ToldColumns(self.reader)
        self.earlier = EarlierHeaders(self.reader)

    def read(self) -> Iterator[Event]:
        """Yield what the blocks of the document hold."""
        heads = {heading for heading, _ in self.under.values()}
        for block in Blocks(self.document, self.headings, self.labelled).read():
            if isinstance(block, Passage) and block.start in self.labelled:
                yield from self.labelled[block.start]
            elif not isinstance(block, Table):
                if block in self.cards.taken or block in heads:
                    continue  # the title of a card
                yield Line(block, level=self.document.level(block))
                self._note(block)
                self.is_captioned = self._calls_actions(block)
                self.going_on.pass_over(block)
            elif self.cards:
                yield from self._card_table(block)
            elif block.number in self.under:
                yield from self._titled(self.under[block.number][1], block.number)
            elif found := titled(block, self.reader):
                yield from self._titled(found, block.number)
            else:
                yield from self._table(block, self._header_reader())

    def _card_table(self, table: Table) -> Iterator[Event]:
        """Yield the actions that begin in a table of cards, and the words that no card holds."""
        inner = self.cards.inner.get(table.number)
        rows = table.rows[: inner.start] if inner else table.rows
        held = [any(c.passage in self.cards.taken for c in row.cells) for row in rows]
        kind = TableKind.CARDS if any(held) else TableKind.OTHER
        actions = [self.cards.rows.get((table.number, row.number)) for row in rows]
        labels = tuple(
            label for action in actions if action for label in self.told_columns.labels(action)
        )
        self.readings.append(TableReading(table.number, kind, labels, len(held), held.count(False)))
        if not any(held):
            kept = self._kept(cell.passage for row in table.rows for cell in row.cells)
            yield from (replace(line, loose=True) for line in kept)
            return
        for row in rows:
            action = self.cards.rows.get((table.number, row.number))
            if action:
                yield action
            words = {cell.passage for cell in row.cells if cell.passage}
            if not words & self.cards.taken:
                yield from self._kept(words)
                continue
            for passage in sorted(words - self.cards.taken):
                yield Line(passage.strip(), loose=True)
        if inner:
            yield from inner.steps(table, self.wording)

    def _kept(self, cells: Iterable[Passage]) -> Iterator[Line]:
        """Return the words of cells that no card holds, as they stand in the document."""
        words = sorted(filter(None, cells))
        if words:
            whole = Passage(0, self.document.text)
            yield Line(covering(whole, words[0].strip(), words[-1].strip()), apart=True)

    def _note(self, words: Passage) -> None:
        """Note whether a list of abbreviations begins; its lines are no actions."""
        heading = self.headings.read(words)
        if heading:
            self.listing = heading.level is Level.ABBREVIATIONS

    def _calls_actions(self, words: Passage) -> bool:
        """Tell whether words call what stands below them actions: 'Measures:'."""
        found = self.reader.announced(words)
        return found.is_whole and found.kinds == ("action",)

    def _header_reader(self) -> HeaderReader:
        """Return the reader of the next table's headers, by the words straight before it."""
        is_captioned, self.is_captioned = self.is_captioned, False
        return self.reader.below_caption if is_captioned else self.reader

    def _titled(self, found: Titled, number: int) -> Iterator[Event]:
        """Yield the action that a table with a title over it is."""
        groups = Groups(found.header)
        yield from groups.add(found.cells)
        yield from groups.close()
        columns = self.told_columns.columns(found.header, ())
        self.readings.append(TableReading(number, TableKind.CARDS, columns, 1, 0))

    def _table(self, table: Table, reader: HeaderReader) -> Iterator[Event]:
        rows, foot = without_foot(table)
        headers, notes, others = BelowHeaders(self.sections), Notes(rows), Others(rows)
        carried = self.going_on.header(rows)
        told = headers.of(rows, carried) if carried else Below()
        groups = told.groups(carried) if carried else None
        columns = self.told_columns.columns(carried, ()) if carried else ()
        several = lost = index = start = 0
        counted = several, lost  # before the rows from `start`, which are below no header
        while index < len(rows):
            row, below = rows[index], rows[index + 1 :]
            last, above = groups.header if groups else None, rows[index - 1] if index else None
            header = reader.read(rows[index:], last, above)
            if header is None and groups is None:
                header = self.earlier.again(rows[index:])
            if header is None and above and row.number > above.number + 1:
                header = begun_below_blank(rows[index:], last, self.reader)
            if header:
                if groups is None and others.stand(start, index):
                    several, lost = counted
                yield from groups.close() if groups else ()
                self.going_on.carried = header
                self.earlier.note(header)
                columns = columns or self.told_columns.columns(header, rows[index:])
                index += header.rows
                told = headers.of(rows[index:], header)
                groups = told.groups(header, groups.seen if groups else set())
                continue
            if (
                groups
                and above
                and row.number > above.number + 1
                and is_left_below_blank(rows[index:], groups.header, self.reader)
            ):
                yield from groups.close()
                groups, start, counted = None, index, (several, lost)
            index += 1
            if groups and (notes.holds(row) or self.no_actions.holds(row, groups)):
                yield from (replace(line, apart=True) for line in self._loose(row))
                continue
            line = (
                self._title(row) if row.number in told.sections else self._line(row, below, groups)
            )
            several += line is None
            cells = None if line or not groups else self._aligned(row, groups)
            if groups and cells:
                yield from groups.add(cells, is_detail=row.number in told.turns.details)
                continue
            lost += line is None
            yield from groups.close() if groups else ()
            yield from [line] if line else self._loose(row)
            if line:
                self._note(line.words)
        yield from groups.close() if groups else ()
        for row in foot:
            yield from (replace(line, apart=True) for line in self._loose(row))
        self.going_on.leave(rows)
        kind = TableKind.ACTIONS if columns else TableKind.OTHER
        self.readings.append(TableReading(table.number, kind, columns, several, lost))

    def _aligned(self, row: Row, groups: Groups) -> list[Cell] | None:
        if is_numbering(row) and not groups.rows and not groups.seen:
            return None
        return self.aligner.cells(row, groups.header, groups.above)

    def _line(self, row: Row, below: Sequence[Row], groups: Groups | None) -> Line | None:
        """Return the words of a row that is one line, as headings within a table are, or None."""
        above = {cell.passage for cell in groups.above} if groups else set()
        filled = [cell for cell in row.cells if cell.passage and cell.passage not in above]
        if len(filled) != 1:
            return None
        cell = filled[0]
        is_within = groups is not None or bool(below and self.reader.read(below))
        line = Line(cell.passage.strip(), spanning=is_within)
        if row.is_spanning or groups is None:
            return line
        header = groups.header
        if len(row.cells) > 1 and 2 * cell.columns > header.width:
            return line
        kinds = header.kinds.get(cell.column, ())
        if "action" in kinds:
            return line if self.listing else None
        if self._is_announced(cell.passage):
            return line
        is_above = set(kinds) & set(STRUCTURE) or (not kinds and cell.column == 1)
        is_text = len(cell.passage.text.split()) > 1
        return line if is_above and is_text and len(row.cells) == header.width else None

    def _is_announced(self, words: Passage) -> bool:
        """Tell whether words announce a pillar or objective, whatever their column holds."""
        heading = self.headings.read(words)
        return bool(heading and heading.level in ABOVE and not heading.in_capitals)

    def _title(self, row: Row) -> Line:
        """Return the words of a row that heads those below."""
        first, last = title_of(row)
        whole = Passage(0, self.document.text)
        return Line(covering(whole, first.passage.strip(), last.passage.strip()), spanning=True)

    def _loose(self, row: Row) -> Iterator[Line]:
        """Yield the words of a row that is no action's; a short name and its name are one."""
        words = list(dict.fromkeys(cell.passage for cell in row.cells if cell.passage))
        if self.listing and len(words) == 2:
            words = [covering(Passage(0, self.document.text), *words)]
        for passage in words:
            yield Line(passage.strip(), loose=True)
