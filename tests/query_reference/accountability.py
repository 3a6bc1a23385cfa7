"""The questions about who answers for what, and who works with whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from query_reference.facts import DEF, ActionFacts, Row, World, term_label
from query_reference.rows import role_cells

_GROUPS = ("WorkingGroup", "CollectiveActor", "ActorGroup")


def actions_by_ministry(world: World, plan: str = "") -> list[Row]:
    counts = Counter(name for action in world.actions(plan) for name in action.accountable)
    return [{**world.body(name, "ministry"), "actions": n} for name, n in counts.items()]


def actions_of_ministry(world: World, ministry: str, plan: str = "") -> list[Row]:
    return [
        {**action.row, **world.body(body)}
        for action in world.actions(plan)
        for body in action.responsible
        if ministry in action.ministries([body])
    ]


def actions_across_ministries(world: World, plan: str = "") -> list[Row]:
    return [
        {**action.row, "ministries": len(action.accountable), **world.body(name, "ministry")}
        for action in world.actions(plan)
        if len(action.accountable) > 1
        for name in action.accountable
    ]


def actions_by_agency(world: World, agency: str, plan: str = "", role: str = "") -> list[Row]:
    return [
        {**action.row, **role_cells(name)}
        for action in world.actions(plan)
        for name in action.roles(agency)
        if not role or role.endswith(name)
    ]


def actions_led_by_groups(world: World, plan: str = "") -> list[Row]:
    return [
        {
            **action.row,
            **world.body(name),
            "kind": DEF + world.bodies[name].kind,
            "kindLabel": term_label(world.bodies[name].kind),
            "alone": "yes" if len(action.responsible) == 1 else "no",
        }
        for action in world.actions(plan)
        for name in action.responsible
        if world.bodies[name].kind in _GROUPS
    ]


def actions_with_single_responsible(world: World, plan: str = "") -> list[Row]:
    return [
        {**action.row, **world.body(action.responsible[0])}
        for action in world.actions(plan)
        if len(action.responsible) == 1
    ]


def actions_without_accountable_ministry(world: World, plan: str = "") -> list[Row]:
    return [
        {**action.row, **world.body(name)}
        for action in world.actions(plan)
        if not action.accountable
        for name in action.responsible or [""]
    ]


def actions_without_responsible(world: World, plan: str = "") -> list[Row]:
    return [action.row for action in world.actions(plan) if not action.responsible]


def actions_without_partners(world: World, plan: str = "") -> list[Row]:
    return [
        {**action.row, "responsibles": len(action.responsible)}
        for action in world.actions(plan)
        if not action.partners
    ]


def agency_workload(world: World, plan: str = "") -> list[Row]:
    actions = world.actions(plan)
    bodies = {name for action in actions for name in action.involved}
    return [
        {
            **world.body(name),
            "responsible": sum(name in action.responsible for action in actions),
            "partner": sum(name in action.partners for action in actions),
            "total": sum(name in action.involved for action in actions),
        }
        for name in bodies
    ]


def bodies_acting_for(world: World, plan: str = "") -> list[Row]:
    actions: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for action in world.actions(plan):
        for part in action.action.participations:
            if part.acting_for:
                principal, actor = map(action.plan.name, (part.acting_for, part.actor))
                actions[principal, actor, part.role.value].add(action.iri)
    return [
        {
            **world.body(principal, "principal"),
            **world.body(actor),
            **role_cells(role),
            "actions": len(found),
        }
        for (principal, actor, role), found in actions.items()
    ]


def bodies_carrying_alone(world: World, plan: str = "") -> list[Row]:
    led: dict[str, list[ActionFacts]] = defaultdict(list)
    for action in world.actions(plan):
        for name in action.responsible:
            led[name].append(action)
    return [
        {
            **world.body(name),
            "alone": alone,
            "withoutPartners": sum(len(action.involved) == 1 for action in found),
            "responsible": len(found),
        }
        for name, found in led.items()
        if (alone := sum(len(action.responsible) == 1 for action in found))
    ]


def responsibles_per_action(world: World, plan: str = "") -> list[Row]:
    counts = Counter(len(action.responsible) for action in world.actions(plan))
    return [{"responsibles": number, "actions": n} for number, n in counts.items()]


def ministries_by_objective(world: World, plan: str = "") -> list[Row]:
    rows: list[Row] = []
    for each in world.chosen(plan):
        for name, objective in each.objectives.items():
            found = [action for action in each.actions if action.objective == name]
            cells = {"code": objective.code, **each.objective_cells(name)}
            rows += [{**cells, **row} for row in _by_ministry(world, found)]
    return rows


def ministries_by_pillar(world: World, plan: str = "") -> list[Row]:
    rows: list[Row] = []
    for each in world.chosen(plan):
        for name, pillar in each.pillars.items():
            found = [action for action in each.actions if action.pillar == name]
            cells = {"code": str(pillar.number), **each.pillar_cells(name)}
            rows += [{**cells, **row} for row in _by_ministry(world, found)]
    return rows


def _by_ministry(world: World, actions: list[ActionFacts]) -> Iterator[Row]:
    counts = Counter(name for action in actions for name in action.accountable)
    return ({**world.body(name, "ministry"), "actions": n} for name, n in counts.items())


def ministries_working_together(world: World, plan: str = "") -> list[Row]:
    counts: Counter[tuple[str, str]] = Counter()
    for action in world.actions(plan):
        counts.update(combinations(sorted(action.ministries(action.involved)), 2))
    return _pairs(world, counts, 1, "")


def bodies_working_together(
    world: World, plan: str = "", minimum: str = "2", agency: str = ""
) -> list[Row]:
    counts: Counter[tuple[str, str]] = Counter()
    for action in world.actions(plan):
        counts.update(combinations(sorted(action.involved), 2))
    return _pairs(world, counts, int(minimum), agency)


def _pairs(world: World, counts: Counter[tuple[str, str]], minimum: int, agency: str) -> list[Row]:
    return [
        {**world.body(first, "first"), **world.body(second, "second"), "actions": n}
        for (first, second), n in counts.items()
        if n >= minimum and (not agency or agency in (first, second))
    ]


def partnership_network(
    world: World, plan: str = "", minimum: str = "1", agency: str = ""
) -> list[Row]:
    counts = Counter(
        (one, other)
        for action in world.actions(plan)
        for one in action.responsible
        for other in action.partners
    )
    return [
        {**world.body(one, "responsible"), **world.body(other, "partner"), "actions": n}
        for (one, other), n in counts.items()
        if n >= int(minimum) and (not agency or agency in (one, other))
    ]


def actions_with_groups(world: World, plan: str = "", agency: str = "") -> list[Row]:
    return [
        {**action.row, **world.body(name, "group"), **role_cells(role)}
        for action in world.actions(plan)
        for role, bodies in (("responsible", action.responsible), ("partner", action.partners))
        for name in bodies
        if world.bodies[name].kind == "ActorGroup" and agency in ("", name)
    ]


def groups_by_role(world: World, plan: str = "") -> list[Row]:
    rows: list[Row] = []
    actions = world.actions(plan)
    for name, body in world.bodies.items():
        row = {
            "responsible": sum(name in each.responsible for each in actions),
            "partner": sum(name in each.partners for each in actions),
            "mentioned": sum(
                name in each.mentions and name not in each.involved for each in actions
            ),
            "paying": sum(
                any(name in (*line.payers, *line.givers) for line in each.lines) for each in actions
            ),
        }
        if body.kind == "ActorGroup" and any(row.values()):
            rows.append({**world.body(name, "group"), **row})
    return rows


def international_bodies(world: World, plan: str = "") -> list[Row]:
    rows: list[Row] = []
    for action in world.actions(plan):
        relations = {
            "responsible": action.responsible,
            "partner": action.partners,
            "mentions": action.mentions,
            "budgetOf": [name for line in action.lines for name in line.payers],
            "provider": [name for line in action.lines for name in line.givers],
        }
        rows += [
            {
                **action.row,
                **world.body(name),
                "relation": DEF + relation,
                "relationLabel": term_label(relation),
            }
            for relation, names in relations.items()
            for name in names
            if world.bodies[name].kind == "InternationalOrganisation"
        ]
    return rows


def mentions_without_role(world: World, plan: str = "") -> list[Row]:
    return [
        {**action.row, **world.body(name)}
        for action in world.actions(plan)
        for name in action.mentions
        if name not in action.involved
    ]


def bodies_directory(world: World, plan: str = "", ministry: str = "") -> list[Row]:
    rows: list[Row] = []
    for each in world.chosen(plan):
        for name in {body for action in each.actions for body in action.named}:
            count = sum(name in action.involved for action in each.actions)
            above = each.bodies[name].within if count else world.within(name)
            cells = {"plan": each.iri, "planLabel": each.label, "actions": count}
            rows += [{**cells, **row} for row in _in_directory(world, name, above)]
    named = {body for action in world.actions() for body in action.named}
    for name in () if plan else world.bodies.keys() - named:
        cells = {"plan": None, "planLabel": None, "actions": 0}
        rows += [{**cells, **row} for row in _in_directory(world, name, world.within(name))]
    return [row for row in rows if ministry in ("", row["ministry"])]


def _in_directory(world: World, name: str, within: Iterable[str]) -> Iterator[Row]:
    kind = world.bodies[name].kind
    for above in [*within] or [""]:
        yield {
            **world.body(name),
            "kind": DEF + kind,
            "kindLabel": term_label(kind),
            "ministry": above or None,
            "ministryLabel": world.bodies[above].label if above else None,
        }


def bodies_in_several_plans(world: World) -> list[Row]:
    rows: list[Row] = []
    for name in world.bodies:
        involved = {
            each: found
            for each in world.plans
            if (found := [action for action in each.actions if name in action.involved])
        }
        if len(involved) > 1:
            rows += [
                {
                    **world.body(name),
                    "plan": each.iri,
                    "planLabel": each.label,
                    "responsible": sum(name in action.responsible for action in found),
                    "total": len(found),
                }
                for each, found in involved.items()
            ]
    return rows
