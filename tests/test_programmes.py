"""Programmes and calls behind the money of actions: facts from the document to the answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_graph.building.pipeline import Built, convert
from plan_graph.publishing.action_table import action_rows
from plan_graph.publishing.diff.compare import compare
from plan_graph.publishing.stratml import stratml
from plan_graph.rdf.view import View
from plan_graph.reading.source import open_source
from plan_graph.vocab import PLAN

TABLE = """# Plan for quiet streets 2030-2031

| No. | Action | Responsible | Deadline | Funding source | Programme / call |
|---|---|---|---|---|---|
| 1 | Lay soft paving | City Works | 2030 | state budget | Erasmus+; Call 7 of the Street Fund |
| 2 | Lend bicycles | City Works | 2031 | state budget | N/A |
| 3 | Plant hedges | City Works | 2031 | state budget | |
"""
ALONE = """# Plan for quiet streets 2030-2031

| No. | Action | Responsible | Deadline | Funding programme | Budget |
|---|---|---|---|---|---|
| 1 | Lay soft paving | City Works | 2030 | Erasmus+ | 500 EUR |
| 2 | Lend bicycles | City Works | 2031 | Call 7 of the Street Fund | |
"""


def build(folder: Path, text: str) -> Built:
    file = folder / "quiet.md"
    file.write_text(text, encoding="utf-8")
    return convert(open_source(file, language="en"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("quiet"), TABLE)


def test_each_programme_of_a_cell_is_one_fact(built: Built) -> None:
    first, second, third = built.plan.actions

    assert [p.label for p in first.programmes] == ["Erasmus+", "Call 7 of the Street Fund"]
    assert (second.programmes, third.programmes, third.remarks) == ((), (), ())
    assert [(r.aspect, r.absence) for r in second.remarks] == [("programme", "not-applicable")]
    assert built.report.violations == ()


def test_a_programme_beside_a_column_of_sources_is_no_source(built: Built) -> None:
    assert [line.kind for line in built.plan.actions[0].funding] == ["state-budget"]


def test_a_programme_is_a_source_where_no_column_is_of_sources(tmp_path: Path) -> None:
    first, second = build(tmp_path, ALONE).plan.actions

    (line,) = first.funding
    assert line.amount is not None
    assert (line.kind, line.amount.currency) == ("european-funds", "EUR")
    assert [p.label for p in second.programmes] == ["Call 7 of the Street Fund"]
    assert second.funding == ()


def test_graph_table_and_stratml_carry_them(built: Built) -> None:
    graph = View(built.asserted)
    (first, *_) = graph.ordered(graph.instances(PLAN.Action))

    assert len(graph.nodes(first, PLAN.fundedUnder)) == 2
    assert action_rows(built.asserted)[0]["programmes"] == "Erasmus+; Call 7 of the Street Fund"
    assert "Programme: Erasmus+" in stratml(graph, 1, "en").decode()


def test_another_programme_is_a_change(built: Built, tmp_path: Path) -> None:
    moved = build(tmp_path, TABLE.replace("Erasmus+", "Horizon Europe"))

    (change,) = compare(list(built.asserted), list(moved.asserted), "en")

    assert set(change.details) == {
        "Programme or call added: Horizon Europe",
        "Programme or call dropped: Erasmus+",
    }
