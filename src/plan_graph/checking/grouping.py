"""Findings that say the same, as one: how often, where first, and what to do once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plan_graph.checking.finding import Finding, Severity, local_name, severity_name
from plan_graph.phrases import ENGLISH, phrase

_PLACES = 3
"""So many places of a group are shown; they are enough to begin with."""


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one severity and one message, in their order; there is at least one."""

    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        """How serious each of them is."""
        return self.findings[0].severity

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that are broken, each once."""
        return tuple(dict.fromkeys(finding.rule for finding in self.findings))

    def line(self, language: str) -> str:
        """Return the group in one line: that of its first finding, and where else it is so."""
        first, *others = self.findings
        if first.is_general:
            severity = severity_name(first.severity, language)
            return f"{severity}: {first.message(language)} ({', '.join(self.rules)})"
        if not others:
            return first.line(language)
        severity = severity_name(first.severity, language)
        times = phrase(
            "checking.finding.times", language, severity=severity, times=len(self.findings)
        )
        places = [
            finding.where(language) or local_name(finding.focus)
            for finding in others[: _PLACES - 1]
        ]
        left = len(others) - len(places)
        key = "checking.finding.also_more" if left else "checking.finding.also"
        also = phrase(key, language, places="; ".join(places), more=left)
        said = first.line(language)[len(severity) :].removesuffix(")")
        return f"{times}{said}{also})"


def grouped(findings: Sequence[Finding]) -> tuple[Group, ...]:
    """Return the findings in groups, each where its first one stands."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.severity, finding.message(ENGLISH)), []).append(finding)
    return tuple(Group(tuple(found)) for found in groups.values())
