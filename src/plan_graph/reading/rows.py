"""Tables to rows that are understood: lines that may be headings, and actions by their columns."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from plan_graph.language.headings import ABOVE, HeadingReader, Level
from plan_graph.language.wording import Wording, either, heading_key
from plan_graph.phrases import phrase
from plan_graph.plan import ColumnReading, TableKind, TableReading
from plan_graph.plan.codes import is_under, leading_code
from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.reading.cards.find import Cards, find_cards
from plan_graph.reading.cards.labelled import find_labelled
from plan_graph.reading.events import ActionRow, Event, Line
from plan_graph.reading.gate import refusal
from plan_graph.reading.tables.align import Aligner
from plan_graph.reading.tables.by_code import with_coded
from plan_graph.reading.tables.calendar import year_of
from plan_graph.reading.tables.candidates import with_candidates
from plan_graph.reading.tables.contents import Contents
from plan_graph.reading.tables.groups import Groups, are_by_step
from plan_graph.reading.tables.header import STRUCTURE, Header, HeaderReader, is_numbering
from plan_graph.reading.tables.mixed import without_mixed
from plan_graph.reading.tables.repeats import merged
from plan_graph.reading.tables.titled import Titled, titled, under_headings
from plan_graph.reading.tables.turned import upright
from plan_graph.text import Passage, clean, covering, has_at_most

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_NOTE = re.compile(r"\s*(?P<mark>[*†‡§]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}|\[\d{1,2}\])\s*[^\W\d_]")
_A_WORD = r"[^\W\d_]{3}"
_IN_BRACKETS = re.compile(r"\[[^\[\]]+\]|\([^()]+\)|<[^<>]+>|\{[^{}]+\}")
"""How templates write what is to be filled in."""
_TOLD = 3
"""So many cells that tell how they are filled in make a row of instructions, with a third of it."""
_UNIT_WORDS = 2
"""Words that may stand beside the number of a sum: '12 million euro'."""
_SURE = 3
"""So many headings that are known for sure make the header of another table on a sheet."""
_SHORT = 4
"""Words of the longest cell that may say the same in many rows, such as who is responsible."""
_APART = 150
"""So many words between two tables are text of its own: the second goes on with none."""
_FRONT = 3
"""So many lines or tables at the beginning of a document may hold its title."""
_FIRST_PART = re.compile(r"(?<=\w)\s+(?=1\.\s+[^\W\d_])")
"""Where the first part of a pillar begins on the pillar's own line: 'A. Domeniu: X 1. Y'."""


@dataclass(frozen=True)
class Reading:
    """The lines and rows of actions of a document in order, and what its tables were taken for."""

    events: tuple[Event, ...]
    tables: tuple[TableReading, ...]


def read_rows(document: Document, wording: Wording) -> Reading:
    """Return the lines, and the rows of actions, in reading order.

    Raises:
        ReadingError: If no table holds actions; the message shows the nearest one.
    """
    reading = rows_of(document, wording)
    if not any(isinstance(event, ActionRow) for event in reading.events):
        words = ", ".join(f"'{phrase}'" for phrase in wording.columns["action"][:3])
        problem = phrase("reading.rows.no_action_table_found_no", words=words)
        tables = with_candidates(document, HeaderReader(wording), reading.tables)
        raise refusal(document.name, problem, tables)
    return reading


def rows_of(document: Document, wording: Wording) -> Reading:
    """Return the lines, and the rows of actions, if there are any, in reading order."""
    document = upright(document, wording)
    rows = _chosen(document, wording)
    events, readings = without_mixed(list(rows.read()), rows.readings, document, rows.reader)
    found = merged(events, document)
    if not rows.cards:  # a card says all of its action
        found = with_coded(found, document, rows.reader)
    tables = (
        replace(table, kind=TableKind.SECOND) if table.number in found.second else table
        for table in readings
    )
    return Reading(found.events, tuple(tables))


