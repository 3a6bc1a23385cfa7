"""Tell tables that are not read whole: torn rows, those run together, those left as text with bars.

What made the file, a conversion or the recognition of a scan, did not understand its tables. What
of them became rows is no more than a part of the plan, and looks like all of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from plan_graph.language.columns import announced
from plan_graph.language.wording import Wording, heading_key
from plan_graph.phrases import phrase
from plan_graph.plan import Action, Plan, TableKind
from plan_graph.plan.tables import Cell, Table
from plan_graph.text import Passage, clean

FEW = 4
"""Of fewer actions shares say nothing."""
LOST = 0.4
"""The share of the rows of tables, or of their labels, that is too many to be lost."""
_NAMES = 0.1
"""For so many names of actions between bars, as a share of those read, the rest is not the plan."""
_WORDS_ALONE = frozenset(("action", "sub_action", "number"))
_SEVERED = 0.01
"""For so many cells that are parts of others, as a share of the rows, none can be relied on."""
_FEW_SMALL = 0.25
"""The share of the cells of a column up to which those that begin small are exceptions."""
_MOST_KINDS = 3
"""Headings of so many kinds in one cell are those of several columns."""
_LETTER = re.compile(r"[^\W\d_]")
_BAR = re.compile(r"\s*\|\s*")


def torn(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for tables of nothing but words of actions, many of whose rows are one cell.

    The rows of a scanned table that was not understood are torn like that.
    """
    tables = {t.number: t for t in plan.tables if t.kind is TableKind.ACTIONS}
    known = {kind for table in tables.values() for column in table.columns for kind in column.kinds}
    if not tables or wording.said or not known <= _WORDS_ALONE:
        return
    own = [table for table in plan.document.tables if table.number in tables]
    rows = [row for table in own for row in table.rows if any(c.passage for c in row.cells)]
    alone = sum(sum(bool(cell.passage) for cell in row.cells) == 1 for row in rows)
    if len(actions) > FEW and alone > LOST * len(rows) and "sub_action" in known:
        yield phrase("reading.gate.rows_are_torn", alone=alone, rows=len(rows))


def run_together(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for cells that white space alone parts and whose rows are not where they were read.

    One begins small, as the middle of a sentence does, in a column whose others begin with
    capitals; or it says twice who is responsible. One such cell may be the author's own. A heading
    that is nothing but the headings of several columns shows it at once.
    """
    theirs = {table.number for table in plan.tables if table.kind is TableKind.ACTIONS}
    tables = [t for t in plan.document.tables if t.number in theirs and t.is_spaced]
    own = (c.heading for t in plan.tables if t.number in theirs for c in t.columns)
    several = [heading for heading in own if _are_headings(heading, wording)]
    for heading in several[:1]:
        yield phrase("reading.gate.headings_run_together", heading=clean(heading.text)[:60])
    labels = {heading_key(label) for label in wording.roles["responsible"]}
    found = [cell for table in tables for cell in _severed(table)]
    found += [c for t in tables for row in t.rows for c in row.cells if _is_double(c, labels)]
    if len(found) > max(1, _SEVERED * sum(len(table.rows) for table in tables)):
        such = phrase("reading.gate.such", title=clean(found[0].passage.text)[:40])
        yield phrase("reading.gate.rows_run_together", cells=len(found), such=such)


def _are_headings(words: Passage, wording: Wording) -> bool:
    """Tell whether each word is a heading of a kind of its own: 'Action Lead Deadline'."""
    found = [announced(wording, word) for word in words.text.split()]
    kinds = {each.kinds for each in found}
    return len(kinds) >= _MOST_KINDS and all(each.is_whole for each in found)


def _severed(table: Table) -> Iterator[Cell]:
    """Yield the cells that begin small where those of their column begin with capitals.

    Words that are the whole of several cells, such as 'none', are no part of any other.
    """
    columns: dict[int, list[Cell]] = {}
    for row in table.rows:
        for cell in row.cells:
            if cell.columns == 1 and _LETTER.search(cell.passage.text):
                columns.setdefault(cell.column, []).append(cell)
    for cells in columns.values():
        small = [cell for cell in cells if cell.passage.text.lstrip()[0].islower()]
        times = Counter(clean(cell.passage.text) for cell in small)
        once = [cell for cell in small if times[clean(cell.passage.text)] == 1]
        yield from once if len(small) <= _FEW_SMALL * len(cells) else ()


def _is_double(cell: Cell, labels: set[str]) -> bool:
    """Tell whether a cell has a label of who is responsible on more than one line."""
    lines = (line.partition(":") for line in cell.passage.text.split("\n"))
    return sum(bool(colon) and heading_key(label) in labels for label, colon, _ in lines) > 1


def between_bars(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for labels of the plan's tables or cards in lines of text, beside a bar: '| Lead |'.

    They are rows that a conversion left as text, where nothing tells what is beside what.
    """
    kinds = _labels(plan)
    lines = [b for b in plan.document.blocks if isinstance(b, Passage) and "|" in b.text]
    found = [label for line in lines for label in _beside_bars(line.folded, kinds)]
    names = [label for label in found if "action" in kinds[label]]
    most = max(_NAMES * len(actions), 1)
    if len(names) > most or len(found) > max(LOST * (len(found) + _in_cells(plan, kinds)), FEW):
        such = phrase("reading.gate.such", title=clean((names or found)[0]))
        yield phrase("reading.gate.rows_between_bars", labels=len(found), such=such)


def _labels(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the known headings and labels of what holds the actions, with their kinds."""
    tables = (table for table in plan.tables if table.kind is not TableKind.OTHER)
    columns = (column for table in tables for column in table.columns)
    return {heading_key(each.heading.text): each.kinds for each in columns if each.kinds}


def _in_cells(plan: Plan, labels: dict[str, tuple[str, ...]]) -> int:
    """Return how many cells of the tables that hold the actions are one of the labels."""
    theirs = {table.number for table in plan.tables if table.kind is not TableKind.OTHER}
    tables = (table for table in plan.document.tables if table.number in theirs)
    cells = (cell for table in tables for row in table.rows for cell in row.cells)
    return sum(heading_key(cell.passage.text) in labels for cell in cells)


def _beside_bars(line: str, labels: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the labels beside a bar; lines that were joined have the next row's at the end."""
    longest = max((label.count(" ") + 1 for label in labels), default=0)
    for part in _BAR.split(clean(line)):
        words = part.split(" ")
        for count in range(1, min(longest, len(words)) + 1):
            ends = (" ".join(words[:count]), " ".join(words[-count:]))
            yield from (each for each in dict.fromkeys(ends) if each in labels)
