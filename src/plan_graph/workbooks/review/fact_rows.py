"""The facts of a plan one by one, each with the words that state it and its name in the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from plan_graph.facts import Form, kinds_on
from plan_graph.plan import Action, Mention, Objective, Pillar, Plan, Strategy
from plan_graph.plan import stated as of_plan
from plan_graph.plan.stated import Stated, stated, thing_of, values_at, within
from plan_graph.text import Passage

Value = Plan | Strategy | Pillar | Objective | Action | Mention | of_plan.Value | Passage
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
    """Yield all that was understood, in the order of the plan, and what was not."""
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
    wholes: list[Pillar | Objective] = [*plan.pillars, *plan.objectives]
    for whole in wholes:
        yield from facts_of_part(whole)
    for action in plan.actions:
        yield from facts_of_part(action)
    for words in plan.uninterpreted:
        yield _unread("plan", words, "plan", "")


def facts_of_part(part: Pillar | Objective | Action) -> Iterator[Fact]:
    """Yield the facts of a part; two of them may have one name if actions share a code."""
    if not isinstance(part, Action):
        kind = thing_of(part).rpartition(" ")[2]
        code = str(part.number) if isinstance(part, Pillar) else part.code
        name = f"{kind} {code}"
        yield _fact(name, "title", part, part.stated_in, kind, code)
        yield from _stated(name, stated(part))
        return
    for fact in _of_action(part):
        words = fact.words
        above = any(within(words, cell) for cell in part.inherited)
        yield replace(fact, inherited=above) if above else fact


def _of_action(action: Action) -> Iterator[Fact]:
    code = action.code
    yield _fact(code, "action", action, action.stated_in, "action", code)
    yield from _stated(code, stated(action))
    for kind in kinds_on("action"):
        values = getattr(action, kind.holder) if kind.is_whole else ()
        for number, value in enumerate(values, start=1):
            if kind.form is Form.BODY:
                name = f"{kind.name}/{code}-{number}"
                yield Fact(name, code, kind.name, value, value.stated_in, "action", code)
            elif kind.form is Form.QUOTE:
                yield _unread(code, value, "action", code)


def _stated(thing: str, found: Iterable[Stated]) -> Iterator[Fact]:
    for each in found:
        kind, value = each.kind, each.value
        codes = values_at(value, kind.value(kind.apart).field) if kind.apart else [kind.name]
        yield _fact(thing, codes[0], value, value.stated_in, kind.name, each.code)
        yield from _stated(thing, each.parts)


def _fact(  # noqa: PLR0913, PLR0917 - the parts of a fact
    thing: str, part: str, value: Value, words: Passage, kind: str, code: str
) -> Fact:
    return Fact(f"{kind}/{code}", thing, part, value, words, kind, code)


def _unread(thing: str, words: Passage, kind: str, code: str) -> Fact:
    name = f"words/{words.start}-{words.end}"
    return Fact(name, thing, "words", words, words, kind, code)
