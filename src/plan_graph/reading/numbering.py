"""The codes of actions: the document's own where it has them, else objective and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from plan_graph.iris import code_path
from plan_graph.plan import Objective
from plan_graph.plan.codes import are_codes, bare_code, code_cell, is_under, leading_code, parts
from plan_graph.reading.events import ActionRow, Column
from plan_graph.text import Passage


class Numbered(NamedTuple):
    """What tells an action: its own code or '', its words without it, and a number left over."""

    notation: str
    title: Passage
    left_over: tuple[Column, ...] = ()


def begin_with_codes(rows: Iterable[ActionRow]) -> bool:
    """Tell whether the words of most actions begin with a code that no sign ends: 'M-01 Renew'."""
    whole = [row for row in rows if not row.is_step]
    has_column = any(any(row.passages("number")) for row in whole)
    return not has_column and are_codes([bare_code(row.action).code for row in whole])


def numbered(row: ActionRow, *, is_bare: bool = False) -> Numbered:
    """Return the code of a row: the one that its words begin with, else that of its own column.

    `is_bare` tells that no sign ends the codes that words begin with. What stands in a column of
    codes and is not taken as code is left over.
    """
    coded = leading_code(row.action)
    if is_bare and not coded.code and not row.is_step:
        coded = bare_code(row.action)
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
        is_bare: Whether no sign ends the codes that the words of actions begin with.
        repeated: How many parts the own codes have that the document gives to several actions.
        codes: The codes of the actions so far, by objective and the parts of their own code.
        used: The codes given so far, as they stand in IRIs.
        places: How many actions without a code there are below each objective or action.
        counts: How often each code was given, but for what was put behind to tell them apart.
    """

    repeated: frozenset[int]
    is_bare: bool = False
    codes: dict[tuple[str | None, tuple[str, ...]], str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    places: Counter[str] = field(default_factory=Counter)
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[ActionRow]) -> Numbering:
        """Make the numbering of all rows of a document."""
        each = list(rows)
        bare = begin_with_codes(each)
        codes = (numbered(row, is_bare=bare).notation for row in each)
        counted: Mapping[str, int] = Counter(codes)
        often = frozenset(len(parts(code)) for code, count in counted.items() if count > 1)
        return cls(often, bare)

    def give(self, notation: str, pursued: Objective | None, step_of: str | None) -> str:
        """Return the code of the next action."""
        objective = pursued.code if pursued else None
        above = step_of or objective
        if notation and len(parts(notation)) not in self.repeated:
            code = notation
        elif pursued and is_under(notation, pursued.notation):
            code = pursued.code.removesuffix(pursued.notation) + notation
        elif notation:
            code = f"{above}-{notation}" if above else notation
        else:
            self.places[above or ""] += 1
            place = f"{self.places[above or '']:02d}"
            code = f"{above}-{place}" if above else place
        count = self.counts.get(code, 1)
        unique = code if count == 1 else f"{code}-{count}"
        while code_path(unique) in self.used:
            count += 1
            unique = f"{code}-{count}"
        self.used.add(code_path(unique))
        self.counts[code] = count
        if notation:
            self.codes[objective, parts(notation)] = unique
        return unique

    def above(self, notation: str, objective: str | None) -> str | None:
        """Return the action of an objective that a code puts another under, or None.

        So 1.1.1 is above 1.1.1.1.
        """
        own = parts(notation)
        upper = (self.codes.get((objective, own[:depth])) for depth in range(len(own) - 1, 0, -1))
        return next(filter(None, upper), None)
