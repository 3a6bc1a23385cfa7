"""Settle which column of a table holds the actions, and which their parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from plan_graph.language.announcement import Announced
from plan_graph.language.patterns import either
from plan_graph.language.wording import Wording
from plan_graph.reading.tables.contents import Contents
from plan_graph.reading.tables.evidence import (
    INSTEAD,
    spans_actions,
    stand_in,
    supported,
)
from plan_graph.reading.tables.header import MEANS, STRUCTURE

_INSTEAD_BESIDE = MEANS - {"partner", "funding", "amount", "status"}
"""What must be told of actions that stand in such a column: prices and states are of anything."""
_CLEARLY = 0.25
"""How much better one column fits the actions than another, to be told from it."""


@dataclass(frozen=True)
class ActionColumn:
    """Finds the column of the actions with the words of one language.

    Attributes:
        wording: The words.
        instead: Whether a column of another kind may hold the actions when none is called so.
        is_plan: Whether the document calls itself a plan.
        is_list: Whether what stands above the table calls it one of actions.
    """

    wording: Wording
    instead: bool = False
    is_plan: bool = False
    is_list: bool = False

    def settled(
        self, found: Mapping[int, Announced], contents: Contents, texts: Mapping[int, str]
    ) -> dict[int, tuple[str, ...]]:
        """Settle which column holds the actions, and which their parts.

        Where a person said which column it is, no other is.
        """
        kinds = {column: each.kinds for column, each in found.items()}
        said = {column for column, each in found.items() if each.is_said}
        if any("action" in kinds[column] for column in said):
            return {c: k if c in said else _without(k, "action") for c, k in kinds.items()}
        for column in kinds.keys() - said:
            refers = contents.are_all(column, self._reference)
            if "action" in kinds[column] and (refers or not contents.may_be_actions(column)):
                kinds[column] = _without(kinds[column], "action")
            own = kinds[column]
            kinds[column] = supported(self.wording, own, texts[column], column, contents)
        actions = [column for column, each in kinds.items() if "action" in each]
        best = max((self._fitness(found[c], contents, c) for c in actions), default=0.0)
        for column in actions:  # what is called so by the way
            if best - self._fitness(found[column], contents, column) > _CLEARLY:
                kinds[column] = _without(kinds[column], "action")
        actions = [column for column in actions if "action" in kinds[column]]
        for column in actions[:1]:  # 'lines of action/measures' opens no part of the plan
            kinds[column] = tuple(k for k in kinds[column] if k == "number" or k not in STRUCTURE)
        for column in kinds.keys() - said:  # 'Milestone' over the tasks that lead to it
            if "indicators" in kinds[column] and spans_actions(column, actions, contents):
                kinds[column] = _without(kinds[column], "indicators")
        for column in actions[1:]:  # measures, and the activities of each
            kinds[column] = _renamed(kinds[column], "action", "sub_action")
        known = {kind for each in kinds.values() for kind in each}
        if not actions and self.instead and (self.is_list or known & _INSTEAD_BESIDE):
            free = {column: words for column, words in texts.items() if column not in said}
            chosen = stand_in(self.wording, kinds, free, contents, is_plan=self.is_plan)
            if chosen is not None:
                kinds[chosen] = (
                    "action",
                    *(kind for kind in kinds[chosen] if kind not in INSTEAD),
                )
        return kinds

    @cached_property
    def _reference(self) -> re.Pattern[str]:
        """Matches what only refers to actions by their numbers: 'actions 3-7'."""
        return re.compile(rf"\W*{either(self.wording.columns['action'])}\W*\d[\d\W]*")

    @staticmethod
    def _fitness(heading: Announced, contents: Contents, column: int) -> float:
        """Return how well a column fits the actions, by its heading and by its cells."""
        return heading.certainty + 0.5 * heading.is_name + 0.5 * contents.wordiness(column)


def _without(kinds: tuple[str, ...], kind: str) -> tuple[str, ...]:
    return tuple(each for each in kinds if each != kind)


def _renamed(kinds: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(new if kind == old else kind for kind in kinds)
