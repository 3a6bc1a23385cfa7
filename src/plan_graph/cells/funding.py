"""Read funding lines: whose budget pays, or which money from outside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from plan_graph.cells.bodies import BodyReader
from plan_graph.model import Body, Funding
from plan_graph.text import Passage, covering
from plan_graph.wording import whole_words

_LIST = re.compile(r"[,;+\n]")
_BUDGET = "agency-budget"
_FROM_OUTSIDE = ("external-non-reimbursable", "european-funds", "other-external")


@dataclass(frozen=True)
class FundingReader:
    """Reads funding with the words of one language and the bodies of one register."""

    bodies: BodyReader

    def read(self, cell: Passage) -> list[Funding]:
        """Give the funding lines of a cell, in order.

        A line that names only bodies goes on with the one above ('Buget' / 'IGI'); a
        line that names two kinds is two ('Fonduri europene, bugetul de stat'). A line
        that no rule reads has no kind, and keeps its words.

        >>> from plan_graph import register, wording
        >>> reader = FundingReader(BodyReader(wording.load("ro"), register.load("ro")))
        >>> [(f.kind, [b.code for b in f.budget_of])
        ...  for f in reader.read(Passage(0, "Buget CSM, INM\\nFonduri europene"))]
        [('agency-budget', ['CSM', 'INM']), ('european-funds', [])]
        """
        lines: list[Passage] = []
        for line in self._parts(cell):
            if lines and not self._kind(line) and self._kind(lines[-1]) and self._only_bodies(line):
                lines[-1] = covering(cell, lines[-1], line)
            else:
                lines.append(line)
        return [self._funding(line.strip(".;,")) for line in lines]

    def _parts(self, cell: Passage) -> list[Passage]:
        return [part for part in cell.split(_LIST) if part.strip(".;,")]

    def _only_bodies(self, line: Passage) -> bool:
        names = self.bodies.line(line.strip("()"))
        return bool(names) and all(named.body.known for named in names)

    def _kind(self, line: Passage) -> str:
        for kind, pattern in self._kinds:
            if pattern.search(line.folded):
                return kind
        return ""

    def _funding(self, line: Passage) -> Funding:
        kind = self._kind(line)
        named = tuple(self.bodies.named_in(line))
        if kind in _FROM_OUTSIDE:
            return Funding(kind, line, providers=named)
        if kind == _BUDGET:
            holders = named or self._unknown_holders(line)
            return Funding(kind if holders else "", line, budget_of=holders)
        return Funding(kind, line)

    def _unknown_holders(self, line: Passage) -> tuple[Body, ...]:
        """Give the bodies behind the word 'buget' when the register knows none of them."""
        word = self._budget.match(line.folded)
        rest = line.slice(word.end()).strip() if word else None
        return tuple(named.body for named in self.bodies.line(rest)) if rest else ()

    @cached_property
    def _kinds(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        table = self.bodies.wording.funding
        return tuple((kind, whole_words(phrases)) for kind, phrases in table.items())

    @cached_property
    def _budget(self) -> re.Pattern[str]:
        return whole_words(self.bodies.wording.funding[_BUDGET])
