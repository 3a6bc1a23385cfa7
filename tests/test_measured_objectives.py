"""Objectives that are measured themselves: by tables that name them, in the graph, on pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from openpyxl import load_workbook

from crawl import found_by
from plan_graph.asking.queries import load, select
from plan_graph.asking.store import open_store
from plan_graph.building.build import write
from plan_graph.building.pipeline import Built, convert
from plan_graph.building.task import open_plan
from plan_graph.cli import main
from plan_graph.pages.routes import page
from plan_graph.pages.site import Site, Visit
from plan_graph.plan import Objective
from plan_graph.rdf.view import View
from plan_graph.vocab import PLAN
from reviews import edited, review_of

DAY = "On the day"
ACTIONS = """# Harbour action plan 2031-2032

## Specific objective 1.1: Safe nights in the harbour

| No. | Action | Responsible | Deadline |
|---|---|---|---|
| 1.1.1 | Paint the lighthouse | Harbour Office | 31 March 2031 |
| 1.1.2 | Dredge the channel | Harbour Office | 31 March 2032 |

## Specific objective 1.2: Boats for all

| No. | Action | Responsible | Deadline |
|---|---|---|---|
| 1.2.1 | Buy a boat | Harbour Office | 31 March 2032 |
"""
TABLE = """
## How the objectives are measured

| Specific objective | Indicator | Baseline | Target |
|---|---|---|---|
| 1.1 | Number of accidents at night | 12 | 3 |
| Boats for all | Number of boats for hire | 0 | 40 boats |
"""


def built(tmp_path: Path, text: str) -> Built:
    file = tmp_path / "harbour.md"
    file.write_text(text, encoding="utf-8")
    return convert(open_plan(file))


def measures(objective: Objective) -> list[tuple[str, list[str], list[str]]]:
    return [
        (
            each.label,
            [f"{m.value} {m.unit}".strip() for m in each.baselines],
            [f"{m.value} {m.unit}".strip() for m in each.targets],
        )
        for each in objective.indicators
    ]


def test_a_table_that_names_objectives_tells_by_what_they_are_measured(tmp_path: Path) -> None:
    plan = built(tmp_path, ACTIONS + TABLE).plan

    assert [(each.code, measures(each)) for each in plan.objectives] == [
        ("1.1", [("Number of accidents at night", ["12"], ["3"])]),
        ("1.2", [("Number of boats for hire", ["0"], ["40 boats"])]),
    ]
    assert [len(action.indicators) for action in plan.actions] == [0, 0, 0]
    left = " ".join(words.text for words in plan.uninterpreted)
    assert "accidents" not in left


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| 1.1 | Number of a", "| 7.1 | Number of a"),
        ("Specific objective |", "Remarks |"),
        ("| Boats for all |", "| Something else |"),
        ("| 1.1 | Number", "| 1.1.1 | Number"),
    ],
)
def test_a_table_that_names_no_objective_for_sure_measures_none(
    tmp_path: Path, old: str, new: str
) -> None:
    plan = built(tmp_path, ACTIONS + TABLE.replace(old, new)).plan

    assert [each.indicators for each in plan.objectives] == [(), ()]


@pytest.fixture(name="site")
def harbour(tmp_path: Path) -> Site:
    made = built(tmp_path, ACTIONS + TABLE)
    assert made.report.violations == ()
    write([made], tmp_path / "build")
    store = open_store(tmp_path / "build")
    return Site(store, "https://w3id.org/plan-graph/", root="/", build=tmp_path / "build")


def test_a_query_tells_from_what_to_what_objectives_are_to_come(site: Site) -> None:
    answer = select(site.engine, load("objectives-measured"), {})

    names = ("code", "indicatorLabel", "kindLabel", "value", "unit")
    at = [answer.variables.index(name) for name in names]
    assert [[getattr(row[place], "value", None) for place in at] for row in answer.rows] == [
        ["1.1", "Number of accidents at night", "Baseline", "12", None],
        ["1.1", "Number of accidents at night", "Target", "3", None],
        ["1.2", "Number of boats for hire", "Baseline", "0", None],
        ["1.2", "Number of boats for hire", "Target", "40", "boats"],
    ]


def test_the_page_of_an_objective_has_its_indicators_which_lead_back(site: Site) -> None:
    objective = html.document_fromstring(page(Visit(site, "en", "objective/harbour/1.1")).encode())
    indicator = html.document_fromstring(
        page(Visit(site, "en", "indicator/harbour/objective-1.1-1")).encode()
    )

    (link,) = found_by("//dd//a[contains(., 'accidents')]/@href", objective)
    assert link == "/en/indicator/harbour/objective-1.1-1.html"
    assert "12" in " ".join(found_by("//dl[@class='facts']//text()", objective)).split()
    (back,) = found_by("//dt[.='Measures']/following-sibling::dd//a/@href", indicator)
    assert back == "/en/objective/harbour/1.1.html"


def test_what_measures_an_objective_can_be_corrected(tmp_path: Path) -> None:
    document = tmp_path / "harbour.md"
    document.write_text(ACTIONS + TABLE, encoding="utf-8")
    review = review_of(document, tmp_path / "review.xlsx")

    book = edited(
        review,
        {
            ("indicator/objective-1.1-1", "text"): "Number of accidents after dark",
            ("target/objective-1.1-1-1", "text"): "2",
        },
    )
    again = convert(open_plan(book))

    assert [measures(each) for each in again.plan.objectives] == [
        [("Number of accidents after dark", ["12"], ["2"])],
        [("Number of boats for hire", ["0"], ["40 boats"])],
    ]
    corrected = View(again.asserted).instances(PLAN.Correction)
    assert [again.iris.thing("correction", number) for number in (1, 2)] == corrected


def test_values_can_be_reported_of_what_measures_an_objective(tmp_path: Path) -> None:
    place = tmp_path / "harbour"
    place.mkdir()
    (place / "plan.md").write_text(ACTIONS + TABLE, encoding="utf-8")
    (place / "plan.toml").write_text('document = "plan.md"\nlanguage = "en"\n', encoding="utf-8")
    book = place / "monitoring.xlsx"
    main(["monitor", str(place), "--out", str(book)])
    workbook = load_workbook(book)
    sheet = workbook["Indicators"]
    headings = [cell.value for cell in sheet[1]]
    assert [sheet.cell(row, 1).value for row in (2, 3)] == ["objective-1.1-1", "objective-1.2-1"]
    for heading, value in (("Value", 7), (DAY, "2031-12-31")):
        sheet.cell(2, headings.index(heading) + 1).value = value
    workbook.save(book)

    write([convert(open_plan(place))], tmp_path / "build")
    answer = select(open_store(tmp_path / "build"), load("objectives-measured"), {})

    at = [answer.variables.index(name) for name in ("reportedValue", "reported")]
    assert [[getattr(row[n], "value", None) for n in at] for row in answer.rows] == [
        ["7", "2031-12-31"],
        ["7", "2031-12-31"],
        [None, None],
        [None, None],
    ]
