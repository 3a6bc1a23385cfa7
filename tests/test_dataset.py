"""A question about one plan is asked of its graphs and of what all share, with the same answer."""

from __future__ import annotations

import shutil
from itertools import count, islice
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from plan_graph.asking import queries
from plan_graph.asking.plan_stores import PlanStores
from plan_graph.asking.queries import binding, load, names
from plan_graph.asking.queries.dataset import Datasets, names_graphs, parted, within
from plan_graph.asking.store import Embedded, open_store
from plan_graph.building.build import build
from plan_graph.confinement.child import Budget, in_child
from plan_graph.reading.source import open_source
from query_reference.generate import generate
from query_reference.graph import store

SMALL = Budget(seconds=15, megabytes=100)
"""What a worker of a small machine may still have."""
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
    found = Datasets(GRAPHS).about(NamedNode(BASE + thing))
    return [graph.value.removeprefix(BASE) for graph in found]


@pytest.mark.parametrize("thing", ["id/plan/a", "id/action/a/1.1-01", "id/objective/a/1"])
def test_the_graphs_of_a_plan_are_its_own_and_those_of_no_plan(thing: str) -> None:
    assert about(thing) == ["def", "graph/a", "graph/a/inferred", "graph/all/shared"]


@pytest.mark.parametrize("thing", ["id/plan/c", "id/organisation/a/mai", "other", "id/plan/"])
def test_what_is_of_no_plan_that_is_held_is_asked_of_all(thing: str) -> None:
    assert about(thing) == []


def test_a_store_of_one_plan_is_asked_whole() -> None:
    graphs = [graph for graph in GRAPHS if not graph.value.endswith(("ab", "monitoring"))]

    assert Datasets(graphs).about(NamedNode(f"{BASE}id/plan/a")) == []


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

    monkeypatch.setattr(Embedded, "graphs_about", lambda *_: ())
    whole = [queries.select(engine, *each).rows for each in asked]

    assert all("FROM <" in text for text in texts)
    assert [sorted(map(str, rows)) for rows in narrow] == [sorted(map(str, rows)) for rows in whole]


NAMES = ["one", "two"]


@pytest.fixture(scope="module")
def build_of_two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build two short plans whose actions have the same codes."""
    folder = tmp_path_factory.mktemp("two")
    for name in NAMES:
        (folder / f"{name}.md").write_text(
            f"# Action plan for {name} harbours 2024-2026\n\n"
            "| No. | Action | Responsible | Deadline |\n|---|---|---|---|\n"
            f"| 1.1 | Paint the piers of {name} | Ministry of Health | 31 March 2025 |\n"
            f"| 1.2 | Count the boats of {name} | Port Council | 30 June 2025 |\n"
            f"| 1.3 | Light the quays of {name} | Port Council | 30 June 2026 |\n",
            encoding="utf-8",
        )
    sources = [open_source(folder / f"{name}.md") for name in NAMES]
    build(sources, folder / "build", jobs=1)
    return folder / "build"


def asked_of(plan: str) -> list[tuple[queries.Query, dict[str, str]]]:
    """Return every question about a plan that needs no other value."""
    return [
        (query, {"plan": plan})
        for query in map(load, names())
        if "plan" in query.parameters
        and query.form == "select"
        and all(p.name == "plan" for p in query.parameters.values() if p.required)
    ]


def stores_made(engine: Embedded, build: Path, text: str) -> Store | None:
    """Return the store of a plan alone that a question would be asked of."""
    return PlanStores(build, Datasets(engine.store.named_graphs())).of(parted(text)[0])


@pytest.mark.parametrize("plan", NAMES)
def test_a_store_of_one_plan_alone_answers_as_the_whole_does(
    plan: str, build_of_two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_store(build_of_two)
    asked = asked_of(plan)

    alone = [queries.select(engine, *each).rows for each in asked]
    monkeypatch.setattr(Embedded, "graphs_about", lambda *_: ())
    whole = [queries.select(engine, *each).rows for each in asked]

    assert any(alone)
    assert alone == whole


def test_what_names_graphs_is_asked_of_the_whole_store(build_of_two: Path) -> None:
    graph = NamedNode("https://w3id.org/plan-graph/graph/one")
    engine = open_store(build_of_two)
    text = (
        "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRENDS(STR(?g), '/one')) }"
    )

    (found,) = engine.select(text).rows[0]

    assert found == Literal(len(list(engine.store.quads_for_pattern(None, None, None, graph))))


def test_a_plan_is_read_from_no_other_build_than_the_one_that_is_open(
    build_of_two: Path, tmp_path: Path
) -> None:
    held = tmp_path / "build"
    shutil.copytree(build_of_two, held)
    engine = open_store(held)
    text = binding.bind(load("actions-list"), {"plan": "one"}, engine)
    stores = PlanStores(held, Datasets(engine.store.named_graphs()))
    held.rename(tmp_path / "earlier")
    shutil.copytree(build_of_two, held)

    assert stores.of(parted(text)[0]) is None
    assert stores_made(engine, held, text) is not None


def test_the_store_of_a_small_plan_needs_little_memory(build_of_two: Path) -> None:
    engine = open_store(build_of_two)
    text = binding.bind(load("actions-list"), {"plan": "one"}, engine)

    made = in_child(build_of_two, lambda: len(stores_made(engine, build_of_two, text) or ()), SMALL)

    assert made > 0


def test_a_plan_whose_files_are_gone_is_asked_of_the_whole_store(
    build_of_two: Path, tmp_path: Path
) -> None:
    held = tmp_path / "build"
    shutil.copytree(build_of_two, held)
    shutil.rmtree(held / "one")
    engine = open_store(held)

    found = queries.select(engine, load("actions-list"), {"plan": "one"})

    assert len(found.rows) == 3
