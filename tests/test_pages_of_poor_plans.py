"""Pages say what there is once: nothing twice, nothing empty, nothing in the words of programs."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from crawl import found_by
from plan_graph.asking.store import open_store
from plan_graph.building.build import write
from plan_graph.building.pipeline import convert
from plan_graph.building.task import open_plan
from plan_graph.pages.routes import page
from plan_graph.pages.site import Site, Visit
from plan_graph.vocab import PLAN_BASE
from poor_plan import poor_document
from real_store import real_build


@pytest.fixture(scope="module")
def poor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("poor")
    write([convert(open_plan(poor_document(target)))], target / "build")
    return target / "build"


def made(build: Path, path: str, language: str = "en", **values: str) -> html.HtmlElement:
    site = Site(open_store(build), PLAN_BASE, "http://a.example/", "/", build)
    return html.document_fromstring(page(Visit(site, language, path, values)).encode())


def words(path: str, document: html.HtmlElement) -> list[str]:
    return [" ".join(each.text_content().split()) for each in document.xpath(path)]


@pytest.mark.parametrize(("language", "quotes"), [("ro", 0), ("en", 1)])
def test_a_title_is_quoted_only_where_it_is_a_translation(language: str, quotes: int) -> None:
    document = made(real_build(), "action/ro-thb-2021-2022/1.1-03", language)

    assert len(document.xpath("//main/blockquote")) == quotes
    stated = "//main/*[self::blockquote or @class='stated'][1]//a/@href"
    (place,) = found_by(stated, document)
    assert place.startswith(f"/{language}/source/ro-thb-2021-2022.html#fragment-")


def test_a_form_asks_for_nothing_that_the_plan_has_none_of(poor: Path) -> None:
    labels = "//form[@class='filters']//label"

    assert words(labels, made(poor, "question/deadlines-calendar")) == [
        "Only what this body is responsible for"
    ]
    assert "Only what this ministry is accountable for" in words(
        labels, made(real_build(), "question/deadlines-calendar")
    )


def test_a_title_that_is_a_sentence_is_set_smaller(poor: Path) -> None:
    sizes = {
        code: made(poor, f"action/poor/{code}").find(".//h1").get("class") for code in ("01", "04")
    }

    assert sizes == {"01": "long", "04": None}


def test_a_column_in_which_no_row_says_anything_is_left_out(poor: Path) -> None:
    heads = words("//thead//th", made(poor, "question/agency-workload"))
    bodies = words("//thead//th", made(poor, "bodies"))

    assert "Body" in heads
    assert "Short name" not in heads
    assert bodies == ["Name", "Actions"]
    assert "Short name" in words("//thead//th", made(real_build(), "question/agency-workload"))


def test_each_list_of_bodies_has_the_columns_that_say_something() -> None:
    tables = made(real_build(), "bodies").xpath("//table")

    widths = {len(table.xpath(".//thead//th")) for table in tables}
    columns = [
        table.xpath(f".//tbody/tr/td[{number}]")
        for table in tables
        for number in range(1, max(widths) + 1)
    ]
    assert all(any(cell.text_content().strip() for cell in each) for each in columns if each)
    assert len(widths) > 1


def test_the_legend_has_the_marks_that_are_there(poor: Path) -> None:
    assert words("//*[@class='legend meta']", made(poor, "plan/poor")) == ["no date"]
    real = made(real_build(), "plan/ro-thb-2021-2022")
    assert words("//*[@class='legend meta']", real) == ["recurring"]


def test_what_is_not_understood_is_said_to_be_so(poor: Path) -> None:
    document = made(poor, "action/poor/01")

    assert words("//dd[contains(@class, 'fact')]/div[1]", document) == ["Not understood"]


def test_a_wrong_value_is_told_by_the_name_of_its_field(poor: Path) -> None:
    asked = made(poor, "question/actions-by-agency", agency="none")

    (problem,) = words("//*[@role='alert']", asked)
    assert problem.startswith("Body: found 'none', expected the IRI, short name or label")


def test_files_stand_in_the_order_in_which_people_need_them(poor: Path) -> None:
    files = words("//td[1]/a/code", made(poor, "data"))

    assert files[0] == "plan.csv"
    assert files.index("plan.ttl") < files.index("plan.nt") < files.index("inferred.nt")


def test_a_list_says_once_what_is_in_it() -> None:
    assert not made(real_build(), "code/role").xpath("//table")
