"""The questions about what was reported."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TypeVar

from plan_graph.workbooks.monitoring.observations import Progress, ReportedValue
from query_reference.facts import ActionFacts, PlanFacts, Row, Value, World, code_iri, code_label
from query_reference.rows import percent

_Report = TypeVar("_Report", Progress, ReportedValue)
_CLOSED = ("completed", "cancelled")
_UNDER_WAY = ("in-progress", "partly-completed", "delayed")
_STOPPED = ("not-started", "not-completed", "suspended")
_NOTHING = "nothing reported"
_NOBODY = "nobody has reported on this plan"


def _last(reports: Sequence[_Report], day: datetime.date = datetime.date.max) -> _Report | None:
    """Return what was reported last, up to a day."""
    told = [each for each in reports if each.day <= day]
    return max(told, key=lambda each: each.day) if told else None


def indicators_not_reported(world: World, plan: str = "") -> list[Row]:
    return [
        {**action.row, "indicator": name, "indicatorLabel": indicator.label}
        for action in world.actions(plan)
        for number, (name, indicator) in enumerate(action.indicators, start=1)
        if not action.values(number)
    ]


def targets_reached(world: World, plan: str = "") -> list[Row]:
    rows: list[Row] = []
    for action in world.actions(plan):
        for number, (name, indicator) in enumerate(action.indicators, start=1):
            last = _last(action.values(number))
            for target in indicator.targets:
                if target.value is None:
                    continue
                share = percent(last.value, target.value) if last and target.value else None
                rows.append(
                    {
                        **action.row,
                        "indicator": name,
                        "indicatorLabel": indicator.label,
                        "target": target.value,
                        "value": last.value if last else None,
                        "unit": (last.unit or None) if last else None,
                        "reported": last.day if last else None,
                        "percent": share,
                    }
                )
    return rows


def progress_by_ministry(world: World, plan: str = "") -> list[Row]:
    rows: list[Row] = []
    for name in world.bodies:
        found = [action for action in world.actions(plan) if name in action.accountable]
        if not found:
            continue
        last = [_last(action.progress) for action in found]
        statuses = [each.status if each else "" for each in last]
        rows.append(
            {
                **world.body(name, "ministry"),
                "actions": len(found),
                "completed": statuses.count("completed"),
                "underWay": sum(status in _UNDER_WAY for status in statuses),
                "cancelled": statuses.count("cancelled"),
                "otherwise": sum(status in _STOPPED for status in statuses),
                "notReported": statuses.count(""),
            }
        )
    return rows


def actions_late(world: World, date: str, plan: str = "") -> list[Row]:
    rows: list[Row] = []
    day = datetime.date.fromisoformat(date)
    for each in world.chosen(plan):
        past = [action for action in each.actions if _is_past(action, day)]
        if any(_is_reported(action, day) for action in each.actions):
            rows += [row for action in each.actions if (row := _late(action, day))]
        elif past:
            whole = {"statusLabel": _NOBODY, "passed": len(past)}
            rows.append({**_empty(each), **whole})
    return rows


def _empty(plan: PlanFacts) -> dict[str, Value]:
    names = ("code", "action", "actionLabel", "end", "status", "statusLabel", "reported", "passed")
    return {"plan": plan.iri, "planLabel": plan.label, **dict.fromkeys(names)}


def _late(action: ActionFacts, day: datetime.date) -> Row | None:
    last = _last(action.progress, day)
    status = last.status if last else ""
    is_late = status == "delayed" or (_is_past(action, day) and status not in _CLOSED)
    return (
        {
            **_empty(action.plan),
            **action.row,
            "end": _end(action),
            "status": code_iri("status", status),
            "statusLabel": code_label("status", status) or _NOTHING,
            "reported": last.day if last else None,
        }
        if is_late
        else None
    )


def _is_reported(action: ActionFacts, day: datetime.date) -> bool:
    numbers = range(1, len(action.indicators) + 1)
    days = [each.day for each in action.progress]
    days += [each.day for n in numbers for each in action.values(n)]
    return any(each <= day for each in days)


def _is_past(action: ActionFacts, day: datetime.date) -> bool:
    end = _end(action)
    return end is not None and end < day


def _end(action: ActionFacts) -> datetime.date | None:
    """Return the last day of an action; None if one of its deadlines has none.

    What comes again without an end comes until that of the plan. A deadline that another
    replaces counts no more.
    """
    period = action.plan.case.plan.period
    ends = [
        each.end or (period.end if each.frequency and period else None)
        for each in action.deadlines
        if not each.is_revised
    ]
    known = [end for end in ends if end]
    return max(known) if ends and len(known) == len(ends) else None
