"""The questions about money."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from plan_graph.vocab import FREQUENCY
from query_reference.facts import (
    EXTERNAL,
    ActionFacts,
    LineFacts,
    Row,
    World,
    code_iri,
    code_label,
    frequency_label,
)
from query_reference.rows import percent, role_cells


def _lines(world: World, plan: str) -> Iterator[tuple[ActionFacts, LineFacts]]:
    return ((action, line) for action in world.actions(plan) for line in action.lines)


def _kind(line: LineFacts) -> Row:
    return {"kind": line.kind, "kindLabel": line.kind_label, "words": line.words}


def amounts_by_funding_kind(world: World, plan: str = "") -> list[Row]:
    sums: dict[tuple[str, str | None], list[Decimal]] = defaultdict(list)
    labels = {}
    for _, line in _lines(world, plan):
        if line.line.amount and line.line.amount.value is not None:
            kind = line.kind or code_iri("absence", "not-specified") or ""
            labels[kind] = line.kind_label or code_label("absence", "not-specified")
            sums[kind, line.currency].append(line.line.amount.value)
    return [
        {
            "kind": kind,
            "kindLabel": labels[kind],
            "currency": currency,
            "currencyCode": currency.rpartition("/")[2] if currency else None,
            "lines": len(found),
            "amount": sum(found),
        }
        for (kind, currency), found in sums.items()
    ]


def amounts_list(world: World, plan: str = "", funding: str = "") -> list[Row]:
    return [
        {
            **action.row,
            "kind": line.kind,
            "kindLabel": line.kind_label,
            "amount": amount.value,
            "approximate": amount.approximate,
            "recurring": amount.recurring,
            "lower": amount.lower,
            "upper": amount.upper,
            "frequency": FREQUENCY + amount.frequency if amount.frequency else None,
            "frequencyLabel": frequency_label(amount.frequency) if amount.frequency else None,
            "currencyCode": amount.currency or None,
            "words": line.words,
        }
        for action, line in _lines(world, plan)
        if (amount := line.line.amount) and funding in ("", line.kind)
    ]


def funding_lines(world: World, plan: str = "", funding: str = "") -> list[Row]:
    return [
        {**action.row, **_kind(line)}
        for action, line in _lines(world, plan)
        if funding in ("", line.kind)
    ]


def funding_kinds(world: World, plan: str = "") -> list[Row]:
    lines: Counter[str] = Counter(line.line.kind for _, line in _lines(world, plan))
    actions = Counter(k for a in world.actions(plan) for k in {each.line.kind for each in a.lines})
    return [
        {
            "kind": code_iri("funding-kind", kind),
            "kindLabel": code_label("funding-kind", kind),
            "external": "yes" if kind in EXTERNAL else "no",
            "lines": count,
            "actions": actions[kind],
        }
        for kind, count in lines.items()
        if kind
    ]


def funding_by_objective(world: World, plan: str = "") -> list[Row]:
    lines: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    actions: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for action, line in _lines(world, plan):
        if action.objective and line.line.kind:
            key = action.plan.iri, action.objective, line.line.kind
            lines[key].add(line.iri)
            actions[key].add(action.iri)
    plans = {each.iri: each for each in world.plans}
    return [
        {
            "code": plans[name].objectives[objective].code,
            **plans[name].objective_cells(objective),
            "kind": code_iri("funding-kind", kind),
            "kindLabel": code_label("funding-kind", kind),
            "lines": len(found),
            "actions": len(actions[name, objective, kind]),
        }
        for (name, objective, kind), found in lines.items()
    ]


def funding_without_budget_holder(world: World, plan: str = "") -> list[Row]:
    return [
        {**action.row, **_kind(line)}
        for action, line in _lines(world, plan)
        if not line.payers and not line.givers and line.line.kind != "none-needed"
    ]


def actions_without_funding(world: World, plan: str = "") -> list[Row]:
    return [action.row for action in world.actions(plan) if not action.lines]


def actions_depending_on_external_funding(
    world: World, plan: str = "", *, funding: str = "", other: str = "", **asked: str
) -> list[Row]:
    body, ministry = asked.get("agency", ""), asked.get("ministry", "")
    return [
        {**action.row, **_kind(line), "other": besides}
        for action, line in _lines(world, plan)
        if line.is_external and funding in ("", line.kind) and action.is_asked(body, ministry)
        if other in ("", besides := "no" if action.is_only_external else "yes")
    ]


def roles_without_own_budget(world: World, plan: str = "") -> list[Row]:
    return [
        {**action.row, **world.body(body), **role_cells(role)}
        for action in world.actions(plan)
        if not any(line.line.kind == "none-needed" for line in action.lines)
        for body in action.involved
        if not any(body in (*line.payers, *line.givers) for line in action.lines)
        for role in action.roles(body)
    ]


def actions_paid_by_agency(world: World, agency: str, plan: str = "") -> list[Row]:
    return [
        {**action.row, "words": line.words, **role_cells(role)}
        for action, line in _lines(world, plan)
        if agency in (*line.payers, *line.givers)
        for role in action.roles(agency) or ("",)
    ]


def actions_paid_by_others(world: World, plan: str = "") -> list[Row]:
    return [
        {
            **action.row,
            **world.body(payer, "payer"),
            "partner": "yes" if payer in action.partners else "no",
            "words": line.words,
        }
        for action, line in _lines(world, plan)
        for payer in line.payers
        if payer not in action.responsible and payer not in action.led_for
    ]


def budgets_by_body(world: World, plan: str = "") -> list[Row]:
    actions: dict[str, set[str]] = defaultdict(set)
    own: dict[str, set[str]] = defaultdict(set)
    for action, line in _lines(world, plan):
        for body in line.payers:
            actions[body].add(action.iri)
            if body in action.responsible:
                own[body].add(action.iri)
    return [
        {
            **world.body(body),
            "actions": len(found),
            "own": len(own[body]),
            "others": len(found) - len(own[body]),
        }
        for body, found in actions.items()
    ]


def external_funding_by_ministry(world: World, plan: str = "") -> list[Row]:
    actions: dict[str, list[ActionFacts]] = defaultdict(list)
    for action in world.actions(plan):
        for ministry in action.accountable:
            actions[ministry].append(action)
    return [
        {**world.body(ministry, "ministry"), **_share(found)} for ministry, found in actions.items()
    ]


def external_funding_by_objective(world: World, plan: str = "") -> list[Row]:
    rows: list[Row] = []
    for each in world.chosen(plan):
        for name, objective in each.objectives.items():
            found = [action for action in each.actions if action.objective == name]
            if found:
                cells = each.objective_cells(name)
                rows.append({"code": objective.code, **cells, **_share(found)})
    return rows


def _share(actions: list[ActionFacts]) -> Row:
    external = sum(action.is_external for action in actions)
    return {
        "external": external,
        "actions": len(actions),
        "percent": percent(external, len(actions)),
        "onlyExternal": sum(action.is_only_external for action in actions),
    }
