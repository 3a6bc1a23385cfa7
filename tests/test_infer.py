"""What follows from the real plan: the same by both reasoners, and contradictions are found."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Triple

from plan_graph.checking.consistency import contradictions
from plan_graph.checking.inference import infer
from plan_graph.iris import DEFAULT_BASE
from plan_graph.vocab import PLAN, RDF
from real_plan import real_plan

ID = DEFAULT_BASE + "id/"
ACTION = NamedNode(ID + "action/ro-thb-2021-2022/1.1-01")
MAI = NamedNode(ID + "organisation/ro/mai")
DCCO = NamedNode(ID + "organisation/ro/dcco")


def test_both_reasoners_give_the_same_statements_about_the_real_plan() -> None:
    asserted = real_plan().asserted

    by_owlrl = infer(asserted, reasoner="owlrl")

    assert infer(asserted) == by_owlrl
    assert len(by_owlrl) > 4_000


@pytest.mark.parametrize(
    "triple",
    [
        Triple(ACTION, PLAN.accountableMinistry, MAI),
        Triple(ACTION, RDF.type, PLAN.ExternallyFundedAction),
        Triple(DCCO, PLAN.withinMinistry, MAI),
        Triple(ACTION, PLAN.partOf, NamedNode(ID + "objective/ro-thb-2021-2022/1")),
    ],
    ids=["accountable-ministry", "externally-funded", "ministry-two-up", "part-of-two-up"],
)
def test_what_follows_is_inferred_and_not_stated(triple: Triple) -> None:
    assert triple in real_plan().inferred
    assert triple not in real_plan().asserted


def test_thirteen_actions_are_externally_funded() -> None:
    external = [t for t in real_plan().inferred if t.object == PLAN.ExternallyFundedAction]

    assert len(external) == 13


def test_the_real_plan_holds_no_contradiction() -> None:
    assert contradictions(real_plan().asserted, real_plan().inferred) == []


def test_an_action_that_is_also_an_agency_is_a_contradiction() -> None:
    asserted = [*real_plan().asserted, Triple(ACTION, RDF.type, PLAN.Agency)]

    found = contradictions(asserted, infer(asserted))

    assert (ACTION, "Consistency-disjoint-classes") in {(f.thing, f.rule) for f in found}


def test_a_body_above_itself_is_a_contradiction() -> None:
    asserted = [*real_plan().asserted, Triple(MAI, PLAN.parentOrganisation, DCCO)]

    found = contradictions(asserted, infer(asserted))

    assert (MAI, "Consistency-no-cycle") in {(f.thing, f.rule) for f in found}


def test_a_second_value_where_one_is_allowed_is_a_contradiction() -> None:
    part = NamedNode(ID + "participation/ro-thb-2021-2022/1.1-01-1")
    asserted = [*real_plan().asserted, Triple(part, PLAN.actor, DCCO)]

    found = contradictions(asserted, [])

    assert [(f.thing, f.rule) for f in found] == [(part, "Consistency-one-value")]
