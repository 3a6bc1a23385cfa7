"""Read who does an action: labels, lines of bodies, and lists that 'prin' opens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from plan_graph.cells.bodies import BodyReader, Named
from plan_graph.model import Body, Participation, Role, StatedParent
from plan_graph.text import Passage
from plan_graph.wording import either

_Line = tuple[Role, list[Named]]


@dataclass
class RoleReader:
    """Reads the cells of one document, and collects the parents that 'prin' states.

    Reading takes two passes: a line continues the list that 'prin' opened above it
    only if the document elsewhere gives that body the same parent, and this is known
    only when all cells were seen.
    """

    bodies: BodyReader
    stated: dict[tuple[Body, Body], StatedParent] = field(default_factory=dict)

    def lines(self, cell: Passage, role: Role) -> list[_Line]:
        """Read a cell line by line; lines before any label have the given role."""
        found: list[_Line] = []
        for line in cell.lines():
            label = self._labels.match(line.folded)
            if label:
                role = self._role(label)
            names = line.slice(label.end()).strip() if label else line
            if names:
                found.append((role, self.bodies.line(names)))
        return found

    def learn(self, cells: Iterable[Passage]) -> None:
        """Collect what the cells of a document state about parents."""
        for cell in cells:
            for _, names in self.lines(cell, Role.RESPONSIBLE):
                for named in names:
                    if named.under:
                        key = (named.body, named.under)
                        self.stated.setdefault(key, StatedParent(*key, named.whole))

    def read(self, cell: Passage, role: Role) -> list[Participation]:
        """Give the participations of a cell, in order, each once."""
        found: dict[tuple[Role, Body, Body | None], Participation] = {}
        opened: tuple[Role, Body] | None = None
        for line_role, names in self.lines(cell, role):
            continued = [self._continue(named, line_role, opened) for named in names]
            for named in continued:
                key = (line_role, named.body, named.under)
                found.setdefault(
                    key, Participation(line_role, named.body, named.whole, named.under)
                )
            last = continued[-1].under if continued else None
            opened = (line_role, last) if last else None
        return list(found.values())

    def _continue(self, named: Named, role: Role, opened: tuple[Role, Body] | None) -> Named:
        if named.under is None and opened and opened[0] is role:
            above = opened[1]
            if (named.body, above) in self.stated:
                return replace(named, under=above)
        return named

    def _role(self, label: re.Match[str]) -> Role:
        groups: Mapping[str, str | None] = label.groupdict()
        return next(role for role in Role if groups[role.value])

    @cached_property
    def _labels(self) -> re.Pattern[str]:
        roles = self.bodies.wording.roles
        names = "|".join(f"(?P<{role.value}>{either(roles[role.value])})" for role in Role)
        return re.compile(rf"(?:{names})\s*(?::|$)")
