"""The facts of a plan one by one, each with the words that state it and its name in the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plan_graph.plan import (
    Action,
    Deadline,
    ExpectedResult,
    Funding,
    Indicator,
    Measure,
    Mention,
    Objective,
    Participation,
    Pillar,
    Plan,
    Remark,
    Strategy,
)
from plan_graph.text import Passage

Value = (
    Plan
    | Strategy
    | Pillar
    | Objective
    | Action
    | ExpectedResult
    | Indicator
    | Deadline
    | Participation
    | Funding
    | Mention
    | Measure
    | Remark
    | Passage
)
"""What a fact holds; of a thing with a title, the title is the fact; a passage was not read."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact.

    Attributes:
        identifier: Its name among the facts of the plan.
        thing: Whose it is, such as 'plan', 'pillar 1', 'objective 1.1' or '1.1-01', an action.
        part: What it is of it, such as 'title', 'deadline' or 'responsible'.
        value: How it was understood.
        words: The words that state it.
        kind, code: Its name in IRIs, or that of what it belongs to if it has none.
        inherited: Whether the words stand in a row above, in a cell that reaches down.
    """

    identifier: str
    thing: str
    part: str
    value: Value
    words: Passage
    kind: str
    code: str = ""
    inherited: bool = False


def facts(plan: Plan) -> Iterator[Fact]:
    """Give all that was understood, in the order of the plan, and what was not."""
    seen: Counter[str] = Counter()
    for fact in _facts(plan):
        seen[fact.identifier] += 1
        number = seen[fact.identifier]
        if number == 1:
            yield fact
        else:  # Two actions of one code: an unlucky document, but its facts are told apart.
            yield replace(fact, identifier=f"{fact.identifier}~{number}")


def _facts(plan: Plan) -> Iterator[Fact]:
    yield _fact("plan", "title", plan, plan.stated_in, "plan", "")
    if plan.strategy:
        yield _fact("plan", "strategy", plan.strategy, plan.strategy.stated_in, "strategy", "")
    for pillar in plan.pillars:
        number = str(pillar.number)
        name = f"pillar {number}"
        yield _fact(name, "title", pillar, pillar.stated_in, "pillar", number)
        yield from _results(name, f"pillar-{number}", pillar.results)
    for objective in plan.objectives:
        name = f"objective {objective.code}"
        yield _fact(name, "title", objective, objective.stated_in, "objective", objective.code)
        yield from _results(name, f"objective-{objective.code}", objective.results)
    for action in plan.actions:
        yield from facts_of_action(action)
    for words in plan.uninterpreted:
        yield _unread("plan", words, "plan", "")


def facts_of_action(action: Action) -> Iterator[Fact]:
    """Give the facts of one action; two of them may have one name if actions share a code."""
    for fact in _of_action(action):
        words = fact.words
        above = any(c.start <= words.start and words.end <= c.end for c in action.inherited)
        yield replace(fact, inherited=above) if above else fact


def _of_action(action: Action) -> Iterator[Fact]:
    code = action.code
    yield _fact(code, "action", action, action.stated_in, "action", code)
    for kind, parts in (
        ("indicator", action.indicators),
        ("deadline", action.deadlines),
        ("participation", action.participations),
        ("funding", action.funding),
        ("remark", action.remarks),
    ):
        for number, value in enumerate(parts, start=1):
            part = value.role.value if isinstance(value, Participation) else kind
            yield _fact(code, part, value, value.stated_in, kind, f"{code}-{number}")
            if isinstance(value, Indicator):
                yield from _measures(code, f"{code}-{number}", value)
    yield from _results(code, f"action-{code}", action.results)
    for number, mention in enumerate(action.mentions, start=1):
        name = f"mention/{code}-{number}"
        yield Fact(name, code, "mention", mention, mention.stated_in, "action", code)
    for words in action.uninterpreted:
        yield _unread(code, words, "action", code)


def _fact(  # noqa: PLR0913, PLR0917 - the parts of a fact
    thing: str, part: str, value: Value, words: Passage, kind: str, code: str
) -> Fact:
    return Fact(f"{kind}/{code}", thing, part, value, words, kind, code)


def _results(thing: str, whole: str, results: Sequence[ExpectedResult]) -> Iterator[Fact]:
    for number, result in enumerate(results, start=1):
        yield _fact(thing, "result", result, result.stated_in, "result", f"{whole}-{number}")


def _measures(thing: str, code: str, indicator: Indicator) -> Iterator[Fact]:
    for part, measures in (("target", indicator.targets), ("baseline", indicator.baselines)):
        for number, value in enumerate(measures, start=1):
            yield _fact(thing, part, value, value.stated_in, part, f"{code}-{number}")


def _unread(thing: str, words: Passage, kind: str, code: str) -> Fact:
    name = f"words/{words.start}-{words.end}"
    return Fact(name, thing, "words", words, words, kind, code)
