"""The fast validator finds what pyshacl, the reference, finds: on every case and the real plan."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

import generated_shapes
import shape_cases
from generated_shapes import read
from plan_graph.checking.compiled_shapes import results
from plan_graph.checking.paths import UncertainError
from plan_graph.checking.report import Report
from plan_graph.checking.validation import validate
from plan_graph.vocab import OA, PLAN, XSD
from real_plan import real_plan


def said(report: Report) -> list[tuple[object, ...]]:
    return [
        (f.severity, f.rule, f.focus, f.path, f.value, f.component, f.source)
        for f in report.findings
    ]


COMPARED = {PLAN.startDate, PLAN.endDate, OA.start, OA.end}
ROLES = {PLAN.responsible, PLAN.partner, PLAN.actor, PLAN.role, PLAN.hasParticipation}


def is_common(triple: Triple) -> bool:
    value = triple.object
    if triple.predicate in ROLES and not isinstance(value, NamedNode):
        return False
    if triple.predicate in COMPARED and getattr(value, "datatype", XSD.string) == XSD.string:
        return False
    try:
        list(results([triple]))
    except UncertainError:
        return False
    return True


def assert_equal(triples: list[Triple]) -> None:
    list(results(triples))  # It is the fast engine that answers.
    assert said(validate(triples)) == said(validate(triples, engine="pyshacl"))


@pytest.mark.parametrize("case", shape_cases.CASES, ids=lambda path: path.stem)
def test_both_engines_find_the_same_in_a_case(case: object) -> None:
    triples = shape_cases.triples(case)  # type: ignore[arg-type]

    assert said(validate(triples)) == said(validate(triples, engine="pyshacl"))


def test_both_engines_find_the_same_where_all_is_wrong() -> None:
    assert_equal([t for t in shape_cases.everything_added() if is_common(t)])


def test_both_engines_find_the_same_in_the_real_plan() -> None:
    assert_equal(list(real_plan().asserted))


@pytest.mark.parametrize("seed", range(3))
def test_both_engines_find_the_same_in_a_real_plan_with_random_faults(seed: int) -> None:
    rng = random.Random(seed)
    triples = list(real_plan().asserted)
    names = sorted({t.predicate for t in triples} - COMPARED - ROLES, key=str)
    for _ in range(150):
        one, other = rng.choice(triples), rng.choice(triples)
        triples.append(Triple(one.subject, rng.choice(names), other.object))
        triples.remove(rng.choice(triples))

    assert_equal(list(dict.fromkeys(triples)))


def test_both_engines_find_the_same_by_generated_shapes_in_generated_data() -> None:
    compared = 0
    for number, shapes, data in generated_shapes.pairs(60):
        with suppress(UncertainError):
            found = generated_shapes.by_ours(read(shapes), read(data))
            assert found == generated_shapes.by_pyshacl(read(shapes), read(data)), number
            compared += 1

    assert compared >= 20


@pytest.mark.parametrize(
    "value",
    [BlankNode("b"), Literal("2021-02-30", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))],
    ids=["a blank node", "no such day"],
)  # fmt: skip
def test_what_is_rare_is_left_to_the_reference(value: BlankNode | Literal) -> None:
    odd = Triple(real_plan().iris.thing("plan"), PLAN.startDate, value)

    with pytest.raises(UncertainError):
        list(results([odd]))
    assert validate([odd]).violations
