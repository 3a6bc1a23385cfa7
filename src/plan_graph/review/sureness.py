"""How sure a reading is, in words that a person can act on; never a number that means nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from plan_graph.plan import (
    Amount,
    Body,
    FixedDeadline,
    Funding,
    Indicator,
    Measure,
    Mention,
    Participation,
    Plan,
    Remark,
    UnparsedDeadline,
)
from plan_graph.review.facts import Fact
from plan_graph.text import Passage

Degree = Literal["sure", "check", "unread"]
"""Read by a rule; read, but worth a look; kept as words only."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure a reading is, and why it is not quite."""

    degree: Degree
    reason: str = ""


SURE = Sureness("sure")


def sureness(fact: Fact, plan: Plan) -> Sureness:
    """Tell how sure the reading of a fact is."""
    found = Sureness("sure", "inherited") if fact.inherited else SURE
    if not all(body.known for body in bodies(fact)):
        found = Sureness("check", "body")
    match fact.value:
        case Passage():
            found = Sureness("unread", "words")
        case UnparsedDeadline():
            found = Sureness("unread", "deadline")
        case Measure(value=None):
            found = Sureness("check", "measure")
        case Measure(doubt=doubt) if doubt:
            found = Sureness("check", doubt)
        case Funding(kind="", amount=None, doubt=doubt):
            found = Sureness("unread", doubt or "funding")
        case Funding(doubt=doubt) if doubt:
            found = Sureness("check", doubt)
        case Funding(amount=Amount(doubt=doubt)) if doubt:
            found = Sureness("check", doubt)
        case Remark(aspect="other"):
            found = Sureness("check", "words")
        case Indicator(kind="other"):
            found = Sureness("check", "indicator")
        case FixedDeadline(doubt=doubt) if doubt:
            found = Sureness("check", doubt)
        case FixedDeadline(period=period) if plan.period and not plan.period.overlaps(period):
            found = Sureness("check", "outside")
    return found


def bodies(fact: Fact) -> tuple[Body, ...]:
    """Give the bodies that a fact names."""
    match fact.value:
        case Participation():
            value = fact.value
            return (value.actor, value.acting_for) if value.acting_for else (value.actor,)
        case Funding():
            return fact.value.budget_of + fact.value.providers
        case Mention():
            return (fact.value.body,)
    return ()
