"""Which query is asked with which values, and what answers it in Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import ModuleType

from plan_graph.asking.queries import load, names
from query_reference import accountability, measurement, money, monitoring, overview, time
from query_reference.comparison import Question, Reference
from query_reference.facts import Row, World, code_iri

_MODULES: tuple[ModuleType, ...] = (overview, accountability, time, money, measurement, monitoring)


def references() -> Mapping[str, Reference]:
    """Return what answers each query, by its name."""
    known = names()
    found = {
        name.replace("_", "-"): function
        for module in _MODULES
        for name, function in vars(module).items()
        if not name.startswith("_")
    }
    return {
        name: _of_each_plan(function)
        if "plan" in load(name).parameters and name not in _NAMING_PLANS
        else function
        for name, function in found.items()
        if name in known
    }


def _of_each_plan(function: Reference) -> Reference:
    """Return what answers of one plan after another, and names it: no row is of two plans."""

    def answer(world: World, plan: str = "", **values: str) -> list[Row]:
        return [
            {"plan": each.iri, "planLabel": each.label, **row}
            for each in world.chosen(plan)
            for row in function(world, plan=each.iri, **values)
        ]

    return answer


def questions(world: World) -> Iterator[Question]:
    """Return each query with all values left out, and with one value after another given."""
    for name in references():
        parameters = load(name).parameters
        values = {each: _values(each, world) for each in parameters if each != "lang"}
        required = [each for each in values if parameters[each].required]
        for base in _bases(required, values):
            yield Question(name, base)
            for each, known in values.items():
                if each not in required:
                    yield from (Question(name, {**base, each: value}) for value in known)


def _bases(required: list[str], values: Mapping[str, list[str]]) -> list[dict[str, str]]:
    if not required:
        return [{}]
    (name,) = required
    return [{name: value} for value in values[name]]


def _values(parameter: str, world: World) -> list[str]:
    """Return values of a parameter that some plan has, a few of them, if any."""
    bodies = sorted(world.bodies)
    deadlines = [each for action in world.actions() for each in action.deadlines]
    found = {
        "plan": [each.iri for each in world.plans[-1:]],
        "agency": bodies[::4],
        "ministry": [name for name in bodies if world.bodies[name].kind == "Ministry"][:2],
        "pillar": [name for each in world.plans for name in each.pillars][:1],
        "objective": [name for each in world.plans for name in each.objectives][:2],
        "frequency": sorted({each.frequency for each in deadlines if each.frequency})[:1],
        **{name: [code_iri(*code) or ""] for name, code in _CODES.items()},
    }
    return found[parameter] if parameter in found else _PLAIN[parameter]


_CODES = {
    "funding": ("funding-kind", "european-funds"),
    "kind": ("indicator-kind", "count"),
    "aspect": ("aspect", "risks"),
    "role": ("role", "partner"),
}
_NAMING_PLANS = ("bodies-directory",)
"""Queries with rows of no plan beside those of plans."""
_PLAIN = {
    "other": ["no", "yes"],
    "words": ["mill"],
    "month": ["7"],
    "minimum": ["1"],
    "year": ["2024"],
    "date": ["2025-06-30", "2027-06-30", "2032-01-01"],
}
