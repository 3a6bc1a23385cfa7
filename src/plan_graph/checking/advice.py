"""Advice in the language of the document: what to write, as its wording says it.

The shapes speak of any data, and show by examples how words are understood. Where the language of
the plan is known, the examples are words that its own readers would write.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pyoxigraph import NamedNode

from plan_graph.checking.report import Report
from plan_graph.checking.statements import Statements
from plan_graph.language.wording import Wording, languages, load
from plan_graph.vocab import DCTERMS, PLAN

_QUOTED = re.compile(r"'[^']*'")
_YEAR = "2027"
"""The year of an example, for a plan without a period."""
_RULES = frozenset({"UnparsedDeadlineShape-understood", "FundingShape-understood"})


def with_own_examples(report: Report, data: Statements, wording: Wording | None = None) -> Report:
    """Return the report with the examples of its messages in the words of the document.

    Args:
        report: What is found in the data.
        data: The data, with the language and the period of the plan.
        wording: The words of the document; those of the plan's language if not given. Data whose
            plans are of several languages, or of one without a wording, keep the examples.
    """
    if not any(finding.rule in _RULES for finding in report.findings):
        return report
    wording = wording or _wording(data)
    if wording is None:
        return report
    examples = {
        "UnparsedDeadlineShape-understood": _times(data, wording),
        "FundingShape-understood": _money(wording),
    }
    findings = tuple(
        replace(
            finding,
            messages={
                language: exemplified(text, examples[finding.rule])
                for language, text in finding.messages.items()
            },
        )
        if finding.rule in _RULES
        else finding
        for finding in report.findings
    )
    return replace(report, findings=findings)


def exemplified(text: str, examples: Sequence[str]) -> str:
    """Return a message with other examples in its quotes; unchanged if they are not as many.

    >>> exemplified("write 'anual' or 'permanent'", ["annually", "ongoing"])
    "write 'annually' or 'ongoing'"
    """
    if len(_QUOTED.findall(text)) != len(examples):
        return text
    left = iter(examples)
    return _QUOTED.sub(lambda _: f"'{next(left)}'", text)


def _wording(data: Statements) -> Wording | None:
    """Return the words of the one language that the plans of the data are in, if it is known."""
    told = {
        language.value.rpartition("/")[2]
        for plan in data.are(PLAN.ActionPlan)
        for language in data.values(plan, DCTERMS.language)
        if isinstance(language, NamedNode)
    }
    if len(told) != 1:
        return None
    (authority,) = told
    return next((each for each in map(load, languages()) if each.authority == authority), None)


def _times(data: Statements, wording: Wording) -> list[str]:
    years = [
        day[:4]
        for plan in data.are(PLAN.ActionPlan)
        for day in (data.text(plan, PLAN.endDate), data.text(plan, PLAN.startDate))
        if day
    ]
    month = wording.months.get("6", ())[:1]
    year = next(iter(years), _YEAR)
    return [*(f"{name} {year}" for name in month), *wording.frequencies.get("ANNUAL", ())[:1]]


def _money(wording: Wording) -> list[str]:
    kinds = ("state-budget", "european-funds")
    return [phrase for kind in kinds for phrase in wording.funding.get(kind, ())[:1]]
