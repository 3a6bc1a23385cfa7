"""Rows whose cell of actions is a list: each item of it is an action, of which the row tells.

So plans are laid out that put the actions of an objective into one cell. A row with a number of
its own is one action, and its list tells how it is done; so is one whose list begins behind a
sentence. Where another cell holds as many lines, each item has its own; where one holds more or
fewer, nothing says which belongs to which, and the row stays whole. Lines that begin with
numbers of one row, '1.1' and '1.2', are a list. So are plain lines, where in each row of the
table that has several another cell holds as many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from plan_graph.plan.codes import code_cell, leading_code, parts
from plan_graph.plan.tables import Line, LineKind
from plan_graph.reading.cells.lines import entries
from plan_graph.reading.events import ActionRow, Column, Event
from plan_graph.reading.tables.header import STRUCTURE
from plan_graph.text import Passage, covering

_FEWEST_WORDS = 2
"""Words of the shortest item that is an action."""


_FEWEST_ROWS = 2
"""Rows whose cells go line by line, to tell lists from what goes on in several paragraphs."""
_FEWEST_LINES = 3
"""Lines of the longest of them: two may as well be a name and more of it, beside two bodies."""


def line_by_line(events: Iterable[Event]) -> frozenset[Passage]:
    """Return the headings of the columns of actions in which each line is an action."""
    counts: defaultdict[Passage, list[int]] = defaultdict(list)
    for row in events:
        cells = row.passages("action") if isinstance(row, ActionRow) and not _is_one(row) else ()
        if isinstance(row, ActionRow) and len(cells) == 1 and cells[0] in row.headings:
            lines = _plain_lines(row, cells[0])
            told = [len(found) for found in _told(row).values() if len(found) > 1]
            if len(lines) > 1:
                is_told = bool(told) and set(told) == {len(lines)}
                counts[row.headings[cells[0]]].append(len(lines) if is_told else 0)
    return frozenset(
        heading
        for heading, each in counts.items()
        if len(each) >= _FEWEST_ROWS and all(each) and max(each) >= _FEWEST_LINES
    )


def each_item(event: Event, listed: Set[Passage] = frozenset()) -> Iterator[Event]:
    """Yield an event, or the actions that the list in the cell of its action holds.

    `listed` are the headings of columns in which each line is an item.
    """
    items = _actions(event, listed) if isinstance(event, ActionRow) else []
    if not isinstance(event, ActionRow) or not items:
        yield event
        return
    parts = _told(event)
    several = {cell: found for cell, found in parts.items() if len(found) > 1}
    if any(len(found) != len(items) for found in several.values()):
        yield event
        return
    cell = event.passages("action")[0]
    shared = frozenset(parts.keys() - several.keys())
    for place, item in enumerate(items):
        own = {cell: item, **{other: found[place] for other, found in several.items()}}
        inherited = event.inherited | shared if place else event.inherited
        yield replace(_with(event, own), inherited=inherited)


_OWN = ("action", *STRUCTURE)


def _told(row: ActionRow) -> dict[Passage, list[Passage]]:
    """Return the lines of the cells that tell of an action, by the cell."""
    told = [cell for kind in row.cells for cell in row.passages(kind) if kind not in _OWN]
    told += [column.words for column in row.other]
    return {cell: entries(cell, row.lines_of(cell)) for cell in told if cell}


def _actions(row: ActionRow, listed: Set[Passage]) -> list[Passage]:
    """Return the items that the cell of the action is; none if it is no list of actions."""
    cells = row.passages("action")
    if len(cells) != 1 or _is_one(row):
        return []
    if row.headings.get(cells[0]) in listed:
        return _plain_lines(row, cells[0])
    found = _items(cells[0], row.lines_of(cells[0]))
    return found if all(len(item.text.split()) >= _FEWEST_WORDS for item in found) else []


def _is_one(row: ActionRow) -> bool:
    """Tell whether a row is one action, whatever its cells hold."""
    return row.is_step or row.is_card or any(map(code_cell, filter(None, row.passages("number"))))


def _plain_lines(row: ActionRow, cell: Passage) -> list[Passage]:
    """Return the lines of a cell that each begin with a capital; none where one does not."""
    lines = row.lines_of(cell)
    found = entries(cell, lines) if lines else []
    return found if all(line.text[:1].isupper() for line in found) else []


def _items(cell: Passage, lines: Sequence[Line]) -> list[Passage]:
    """Return the items of a cell that is a list and nothing else; what stands deeper is of one."""
    own = [line for line in lines if line.passage.strip()]
    if numbered := _numbered(cell, own):
        return numbered
    outer = min((line.level for line in own if line.kind is LineKind.ITEM), default=0)
    found: list[Passage] = []
    for line in own:
        words = line.passage.strip()
        if line.kind is LineKind.ITEM and line.level == outer:
            found.append(words)
        elif not found or line.kind is LineKind.PARAGRAPH:
            return []
        else:
            found[-1] = covering(cell, found[-1], words)
    return found if len(found) > 1 else []


def _numbered(cell: Passage, lines: Sequence[Line]) -> list[Passage]:
    """Return the lines of a cell that begin with numbers of one row, with those that go on.

    So '1.1 …' and '1.2 …' are two items, whatever the format makes of the lines.
    """
    found: list[Passage] = []
    codes: list[tuple[str, ...]] = []
    for words in (line.passage.strip() for line in lines):
        code = parts(leading_code(words).code)
        if code and (not codes or (code[:-1] == codes[-1][:-1] and code not in codes)):
            codes.append(code)
            found.append(words)
        elif not found:
            return []
        else:
            found[-1] = covering(cell, found[-1], words)
    return found if len(found) > 1 and all(len(code) > 1 for code in codes) else []


def _with(row: ActionRow, own: Mapping[Passage, Passage]) -> ActionRow:
    """Return a row with parts of its cells in their place, below the same headings."""
    cells = {kind: tuple(own.get(c, c) for c in each) for kind, each in row.cells.items()}
    headings = {own.get(cell, cell): heading for cell, heading in row.headings.items()}
    upper = {own.get(cell, cell): heads for cell, heads in row.upper.items()}
    other = tuple(Column(each.heading, own.get(each.words, each.words)) for each in row.other)
    return replace(row, cells=cells, headings=headings, upper=upper, other=other)
