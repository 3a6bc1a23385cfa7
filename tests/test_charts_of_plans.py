"""No chart mixes plans: neither those of equal codes, nor bodies and plans of equal names."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import Any

import pytest

from plan_graph.asking.pictures import picture, svg
from plan_graph.asking.queries import load, names, select
from plan_graph.asking.queries.engine import Engine
from query_reference.generate import generate
from query_reference.graph import store

CHARTS = [
    name
    for name in names()
    if "chart" in load(name).own and "plan" in load(name).parameters
]  # fmt: skip


@pytest.fixture(scope="module")
def alike() -> Engine:
    """Return a store of three plans with one title, and with equal codes and names of bodies."""
    cases = generate(3240)  # Of these plans each has something to show in every chart.
    return store([replace(case, plan=replace(case.plan, title="The Plan")) for case in cases])


def drawn(name: str, engine: Engine) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    made = picture(load(name), select(engine, load(name), {}), "en")
    return made, made["data"]["values"]


@pytest.mark.parametrize("name", CHARTS)
def test_what_a_chart_shows_in_one_place_is_of_one_plan(name: str, alike: Engine) -> None:
    made, rows = drawn(name, alike)
    spec = made.get("spec", made)
    fields = [coded["field"] for coded in spec["encoding"].values()]
    label = [made["facet"]["field"]] if "facet" in made else []

    plans = defaultdict(set)
    for row in rows:
        shown = tuple(row[each] for each in label or [f for f in fields if f.endswith("Label")])
        plans[shown].add(row["plan"])

    assert len({row["plan"] for row in rows}) > 1
    assert {len(found) for found in plans.values()} == {1}


@pytest.mark.parametrize("name", CHARTS)
def test_a_label_of_a_chart_stands_for_one_thing(name: str, alike: Engine) -> None:
    _, rows = drawn(name, alike)

    things = {
        (label, row[label.removesuffix("Label")], row[label])
        for row in rows
        for label in row
        if label.endswith("Label") and row[label] and row.get(label.removesuffix("Label"))
    }
    words = Counter((label, name) for label, _, name in things)
    assert [each for each, count in words.items() if count > 1] == []


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_of_several_plans_can_be_drawn(name: str, alike: Engine) -> None:
    made, rows = drawn(name, alike)

    picture = svg(made)

    assert picture.count("The Plan") >= len({row["plan"] for row in rows}) or "(plan-" in picture


def test_a_chart_of_one_plan_has_no_parts(alike: Engine) -> None:
    only = {"plan": "https://w3id.org/plan-graph/id/plan/plan-1"}

    made = picture(load("agency-workload"), select(alike, load("agency-workload"), only), "en")

    assert "facet" not in made
