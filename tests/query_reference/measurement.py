"""The questions about indicators, their values, and the remarks on actions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from plan_graph.plan import Indicator, Measure
from plan_graph.text import clean
from query_reference.facts import DEF, ActionFacts, Row, World, code_iri, code_label, term_label


def _indicators(world: World, plan: str) -> Iterator[tuple[ActionFacts, int, str, Indicator]]:
    """Return each action with each of its indicators: its number, its name and itself."""
    for action in world.actions(plan):
        for number, (name, indicator) in enumerate(action.indicators, start=1):
            yield action, number, name, indicator


def _cells(name: str, indicator: Indicator) -> Row:
    return {"indicator": name, "indicatorLabel": indicator.label}


def _kind(kind: str) -> Row:
    return {
        "kind": code_iri("indicator-kind", kind),
        "kindLabel": code_label("indicator-kind", kind),
    }


def indicators_list(world: World, plan: str = "", objective: str = "", kind: str = "") -> list[Row]:
    return [
        {**action.row, **_cells(name, indicator), **_kind(indicator.kind)}
        for action, _, name, indicator in _indicators(world, plan)
        if (not objective or objective in action.wholes)
        and kind in ("", code_iri("indicator-kind", indicator.kind))
    ]


def indicators_by_kind(world: World, plan: str = "") -> list[Row]:
    found = list(_indicators(world, plan))
    counts = Counter(indicator.kind for *_, indicator in found)
    actions = Counter(kind for _, kind in {(action.iri, i.kind) for action, _, _, i in found})
    return [
        {**_kind(kind), "indicators": n, "actions": actions[kind]} for kind, n in counts.items()
    ]


def indicators_by_objective(world: World, plan: str = "") -> list[Row]:
    rows: list[Row] = []
    for each in world.chosen(plan):
        for name, objective in each.objectives.items():
            counts = Counter(
                indicator.kind
                for action in each.actions
                if action.objective == name
                for indicator in action.action.indicators
            )
            cells = {"code": objective.code, **each.objective_cells(name)}
            rows += [{**cells, **_kind(kind), "indicators": n} for kind, n in counts.items()]
    return rows


def indicators_shared(world: World, plan: str = "") -> list[Row]:
    actions: dict[tuple[str, str], set[str]] = defaultdict(set)
    found = list(_indicators(world, plan))
    for action, _, _, indicator in found:
        actions[indicator.label, action.plan.case.plan.language].add(action.iri)
    return [
        {**action.row, **_cells(name, indicator), "actions": len(sharing)}
        for action, _, name, indicator in found
        if len(sharing := actions[indicator.label, action.plan.case.plan.language]) > 1
    ]


def indicators_with_values(world: World, plan: str = "") -> list[Row]:
    return [
        {
            **action.row,
            **_cells(name, indicator),
            "kind": DEF + kind,
            "kindLabel": term_label(kind),
            "value": measure.value,
            "unit": measure.unit or None,
            "end": measure.period.end if measure.period else None,
            "words": clean(measure.stated_in.text),
        }
        for action, _, name, indicator in _indicators(world, plan)
        for kind, measure in _measures(indicator)
    ]


def _measures(indicator: Indicator) -> list[tuple[str, Measure]]:
    targets = [("Target", each) for each in indicator.targets]
    return [*targets, *(("Baseline", each) for each in indicator.baselines)]


def actions_without_indicators(world: World, plan: str = "") -> list[Row]:
    return [action.row for action in world.actions(plan) if not action.indicators]


def actions_measured_only_by_activity(world: World, plan: str = "") -> list[Row]:
    return [
        {**action.row, **_cells(name, indicator)}
        for action, _, name, indicator in _indicators(world, plan)
        if all(each.kind == "activity-count" for each in action.action.indicators)
    ]


def actions_with_remarks(world: World, plan: str = "", aspect: str = "") -> list[Row]:
    return [
        {
            **action.row,
            "aspect": code_iri("aspect", remark.aspect),
            "aspectLabel": code_label("aspect", remark.aspect),
            "absence": code_iri("absence", remark.absence),
            "absenceLabel": code_label("absence", remark.absence),
            "heading": remark.heading or None,
            "words": clean(remark.stated_in.text),
        }
        for action in world.actions(plan)
        for remark in action.action.remarks
        if aspect in ("", code_iri("aspect", remark.aspect))
    ]


def actions_with_words(world: World, words: str, plan: str = "") -> Sequence[Row]:
    found = world.actions(plan)
    return [action.row for action in found if any(words in text.lower() for text in action.names)]


def indicators_with_words(world: World, words: str, plan: str = "") -> Sequence[Row]:
    return [
        {**action.row, **_cells(name, indicator)}
        for action, _, name, indicator in _indicators(world, plan)
        if words in indicator.label.lower()
    ]


def target_groups(world: World, plan: str = "", objective: str = "") -> list[Row]:
    return [
        {**action.row, "targetGroup": name, "targetGroupLabel": group.label}
        for action in world.actions(plan)
        if not objective or objective in action.wholes
        for name, group in action.target_groups
    ]


def indicators_without_target(world: World, plan: str = "") -> list[Row]:
    return [
        {**action.row, "indicator": name, "indicatorLabel": indicator.label}
        for action in world.actions(plan)
        for name, indicator in action.indicators
        if not indicator.targets
    ]


def objectives_measured(world: World, plan: str = "") -> list[Row]:
    rows: list[Row] = []
    for each in world.chosen(plan):
        for name, objective in each.objectives.items():
            for indicator_name, indicator, told in each.measured(name):
                last = max(told, key=lambda value: value.day) if told else None
                cells = {
                    "code": objective.code,
                    **each.objective_cells(name),
                    **_cells(indicator_name, indicator),
                    "reportedValue": last.value if last else None,
                    "reported": last.day if last else None,
                }
                measures: list[tuple[str, Measure | None]] = [*_measures(indicator)]
                rows += [{**cells, **_measured(*said)} for said in measures or [("", None)]]
    return rows


def _measured(kind: str, measure: Measure | None) -> Row:
    if measure is None:
        return dict.fromkeys(("kind", "kindLabel", "value", "unit", "end", "words"))
    return {
        "kind": DEF + kind,
        "kindLabel": term_label(kind),
        "value": measure.value,
        "unit": measure.unit or None,
        "end": measure.period.end if measure.period else None,
        "words": clean(measure.stated_in.text),
    }
