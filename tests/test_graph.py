"""A graph holds triples in their order, each once, and finds what is said of a thing."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from plan_graph.publishing.dumps import n_triples, n_triples_parts
from plan_graph.rdf.graph import Graph, Term

A, B, NAME, KIND = (NamedNode(f"urn:{each}") for each in ("a", "b", "name", "kind"))


def said(subject: NamedNode | BlankNode, name: NamedNode, *values: Term) -> list[Triple]:
    return [Triple(subject, name, value) for value in values]


TRIPLES = [
    *said(A, KIND, NamedNode("urn:K")),
    *said(A, NAME, Literal("one"), Literal("unu", language="ro")),
    *said(A, KIND, NamedNode("urn:L")),
    *said(B, NAME, Literal("two\nlines")),
    *said(A, NAME, Literal("again")),
    *said(BlankNode("x"), NAME, A),
]


def test_triples_come_in_their_order_and_each_once() -> None:
    graph = Graph.of([*TRIPLES, *TRIPLES[:4], TRIPLES[4]])

    assert list(graph) == TRIPLES
    assert len(graph) == len(TRIPLES)
    assert graph == TRIPLES


def test_what_is_said_of_a_thing_in_several_places_is_found_together() -> None:
    graph = Graph.of(TRIPLES)

    assert [value.value for value in graph.values(A, NAME)] == ["one", "unu", "again"]
    assert dict(graph.of_property(NAME).items())[B] == (Literal("two\nlines"),)
    assert list(graph.of_property(KIND)) == [A]
    assert len(graph.about(A)) == 5
    assert list(graph.names) == [KIND, NAME]


@pytest.mark.parametrize("thing", [B, NamedNode("urn:nobody")])
def test_a_property_that_a_thing_has_not_has_no_values(thing: NamedNode) -> None:
    graph = Graph.of(TRIPLES)

    assert list(graph.values(thing, KIND)) == []
    assert thing not in graph.of_property(KIND)
    assert Triple(thing, KIND, A) not in graph


def test_a_thing_of_which_much_is_said_in_turns_keeps_each_triple_once() -> None:
    numbers = [Literal(str(number)) for number in range(100)]
    turns = [
        triple for number in numbers for thing in (A, B) for triple in said(thing, NAME, number)
    ]

    assert list(Graph.of([*turns, *turns])) == turns


@pytest.mark.parametrize("size", [1, 2, 100])
def test_its_parts_are_the_whole(size: int) -> None:
    parts = list(Graph.of(TRIPLES).parts(size))

    assert [triple for part in parts for triple in part] == TRIPLES


def test_an_empty_graph_is_one_empty_part() -> None:
    assert list(Graph.of([]).parts(10)) == [[]]


def test_lines_of_n_triples_are_the_same_thing_by_thing() -> None:
    longer = said(NamedNode("urn:a-1"), NAME, Literal("x")) + said(
        NamedNode("urn:a?"), NAME, Literal("y")
    )
    graph = Graph.of([*longer, *TRIPLES])

    assert b"".join(n_triples_parts(graph)) == n_triples(graph)


def test_triples_about_triples_are_refused() -> None:
    with pytest.raises(TypeError, match="has no name for the triple"):
        Graph.of([Triple(A, NAME, TRIPLES[0])])
