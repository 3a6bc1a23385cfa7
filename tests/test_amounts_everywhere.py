"""A sum that is no whole one goes from the document to graph, review, table, exchange and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cell_cases import money
from kinds import markdown
from plan_graph.building.opening import read_plan
from plan_graph.building.pipeline import Built
from plan_graph.building.task import open_plan
from plan_graph.plan import Plan
from plan_graph.publishing.action_table import action_rows
from plan_graph.publishing.diff.compare import compare
from plan_graph.publishing.stratml import stratml
from plan_graph.rdf.jsonld import json_ld
from plan_graph.rdf.view import View
from plan_graph.vocab import PLAN
from reviews import built_of, edited, review_of

_TEXTS = ("500", "200 - 500", "up to 500", "at least 500", "about 500", "500 a year", "3 boats")
_READ = ["500 EUR", "200..500 EUR", "..500 EUR", "500.. EUR", "~500 EUR", "500 EUR ANNUAL", ""]


def document(folder: Path, texts: tuple[str, ...] = _TEXTS) -> Path:
    head = "No. | Action | Responsible | Deadline | Budget (EUR)"
    rows = (f"{n} | Paint boat {n} | Harbour | 2027 | {text}" for n, text in enumerate(texts, 1))
    file = folder / "boats.md"
    file.write_text("# Action plan 2026-2028\n\n" + markdown(head, *rows), encoding="utf-8")
    return file


def sums(plan: Plan) -> list[str]:
    lines = [line for action in plan.actions for line in action.funding]
    return [money(line.amount) if line.amount else "" for line in lines]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built_of(document(tmp_path_factory.mktemp("boats")))


def test_each_kind_of_sum_is_read_and_breaks_no_rule(built: Built) -> None:
    assert sums(built.plan) == _READ
    assert built.report.violations == ()


def test_only_a_whole_sum_is_an_amount_in_the_graph(built: Built) -> None:
    numbers = {
        name: [float(t.object.value) for t in built.asserted if t.predicate == PLAN.term(name)]  # type: ignore[union-attr]
        for name in ("amount", "lowerAmount", "upperAmount", "approximateAmount", "recurringAmount")
    }

    assert numbers == {
        "amount": [500],
        "lowerAmount": [200, 500],
        "upperAmount": [500, 500],
        "approximateAmount": [500],
        "recurringAmount": [500],
    }


def test_a_review_that_nobody_changes_gives_the_same_sums(tmp_path: Path) -> None:
    review = review_of(document(tmp_path), tmp_path / "review" / "boats.xlsx")

    plan = read_plan(open_plan(review))[0]

    assert sums(plan) == _READ
    assert plan.corrections == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≈ 40 EUR", "~40 EUR"),
        ("~40 EUR", "~40 EUR"),
        ("≥ 30 ≤ 40 EUR", "30..40 EUR"),
        ("30 - 40 EUR", "30..40 EUR"),
        ("<= 40 EUR", "..40 EUR"),
        ("≥ 40.5 EUR", "40.5.. EUR"),
        ("40 EUR / annual", "40 EUR ANNUAL"),
        ("40 EUR", "40 EUR"),
        ("", ""),
    ],
)
def test_a_person_can_write_each_kind_of_sum(tmp_path: Path, text: str, expected: str) -> None:
    review = review_of(document(tmp_path, ("500",)), tmp_path / "review" / "boats.xlsx")

    corrected = edited(review, {("funding/1-1", "text"): text})

    assert sums(read_plan(open_plan(corrected))[0]) == [expected]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("many", "found 'many' where a sum was expected; write it as 520600 RON, ≈ 500 EUR"),
        ("40 EUR / sometimes", "or 500 EUR / annual"),
        ("≈ 40 EUR / annual", "where a sum was expected"),
        ("40 - 30 EUR", "'40 - 30 EUR' does not rise; write the lower end first"),
    ],
)
def test_a_cell_that_is_no_sum_is_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    review = review_of(document(tmp_path, ("500",)), tmp_path / "review" / "boats.xlsx")

    with pytest.raises(Exception, match="sheet 'Review', cell ") as raised:
        read_plan(open_plan(edited(review, {("funding/1-1", "text"): text})))

    assert message in str(raised.value)


def test_the_table_keeps_whole_sums_apart_from_others(built: Built) -> None:
    rows = action_rows(built.asserted)

    assert [row["amounts"] for row in rows] == ["500 EUR", "", "", "", "", "", ""]
    assert [row["qualified_amounts"] for row in rows] == [
        *("", "≥ 200 ≤ 500 EUR", "≤ 500 EUR", "≥ 500 EUR", "≈ 500 EUR", "500 EUR ANNUAL", ""),
    ]


def test_another_sum_in_the_words_of_the_same_line_is_told(tmp_path: Path) -> None:
    one = review_of(document(tmp_path, ("up to 500",)), tmp_path / "review" / "boats.xlsx")
    before, after = built_of(one), built_of(edited(one, {("funding/1-1", "text"): "500 EUR"}))

    (change,) = compare(before.asserted, after.asserted, "en")

    assert change.details == ("Funding 'up to 500' is now read as '500 EUR', was '≤ 500 EUR'",)


def test_stratml_carries_the_words_of_each_sum(built: Built) -> None:
    written = stratml(View(built.asserted), 2, "en").decode()

    assert [f"Funding: {text}" in written for text in _TEXTS[:-1]] == [True] * 6


def test_json_ld_writes_each_kind_of_sum_in_short(built: Built) -> None:
    written = json.loads(json_ld(built.asserted))

    names = {name for node in written["@graph"] for name in node}
    assert {"amount", "lowerAmount", "upperAmount", "approximateAmount"} <= names
    assert {"recurringAmount", "amountFrequency"} <= names
