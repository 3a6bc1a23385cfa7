"""The facts that a plan states, one by one, by the table of the kinds of facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plan_graph import facts
from plan_graph.facts import Form, Kind
from plan_graph.plan.action import (
    Action,
    Deadline,
    Funding,
    Location,
    Mention,
    Participation,
    Programme,
    Remark,
    TargetGroup,
)
from plan_graph.plan.parts import Body, ExpectedResult, Indicator, Measure, Objective, Pillar
from plan_graph.plan.plan import Plan, Strategy
from plan_graph.text import Passage, clean

Whole = Plan | Strategy | Pillar | Objective | Action
Labelled = ExpectedResult | Location | TargetGroup | Programme
"""Facts that say no more than what they are called."""
Value = Indicator | Measure | Deadline | Participation | Funding | Remark | Labelled


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact with a node of its own.

    Attributes:
        kind: What kind it is of.
        value: What it says.
        code: Its name in IRIs, beside its kind.
        position: Its place among those of its kind and thing, from 1.
        inherited: Whether its words stand in a row above, in a cell that reaches down.
        parts: The facts that stand on it.
    """

    kind: Kind
    value: Value
    code: str
    position: int
    inherited: bool
    parts: tuple[Stated, ...]


def thing_of(whole: Whole) -> str:
    """Return what a thing is called in the table of facts."""
    if isinstance(whole, Objective):
        return "specific objective" if whole.refines else "general objective"
    return type(whole).__name__.lower()


def stated(whole: Pillar | Objective | Action) -> list[Stated]:
    """Return the facts of a thing with nodes of their own, as the table has them."""
    code = str(whole.number) if isinstance(whole, Pillar) else whole.code
    inherited = whole.inherited if isinstance(whole, Action) else ()
    return list(_stated(whole, thing_of(whole), code, inherited))


def _stated(
    whole: object, name: str, code: str, inherited: tuple[Passage, ...]
) -> Iterator[Stated]:
    for kind in facts.kinds_on(name):
        if kind.form is not Form.NODE:
            continue
        for position, value in enumerate(getattr(whole, kind.holder), start=1):
            number = f"{kind.prefix(name)}{code}-{position}"
            above = any(within(value.stated_in, cell) for cell in inherited)
            parts = tuple(_stated(value, kind.name, number, inherited))
            yield Stated(kind, value, number, position, above, parts)


def values_at(item: object, field: str) -> list[Any]:
    """Return what a field such as 'amount.value' holds, none if it, or one on the way, is empty.

    Of several only those that words state count, if they could be.
    """
    found = [item]
    for name in field.split("."):
        held = [getattr(each, name, None) for each in found]
        found = [
            value
            for each in held
            for value in (each if isinstance(each, tuple) else (each,))
            if value is not None and value != ""
            if not isinstance(each, tuple) or getattr(value, "stated_in", True)
        ]
    return found


def kind_of(item: object) -> Kind | None:
    """Return the kind of a fact by its type; None of what is none, or is one of several."""
    return _BY_TYPE.get(type(item).__name__)


_BY_TYPE = {
    **{each.value.rpartition("#")[2]: kind for kind in facts.KINDS for each in kind.classes},
    "Mention": facts.kind_named("mention"),
    "Passage": facts.kind_named("words"),
}


def bodies_in(item: object) -> list[Body]:
    """Return the bodies that a fact names, in the order of the table."""
    kind = kind_of(item)
    if isinstance(item, Mention):
        return [item.body]
    values = [value for value in (kind.values if kind else ()) if value.form is Form.BODY]
    return [body for value in values for body in values_at(item, value.field)]


def bodies_of(action: Action) -> Iterator[tuple[Body, Passage]]:
    """Return each naming of a body by a fact of an action, with the words that state the fact."""
    for kind in facts.kinds_on("action"):
        for item in values_at(action, kind.holder):
            yield from ((body, item.stated_in) for body in bodies_in(item))


def passages(value: Value) -> tuple[Passage, ...]:
    """Return all words that state a fact, its own last; they may stand in several cells."""
    opening = getattr(value, "opening", None)
    amount = value.amount if isinstance(value, Funding) else None
    own = value.stated_in
    others = [opening] if opening else []
    if amount and not within(amount.stated_in, own):
        others.append(amount.stated_in)
    return (*others, own)


def verbatim(value: Value) -> str:
    """Return the words of a fact as they are published."""
    opening = getattr(value, "opening", None)
    return clean(f"{opening.text} – {value.stated_in.text}" if opening else value.stated_in.text)


def within(words: Passage, whole: Passage) -> bool:
    """Tell whether words stand within others."""
    return whole.start <= words.start and words.end <= whole.end
