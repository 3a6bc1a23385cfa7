"""The codes of actions: the document's own where it has them, else objective and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from plan_graph.interpret.events import ActionRow, Column
from plan_graph.iris import code_path
from plan_graph.notation import code_cell, is_under, leading_code, parts
from plan_graph.text import Passage


class Numbered(NamedTuple):
    """What tells an action: its own code or '', its words without it, and a number left over."""

    notation: str
    title: Passage
    left_over: tuple[Column, ...] = ()


def numbered(row: ActionRow) -> Numbered:
    """Give the code of a row: the one that its words begin with, else that of its own column.

    What stands in a column of codes and is not taken as code is left over.
    """
    coded = leading_code(row.action)
    cells = [cell for cell in row.passages("number") if cell]
    taken = next((cell for cell in cells if code_cell(cell)), None) if not coded.code else None
    left = tuple(
        Column(row.headings.get(cell, cell.slice(0, 0)), cell.strip())
        for cell in cells
        if cell is not taken and cell not in row.inherited
    )
    return Numbered(code_cell(taken) if taken else coded.code, coded.title, left)


@dataclass
class Numbering:
    """Gives each action a code unlike all others.

    Attributes:
        repeated: The own codes that the document gives to several actions.
        codes: The codes given so far, by own code.
        used: The codes given so far, as they stand in IRIs.
    """

    repeated: frozenset[str]
    codes: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    places: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, rows: Iterable[ActionRow]) -> Numbering:
        """Make the numbering of all rows of a document."""
        counted: Mapping[str, int] = Counter(numbered(row).notation for row in rows)
        return cls(frozenset(code for code, count in counted.items() if count > 1))

    def give(self, notation: str, objective: str | None, step_of: str | None) -> str:
        """Give the code of the next action."""
        above = step_of or objective
        if notation and notation not in self.repeated:
            code = notation
        elif notation:
            code = f"{above}-{notation}" if above else notation
        else:
            self.places[above or ""] += 1
            place = f"{self.places[above or '']:02d}"
            code = f"{above}-{place}" if above else place
        unique, count = code, 1
        while code_path(unique) in self.used:
            count += 1
            unique = f"{code}-{count}"
        self.used.add(code_path(unique))
        if notation:
            self.codes[notation] = unique
        return unique

    def above(self, notation: str) -> str | None:
        """Give the action that a code puts another under, as 1.1.1 is of 1.1.1.1, or None."""
        found = [own for own in self.codes if notation and is_under(notation, own)]
        return self.codes[max(found, key=lambda own: len(parts(own)))] if found else None
