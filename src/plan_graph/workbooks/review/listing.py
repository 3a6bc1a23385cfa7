"""What was understood of a plan, fact by fact, beside the words that state it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from plan_graph.checking.report import Report
from plan_graph.phrases import ENGLISH, lines, phrase
from plan_graph.plan import (
    Action,
    Body,
    Deadline,
    ExpectedResult,
    FixedDeadline,
    Funding,
    Indicator,
    Location,
    Measure,
    Mention,
    Objective,
    OpenDeadline,
    Participation,
    Period,
    Pillar,
    Plan,
    Programme,
    RecurringDeadline,
    Remark,
    Strategy,
    TargetGroup,
    UnparsedDeadline,
)
from plan_graph.text import clean
from plan_graph.workbooks.review.cells import money, number
from plan_graph.workbooks.review.certainty import Item
from plan_graph.workbooks.review.fact_rows import Fact
from plan_graph.workbooks.review.quality import Quality

_NARROWEST = 60


def meaning(fact: Fact) -> str:
    """Say in short how a fact was understood, or '' if it was not."""
    value, found = fact.value, ""
    match value:
        case Plan() | Strategy() | Pillar() | Objective() | Action():
            found = value.title
        case ExpectedResult() | Location() | TargetGroup() | Programme():
            found = value.label
        case Indicator():
            found = f"{value.label} [{value.kind}]"
        case Participation():
            acting_for = (
                phrase("workbooks.listing.acting_for", body=_body(value.acting_for))
                if value.acting_for
                else ""
            )
            found = _body(value.actor) + acting_for
        case Funding():
            found = _funding(value)
        case Mention():
            found = _body(value.body)
        case FixedDeadline() | RecurringDeadline() | OpenDeadline() | UnparsedDeadline():
            found = _deadline(value)
        case Measure():
            found = f"{number(value.value)} {value.unit}".strip()
        case Remark():
            found = f"{value.heading or value.aspect}: {clean(value.stated_in.text)}"
    return found


def _deadline(deadline: Deadline) -> str:
    revised = phrase("workbooks.listing.revised") if deadline.revised else ""
    match deadline:
        case FixedDeadline():
            return revised + _period(deadline.period)
        case RecurringDeadline():
            months = ", ".join(map(str, deadline.months))
            month = phrase("workbooks.listing.months", months=months) if months else ""
            often = (deadline.frequency, month, _period(deadline.period))
            return revised + ", ".join(filter(None, often))
        case OpenDeadline():
            return revised + ", ".join(
                filter(None, (phrase("workbooks.listing.left_open"), _period(deadline.period)))
            )
        case _:
            return phrase("workbooks.listing.not_understood")


def _period(period: Period | None) -> str:
    if period is None:
        return ""
    if period.start and period.end:
        return phrase("workbooks.listing.from_to", start=period.start, end=period.end)
    if period.end:
        return phrase("workbooks.listing.by", end=period.end)
    return phrase("workbooks.listing.from", start=period.start)


def _body(body: Body) -> str:
    return body.code if body.known else phrase("workbooks.listing.not_register", code=body.code)


def _funding(line: Funding) -> str:
    holders = ", ".join(map(_body, line.budget_of))
    givers = ", ".join(map(_body, line.providers))
    return (
        (line.kind or phrase("workbooks.listing.not_understood"))
        + (phrase("workbooks.listing.of", bodies=holders) if holders else "")
        + (phrase("workbooks.listing.given_by", bodies=givers) if givers else "")
        + (f", {money(line, ENGLISH)}" if line.amount else "")
    )


def _part(fact: Fact) -> str:
    return phrase("workbooks.listing.not_understood") if fact.part == "words" else fact.part


def _sure(item: Item) -> str:
    """Say how sure a reading is; '' if nothing needs to be said."""
    if item.sureness.degree == "unread":
        return phrase("workbooks.listing.not_understood")
    if item.sureness.degree == "check":
        return phrase("workbooks.listing.check")
    inherited = item.sureness.reason == "inherited"
    return phrase("workbooks.listing.from_above") if inherited else ""


def as_table(plan: Plan, items: Sequence[Item], report: Report, width: int) -> str:
    """Return the review as a table of at most about `width` characters a line.

    Below it stand the findings of the check; those that say the same are one line.
    """
    from texttable import Texttable  # noqa: PLC0415 - only this form needs it

    table = Texttable(max_width=max(width, _NARROWEST))
    table.set_chars(["─", "│", "┼", "─"])
    table.set_deco(Texttable.HEADER | Texttable.VLINES)
    table.set_cols_dtype(["t"] * 6)
    table.set_cols_align(["l", "l", "l", "l", "r", "l"])
    table.header(lines("workbooks.listing.headings"))
    for item in items:
        fact = item.fact
        place = str(plan.document.line(fact.words))
        part = _part(fact)
        sure = _sure(item)
        words = clean(fact.words.text)
        table.add_row([fact.thing, part, meaning(fact), sure, place, words])
    findings = [group.line("en") for group in report.groups]
    return "\n".join([str(table.draw()), *(["", *findings] if findings else [])])


def as_json(plan: Plan, items: Sequence[Item], quality: Quality) -> dict[str, Any]:
    """Return the review as plain values: one entry for each fact, with its place.

    `quality` tells how many cells of the document were read, doubtful and so on.
    """
    return {
        "identifier": plan.identifier,
        "language": plan.language,
        "document": plan.document.name,
        "quality": {"cells": quality.cells, **quality.counts},
        "parts": [_entry(plan, item) for item in items],
    }


def in_lines(review: Mapping[str, Any]) -> str:
    """Return the same as JSON with a line for each fact, which large documents have many of."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    about = {name: encode(value) for name, value in review.items() if name != "parts"}
    parts = ",\n".join(f"  {encode(part)}" for part in review["parts"])
    told = "".join(f" {encode(name)}: {value},\n" for name, value in about.items())
    return f'{{\n{told} "parts": [\n{parts}\n ]\n}}'


def _entry(plan: Plan, item: Item) -> dict[str, Any]:
    fact = item.fact
    place = plan.document.place(fact.words)
    where = {"table": place.table, "row": place.row, "column": place.column} if place else {}
    return {
        "thing": fact.thing,
        "part": _part(fact),
        "understood": meaning(fact),
        "sure": item.sureness.degree,
        "inherited": fact.inherited,
        "findings": list(item.remarks),
        "words": fact.words.text,
        "start": fact.words.start,
        "end": fact.words.end,
        "line": plan.document.line(fact.words),
        **where,
    }
