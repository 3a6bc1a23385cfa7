"""Tables of indicators that name objectives by their code or title: what measures the objectives.

A table is one of these only if its header says so, and most of its rows name an objective of the
plan for sure; what is not read of it stays among the words that no rule reads.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from plan_graph.plan import Indicator, Objective, Plan, TableKind
from plan_graph.plan.codes import code_cell, leading_code, parts
from plan_graph.plan.stated import within
from plan_graph.plan.tables import Document, Row, Table
from plan_graph.reading.events import ActionRow
from plan_graph.reading.tables.by_code import coded_row
from plan_graph.reading.tables.header import Header
from plan_graph.reading.tables.header_reader import HeaderReader
from plan_graph.reading.values import ValueReader
from plan_graph.text import Passage, clean, fold

_NAMING = ("general_objective", "specific_objective", "objective", "number")
"""What the columns that name an objective announce, the surest first."""
_SHARE = 2 / 3
"""The share of rows that name an objective, to make a table one about objectives."""
_PARTS = 2
"""Parts of the shortest code in a column of numbers: '1', '2' may count anything."""
_TOP = 3
"""Rows in which a header may stand."""
_READ = ("indicators", "target", "baseline", "unit")


@dataclass
class _Found:
    """The indicators of objectives by their code, and the cells in which they were read."""

    indicators: defaultdict[str, list[Indicator]] = field(default_factory=lambda: defaultdict(list))
    cells: list[Passage] = field(default_factory=list)


def with_measures(
    plan: Plan, document: Document, reader: HeaderReader, values: ValueReader
) -> Plan:
    """Return a plan whose objectives have the indicators that tables name for them."""
    named = _names(plan)
    read = {table.number for table in plan.tables if table.kind is not TableKind.OTHER}
    found = _Found()
    for table in document.tables if named else ():
        if table.number not in read:
            _take(table, reader, named, values, found)
    if not found.indicators:
        return plan
    return replace(
        plan,
        objectives=tuple(
            replace(each, indicators=(*each.indicators, *found.indicators[each.code]))
            for each in plan.objectives
        ),
        uninterpreted=tuple(
            words for words in plan.uninterpreted if not any(within(words, c) for c in found.cells)
        ),
    )


def _names(plan: Plan) -> Mapping[object, Objective]:
    """Return the objectives by their codes, in parts, and titles, if no other part has these."""
    codes = [(parts(each.notation or each.code), each) for each in plan.objectives]
    titles = [(_folded(each.title), each) for each in plan.objectives]
    taken = Counter(name for name, _ in (*codes, *titles))
    taken.update(parts(each.notation or each.code) for each in plan.actions)
    return {name: each for name, each in (*codes, *titles) if name and taken[name] == 1}


def _folded(title: str) -> str:
    return clean(fold(title)).rstrip(".")


def _take(
    table: Table,
    reader: HeaderReader,
    named: Mapping[object, Objective],
    values: ValueReader,
    found: _Found,
) -> None:
    """Add what a table says of objectives."""
    rows = [row for row in table.rows if any(cell.passage for cell in row.cells)]
    heads = ((place, reader.attributes(rows[place:])) for place in range(min(_TOP, len(rows))))
    place, header = next(((p, h) for p, h in heads if h and _is_of_indicators(h)), (-1, None))
    if header is None:
        return
    body = [row for row in rows[place + header.rows :] if not row.is_spanning]
    kind = next(each for each in _NAMING if each in header.known)
    told = [(row, objective) for row in body if (objective := _objective(row, header, kind, named))]
    if not told or len(told) < _SHARE * len(body):
        return
    for row, objective in told:
        naming = next(c for c in row.cells if kind in header.kinds.get(c.column, ()))
        cells = coded_row(row, naming, header)
        indicators, left = values.indicators(cells)
        if indicators and not left:
            found.indicators[objective.code] += indicators
            found.cells += [naming.passage, *_cells(cells)]


def _cells(row: ActionRow) -> Sequence[Passage]:
    return [cell for kind in _READ for cell in row.passages(kind)]


def _is_of_indicators(header: Header) -> bool:
    names = any(kind in header.known for kind in _NAMING)
    return names and "indicators" in header.known and "action" not in header.known


def _objective(
    row: Row, header: Header, kind: str, named: Mapping[object, Objective]
) -> Objective | None:
    """Return the objective that a row names: by its code, or by its whole title."""
    cell = next((c for c in row.cells if kind in header.kinds.get(c.column, ())), None)
    words = cell.passage.strip() if cell else Passage(0, "")
    if kind == "number":
        code = parts(code_cell(words))
        return named.get(code) if len(code) >= _PARTS else None
    coded = leading_code(words)
    names = (parts(code_cell(words)), parts(coded.code), _folded(coded.title.text))
    return next((named[name] for name in names if name in named), None)
