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
_NO_END = "the plan does not say when it ends"
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


def reports_list(world: World, plan: str = "") -> list[Row]:
    rows: list[Row] = []
    for action in world.actions(plan):
        names = ("status", "statusLabel", "indicator", "indicatorLabel", "value", "unit")
        empty = {**action.row, **dict.fromkeys(names)}
        for told in action.progress:
            label = code_label("status", told.status)
            status = {"status": code_iri("status", told.status), "statusLabel": label}
            rows.append({**empty, **_report(told), **status})
        for number, (name, indicator) in enumerate(action.indicators, start=1):
            cells = {"indicator": name, "indicatorLabel": indicator.label}
            rows += [
                {**empty, **_report(each), **cells, "value": each.value, "unit": each.unit or None}
                for each in action.values(number)
            ]
    return rows


def _report(told: Progress | ReportedValue) -> Row:
    return {"reported": told.day, "source": told.source or None, "note": told.note or None}


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
        statuses = [_known(action, datetime.date.max)[0] for action in found]
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


def actions_late(
    world: World, date: str, plan: str = "", agency: str = "", ministry: str = ""
) -> list[Row]:
    rows: list[Row] = []
    day = datetime.date.fromisoformat(date)
    for each in world.chosen(plan):
        asked = [action for action in each.actions if action.is_asked(agency, ministry)]
        past = [action for action in asked if _is_past(action, day)]
        if _is_told(each, day):
            rows += [row for action in asked if (row := _late(action, day))]
        elif past:
            rows.append(
                {**_empty(each, "end", "passed"), "statusLabel": _NOBODY, "passed": len(past)}
            )
    return rows


def actions_unfinished(
    world: World, plan: str = "", agency: str = "", ministry: str = ""
) -> list[Row]:
    rows: list[Row] = []
    for each in world.chosen(plan):
        end = each.case.plan.period.end if each.case.plan.period else None
        asked = [action for action in each.actions if action.is_asked(agency, ministry)]
        empty = {**_empty(each, "actions"), "end": end}
        if end and _is_told(each, datetime.date.max):
            rows += [
                {**empty, **action.row, **_status(action, datetime.date.max)}
                for action in asked
                if _known(action, datetime.date.max)[0] not in _CLOSED
            ]
        elif asked:
            told = _NOBODY if end else _NO_END
            rows.append({**empty, "statusLabel": told, "actions": len(asked)})
    return rows


def _empty(plan: PlanFacts, *more: str) -> dict[str, Value]:
    names = ("code", "action", "actionLabel", "status", "statusLabel", "reported", *more)
    return {"plan": plan.iri, "planLabel": plan.label, **dict.fromkeys(names)}


def _known(action: ActionFacts, day: datetime.date) -> tuple[str, datetime.date | None]:
    """Return what was last reported up to a day, else what the document says; '' of nothing."""
    last = _last(action.progress, day)
    return (last.status, last.day) if last else (action.action.status, None)


def _status(action: ActionFacts, day: datetime.date) -> Row:
    status, reported = _known(action, day)
    return {
        "status": code_iri("status", status),
        "statusLabel": code_label("status", status) or _NOTHING,
        "reported": reported,
    }


def _late(action: ActionFacts, day: datetime.date) -> Row | None:
    status, _ = _known(action, day)
    if status == "delayed" or (_is_past(action, day) and status not in _CLOSED):
        empty = _empty(action.plan, "passed")
        return {**empty, **action.row, "end": _end(action), **_status(action, day)}
    return None


def _is_told(plan: PlanFacts, day: datetime.date) -> bool:
    """Tell whether anything was reported of a plan by a day, or its document gives a status."""
    measured = (told for name in plan.objectives for *_, told in plan.measured(name))
    return any(_is_reported(each, day) or each.action.status for each in plan.actions) or any(
        value.day <= day for told in measured for value in told
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
