"""One rule that a thing breaks, as every engine of this package gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plan_graph.report import Node, Severity


@dataclass(frozen=True, slots=True)
class Result:
    """One rule that a thing breaks."""

    severity: Severity
    rule: str
    focus: Node
    messages: Mapping[str, str]
    path: str
    value: Node | None
    component: str
