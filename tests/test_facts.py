"""Questions about facts that the first plan does not state, asked of the plan of the shapes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

import shape_cases
from plan_graph.asking.answers.formats import solutions_text
from plan_graph.asking.queries import load
from plan_graph.asking.queries.binding import bind
from plan_graph.asking.queries.engine import Engine
from plan_graph.asking.store import open_store
from small_store import make_store

CASES = Path(__file__).parent / "cases" / "facts"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    target = tmp_path_factory.mktemp("facts") / "store"
    graph = NamedNode("https://w3id.org/plan-graph/graph/p")
    make_store(target, {graph: shape_cases.triples(shape_cases.BASE)})
    return open_store(target)


@pytest.mark.parametrize("file", sorted(CASES.glob("*.csv")), ids=lambda file: file.stem)
def test_a_question_about_other_facts_has_the_rows_of_its_case(file: Path, store: Engine) -> None:
    name, _, aspect = file.stem.partition("--")
    values = {"aspect": aspect} if aspect else {}

    text = solutions_text(store.select(bind(load(name), values, store)), "csv")

    assert text.replace("\r\n", "\n") == file.read_text(encoding="utf-8")


def test_a_deadline_that_another_replaces_is_not_due(store: Engine) -> None:
    found = store.select(bind(load("actions-due-by"), {"date": "2030-01-01"}, store))

    # 1.1-02 was due in 2021 before its deadline was revised; 1.1-01 has only recurring ones.
    assert list(found.rows) == []
