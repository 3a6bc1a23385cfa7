"""Read the tables of a document row by row, and the lines between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plan_graph.language.headings import ABOVE, HeadingReader, Level
from plan_graph.language.wording import Wording, heading_key
from plan_graph.plan import ColumnReading, TableKind, TableReading
from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.reading.blocks import Blocks
from plan_graph.reading.cards.find import Cards
from plan_graph.reading.events import ActionRow, Event, Line
from plan_graph.reading.tables.align import Aligner
from plan_graph.reading.tables.below import Below, BelowHeaders
from plan_graph.reading.tables.groups import Groups
from plan_graph.reading.tables.header import STRUCTURE, Header
from plan_graph.reading.tables.header_reader import HeaderReader
from plan_graph.reading.tables.heading_rows import is_numbering
from plan_graph.reading.tables.no_actions import NoActions, Notes, without_foot
from plan_graph.reading.tables.other import Others
from plan_graph.reading.tables.sections import Sections, title_of
from plan_graph.reading.tables.titled import Titled, titled
from plan_graph.text import Passage, clean, covering, has_at_most

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SURE = 3
"""So many headings that are known for sure make the header of another table on a sheet."""
_SHORT = 4
"""Words of the longest cell that may say the same in many rows, such as who is responsible."""
_APART = 150
"""So many words between two tables are text of its own: the second goes on with none."""

_Said = tuple[int, str]


def _short(row: Row) -> Iterator[_Said]:
    """Return the short words of a row, which may recur, with their columns."""
    for cell in row.cells:
        is_short = has_at_most(_SHORT, cell.passage.text)
        if is_short and _LETTERS.search(cell.passage.text) and not row.is_spanning:
            yield cell.column, clean(cell.passage.text).lower()


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
    carried: Header | None = None
    between: int = 0
    """How many words stand between the table before and the next one."""
    said: set[_Said] = field(default_factory=set)
    """The short words of the table before, by their column."""
    headed: set[str] = field(default_factory=set)
    """The headings of the tables of actions so far, in the form in which they are compared."""
    listing: bool = False
    readings: list[TableReading] = field(default_factory=list)
    listed: set[str] = field(default_factory=set)
    """The labels of cards so far."""

    def __post_init__(self) -> None:
        """Make the readers."""
        self.headings = HeadingReader(self.wording)
        self.aligner = Aligner(self.wording)
        self.no_actions = NoActions(self.wording, self.reader)
        self.sections = Sections(self.headings)

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
                self.between += len(block.text.split())
            elif self.cards:
                yield from self._card_table(block)
            elif block.number in self.under:
                yield from self._titled(self.under[block.number][1], block.number)
            elif found := titled(block, self.reader):
                yield from self._titled(found, block.number)
            else:
                yield from self._table(block)

    def _card_table(self, table: Table) -> Iterator[Event]:
        """Yield the actions that begin in a table of cards, and the words that no card holds."""
        held = [any(c.passage in self.cards.taken for c in row.cells) for row in table.rows]
        kind = TableKind.CARDS if any(held) else TableKind.OTHER
        actions = [self.cards.rows.get((table.number, row.number)) for row in table.rows]
        labels = tuple(label for action in actions if action for label in self._labels(action))
        self.readings.append(TableReading(table.number, kind, labels, len(held), held.count(False)))
        if not any(held):
            kept = self._kept(cell.passage for row in table.rows for cell in row.cells)
            yield from (replace(line, loose=True) for line in kept)
            return
        for row in table.rows:
            action = self.cards.rows.get((table.number, row.number))
            if action:
                yield action
            words = {cell.passage for cell in row.cells if cell.passage}
            if not words & self.cards.taken:
                yield from self._kept(words)
                continue
            for passage in sorted(words - self.cards.taken):
                yield Line(passage.strip(), loose=True)

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

    def _titled(self, found: Titled, number: int) -> Iterator[Event]:
        """Yield the action that a table with a title over it is."""
        groups = Groups(found.header)
        yield from groups.add(found.cells)
        yield from groups.close()
        columns = self._columns(found.header, ())
        self.readings.append(TableReading(number, TableKind.CARDS, columns, 1, 0))

    def _table(self, table: Table) -> Iterator[Event]:
        rows, foot = without_foot(table)
        headers, notes, others = BelowHeaders(self.sections), Notes(rows), Others(rows)
        carried = self._continued(rows)
        told = headers.of(rows, carried) if carried else Below()
        groups = Groups(carried, told.by_step) if carried else None
        columns = self._columns(carried, ()) if carried else ()
        several = lost = index = start = 0
        counted = several, lost  # before the rows from `start`, which are below no header
        while index < len(rows):
            row, below = rows[index], rows[index + 1 :]
            last, above = groups.header if groups else None, rows[index - 1] if index else None
            header = self.reader.read(rows[index:], last, above)
            if header is None and groups is None and self.headed:
                header = self.reader.read_again(rows[index:], self.headed)
            if header is None and above and row.number > above.number + 1:
                header = self._below_blank(rows[index:], last)
            if header:
                if groups is None and others.stand(start, index):
                    several, lost = counted
                yield from groups.close() if groups else ()
                self.carried = header
                self.headed.update(header.words)
                columns = columns or self._columns(header, rows[index:])
                index += header.rows
                told = headers.of(rows[index:], header)
                groups = Groups(header, told.by_step, groups.seen if groups else set())
                continue
            if (
                groups
                and above
                and row.number > above.number + 1
                and self._leaves(rows[index:], groups)
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
                yield from groups.add(cells)
                continue
            lost += line is None
            yield from groups.close() if groups else ()
            yield from [line] if line else self._loose(row)
            if line:
                self._note(line.words)
        yield from groups.close() if groups else ()
        for row in foot:
            yield from (replace(line, apart=True) for line in self._loose(row))
        self.said = {words for row in rows for words in _short(row)}
        kind = TableKind.ACTIONS if columns else TableKind.OTHER
        self.readings.append(TableReading(table.number, kind, columns, several, lost))

    def _below_blank(self, rows: Sequence[Row], last: Header | None) -> Header | None:
        """Return the header with which another table begins on a sheet, below a blank row.

        It calls the actions by a known phrase, or as the header above does, and several other
        columns too.
        """
        header = self.reader.read(rows)
        said = {clean(heading.text) for heading in last.own} if last else set()
        found = [(h, self.reader.announced(h)) for h in header.own] if header else []
        sure = [each for heading, each in found if each.is_whole or clean(heading.text) in said]
        is_named = any("action" in each.kinds for each in sure)
        return header if is_named and len(sure) >= _SURE else None

    def _leaves(self, rows: Sequence[Row], groups: Groups) -> bool:
        """Tell whether a table of something else begins below a blank row of a sheet.

        Its header, below a title or with fewer cells than the table above, begins with a heading
        that is known for sure, and is not that of its column.
        """
        filled = [[cell for cell in row.cells if cell.passage] for row in rows[:2]]
        is_titled = len(filled[0]) == 1 and len(filled) > 1
        cells = filled[is_titled]
        own = groups.header.kinds
        if len(cells) < 2 or not (is_titled or len(cells) < len(groups.header.own)):
            return False
        if not all(has_at_most(_SHORT, cell.passage.text) for cell in cells):
            return False
        first = self.reader.announced(cells[0].passage)
        return first.is_whole and not set(first.kinds) & set(own.get(cells[0].column, ()))

    def _columns(self, header: Header, rows: Sequence[Row]) -> tuple[ColumnReading, ...]:
        """Return what the headings of a table are taken for, each once."""
        found: dict[Passage, ColumnReading] = {}
        alone = self.reader.alone(rows, header)
        for column, lower in header.headings.items():
            headings = (lower, *header.upper.get(column, ()))
            heading = next((h for h in headings if self.reader.announced(h).is_said), lower)
            certainty = self.reader.announced(heading).certainty
            kinds = header.kinds.get(column, ())
            read = ColumnReading(heading, kinds, certainty, alone.get(column, ()))
            found.setdefault(heading, read)
        return tuple(found.values())

    def _labels(self, action: ActionRow) -> tuple[ColumnReading, ...]:
        """Return what the labels of a card are taken for, but for those of cards above."""
        found = []
        for label in action.headings.values():
            key = heading_key(label.text)
            if key and key not in self.listed:
                self.listed.add(key)
                known, alone = self.reader.announced(label), self.reader.ruled.announced(label)
                found.append(ColumnReading(label, known.kinds, known.certainty, alone.kinds))
        return tuple(found)

    def _continued(self, rows: Sequence[Row]) -> Header | None:
        """Return the header of the table before, if this one goes on with it without its own."""
        body = [row for row in rows if not row.is_spanning]
        is_apart, self.between = self.between > _APART, 0
        if not body:
            return None
        header, self.carried = self.carried, None
        several = (row for row in body if sum(bool(cell.passage) for cell in row.cells) > 1)
        head = next(several, body[0])  # the title of a table may stand in a row above its header
        is_other = is_apart or self.reader.is_foreign(head)
        if header is None or is_other or self._heads_another(head, header):
            return None
        width = max(cell.column + cell.columns - 1 for row in body for cell in row.cells)
        if width != header.width:
            return None
        if not self.aligner.goes_on(body, header) and not self._recur(body):
            return None
        self.carried = header
        return header

    def _heads_another(self, row: Row, header: Header) -> bool:
        """Tell whether a row says a heading in its column, and names no actions in theirs."""
        said = {column: clean(words.text) for column, words in header.headings.items() if words}
        filled = [cell for cell in row.cells if cell.passage]
        is_again = any(clean(cell.passage.text) == said.get(cell.column) for cell in filled)
        own = (c.passage for c in filled if c.column in header.columns("action"))
        return is_again and not any("action" in self.reader.announced(w).kinds for w in own)

    def _recur(self, body: Sequence[Row]) -> bool:
        """Tell whether most rows say in some column what the table before says there."""
        return 2 * sum(bool(set(_short(row)) & self.said) for row in body) > len(body)

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
