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
    tongue = language if language in ("en", "ro") else "en"
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
    return Item(fact, sure, tuple(finding.line(tongue) for finding in findings))
