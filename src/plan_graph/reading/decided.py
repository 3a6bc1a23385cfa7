"""What a person said of columns, and what came of it: corrections, or a word that fits nothing."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from plan_graph.errors import DataError
from plan_graph.language.columns import REMARK, SAID
from plan_graph.language.wording import heading_key
from plan_graph.plan import ColumnDecision, Correction, Plan, SettingsFile
from plan_graph.plan.tables import Document
from plan_graph.text import clean

_SHOWN = 60


def corrections(plan: Plan, decisions: Sequence[ColumnDecision]) -> Iterator[Correction]:
    """Return a correction for each decision by which a column is what the rules do not say.

    It is about the document, and quotes the heading where it stands first.
    """
    open_ones = {heading_key(each.heading): each for each in decisions}
    columns = (column for table in plan.tables for column in table.columns)
    for column in columns:
        decision = open_ones.get(heading_key(column.heading.text))
        if decision is None or column.certainty < SAID or column.alone == column.kinds:
            continue
        del open_ones[heading_key(column.heading.text)]
        read = decision.read or ", ".join(column.alone)
        given = decision.given or ", ".join(decision.kinds) or REMARK
        heading, made_in = column.heading.strip(), decision.made_in
        yield Correction("document", "", decision.cell, read, given, heading, made_in)


def check_headings(document: Document, decisions: Sequence[ColumnDecision]) -> None:
    """Refuse a word about a heading that no table of a document has.

    Raises:
        DataError: If plan.toml names one; the message names the nearest.
    """
    named = {heading_key(each.heading): each for each in decisions}
    rows = (row for table in document.tables for row in table.rows)
    cells = {
        heading_key(cell.passage.text): clean(cell.passage.text)
        for row in rows
        for cell in row.cells
        if cell.passage and len(cell.passage.text) <= 2 * max(map(len, named), default=0)
    }
    for key, decision in named.items():
        if key not in cells and isinstance(decision.made_in, SettingsFile):
            near = difflib.get_close_matches(key, cells, 1)
            known = f"did you mean '{cells[near[0]][:_SHOWN]}'?" if near else "take the line out"
            problem = f"[columns] names '{decision.heading}', which no table of '{document.name}' "
            raise DataError(decision.made_in.name, f"{problem}has; {known}")
