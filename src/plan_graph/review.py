"""What was understood of a plan, part by part, beside the words that state it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plan_graph.model import (
    Action,
    Body,
    Deadline,
    FixedDeadline,
    Funding,
    Indicator,
    OpenDeadline,
    Participation,
    Plan,
    RecurringDeadline,
)
from plan_graph.text import Passage, clean


@dataclass(frozen=True, slots=True)
class Understood:
    """One part of a plan: whose it is, what kind of part, how it was understood, its words."""

    thing: str
    part: str
    meaning: str
    words: Passage


def understood(plan: Plan) -> Iterator[Understood]:
    """Give all that was understood, in the order of the plan, and what was not."""
    yield Understood("plan", "title", plan.title, plan.stated_in)
    if plan.strategy:
        yield Understood("plan", "strategy", plan.strategy.title, plan.strategy.stated_in)
    for pillar in plan.pillars:
        yield Understood(f"pillar {pillar.number}", "title", pillar.title, pillar.stated_in)
        for result in pillar.results:
            yield Understood(f"pillar {pillar.number}", "result", result.label, result.stated_in)
    for objective in plan.objectives:
        name = f"objective {objective.code}"
        yield Understood(name, "title", objective.title, objective.stated_in)
        for result in objective.results:
            yield Understood(name, "result", result.label, result.stated_in)
    for action in plan.actions:
        yield from _of_action(action)
    for words in plan.uninterpreted:
        yield Understood("plan", "not understood", "", words)


def _of_action(action: Action) -> Iterator[Understood]:
    yield Understood(action.code, "action", action.title, action.stated_in)
    for indicator in action.indicators:
        yield Understood(action.code, "indicator", _indicator(indicator), indicator.stated_in)
    for deadline in action.deadlines:
        yield Understood(action.code, "deadline", _deadline(deadline), deadline.stated_in)
    for part in action.participations:
        yield Understood(action.code, part.role.value, _participation(part), part.stated_in)
    for line in action.funding:
        yield Understood(action.code, "funding", _funding(line), line.stated_in)
    for mention in action.mentions:
        yield Understood(action.code, "mention", _body(mention.body), mention.stated_in)
    for words in action.uninterpreted:
        yield Understood(action.code, "not understood", "", words)


def _indicator(indicator: Indicator) -> str:
    return f"{indicator.label} [{indicator.kind}]"


def _deadline(deadline: Deadline) -> str:
    match deadline:
        case FixedDeadline():
            return f"{deadline.period.start} to {deadline.period.end}"
        case RecurringDeadline():
            months = ", ".join(map(str, deadline.months))
            return deadline.frequency + (f", months {months}" if months else "")
        case OpenDeadline():
            return "left open"
        case _:
            return "not understood"


def _body(body: Body) -> str:
    return body.code if body.known else f"{body.code} (not in the register)"


def _participation(part: Participation) -> str:
    acting_for = f" acting for {_body(part.acting_for)}" if part.acting_for else ""
    return _body(part.actor) + acting_for


def _funding(line: Funding) -> str:
    holders = ", ".join(map(_body, line.budget_of))
    givers = ", ".join(map(_body, line.providers))
    return (
        (line.kind or "not understood")
        + (f" of {holders}" if holders else "")
        + (f" from {givers}" if givers else "")
    )


_NARROWEST = 60


def as_table(plan: Plan, width: int) -> str:
    """Lay the review out as a table of at most about `width` characters a line."""
    from texttable import Texttable  # noqa: PLC0415 - only this form needs it

    table = Texttable(max_width=max(width, _NARROWEST))
    table.set_chars(["─", "│", "┼", "─"])
    table.set_deco(Texttable.HEADER | Texttable.VLINES)
    table.set_cols_dtype(["t"] * 5)
    table.set_cols_align(["l", "l", "l", "r", "l"])
    table.header(["thing", "part", "understood as", "line", "words of the document"])
    for item in understood(plan):
        place = str(plan.document.line(item.words))
        table.add_row([item.thing, item.part, item.meaning, place, clean(item.words.text)])
    return str(table.draw())


def as_json(plan: Plan) -> dict[str, Any]:
    """Give the review as plain values: one entry for each part, with its place."""
    return {
        "identifier": plan.identifier,
        "language": plan.language,
        "document": plan.document.name,
        "parts": [_entry(plan, item) for item in understood(plan)],
    }


def _entry(plan: Plan, item: Understood) -> dict[str, Any]:
    place = plan.document.place(item.words)
    where = {"table": place.table, "row": place.row, "column": place.column} if place else {}
    return {
        "thing": item.thing,
        "part": item.part,
        "understood": item.meaning,
        "words": item.words.text,
        "start": item.words.start,
        "end": item.words.end,
        "line": plan.document.line(item.words),
        **where,
    }
