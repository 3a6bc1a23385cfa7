"""How sure each fact of a plan is, in words that a person can act on, and what the check found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Literal

from pyoxigraph import NamedNode

from plan_graph.checking.finding import Finding
from plan_graph.checking.report import Report
from plan_graph.iris import Iris
from plan_graph.phrases import ENGLISH, languages
from plan_graph.plan import (
    Amount,
    FixedDeadline,
    Funding,
    Indicator,
    Measure,
    Plan,
    Remark,
    UnparsedDeadline,
)
from plan_graph.plan.stated import bodies_in
from plan_graph.text import Passage
from plan_graph.workbooks.review.fact_rows import Fact, facts

Degree = Literal["sure", "check", "unread"]
"""Read by a rule; read, but worth a look; kept as words only."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure a reading is, and why it is not quite."""

    degree: Degree
    reason: str = ""


SURE = Sureness("sure")


def sureness(fact: Fact, plan: Plan) -> Sureness:
    """Tell how sure the reading of a fact is; of words read in a picture it never is."""
    found = _by_value(fact, plan)
    is_scanned = found.degree == "sure" and plan.document.is_scanned
    return Sureness("check", "scanned") if is_scanned else found


def _by_value(fact: Fact, plan: Plan) -> Sureness:
    found = Sureness("sure", "inherited") if fact.inherited else SURE
    if not all(body.known for body in bodies_in(fact.value)):
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


@dataclass(frozen=True, slots=True)
class Item:
    """One fact, how sure it is, and the findings about it, a line each."""

    fact: Fact
    sureness: Sureness
    remarks: tuple[str, ...] = ()


def reviewed(plan: Plan, iris: Iris, report: Report, language: str = "en") -> list[Item]:
    """Return the facts in the order of the plan; a finding stands at the fact that it is about.

    What is said of whole tables stands at the title of the plan, once.
    """
    found: dict[object, list[Finding]] = defaultdict(list)
    general = [group for group in report.groups if group.findings[0].is_general]
    for finding in report.findings:
        if finding.is_general:
            continue
        # Words that no rule reads are the value of a finding about the thing that has them.
        of_words = isinstance(finding.value, NamedNode) and "/id/fragment/" in finding.value.value
        found[finding.value if of_words else finding.focus].append(finding)
    tongue = language if language in languages() else ENGLISH
    items = [_item(fact, plan, found.get(_name(fact, iris), []), tongue) for fact in facts(plan)]
    lines = tuple(group.line(tongue) for group in general)
    first = replace(items[0], remarks=(*items[0].remarks, *lines))
    return [first, *items[1:]]


def _name(fact: Fact, iris: Iris) -> NamedNode | None:
    if isinstance(fact.value, Passage):
        return iris.fragment(fact.words)
    if fact.part == "mention":  # what is said of the action stands at its title
        return None
    return iris.thing(fact.kind, fact.code) if fact.code else iris.thing(fact.kind)


def _item(fact: Fact, plan: Plan, findings: list[Finding], tongue: str) -> Item:
    sure = sureness(fact, plan)
    if sure.degree == "sure" and any(finding.severity != "Info" for finding in findings):
        sure = replace(sure, degree="check")
    return Item(fact, sure, tuple(finding.sentence(tongue) for finding in findings))
