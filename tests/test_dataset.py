"""A question about one plan is asked of its graphs and of what all share, with the same answer."""

from __future__ import annotations

from itertools import count, islice

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from plan_graph.asking import queries
from plan_graph.asking.queries import binding, load, names
from plan_graph.asking.queries.dataset import graphs_about, names_graphs, within
from plan_graph.asking.store import Embedded
from query_reference.generate import generate
from query_reference.graph import store

BASE = "https://example.org/"
GRAPHS = [
    NamedNode(f"{BASE}{name}")
    for name in (
        "def",
        "graph/all/shared",
        "graph/a",
        "graph/a/inferred",
        "graph/ab",
        "graph/b/monitoring",
    )
]


def about(thing: str) -> list[str]:
    found = graphs_about(NamedNode(BASE + thing), GRAPHS)
    return [graph.value.removeprefix(BASE) for graph in found]


@pytest.mark.parametrize("thing", ["id/plan/a", "id/action/a/1.1-01", "id/objective/a/1"])
def test_the_graphs_of_a_plan_are_its_own_and_those_of_no_plan(thing: str) -> None:
    assert about(thing) == ["def", "graph/a", "graph/a/inferred", "graph/all/shared"]


@pytest.mark.parametrize("thing", ["id/plan/c", "id/organisation/a/mai", "other", "id/plan/"])
def test_what_is_of_no_plan_that_is_held_is_asked_of_all(thing: str) -> None:
    assert about(thing) == []


def test_a_store_of_one_plan_is_asked_whole() -> None:
    graphs = [graph for graph in GRAPHS if not graph.value.endswith(("ab", "monitoring"))]

    assert graphs_about(NamedNode(f"{BASE}id/plan/a"), graphs) == []


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM <urn:g> WHERE { ?s ?p ?o }",
        "SELECT * from named <urn:g> WHERE { ?s ?p ?o }",
        "# a comment\nASK FROM <urn:g#x> { ?s ?p ?o }",
    ],
)
def test_a_query_that_names_its_graphs_keeps_them(text: str) -> None:
    assert names_graphs(text)
    assert within(text, GRAPHS) == text


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * WHERE { ?s ?p 'FROM <urn:g>' }",
        'SELECT * WHERE { ?s ?p """a "FROM" b""" }',
        "# FROM <urn:g>\nSELECT ?from WHERE { ?from <urn:FROM> ?o }",
        "PREFIX from: <urn:x> SELECT * WHERE { ?s from:FROM ?o }",
    ],
)
def test_the_word_elsewhere_names_no_graph(text: str) -> None:
    assert not names_graphs(text)
    assert within(text, GRAPHS[:1]).count(f"FROM {GRAPHS[0]}") == 1


def test_the_embedded_store_asks_only_the_graphs_that_a_query_names() -> None:
    held = Store()
    for name in ("urn:a", "urn:b"):
        held.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(name), NamedNode(name)))

    found = Embedded(held).select("SELECT ?o FROM <urn:a> WHERE { ?s ?p ?o }")

    assert found.rows == ((Literal("urn:a"),),)


SEVERAL = list(islice((seed for seed in count(1) if len(generate(seed)) > 1), 3))
"""The first stores that are made with several plans."""


@pytest.mark.parametrize("seed", SEVERAL)
def test_answers_about_one_plan_are_those_of_the_whole_store(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = generate(seed)
    engine = store(cases)
    asked = [
        (query, {"plan": case.plan.identifier})
        for query in map(load, names())
        for case in cases
        if "plan" in query.parameters
        and all(p.name == "plan" for p in query.parameters.values() if p.required)
    ]
    narrow = [queries.select(engine, *each).rows for each in asked]
    texts = [binding.bind(*each, engine) for each in asked]

    monkeypatch.setattr(binding, "graphs_about", lambda *_: [])
    whole = [queries.select(engine, *each).rows for each in asked]

    assert all("FROM <" in text for text in texts)
    assert [sorted(map(str, rows)) for rows in narrow] == [sorted(map(str, rows)) for rows in whole]