def _chosen(document: Document, wording: Wording) -> _Rows:
    """Return the reader of the rows of a document, which has tables of actions, or cards.

    One card alone counts only where no table could be one of actions; none counts where a
    person said which column holds the actions. Cards that headings name may have a table of
    their steps within, but none of actions beside them.
    """
    plain = HeaderReader(wording, year=year_of(document))
    loose = replace(plain, instead=True, is_plan=_calls_itself_a_plan(document, wording))
    tables = list(document.tables)
    cards = find_cards(document, wording)
    are_several = len(cards.rows) > 1 + 2 * cards.by_title
    if cards.by_heading:
        held = {number for number, _ in cards.rows}
        others = (table for table in tables if table.number not in held)
        are_several = not any(True for table in others for _ in _headers(table, plain))
    if are_several and not wording.said:
        return _Rows(document, wording, plain, cards)
    headers = (is_said for table in tables for is_said in _headers(table, plain))
    first = next(headers, None)  # the others are looked for only where they decide something
    if first is not None or any(titled(table, plain) for table in tables):
        is_cards = are_several and not (first or any(headers))
        return _Rows(document, wording, plain, cards if is_cards else Cards())
    if under := under_headings(document, plain):
        return _Rows(document, wording, plain, Cards(), under=under)
    if len(cards.rows) > any(any(True for _ in _headers(table, loose)) for table in tables):
        return _Rows(document, wording, plain, cards)
    labelled = find_labelled(document, wording)
    return _Rows(document, wording, plain if labelled else loose, Cards(), labelled)


def _calls_itself_a_plan(document: Document, wording: Wording) -> bool:
    """Tell whether the title that a document states, or one of its first lines, names a plan."""
    first = list(islice(document.blocks, _FRONT))
    rows = (b.rows[0] if isinstance(b, Table) else Row(1, (Cell(b, 1),)) for b in first)
    lines = [cell.passage for row in rows for cell in row.cells]
    stated = [document.title] if document.title else []
    return any(map(HeadingReader(wording).names_plan, [*stated, *lines]))


def _headers(table: Table, reader: HeaderReader) -> Iterator[bool]:
    """Return for each header of a table whether a person said which column holds the actions."""
    for index in range(len(table.rows)):
        header = reader.read(table.rows[index:])
        if header:
            yield reader.names_actions(table.rows[index:], header)


_Said = tuple[int, str]


def _short(row: Row) -> Iterator[_Said]:
    """Return the short words of a row, which may recur, with their columns."""
    for cell in row.cells:
        is_short = has_at_most(_SHORT, cell.passage.text)
        if is_short and _LETTERS.search(cell.passage.text) and not row.is_spanning:
            yield cell.column, clean(cell.passage.text).lower()


def _is_another(above: Sequence[Row], below: Sequence[Row]) -> bool:
    """Tell whether rows above a header are another table, on the same sheet.

    It holds no texts, or an overview: most of its rows say what stands below.
    """
    if not Contents.of(above).hold_texts:
        return True
    said = {clean(cell.passage.text) for row in below for cell in row.cells if cell.passage}
    again = sum(
        any(clean(c.passage.text) in said and not has_at_most(1, c.passage.text) for c in row.cells)
        for row in above
    )
    return 2 * again > len(above)


def _without_foot(table: Table) -> tuple[list[Row], list[Row]]:
    """Return the rows of a table, and those of its foot: one cell each, below a blank row.

    A legend stands there, or a note. Where rows above are one cell in the same column, as those
    of actions of which nothing else is told, there is no foot; in the first column such rows are
    headings.
    """
    rows = [row for row in table.rows if any(cell.passage for cell in row.cells)]
    alone = [_alone(row) for row in rows]
    start = len(rows)
    for index in range(len(rows) - 1, 0, -1):
        if not alone[index]:
            break
        if rows[index].number > rows[index - 1].number + 1:
            start = index
    own = set(alone[start:])
    is_foot = start > _SURE and (own - {1} or own).isdisjoint(alone[:start])
    return (rows[:start], rows[start:]) if is_foot else (rows, [])


def _alone(row: Row) -> int:
    """Return the column of the only cell with words of a row; 0 if it spans, or has several."""
    columns = [cell.column for cell in row.cells if cell.passage]
    return columns[0] if len(columns) == 1 and not row.is_spanning else 0


