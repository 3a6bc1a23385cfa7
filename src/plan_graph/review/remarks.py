"""The facts of a plan with how sure they are and what the check found about them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from plan_graph.iris import Iris
from plan_graph.plan import Plan
from plan_graph.report import Finding, Report
from plan_graph.review.facts import Fact, facts
from plan_graph.review.sureness import Sureness, sureness
from plan_graph.text import Passage


@dataclass(frozen=True, slots=True)
class Item:
    """One fact, how sure it is, and the findings about it, a line each."""

    fact: Fact
    sureness: Sureness
    remarks: tuple[str, ...] = ()


def reviewed(plan: Plan, iris: Iris, report: Report, language: str = "en") -> list[Item]:
    """Give the facts in the order of the plan; a finding stands at the fact that it is about."""
    found: dict[object, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        # Words that no rule reads are the value of a finding about the thing that has them.
        of_words = isinstance(finding.value, NamedNode) and "/id/fragment/" in finding.value.value
        found[finding.value if of_words else finding.focus].append(finding)
    return [_item(fact, plan, found.get(_name(fact, iris), []), language) for fact in facts(plan)]


def _name(fact: Fact, iris: Iris) -> NamedNode | None:
    if isinstance(fact.value, Passage):
        return iris.fragment(fact.words)
    if fact.part == "mention":  # what is said of the action stands at its title
        return None
    return iris.thing(fact.kind, fact.code) if fact.code else iris.thing(fact.kind)


def _item(fact: Fact, plan: Plan, findings: list[Finding], language: str) -> Item:
    sure = sureness(fact, plan)
    if sure.degree == "sure" and any(finding.severity != "Info" for finding in findings):
        sure = replace(sure, degree="check")
    tongue = language if language in ("en", "ro") else "en"
    return Item(fact, sure, tuple(finding.line(tongue) for finding in findings))
