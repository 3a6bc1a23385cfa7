"""The pillars and objectives of a plan, as they are met on the way through its document."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from plan_graph.plan import ExpectedResult, Objective, Pillar
from plan_graph.plan.codes import is_under
from plan_graph.text import Passage, clean


@dataclass(frozen=True, slots=True)
class Announced:
    """An objective as it is met.

    Attributes:
        title: Its words, without code.
        stated_in: All its words.
        rank: How deep it stands; 1 is the highest.
        notation: Its code in the document, or ''.
        results: What is expected of it.
        level: The level that the format gives its heading; 0 if it marks none.
    """

    title: Passage
    stated_in: Passage
    rank: int
    notation: str = ""
    results: tuple[ExpectedResult, ...] = ()
    level: int = 0


@dataclass
class Structure:
    """Collects pillars and objectives; the last that was opened holds what comes next.

    Attributes:
        pillars: The pillars so far.
        objectives: The objectives so far, by their code.
        open: Rank and code of the objectives that are open, the highest first.
        opened: The number of the pillar that is open.
        levels: The level that the format gives the heading of a pillar, by its number, and of an
            objective, by its code; 0 where it marks none.
        repeated: Words of headings that repeat an objective in other words.
    """

    pillars: list[Pillar] = field(default_factory=list)
    objectives: dict[str, Objective] = field(default_factory=dict)
    open: list[tuple[int, str]] = field(default_factory=list)
    repeated: list[Passage] = field(default_factory=list)
    opened: int | None = None
    levels: dict[str | int, int] = field(default_factory=dict)

    @property
    def pillar(self) -> int | None:
        """The number of the pillar that is open."""
        return self.opened

    @property
    def objective(self) -> str | None:
        """The code of the lowest objective that is open."""
        return self.open[-1][1] if self.open else None

    @property
    def rank(self) -> int:
        """The rank of the lowest objective that is open, 0 if there is none."""
        return self.open[-1][0] if self.open else 0

    def close(self, level: int) -> None:
        """End what was opened by headings of a level or below it."""
        while self.open and self.levels[self.open[-1][1]] >= level:
            self.open.pop()
        if self.opened is not None and self.levels[self.opened] >= level:
            self.opened = None
            self.open.clear()

    def take_pillar(self, title: Passage, stated_in: Passage, level: int = 0) -> None:
        """Begin a pillar, or go on with it when its heading is repeated."""
        words = clean(title.text)
        known = next((each.number for each in self.pillars if each.title == words), None)
        if known is None:
            known = len(self.pillars) + 1
            self.pillars.append(Pillar(known, words, stated_in))
        self.levels[known] = level
        if known != self.opened:
            self.opened = known
            self.open.clear()

    def take_objective(self, met: Announced) -> None:
        """Begin an objective, or go on with it when it is met again."""
        parent = self._parent(met)
        code = self._known(met, parent)
        if code is None:
            code = self._new_code(met, parent)
            self.objectives[code] = Objective(
                code,
                clean(met.title.text),
                met.stated_in,
                self.pillar,
                parent,
                met.results,
                met.notation,
            )
        elif clean(met.title.text) != self.objectives[code].title:
            self.repeated.append(met.stated_in)
        self.levels[code] = met.level
        self.open.append((met.rank, code))

    def take_results(self, results: tuple[ExpectedResult, ...]) -> bool:
        """Add expected results to the pillar or objective; tell whether there is one."""
        if self.opened:
            last = self.pillars[self.opened - 1]
            self.pillars[self.opened - 1] = replace(last, results=last.results + results)
        elif self.objective:
            objective = self.objectives[self.objective]
            self.objectives[self.objective] = replace(
                objective, results=objective.results + results
            )
        return bool(self.pillars or self.objective)

    def _parent(self, met: Announced) -> str | None:
        """Close what does not lie above an objective; give what does: by its code, else by rank."""
        while self.open and not self._is_above(self.open[-1], met):
            self.open.pop()
        return self.objective

    def _is_above(self, opened: tuple[int, str], met: Announced) -> bool:
        rank, code = opened
        notation = self.objectives[code].notation
        return is_under(met.notation, notation) or rank < met.rank

    def _known(self, met: Announced, parent: str | None) -> str | None:
        title = clean(met.title.text)
        for code, objective in self.objectives.items():
            if (objective.refines, objective.pillar) != (parent, self.pillar):
                continue
            same = objective.notation == met.notation if met.notation else False
            if same or (not met.notation and objective.title == title):
                return code
        return None

    def _new_code(self, met: Announced, parent: str | None) -> str:
        if met.notation and met.notation not in self.objectives:
            return met.notation
        in_pillar = f"{self.pillar}-{met.notation}"  # where codes begin anew in each pillar
        if met.notation and not parent and self.pillar and in_pillar not in self.objectives:
            return in_pillar
        siblings = sum(objective.refines == parent for objective in self.objectives.values())
        number: object = met.notation or siblings + 1
        code = f"{parent}.{number}" if parent else f"{number}"
        while code in self.objectives:
            siblings += 1
            code = f"{parent}.{siblings}" if parent else f"{siblings}"
        return code
