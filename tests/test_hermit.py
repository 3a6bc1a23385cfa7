"""A second reasoner, of full OWL 2 DL: it accepts the ontology, and sees contradictions."""

from __future__ import annotations

import io
from collections.abc import Sequence

import owlready2
import pytest
import rdflib
from pyoxigraph import Triple
from rdflib import OWL

from plan_graph.publishing.dumps import n_triples
from plan_graph.resources import folder
from real_plan import real_plan
from small_plan import small_plan

pytestmark = pytest.mark.needs("java")
ONTOLOGY = folder("ontology")


def check(triples: Sequence[Triple]) -> list[object]:
    """Return the classes that can have no members, of the ontology with things.

    Raises:
        OwlReadyInconsistentOntologyError: If all of it together is contradictory.
    """
    graph = rdflib.Graph()
    for file in [*ONTOLOGY.glob("*.ttl"), *(ONTOLOGY / "codes").glob("*.ttl")]:
        graph.parse(file)
    graph.remove((None, OWL.imports, None))
    graph.parse(data=n_triples(triples), format="nt")
    # No part of OWL 2: xsd:date; HermiT refuses it.
    for day in [t for t in graph if str(getattr(t[2], "datatype", "")).endswith("#date")]:
        graph.remove(day)
    world = owlready2.World()
    world.get_ontology("https://w3id.org/plan-graph/all").load(
        fileobj=io.BytesIO(graph.serialize(format="nt", encoding="utf-8")), format="ntriples"
    )
    owlready2.sync_reasoner_hermit(world, debug=0)
    return list(world.inconsistent_classes())


def test_ontology_alignments_codes_and_real_plan_are_consistent() -> None:
    assert check(real_plan().asserted) == []


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
