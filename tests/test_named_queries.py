"""Every named query gives the rows that a reader of the plan expects; more plans change none."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_graph.asking.answers.formats import graph_text, solutions_text
from plan_graph.asking.pictures import picture, svg
from plan_graph.asking.queries import aliases, load, names
from plan_graph.asking.queries.binding import bind
from plan_graph.asking.queries.columns import heading, languages, projected
from plan_graph.asking.queries.engine import Engine
from plan_graph.asking.store import open_store
from plan_graph.checking.inference import infer
from plan_graph.iris import Iris
from query_cases import QueryCase, query_cases
from real_plan import real_plan
from real_store import real_store
from small_plan import small_plan
from small_store import make_store

CASES = Path(__file__).parent / "cases" / "queries"


def answer(case: QueryCase, engine: Engine) -> str:
    text = bind(case.query, case.values, engine)
    if case.query.form == "construct":
        return graph_text(engine.construct(text), "ntriples")
    return solutions_text(engine.select(text), "csv").replace("\r\n", "\n")


def expected(case: QueryCase) -> Path:
    return CASES / f"{case.name}.{'nt' if case.query.form == 'construct' else 'csv'}"


@pytest.mark.parametrize("case", query_cases(), ids=lambda case: str(case.name))
def test_a_query_gives_the_rows_of_its_case(case: QueryCase) -> None:
    found = answer(case, real_store()).splitlines()

    assert found == expected(case).read_text(encoding="utf-8").splitlines()


def test_every_query_has_a_case_and_every_case_a_query() -> None:
    cases = query_cases()

    assert {case.query.name for case in cases} == set(names())
    written = {file for file in CASES.iterdir() if file.suffix != ".toml"}
    assert written == {expected(case) for case in cases}


@pytest.mark.parametrize(
    ("alias", "name", "values"),
    [
        (
            "actions-only-externally-funded",
            "actions-depending-on-external-funding",
            {"other": "no"},
        ),
        ("actions-needing-no-funding", "funding-lines", {"funding": "no funding needed"}),
    ],
)
def test_an_earlier_name_still_answers_with_the_value_that_it_stood_for(
    alias: str, name: str, values: dict[str, str]
) -> None:
    earlier, now = (
        real_store().select(bind(query, given, real_store()))
        for query, given in ((load(alias), {}), (load(name), values))
    )

    assert earlier.rows == now.rows
    assert len(earlier.rows) == 2
    assert load(alias).name == alias


def test_earlier_names_are_no_names_and_ask_for_nothing_that_they_fix() -> None:
    assert set(aliases()) == {"actions-only-externally-funded", "actions-needing-no-funding"}
    assert not {*aliases()} & {*names()}
    assert "other" not in load("actions-only-externally-funded").parameters


@pytest.mark.parametrize(
    "name", [name for name in (*names(), *aliases()) if load(name).form == "select"]
)
@pytest.mark.parametrize("language", languages())
def test_every_column_has_a_heading_in_every_language(name: str, language: str) -> None:
    columns = projected(load(name))

    assert columns
    assert [column for column in columns if heading(load(name), column, language) == column] == []


@pytest.fixture(scope="module")
def two_plans(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Return a store of the real plan and one made up by hand that shares bodies with it."""
    target = tmp_path_factory.mktemp("two-plans") / "store"
    real, small = real_plan(), small_plan()
    names_of_small = Iris("small", "ro")
    make_store(
        target,
        {
            real.iris.graph: real.asserted,
            real.iris.graph_of("inferred"): real.inferred,
            real.iris.graph_of("report"): real.report.triples(),
            names_of_small.graph: small,
            names_of_small.graph_of("inferred"): infer(small),
        },
    )
    return open_store(target)


@pytest.mark.parametrize(
    "case",
    [case for case in query_cases() if "plan" in case.query.parameters],
    ids=lambda case: str(case.name),
)
def test_a_second_plan_changes_no_answer_about_the_first(
    case: QueryCase, two_plans: Engine
) -> None:
    values = {"plan": "ro-thb-2021-2022", **case.values}
    alone = answer(case._replace(values=values), real_store())

    assert answer(case._replace(values=values), two_plans).splitlines() == alone.splitlines()


@pytest.mark.parametrize("name", [name for name in names() if "chart" in load(name).own])
@pytest.mark.parametrize("language", ["en", "ro"])
def test_a_declared_chart_is_drawn_with_marks(name: str, language: str) -> None:
    query = load(name)
    solutions = real_store().select(bind(query, {}, real_store()))

    drawn = svg(picture(query, solutions, language))

    assert query.words("summary", language)[:20] in drawn
    marks = sum(drawn.count(f'class="{kind}"') for kind in ("bar", "heat"))
    left_out = {"en": "There is room for", "ro": "Este loc pentru"}[language]
    assert marks >= len(solutions.rows) > 0 or left_out in drawn
