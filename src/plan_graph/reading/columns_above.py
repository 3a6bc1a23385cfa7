"""The pillar and the objectives that an action stands under by the columns of its row."""

from __future__ import annotations

from dataclasses import replace

from plan_graph.language.headings import HeadingReader, Level
from plan_graph.plan.codes import leading_code, parts
from plan_graph.reading.events import ActionRow, Column
from plan_graph.reading.structure import Announced, Structure
from plan_graph.text import Passage

RANKS = {Level.GENERAL: 1, Level.SPECIFIC: 2}
"""How deep objectives stand whose level is said; 1 is the highest."""
_COLUMN_RANKS = {"general_objective": 1, "objective": 0, "specific_objective": 2}
"""The objectives in the columns of a row, from the highest; 0 is just below the headings.

Beside a column of general ones, objectives are the specific ones.
"""


def take_columns(
    row: ActionRow, structure: Structure, headings: HeadingReader, headed: int
) -> None:
    """Open the pillar and the objectives that the columns of a row name."""
    has_general = "general_objective" in row.cells
    for cell in filter(None, row.passages("pillar")):
        words = cell.strip()
        heading = headings.read(words)
        if heading and heading.level in RANKS:
            structure.take_objective(_objective(words, RANKS[heading.level], headings, headed))
            has_general = has_general or heading.level is Level.GENERAL
        else:
            structure.take_pillar(leading_code(words).title, words)
    for kind, own in _COLUMN_RANKS.items():
        rank = own or (2 if has_general else 0)
        for cell in filter(None, row.passages(kind)):
            structure.take_objective(_objective(cell.strip(), rank, headings, headed))


def _objective(words: Passage, rank: int, headings: HeadingReader, headed: int) -> Announced:
    """Return the objective in a cell; a rank of 0 is told by its code, else it is the next."""
    heading = headings.read(words)
    if heading and heading.level in (Level.GENERAL, Level.SPECIFIC, Level.OBJECTIVE):
        title, code, results = heading.title, heading.code, heading.results
    else:
        coded = leading_code(words)
        title, code, results = coded.title, coded.code, ()
    depth = rank or max(len(parts(code)), headed + 1)
    return Announced(title, words, depth, code, results)


def with_two_ranks(row: ActionRow) -> ActionRow:
    """Return a row whose objectives are general or specific.

    Where columns of both stand beside one of objectives, nothing says what these are: they are
    kept with their heading.
    """
    if not set(_COLUMN_RANKS) <= set(row.cells):
        return row
    kept = [Column(row.headings.get(c, c.slice(0, 0)), c) for c in row.passages("objective") if c]
    cells = {kind: found for kind, found in row.cells.items() if kind != "objective"}
    return replace(row, cells=cells, other=(*row.other, *kept))
