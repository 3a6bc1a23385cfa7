"""The questions about plans as wholes and their parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from plan_graph.plan import Action, Objective, Pillar
from query_reference.facts import (
    DEF,
    ActionFacts,
    DeadlineFacts,
    PlanFacts,
    Row,
    World,
    code_iri,
    code_label,
    frequency_label,
    term_label,
)
from query_reference.rows import percent

_Found = TypeVar("_Found")


def plan_overview(world: World, plan: str = "") -> list[Row]:
    return [
        {
            **_plan(each),
            "start": each.case.plan.period.start if each.case.plan.period else None,
            "end": each.case.plan.period.end if each.case.plan.period else None,
            "pillars": len(each.pillars),
            "objectives": len(each.objectives),
            "actions": len(each.actions),
            "indicators": sum(len(action.indicators) for action in each.actions)
            + sum(len(objective.indicators) for objective in each.objectives.values()),
            "bodies": len({name for action in each.actions for name in action.involved}),
        }
        for each in world.chosen(plan)
    ]


def _plan(each: PlanFacts) -> Row:
    return {"plan": each.iri, "planLabel": each.label}


def actions_continued(world: World) -> list[Row]:
    known = {action.iri: action for action in world.actions()}
    rows: list[Row] = []
    for each in world.plans:
        said = each.case.continues
        earlier = replace(each.iris, plan=said.plan) if said else each.iris
        for action in each.actions:
            for code in said.actions.get(action.action.code, ()) if said else ():
                name = earlier.thing("action", code).value
                before = known.get(name)
                rows.append(
                    {
                        **_plan(each),
                        **action.row,
                        "earlier": name,
                        "earlierCode": before.code if before else None,
                        "earlierLabel": before.label if before else None,
                        "earlierPlan": before.plan.iri if before else None,
                        "earlierPlanLabel": before.plan.label if before else None,
                    }
                )
    return rows


def plan_tree(world: World, plan: str = "") -> list[Row]:
    return [
        {
            **row,
            "kindLabel": term_label(kind),
            "kind": DEF + kind,
            "parent": parent,
            "parentLabel": _label(each, parent),
            "actions": sum(row["part"] in action.wholes for action in each.actions),
        }
        for each in world.chosen(plan)
        for row, kind, parent in _parts(each)
    ]


def _parts(each: PlanFacts) -> Iterator[tuple[Row, str, str]]:
    """Return the code, name and label of each part with its kind and the whole above it."""
    for name, pillar in each.pillars.items():
        yield (
            {"code": str(pillar.number), "part": name, "partLabel": pillar.title},
            "Pillar",
            each.iri,
        )
    for name, objective in each.objectives.items():
        above = [part for part in reversed(each.wholes_of(name)) if part]
        kind = "SpecificObjective" if objective.refines else "GeneralObjective"
        row = {"code": objective.code, "part": name, "partLabel": objective.title}
        yield row, kind, (above or [each.iri])[0]


def _label(each: PlanFacts, name: str) -> str:
    if name == each.iri:
        return each.label
    return each.pillars[name].title if name in each.pillars else each.objectives[name].title


def results_expected(world: World, plan: str = "") -> list[Row]:
    rows: list[Row] = []
    for each in world.chosen(plan):
        parts: list[tuple[str, str, str, Pillar | Objective | Action]] = [
            *((n, f"pillar-{p.number}", str(p.number), p) for n, p in each.pillars.items()),
            *((n, f"objective-{o.code}", o.code, o) for n, o in each.objectives.items()),
            *((a.iri, f"action-{a.action.code}", a.code, a.action) for a in each.actions),
        ]
        for name, code, shown, part in parts:
            label = next((a.label for a in each.actions if a.iri == name), part.title)
            rows += [
                {
                    "code": shown,
                    "part": name,
                    "partLabel": label,
                    "result": each.iris.thing("result", f"{code}-{number}").value,
                    "resultLabel": result.label,
                }
                for number, result in enumerate(part.results, start=1)
            ]
    return rows


def actions_list(
    world: World, plan: str = "", pillar: str = "", objective: str = "", agency: str = ""
) -> list[Row]:
    return [
        {
            **action.row,
            **action.plan.pillar_cells(action.pillar),
            **action.plan.objective_cells(action.objective),
        }
        for action in world.actions(plan)
        if {part for part in (pillar, objective) if part} <= action.wholes
        and (not agency or agency in action.involved)
    ]


def actions_per_objective(world: World, plan: str = "") -> list[Row]:
    rows: list[Row] = []
    for each in world.chosen(plan):
        for name, objective in each.objectives.items():
            found = [action for action in each.actions if action.objective == name]
            if objective.refines or found:
                counts = {
                    "actions": len(found),
                    "indicators": sum(len(action.indicators) for action in found),
                }
                rows.append({"code": objective.code, **each.objective_cells(name), **counts})
    return rows


def actions_by_status(world: World, plan: str = "") -> list[Row]:
    counts = Counter(each.action.status for each in world.actions(plan) if each.action.status)
    return [
        {
            "status": code_iri("status", code),
            "statusLabel": code_label("status", code),
            "actions": n,
        }
        for code, n in counts.items()
    ]


def plans_compared(world: World) -> list[Row]:
    rows: list[Row] = []
    for each in world.plans:
        actions = each.actions
        shares = {
            "percentSingleResponsible": [len(a.responsible) == 1 for a in actions],
            "percentWithPartner": [bool(a.partners) for a in actions],
            "percentExternallyFunded": [a.is_external for a in actions],
            "percentRecurring": [any(d.frequency for d in a.deadlines) for a in actions],
            "percentMeasuredBeyondActivity": [
                any(i.kind != "activity-count" for _, i in a.indicators) for a in actions
            ],
        }
        if actions:
            row = {
                **_plan(each),
                "actions": len(actions),
                "ministries": len({name for a in actions for name in a.accountable}),
            }
            counted = {name: percent(sum(found), len(found)) for name, found in shares.items()}
            rows.append({**row, **counted})
    return rows


def actions_to_deliver(
    world: World, plan: str = "", agency: str = "", ministry: str = ""
) -> list[Row]:
    rows: list[Row] = []
    for action in world.actions(plan):
        deadlines = [each for each in action.deadlines if not each.is_revised]
        cells = {
            "who": _listed(_short(world, name) for name in action.responsible),
            "deadlines": _listed(each.words for each in deadlines),
            "end": max((each.end for each in deadlines if each.end), default=None),
            "partners": _listed(_short(world, name) for name in action.partners),
            "money": _listed(line.words for line in action.lines),
        }
        if action.is_asked(agency, ministry):
            rows.append({**action.row, **cells})
    return rows


def _short(world: World, name: str) -> str:
    return world.bodies[name].short or world.bodies[name].label


def _listed(texts: Iterable[str]) -> str | None:
    return "; ".join(sorted(set(texts))) or None


def actions_table(world: World, plan: str = "", agency: str = "", ministry: str = "") -> list[Row]:
    return [
        {
            **action.row,
            **world.body(body),
            **_when(deadline),
            "money": line.words if line else None,
            "kind": line.kind if line else None,
            "kindLabel": line.kind_label if line else None,
            **_how_far(action),
            "place": place,
        }
        for action in world.actions(plan)
        if action.is_asked(agency, ministry)
        for body in action.responsible or [""]
        for deadline in _or_none([each for each in action.deadlines if not each.is_revised])
        for line in _or_none(action.lines)
        for place in _or_none(action.places)
    ]


def _or_none(found: Sequence[_Found]) -> Sequence[_Found | None]:
    """Return what there is, else one None: a row of nothing."""
    return found or [None]


def _when(deadline: DeadlineFacts | None) -> Row:
    if deadline is None:
        return dict.fromkeys(("words", "start", "end", "frequency", "frequencyLabel"))
    frequency = deadline.frequency
    label = frequency_label(frequency.rpartition("/")[2]) if frequency else None
    days = {"start": deadline.start, "end": deadline.end}
    return {"words": deadline.words, **days, "frequency": frequency, "frequencyLabel": label}


def _how_far(action: ActionFacts) -> Row:
    last = action.last_progress
    status = last.status if last else action.action.status
    return {"status": code_iri("status", status), "statusLabel": code_label("status", status)}
