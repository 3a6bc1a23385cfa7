"""A second reasoner, of full OWL 2 DL: it accepts the ontology, and sees contradictions."""

from __future__ import annotations

import io
from collections.abc import Sequence

import owlready2
import pytest
import rdflib
from pyoxigraph import Triple

from plan_graph.asking.queries import load
from plan_graph.asking.queries.binding import bind
from plan_graph.publishing.dumps import n_triples
from plan_graph.publishing.ontology.files import ontology
from plan_graph.vocab import PLAN
from real_plan import real_plan
from real_store import real_store
from small_plan import small_plan

pytestmark = pytest.mark.needs("java")


def reasoned(triples: Sequence[Triple]) -> owlready2.World:
    """Return what HermiT makes of the whole ontology with things.

    Raises:
        OwlReadyInconsistentOntologyError: If all of it together is contradictory.
    """
    graph = rdflib.Graph().parse(data=n_triples(ontology()), format="nt")
    graph.parse(data=n_triples(triples), format="nt")
    # No part of OWL 2: xsd:date; HermiT refuses it.
    for day in [t for t in graph if str(getattr(t[2], "datatype", "")).endswith("#date")]:
        graph.remove(day)
    world = owlready2.World()
    world.get_ontology("https://w3id.org/plan-graph/all").load(
        fileobj=io.BytesIO(graph.serialize(format="nt", encoding="utf-8")), format="ntriples"
    )
    owlready2.sync_reasoner_hermit(world, debug=0)
    return world


def check(triples: Sequence[Triple]) -> list[object]:
    """Return the classes that can have no members."""
    return list(reasoned(triples).inconsistent_classes())


def test_the_whole_ontology_with_the_real_plan_is_consistent_and_tells_external_money() -> None:
    world = reasoned(real_plan().asserted)

    assert list(world.inconsistent_classes()) == []
    funded = {thing.iri for thing in world[PLAN.ExternallyFundedAction.value].instances()}
    store, query = real_store(), load("actions-depending-on-external-funding")
    asked = store.select(bind(query, {}, store))
    column = asked.variables.index("action")
    assert funded == {getattr(row[column], "value", "") for row in asked.rows}
    assert len(funded) > 10


def test_every_kind_of_thing_can_be_at_once_with_the_others() -> None:
    assert check(small_plan()) == []


@pytest.mark.parametrize(
    "planted",
    [
        "<action/small/1.1-01> a plan:Agency .",
        "<participation/small/1.1-01-1> plan:role role:partner .",
        "<objective/small/1> plan:refines <objective/small/1.1> .",
        '<pillar/small/1> plan:position "one" .',
    ],
    ids=["action-is-agency", "two-roles", "objectives-in-a-circle", "position-is-a-word"],
)
def test_a_planted_contradiction_is_found(planted: str) -> None:
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        check(small_plan(planted))
