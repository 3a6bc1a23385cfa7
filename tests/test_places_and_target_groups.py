"""Where an action takes place and whom it is to reach: facts from the document to the answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from plan_graph.asking.queries import load, select
from plan_graph.asking.store import Embedded
from plan_graph.building.pipeline import Built, convert
from plan_graph.publishing.action_table import action_rows
from plan_graph.publishing.diff.compare import compare
from plan_graph.publishing.ontology.competency import competency_questions
from plan_graph.publishing.stratml import stratml
from plan_graph.rdf.view import View
from plan_graph.reading.source import open_source
from plan_graph.vocab import PLAN

TABLE = """# Plan for quiet streets 2030-2031

| No. | Action | Responsible | Deadline | Location | Target group |
|---|---|---|---|---|---|
| 1 | Lay soft paving | City Works | 2030 | Mill Lane; Ferry Quay | residents; night workers |
| 2 | Lend bicycles | City Works | 2031 | N/A | pupils |
| 3 | Plant hedges | City Works | 2031 | | |
"""


def build(folder: Path, text: str) -> Built:
    file = folder / "quiet.md"
    file.write_text(text, encoding="utf-8")
    return convert(open_source(file, language="en"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("quiet"), TABLE)


def store(built: Built) -> Store:
    held = Store()
    lines = "".join(f"{triple} .\n" for triple in (*built.asserted, *built.inferred))
    held.load(lines.encode(), format=RdfFormat.N_TRIPLES)
    return held


def test_each_place_and_each_target_group_of_a_cell_is_one_fact(built: Built) -> None:
    first, second, third = built.plan.actions

    assert [each.label for each in first.places] == ["Mill Lane", "Ferry Quay"]
    assert [each.label for each in first.target_groups] == ["residents", "night workers"]
    assert [each.label for each in second.target_groups] == ["pupils"]
    assert (third.places, third.target_groups, third.remarks) == ((), (), ())
    assert built.report.violations == ()


def test_that_there_is_no_place_stays_a_remark(built: Built) -> None:
    second = built.plan.actions[1]

    assert second.places == ()
    assert [(r.aspect, r.absence) for r in second.remarks] == [("place", "not-applicable")]


def test_the_table_of_actions_has_a_column_of_each(built: Built) -> None:
    first = action_rows(built.asserted)[0]

    assert first["places"] == "Mill Lane; Ferry Quay"
    assert first["target_groups"] == "residents; night workers"


def test_the_table_that_joins_all_names_each_place(built: Built) -> None:
    answer = select(Embedded(store(built)), load("actions-table"), {})

    place = answer.variables.index("place")
    found = [tuple(value and str(value) for value in (row[0], row[place])) for row in answer.rows]
    assert found == [
        ('"1"', '"Ferry Quay"@en'),
        ('"1"', '"Mill Lane"@en'),
        ('"2"', None),
        ('"3"', None),
    ]


def test_a_query_gives_each_target_group_in_the_order_of_the_document(built: Built) -> None:
    answer = select(Embedded(store(built)), load("target-groups"), {})

    at = answer.variables.index("targetGroupLabel")
    found = [(str(row[0]), str(row[at])) for row in answer.rows]
    assert found == [
        ('"1"', '"residents"@en'),
        ('"1"', '"night workers"@en'),
        ('"2"', '"pupils"@en'),
    ]


def test_the_question_whom_an_action_should_reach_and_where_is_answered(built: Built) -> None:
    (asked,) = (q for q in competency_questions() if "reach" in q.words["en"])

    query = f"PREFIX plan: <{PLAN.namespace}> SELECT * WHERE {{ {asked.pattern} }}"
    found = Embedded(store(built)).select(query).rows

    assert len(found) == 5  # two groups at two places, and one where no place is told


def test_stratml_carries_them(built: Built) -> None:
    document = stratml(View(built.asserted), 1, "en").decode()

    assert "Place: Mill Lane" in document
    assert "Target-group: night workers" in document


def test_another_place_is_a_change(built: Built, tmp_path: Path) -> None:
    moved = build(tmp_path, TABLE.replace("Ferry Quay", "Castle Hill"))

    (change,) = compare(list(built.asserted), list(moved.asserted), "en")

    assert change.details == ("Place dropped: Ferry Quay", "Place added: Castle Hill")
