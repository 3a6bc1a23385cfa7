"""Asking from Python: three lines, plain values."""

from __future__ import annotations

from datetime import date

import pytest

from plan_graph import Graph
from plan_graph.errors import QueryError, UsageError
from real_store import real_build


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph.open(real_build())


def test_an_answer_has_rows_of_plain_values(graph: Graph) -> None:
    answer = graph.ask("actions-due-by", date=date(2021, 6, 30))

    assert len(answer) == 3
    assert [row["code"] for row in answer] == ["2.2-01", "2.2-02", "2.2-04"]
    assert {row["end"] for row in answer} == {date(2021, 6, 30)}


def test_an_answer_becomes_a_data_frame(graph: Graph) -> None:
    frame = graph.ask("actions-by-ministry").to_pandas()

    assert list(frame["actions"])[:3] == [32, 13, 10]


def test_an_answer_printed_is_a_table_in_its_language(graph: Graph) -> None:
    assert "Ministerul Afacerilor Interne" in str(graph.ask("actions-by-ministry", lang="ro"))


def test_an_answer_draws_its_chart(graph: Graph) -> None:
    assert graph.ask("agency-workload").chart()._repr_svg_().startswith("<svg")


def test_a_graph_is_described_by_triples(graph: Graph) -> None:
    assert len(graph.describe("action-description", action="1.1-01")) > 50


def test_a_query_of_ones_own_is_answered(graph: Graph) -> None:
    answer = graph.select(
        "SELECT (COUNT(?a) AS ?n) { ?a a <https://w3id.org/plan-graph/def#Action> }"
    )

    assert answer.rows == [(67,)]


def test_none_is_the_same_as_no_value(graph: Graph) -> None:
    assert len(graph.ask("actions-by-agency", agency="ANR", role=None)) == 4


def test_a_wrong_name_or_text_is_a_deliberate_error(graph: Graph) -> None:
    with pytest.raises(QueryError, match="did you mean"):
        graph.ask("actions-by-agencies")
    with pytest.raises(UsageError, match="is no SPARQL"):
        graph.select("SELECT * {")
    with pytest.raises(UsageError, match="is no SELECT query"):
        graph.select("ASK {}")