def _is_note(row: Row, rows: Sequence[Row]) -> bool:
    """Tell whether a row is a footnote: its only words begin with a mark.

    Others end with the mark, or it is the last row, and the mark is not that of a list.
    """
    words = [cell.passage for cell in row.cells if cell.passage]
    mark = _NOTE.match(words[0].text) if len(words) == 1 else None
    if mark is None:
        return False
    marked = re.compile(rf"\w{re.escape(mark['mark'])}(?!\w)")
    begun = re.compile(rf"\s*{re.escape(mark['mark'])}", re.MULTILINE)
    others = [cell.passage.text for each in rows if each is not row for cell in each.cells]
    is_last = row is rows[-1] and not any(map(begun.match, others))
    return is_last or any(map(marked.search, others))


def _is_to_fill_in(texts: Sequence[Passage]) -> bool:
    """Tell whether the cells of a row of a template are to be filled in: '2', '[action]', '…'."""
    empty = [bool(_IN_BRACKETS.fullmatch(text.text)) for text in texts]
    dots = [not text.text.strip(" .…_") for text in texts]
    plain = [not _LETTERS.search(text.text) for text in texts]
    return any((*empty, *dots)) and all(map(any, zip(empty, dots, plain, strict=True)))


@dataclass
class _Rows:
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

    def read(self) -> Iterator[Event]:
        """Yield what the blocks of the document hold."""
        heads = {heading for heading, _ in self.under.values()}
        for block in self._blocks():
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

    def _blocks(self) -> Iterator[Passage | Table]:
        """Yield the blocks; the words below a bare 'Obiectiv specific 1.1' belong to it."""
        blocks = deque(part for block in self.document.blocks for part in self._parts(block))
        while blocks:
            block = blocks.popleft()
            below = blocks[0] if blocks else None
            match block, below:
                case Passage(), Passage() if below.start in self.labelled:
                    yield block
                case Passage(), Passage() if self._goes_on(block, below):
                    yield self._joined(block, below)
                    blocks.popleft()
                case _:
                    yield block

    def _parts(self, block: Passage | Table) -> list[Passage | Table]:
        """Part the heading of a pillar from that of its first part, if they share a line."""
        if not isinstance(block, Passage) or self.document.level(block):
            return [block]
        inner = _FIRST_PART.search(block.text)
        heading = self.headings.read(block.slice(0, inner.start())) if inner else None
        if inner is None or heading is None or heading.level is not Level.PILLAR:
            return [block]
        return [block.slice(0, inner.start()), block.slice(inner.end())]

    def _goes_on(self, words: Passage, below: Passage) -> bool:
        """Tell whether a heading goes on below: it is bare, or a small letter follows."""
        heading = self.headings.read(words)
        if heading is None or self.headings.read(below) or self.document.level(below):
            return False
        is_bare = bool(heading.code) and heading.title == heading.stated_in
        return is_bare or (heading.level is Level.TITLE and below.text[:1].islower())

    def _joined(self, first: Passage, last: Passage) -> Passage:
        return Passage(first.start, self.document.text[first.start : last.end])

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
        rows, foot = _without_foot(table)
        groups = self._continued(rows)
        columns = self._columns(groups.header, ()) if groups else ()
        several = lost = index = 0
        while index < len(rows):
            row, below = rows[index], rows[index + 1 :]
            last, above = groups.header if groups else None, rows[index - 1] if index else None
            header = self.reader.read(rows[index:], last, above)
            if header is None and groups is None and self.headed:
                header = self.reader.read_again(rows[index:], self.headed)
            if header is None and above and row.number > above.number + 1:
                header = self._below_blank(rows[index:], last)
            if header:
                if groups is None and _is_another(rows[:index], rows[index:]):
                    several = lost = 0
                yield from groups.close() if groups else ()
                self.carried = header
                self.headed.update(header.words)
                columns = columns or self._columns(header, rows[index:])
                index += header.rows
                by_step = are_by_step(rows[index:], header)
                groups = Groups(header, by_step, groups.seen if groups else set())
                continue
            if (
                groups
                and above
                and row.number > above.number + 1
                and self._leaves(rows[index:], groups)
            ):
                yield from groups.close()
                groups = None
            index += 1
            if groups and (_is_note(row, rows) or self._is_no_action(row, groups)):
                yield from (replace(line, apart=True) for line in self._loose(row))
                continue
            line = self._line(row, below, groups)
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

    def _is_no_action(self, row: Row, groups: Groups) -> bool:
        """Tell whether a row holds sums, or tells how to fill the table in."""
        texts = [cell.passage.strip() for cell in row.cells if cell.passage]
        if not texts or row.is_spanning:
            return False
        if self._is_heading_again(row, groups.header):
            return True
        above = {cell.passage.strip() for cell in groups.above}
        again = clean(texts[0].text)
        own = [text for text in texts[1:] if text not in above and clean(text.text) != again]
        plain = sum(len(_LETTERS.findall(text.text)) <= _UNIT_WORDS for text in own)
        if self._total.match(texts[0].folded) and plain == len(own):
            return True
        if _is_to_fill_in(texts):
            return True
        if groups.rows or groups.seen:
            return False
        return self._is_instruction(texts)

    def _is_instruction(self, texts: Sequence[Passage]) -> bool:
        """Tell whether the cells of a first row say how to fill the table in.

        Half of them do so in known words, or a third of several; one is enough in a row that
        has no capital and no number.
        """
        told = sum(
            bool(self._instruction.match(text.folded) or _IN_BRACKETS.fullmatch(text.text))
            for text in texts
        )
        if 2 * told >= len(texts) or (told >= _TOLD and 3 * told >= len(texts)):
            return True
        is_plain = all(text.text[:1].islower() for text in texts)
        return told > 0 and is_plain and len(texts) > _TOLD

    def _is_heading_again(self, row: Row, header: Header) -> bool:
        """Tell whether the cell of the action says the heading of its column.

        It may do so in other words, if another cell says that of its own.
        """
        columns = header.columns("action")
        said = (cell.passage for cell in row.cells if cell.passage and cell.column in columns)
        again = {
            column: clean(cell.passage.text) == clean(header.headings[column].text)
            for cell in row.cells
            if cell.passage and (column := cell.column) in header.headings
        }
        return any(again[column] for column in columns if column in again) or (
            any(again.values()) and any(map(self._announces_action, said))
        )

    def _announces_action(self, words: Passage) -> bool:
        return "action" in self.reader.announced(words).kinds

    @cached_property
    def _total(self) -> re.Pattern[str]:
        totals = either(self.wording.lists["totals"])
        return re.compile(
            rf"{totals}(?:\W*\Z|\s*[:(–—]|\s+-\s|\s+\w+\W*\Z|(?s:(?:(?!{_A_WORD}).)*)\Z)"
        )

    @cached_property
    def _instruction(self) -> re.Pattern[str]:
        return re.compile(rf"\W*{either(self.wording.lists['instructions'])}")

    def _continued(self, rows: Sequence[Row]) -> Groups | None:
        """Return the groups of a table that goes on with the one before, without its header."""
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
        return Groups(header, are_by_step(body, header))

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
            return line if self.listing or self._is_heading(cell, below) else None
        if cell is row.cells[0] and self._is_announced(cell.passage):
            return line
        is_above = set(kinds) & set(STRUCTURE) or (not kinds and cell.column == 1)
        is_text = len(cell.passage.text.split()) > 1
        return line if is_above and is_text and len(row.cells) == header.width else None

    def _is_announced(self, words: Passage) -> bool:
        """Tell whether words announce a pillar or objective, whatever their column holds."""
        heading = self.headings.read(words)
        return bool(heading and heading.level in ABOVE and not heading.in_capitals)

    def _is_heading(self, cell: Cell, below: Sequence[Row]) -> bool:
        """Tell whether words alone in the column of actions head those below."""
        if self.headings.read(cell.passage):
            return True
        code = leading_code(cell.passage.strip()).code
        next_words = [each.passage for row in below[:1] for each in row.cells if each.passage]
        codes = [leading_code(words.strip()).code for words in next_words]
        return bool(code) and any(is_under(each, code) for each in codes)

    def _loose(self, row: Row) -> Iterator[Line]:
        """Yield the words of a row that is no action's; a short name and its name are one."""
        words = list(dict.fromkeys(cell.passage for cell in row.cells if cell.passage))
        if self.listing and len(words) == 2:
            words = [self._joined(*words)]
        for passage in words:
            yield Line(passage.strip(), loose=True)
