"""The rules of the fast reasoner, one construct at a time, against the reference."""

from __future__ import annotations

import random

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

import generated_graphs
from plan_graph.checking.axioms import OWL, RDF, RDFS, Axioms, Fact, ontology
from plan_graph.checking.inference import Closure, infer
from plan_graph.checking.owlrl_reference import closure
from plan_graph.vocab import PLAN
from small_plan import node, small_plan

EX = "http://example.org/"
PREFIXES = f"@prefix : <{EX}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> ."

CONSTRUCTS = {
    "class-under-class": ":A rdfs:subClassOf :B . :B rdfs:subClassOf :C . :x a :A .",
    "equal-classes": ":A owl:equivalentClass :B . :x a :A . :y a :B .",
    "property-under-property": ":p rdfs:subPropertyOf :q . :q rdfs:domain :A . :x :p :y .",
    "equal-properties": ":p owl:equivalentProperty :q . :x :p :y . :y :q :z .",
    "domain-and-range": ":p rdfs:domain :A ; rdfs:range :B . :x :p :y . :z :p 'words' .",
    "inverse": ":p owl:inverseOf :q . :x :p :y . :y :p :z . :z :q :u .",
    "transitive": ":p a owl:TransitiveProperty . :x :p :y . :y :p :z . :z :p :u . :u :p :x .",
    "chain": ":r owl:propertyChainAxiom (:p :q) . :x :p :y . :y :q :z .",
    "chain-of-three": ":r owl:propertyChainAxiom (:p :q :p) . :x :p :y . :y :q :z . :z :p :u .",
    "chain-to-itself": ":q owl:propertyChainAxiom (:p :q) . :x :p :y . :y :p :z . :z :q :u .",
    "some-value": "[] owl:onProperty :p ; owl:someValuesFrom :A ; rdfs:subClassOf :B ."
    " :x :p :y . :y a :A . :z a :A . :u :p :z . :x :p :v .",
    "given-value": "[] owl:onProperty :p ; owl:hasValue :y ; rdfs:subClassOf :B ."
    " :x :p :y . :z :p :u .",
    "intersection": "[] owl:intersectionOf (:A :B) ; rdfs:subClassOf :C . :x a :A , :B . :y a :A .",
    "within-intersection": ":A rdfs:subClassOf [ owl:intersectionOf (:B :C) ] . :x a :A .",
    "union": "[] owl:unionOf (:A :B) ; rdfs:subClassOf :C . :x a :A . :y a :B . :z a :C .",
    "listed": "[] owl:oneOf (:x :y) ; rdfs:subClassOf :A . :x :p :z .",
}
"""Small ontologies with things x, y, z, u and v."""


def about_things(facts: set[Fact]) -> set[Fact]:
    """Return what is said about x, y, z, u and v, in classes with a name."""
    things = {NamedNode(EX + name) for name in "xyzuv"}
    return {
        (thing, name, value)
        for thing, name, value in facts
        if thing in things
        and isinstance(name, NamedNode)
        and isinstance(value, NamedNode)
        and not (value if name.value == RDF + "type" else name).value.startswith(OWL)
    }


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_a_construct_gives_what_the_reference_gives(construct: str) -> None:
    text = f"{PREFIXES} {CONSTRUCTS[construct]}"
    triples = [quad.triple for quad in parse(text.encode(), format=RdfFormat.TURTLE)]
    stated = about_things({(t.subject, t.predicate, t.object) for t in triples})

    fast = Closure(Axioms(triples))
    fast.add((t.subject, t.predicate, t.object) for t in triples)

    assert about_things({*fast.facts}) == about_things(closure(triples))
    assert about_things({*fast.facts}) > stated


def test_the_order_of_statements_does_not_matter() -> None:
    expected = infer(small_plan())
    shuffled = small_plan()
    random.Random(7).shuffle(shuffled)

    assert infer(shuffled) == expected


