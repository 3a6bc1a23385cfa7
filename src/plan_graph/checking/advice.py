"""Advice in the language of the document: what to write, as its wording says it.

The shapes speak of any data, and show by Romanian examples how words are understood. Of a plan
the language is known, so that the examples are words that its own readers would write.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plan_graph.checking.report import Report
from plan_graph.language.wording import Wording
from plan_graph.plan import Plan

_QUOTED = re.compile(r"'[^']*'")
_YEAR = 2027
"""The year of an example, for a plan without a period."""


def with_own_examples(report: Report, plan: Plan, wording: Wording) -> Report:
    """Return the report with the examples of its messages in the words of the document."""
    examples = {
        "UnparsedDeadlineShape-understood": _times(plan, wording),
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
        if finding.rule in examples
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


def _times(plan: Plan, wording: Wording) -> list[str]:
    day = plan.period and (plan.period.end or plan.period.start)
    year = day.year if day else _YEAR
    month = wording.months.get("6", ())[:1]
    return [*(f"{name} {year}" for name in month), *wording.frequencies.get("ANNUAL", ())[:1]]


def _money(wording: Wording) -> list[str]:
    kinds = ("state-budget", "european-funds")
    return [phrase for kind in kinds for phrase in wording.funding.get(kind, ())[:1]]
