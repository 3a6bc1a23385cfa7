"""No chart mixes plans: neither those of equal codes, nor bodies and plans of equal names."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from plan_graph.asking.answers.formats import plain
from plan_graph.asking.pictures import Picture, Thing, picture, svg
from plan_graph.asking.pictures.marks import Bar, Cell
from plan_graph.asking.queries import load, names, select
from plan_graph.asking.queries.engine import Engine, Solutions
from query_reference.generate import generate
from query_reference.graph import store

CHARTS = [
    name
    for name in names()
    if "chart" in load(name).own and "plan" in load(name).parameters
]  # fmt: skip

NUMBERS = {
    "agency-workload": "responsible",
    "bodies-carrying-alone": "alone",
    "deadlines-by-kind": "deadlines",
    "external-funding-by-ministry": "percent",
    "external-funding-by-objective": "percent",
    "funding-by-objective": "lines",
    "funding-kinds": "lines",
    "groups-by-role": "partner",
    "indicators-by-kind": "indicators",
    "indicators-by-objective": "indicators",
}
"""What the marks of a chart count, where it is not actions."""


@pytest.fixture(scope="module")
def alike() -> Engine:
    """Return a store of three plans with one title, and with equal codes and names of bodies."""
    cases = generate(3240)  # Of these plans each has something to show in every chart.
    return store([replace(case, plan=replace(case.plan, title="The Plan")) for case in cases])


def drawn(name: str, engine: Engine, values: dict[str, str]) -> tuple[Picture, Solutions]:
    found = select(engine, load(name), values)
    return picture(load(name), found, "en"), found


@pytest.mark.parametrize("name", CHARTS)
def test_each_plan_is_drawn_in_a_part_of_its_own(name: str, alike: Engine) -> None:
    made, _ = drawn(name, alike, {})

    assert len(made.parts) > 1
    for part in made.parts:
        alone, _ = drawn(name, alike, {"plan": part.heading.iri})
        assert len(part.marks) == len(alone.parts[0].marks)


@pytest.mark.parametrize("name", CHARTS)
def test_the_numbers_of_a_chart_are_those_of_the_answer(name: str, alike: Engine) -> None:
    made, found = drawn(name, alike, {})

    marks = [mark for part in made.parts for mark in part.marks]
    shown = Counter(mark.number for mark in marks if isinstance(mark, Bar | Cell))
    column = NUMBERS.get(name, "actions")
    place = found.variables.index(column) if column in found.variables else 0
    counted = Counter(plain(row[place]) for row in found.rows)
    assert not shown or shown == counted
    assert len(marks) == len(found.rows)


@pytest.mark.parametrize("name", CHARTS)
def test_a_name_in_a_part_stands_for_one_thing(name: str, alike: Engine) -> None:
    made, _ = drawn(name, alike, {})

    for part in made.parts:
        things = {
            value for mark in part.marks for value in mark if isinstance(value, Thing) and value.iri
        }
        words = Counter(thing.name for thing in things)
        assert [each for each, count in words.items() if count > 1] == []


def test_a_chart_of_several_plans_names_each(alike: Engine) -> None:
    made, _ = drawn("agency-workload", alike, {})

    assert svg(made).count("The Plan") >= len(made.parts)


def test_a_chart_of_one_plan_has_no_headings(alike: Engine) -> None:
    only = {"plan": "https://w3id.org/plan-graph/id/plan/plan-1"}

    made, _ = drawn("agency-workload", alike, only)

    assert [part.heading.name for part in made.parts] == [""]
