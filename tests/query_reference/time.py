"""The questions about deadlines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from plan_graph.plan import Period, RecurringDeadline
from query_reference.facts import (
    DEF,
    ActionFacts,
    DeadlineFacts,
    Row,
    World,
    frequency_label,
    term_label,
)


def _deadlines(world: World, plan: str) -> Iterator[tuple[ActionFacts, DeadlineFacts]]:
    return ((action, each) for action in world.actions(plan) for each in action.deadlines)


def _in_force(
    world: World, plan: str, agency: str = "", ministry: str = ""
) -> Iterator[tuple[ActionFacts, DeadlineFacts, date]]:
    """Return the deadlines with a last day that no other replaces."""
    for action, each in _deadlines(world, plan):
        if each.end and not each.is_revised and action.is_asked(agency, ministry):
            yield action, each, each.end


def actions_due_by(
    world: World, date: str, plan: str = "", agency: str = "", ministry: str = ""
) -> list[Row]:
    return [
        {**action.row, "end": end, "words": each.words}
        for action, each, end in _in_force(world, plan, agency, ministry)
        if end.isoformat() <= date
    ]


def actions_due_in_year(
    world: World, year: str, plan: str = "", agency: str = "", ministry: str = ""
) -> list[Row]:
    return [
        {**action.row, "end": end, "words": each.words}
        for action, each, end in _in_force(world, plan, agency, ministry)
        if end.year == int(year)
    ]


def deadlines_calendar(
    world: World, plan: str = "", agency: str = "", ministry: str = ""
) -> list[Row]:
    return [
        {**action.row, "start": each.start, "end": end, "words": each.words}
        for action, each, end in _in_force(world, plan, agency, ministry)
    ]


def deadlines_per_date(world: World, plan: str = "") -> list[Row]:
    found = {(end, action.iri) for action, _, end in _in_force(world, plan)}
    return [{"end": end, "actions": n} for end, n in Counter(end for end, _ in found).items()]


def deadlines_outside_plan(world: World, plan: str = "") -> list[Row]:
    rows: list[Row] = []
    for action, each in _deadlines(world, plan):
        whole = action.plan.case.plan.period or Period(None, None)
        days = [day for day in (each.start, each.end) if day]
        late = any(whole.end and day > whole.end for day in days)
        early = any(whole.start and day < whole.start for day in days)
        if late or early:
            rows.append(
                {
                    **action.row,
                    "start": each.start,
                    "end": each.end,
                    "words": each.words,
                    "planStart": whole.start,
                    "planEnd": whole.end,
                }
            )
    return rows


def deadlines_revised(world: World, plan: str = "") -> list[Row]:
    rows: list[Row] = []
    for action in world.actions(plan):
        for earlier, each in zip(action.deadlines, action.deadlines[1:], strict=False):
            if each.deadline.revised:
                cells = {"before": earlier.words, "endBefore": earlier.end}
                rows.append({**action.row, **cells, "words": each.words, "end": each.end})
    return rows


def deadlines_by_kind(world: World, plan: str = "") -> list[Row]:
    counts: Counter[tuple[str, str, str]] = Counter()
    for action, each in _deadlines(world, plan):
        if action.pillar:
            counts[action.plan.iri, action.pillar, each.kind] += 1
    plans = {each.iri: each for each in world.plans}
    return [
        {
            "code": str(plans[name].pillars[pillar].number),
            **plans[name].pillar_cells(pillar),
            "kind": DEF + kind,
            "kindLabel": term_label(kind),
            "deadlines": count,
        }
        for (name, pillar, kind), count in counts.items()
    ]


def actions_recurring(
    world: World, plan: str = "", frequency: str = "", agency: str = "", ministry: str = ""
) -> list[Row]:
    return [
        {**action.row, **_frequency(each.frequency), "words": each.words}
        for action, each in _deadlines(world, plan)
        if each.frequency
        and frequency in ("", each.frequency)
        and action.is_asked(agency, ministry)
    ]


def _frequency(name: str) -> Row:
    return {"frequency": name, "frequencyLabel": frequency_label(name.rpartition("/")[2])}


def deadlines_by_frequency(world: World, plan: str = "") -> list[Row]:
    actions: dict[str, set[str]] = defaultdict(set)
    for action, each in _deadlines(world, plan):
        if each.frequency:
            actions[each.frequency].add(action.iri)
    return [{**_frequency(name), "actions": len(found)} for name, found in actions.items()]


def actions_by_month(world: World, plan: str = "", month: str = "") -> list[Row]:
    return [
        {**action.row, "month": number, "words": each.words}
        for action, each in _deadlines(world, plan)
        if isinstance(each.deadline, RecurringDeadline)
        for number in each.deadline.months
        if month in ("", str(number))
    ]


def actions_without_due_date(world: World, plan: str = "") -> list[Row]:
    rows: list[Row] = []
    for action in world.actions(plan):
        if not action.deadlines:
            rows.append({**action.row, "kind": None, "kindLabel": None, "words": None})
        for each in action.deadlines:
            if each.kind in ("OpenDeadline", "UnparsedDeadline"):
                kind = {"kind": DEF + each.kind, "kindLabel": term_label(each.kind)}
                rows.append({**action.row, **kind, "words": each.words})
    return rows
