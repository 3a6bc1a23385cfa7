"""What was reported, as values: how far an action is, or which value an indicator had, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plan_graph.plan import Workbook


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an action is; `status` is the code of a concept."""

    code: str
    day: date
    status: str
    source: str
    note: str
    cell: str


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """A value of an indicator; `unit` is what it is given in, or ''."""

    code: str
    day: date
    value: Decimal
    unit: str
    source: str
    note: str
    cell: str


@dataclass(frozen=True, slots=True)
class Monitoring:
    """All that a workbook reports."""

    workbook: Workbook
    progress: tuple[Progress, ...] = ()
    values: tuple[ReportedValue, ...] = ()
