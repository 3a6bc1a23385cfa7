"""What a body has to do: its actions, each with its deadline, its fellows, its money, how far."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import NamedNode

from plan_graph.pages.action import deadline_words
from plan_graph.pages.ask import statements
from plan_graph.pages.progress import Followed, Progress
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Said, Thing, Words
from plan_graph.vocab import PLAN


class Task(NamedTuple):
    """One action of a body.

    Attributes:
        action: The action.
        progress: How far it is; None where nobody has reported on its plan.
        deadlines: When it is due, in words.
        fellows: Who else is responsible or a partner.
        money: The kinds of money that pay for it.
        end: The last day that a deadline names, or '' if none does.
    """

    action: Thing
    progress: Progress | None
    deadlines: list[Words]
    fellows: list[Thing]
    money: list[Thing]
    end: str


class Tasks:
    """The actions of a body as tasks; those of one plan, if one is given."""

    def __init__(
        self, visit: Visit, body: NamedNode, followed: Followed, plan: NamedNode | None = None
    ) -> None:
        self._said = Said(visit, statements(visit, "todo", plan, thing=body))
        self._body = body.value
        self._followed = followed

    def of(self, actions: Iterable[Thing]) -> list[Task]:
        """Return actions as tasks, those that are due first before the others."""
        found = [self._task(action) for action in actions]
        return sorted(found, key=lambda task: (not task.end, task.end))

    def _task(self, action: Thing) -> Task:
        node, said = NamedNode(action.iri), self._said
        deadlines = said.parts(node, PLAN.hasDeadline)
        told = [deadline_words(said, each) for each in deadlines]
        verbatim = [said.words(each, PLAN.verbatim) for each in deadlines]
        ends = [end for each in deadlines if (end := said.text(each, PLAN.endDate))]
        fellows = [*said.things(node, PLAN.responsible), *said.things(node, PLAN.partner)]
        return Task(
            action,
            self._followed.of(action.iri),
            [words if words.text else own for words, own in zip(told, verbatim, strict=True)],
            [each for each in dict.fromkeys(fellows) if each.iri != self._body],
            said.things(node, PLAN.fundingKind),
            max(ends, default=""),
        )