def test_every_construct_of_the_ontology_is_one_that_is_read() -> None:
    followed = {
        *(RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range")),
        *(OWL + name for name in ("inverseOf", "propertyChainAxiom", "onProperty")),
        *(OWL + name for name in ("someValuesFrom", "hasValue", "intersectionOf", "unionOf")),
        *(OWL + name for name in ("oneOf", "TransitiveProperty")),
    }
    forbidding = {
        *(OWL + name for name in ("disjointWith", "members", "propertyDisjointWith")),
        *(OWL + name for name in ("distinctMembers", "AllDifferent", "AllDisjointClasses")),
        *(OWL + name for name in ("FunctionalProperty", "InverseFunctionalProperty")),
        # A cycle of plan:refines is one of plan:partOf.
        OWL + "AsymmetricProperty",
    }
    declaring = {
        *(OWL + name for name in ("Class", "ObjectProperty", "DatatypeProperty", "Restriction")),
        OWL + "AnnotationProperty",
        *(OWL + name for name in ("Ontology", "imports", "versionIRI", "versionInfo")),
        *(RDFS + name for name in ("label", "isDefinedBy")),
    }

    used = {
        term.value
        for triple in ontology()
        for term in (triple.predicate, triple.object)
        if isinstance(term, NamedNode) and term.value.startswith((OWL, RDFS))
    }

    assert used - followed - forbidding - declaring == set()


UNSOUND = """
<action/small/1.1-01> a plan:Agency ; plan:unknown <action/small/2.1-01> ; plan:role "words" .
<organisation/ro/mai> plan:parentOrganisation <organisation/ro/dcco> .
<participation/small/1.1-01-1> plan:role role:partner ; plan:actor <organisation/ro/nobody> .
<organisation/ro/ong> <http://www.w3.org/2002/07/owl#sameAs> <organisation/ro/iom> .
<pillar/small/1> plan:inPlan "small" ; plan:position "one" .
_:nobody plan:responsible <organisation/ro/igpr> ; plan:hasFunding _:money .
_:money plan:fundingKind funding:european-funds .
<action/small/3> plan:hasFunding _:money .
funding:new <http://www.w3.org/2004/02/skos/core#broader> funding:other-external .
<action/small/4> plan:hasFunding <funding/small/4> .
<funding/small/4> plan:fundingKind funding:new .
"""


@pytest.mark.parametrize("more", ["", UNSOUND], ids=["sound", "unsound"])
def test_both_reasoners_give_the_same_statements_about_a_small_plan(more: str) -> None:
    asserted = small_plan(more)

    assert infer(asserted) == infer(asserted, reasoner="owlrl")


@pytest.mark.parametrize("seed", [1, 2])
def test_both_reasoners_give_the_same_statements_about_a_generated_graph(seed: int) -> None:
    assert generated_graphs.differences(seed) == []


def test_a_kind_of_funding_that_data_add_below_external_counts() -> None:
    inferred = infer(small_plan(UNSOUND))

    external = {t.subject for t in inferred if t.object == PLAN.ExternallyFundedAction}
    assert node("<action/small/4>") in external


@pytest.mark.parametrize("more", ["", UNSOUND], ids=["sound", "unsound"])
def test_what_follows_is_about_resources_of_the_plan_and_says_something(more: str) -> None:
    asserted = small_plan(more)
    terms = {triple.subject for triple in ontology()}

    inferred = infer(asserted)

    assert inferred == sorted(inferred, key=str)
    assert not set(inferred) & set(asserted)
    for triple in inferred:
        assert isinstance(triple.subject, NamedNode)
        assert triple.subject not in terms
        assert not isinstance(triple.object, BlankNode | Literal)
        assert not str(triple.predicate).startswith(f"<{OWL}")
        assert not str(triple.object).startswith(f"<{OWL}")


def test_each_shortcut_of_the_small_plan_leads_to_its_ministry() -> None:
    inferred = infer(small_plan())

    accountable = {
        (t.subject, t.object) for t in inferred if t.predicate == PLAN.accountableMinistry
    }
    ministry = node("<organisation/ro/mai>")
    assert accountable == {
        (node("<action/small/1.1-01>"), ministry),
        (node("<action/small/1.1-02>"), ministry),
    }


def test_only_actions_with_external_money_are_externally_funded() -> None:
    inferred = infer(small_plan())

    external = {t.subject for t in inferred if t.object == PLAN.ExternallyFundedAction}
    assert external == {node("<action/small/1.1-01>"), node("<action/small/1.1-02>")}


def test_nothing_stated_nothing_inferred() -> None:
    nothing: list[Triple] = []

    assert infer(nothing) == []
