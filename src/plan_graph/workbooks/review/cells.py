"""A fact as the cells of its row, for a person to correct, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from plan_graph.plan import (
    Action,
    Amount,
    Body,
    Deadline,
    ExpectedResult,
    FixedDeadline,
    Funding,
    Indicator,
    Measure,
    Mention,
    Objective,
    OpenDeadline,
    Participation,
    Period,
    Pillar,
    Plan,
    RecurringDeadline,
    Strategy,
    UnparsedDeadline,
)
from plan_graph.rdf import code_lists
from plan_graph.workbooks.review.facts import Fact
from plan_graph.workbooks.words import Tongue

EDITABLE = ("part", "text", "kind", "unit", "start", "end", "months", "bodies")
"""The columns in which a person writes."""
USED: Mapping[str, tuple[str, ...]] = {
    "indicator": ("text", "kind", "unit"),
    "deadline": ("kind", "start", "end", "months"),
    "responsible": ("text", "bodies"),
    "partner": ("text", "bodies"),
    "funding": ("text", "kind", "bodies"),
    "mention": ("text",),
    "target": ("text", "unit"),
    "baseline": ("text", "unit"),
    "action": ("text", "kind"),
    "result": ("text",),
    "remark": (),
    "words": (),
}
"""Which of them say something about a part; of a thing with a title, the text."""
MADE = ("indicator", "deadline", "responsible", "partner", "funding")
"""What a person can make of a remark, or of words that were not understood."""
REMOVE = "remove"
_LASTING = ("action",)
"""Parts that no row takes out."""


class ReviewTongue(Tongue):
    """The texts of a review in one language, and the labels of the codes."""

    @property
    def sheet(self) -> str:
        """The name of the sheet of facts."""
        return self.phrase("workbooks.review.sheet")

    @property
    def parts(self) -> Mapping[str, str]:
        """What a row can be."""
        return self.table("workbooks.review.parts")

    def kinds(self, part: str) -> Mapping[str, str]:
        """Give the labels that can be chosen as the kind of a part, by code."""
        if part == "indicator":
            return code_lists.labels("indicator-kind", self.language)
        if part == "funding":
            return code_lists.labels("funding-kind", self.language)
        if part == "deadline":
            frequencies = code_lists.labels("frequency", self.language)
            return {**self.table("workbooks.review.deadlines"), **frequencies}
        if part == "action":
            return code_lists.labels("status", self.language)
        return {}

    def thing(self, name: str) -> str:
        """Name whose fact it is, such as 'obiectiv 1.1'."""
        first, _, rest = name.partition(" ")
        found = self.table("workbooks.review.things").get(first, first)
        return f"{found} {rest}".rstrip()


def options(fact: Fact) -> tuple[str, ...]:
    """Give what a person may make of a fact, itself first; () if it can only be reworded."""
    if fact.part in ("responsible", "partner"):
        return ("responsible", "partner", REMOVE)
    if fact.part == "words":
        # Words of the plan itself belong to no action, so nothing can be made of them.
        return ("words", *MADE) if fact.kind == "action" else ("words",)
    if fact.part == "remark":
        return ("remark", *MADE, REMOVE)
    lasting = fact.part not in USED or fact.part in _LASTING
    return (fact.part,) if lasting else (fact.part, REMOVE)


def cells(fact: Fact, tongue: ReviewTongue) -> dict[str, str]:
    """Give the cells that a person can correct."""
    return dict.fromkeys(EDITABLE, "") | {"part": tongue.parts[fact.part]} | _of(fact, tongue)


def _of(fact: Fact, tongue: ReviewTongue) -> dict[str, str]:
    value, found = fact.value, dict[str, str]()
    kinds = tongue.kinds(fact.part)
    match value:
        case Action():
            found = {"text": value.title, "kind": kinds.get(value.status, "")}
        case Plan() | Strategy() | Pillar() | Objective():
            found = {"text": value.title}
        case Measure():
            found = {"text": number(value.value), "unit": value.unit}
        case ExpectedResult():
            found = {"text": value.label}
        case Indicator():
            kind = kinds.get(value.kind, value.kind)
            found = {"text": value.label, "kind": kind, "unit": value.unit}
        case Participation():
            found = {"text": value.actor.code, "bodies": _codes([value.acting_for])}
        case Funding():
            payers = [*value.budget_of, *value.providers]
            kind = kinds.get(value.kind, "")
            found = {"text": money(value.amount), "kind": kind, "bodies": _codes(payers)}
        case Mention():
            found = {"text": value.body.code}
        case FixedDeadline() | RecurringDeadline() | OpenDeadline() | UnparsedDeadline():
            found = _deadline(value, kinds)
    return found


def number(value: Decimal | None) -> str:
    """Write a number, or '' if the words hold none."""
    return "" if value is None else f"{value:f}"


def money(amount: Amount | None) -> str:
    """Write a sum with its currency, or '' if there is none."""
    return f"{number(amount.value)} {amount.currency}".strip() if amount else ""


def _deadline(value: Deadline, kinds: Mapping[str, str]) -> dict[str, str]:
    match value:
        case FixedDeadline():
            return {"kind": kinds["fixed"], **_days(value.period)}
        case RecurringDeadline():
            months = ", ".join(map(str, value.months))
            kind = kinds.get(value.frequency, value.frequency)
            return {"kind": kind, "months": months, **_days(value.period)}
        case OpenDeadline():
            return {"kind": kinds["open"], **_days(value.period)}
        case _:
            return {"kind": kinds["unparsed"]}


def _days(period: Period | None) -> dict[str, str]:
    days = {"start": period.start, "end": period.end} if period else {}
    return {name: day.isoformat() for name, day in days.items() if day}


def _codes(bodies: Iterable[Body | None]) -> str:
    return "; ".join(body.code for body in bodies if body)
