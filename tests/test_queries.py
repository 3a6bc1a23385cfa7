"""The named queries: their answers on the real plan, and values that cannot change a query."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, Store

from plan_graph.errors import QueryError
from plan_graph.queries import FORMATS, bind, load, names, run, shown, write
from plan_graph.resources import folder
from plan_graph.store import ONTOLOGY_GRAPH
from real_plan import real_plan


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    from plan_graph.store import build_store, open_store  # noqa: PLC0415

    target = tmp_path_factory.mktemp("store") / "store"
    plan = real_plan()
    build_store(target, {plan.iris.graph: plan.asserted, plan.iris.inferred_graph: plan.inferred})
    return open_store(target)


def answer(store: Store, name: str, **values: str) -> list[tuple[str, ...]]:
    return [tuple(map(shown, row)) for row in run(store, load(name), values).rows]


def test_external_funding_is_what_thirteen_actions_depend_on(store: Store) -> None:
    rows = answer(store, "actions-depending-on-external-funding", lang="ro")

    assert [row[0] for row in rows] == [
        "1.1-01", "1.1-02", "1.1-03", "1.1-04", "1.2-03", "2.2-04", "2.3-01",
        "3.1-06", "3.2-03", "4.2-03", "5.2-03", "5.5-01", "5.5-02",
    ]  # fmt: skip
    assert rows[6][2:] == ("funding-kind/other-external", "Alte surse (OIM/ONG)")


def test_actions_roll_up_to_the_accountable_ministry(store: Store) -> None:
    rows = answer(store, "actions-by-ministry")

    assert [(row[0], row[2]) for row in rows] == [
        ("MAI", "32"), ("MMPS", "13"), ("MAE", "10"), ("ME", "8"), ("MJ", "7"),
        ("MIPE", "1"), ("MS", "1"),
    ]  # fmt: skip


@pytest.mark.parametrize("agency", ["INM", "inm", "Institutul naţional al magistraturii"])
def test_an_agency_may_be_given_by_short_name_or_name(store: Store, agency: str) -> None:
    rows = answer(store, "actions-by-agency", agency=agency)

    assert [(row[0], row[2]) for row in rows] == [
        ("3.1-06", "role/responsible"),
        ("3.1-07", "role/responsible"),
    ]


def test_the_role_of_an_agency_may_be_chosen(store: Store) -> None:
    both = answer(store, "actions-by-agency", agency="ANR")
    partner = answer(store, "actions-by-agency", agency="ANR", role="partner")

    assert [row[0] for row in both] == ["1.1-03", "1.2-03", "2.1-01", "4.1-02"]
    assert [row[0] for row in partner] == ["1.1-03", "1.2-03"]


def test_actions_due_by_a_date_are_those_whose_last_day_has_come(store: Store) -> None:
    rows = answer(store, "actions-due-by", date="2021-06-30")

    assert [(row[0], row[2]) for row in rows] == [
        ("2.2-01", "2021-06-30"),
        ("2.2-02", "2021-06-30"),
        ("2.2-04", "2021-06-30"),
    ]


def test_the_workload_of_a_body_counts_both_roles(store: Store) -> None:
    rows = {row[0]: row[1:] for row in answer(store, "agency-workload", lang="ro")}

    assert rows["Organizație neguvernamentală"] == ("0", "23", "23")
    assert rows["Institutul Național al Magistraturii"] == ("2", "0", "2")


@pytest.mark.parametrize("name", names())
def test_a_query_is_a_question_with_decorators_that_grlc_reads(name: str) -> None:
    source = (folder("queries") / f"{name}.rq").read_text(encoding="utf-8")
    about = yaml.safe_load("\n".join(re.findall(r"(?m)^#\+ ?(.*)$", source)))

    assert source.startswith("#+ summary:")
    assert about["summary"].endswith("?")
    assert about["x-plan-graph"]["summary"]["ro"].endswith("?")
    assert about["endpoint_in_url"] is False
    assert "ORDER BY" in source
    without_iris = re.sub("<[^>]*>", "", load(name).text)
    assert not re.search(r"(?i)\b(DESCRIBE|SERVICE|FROM|REGEX|GRAPH|BOUND)\b", without_iris)


@pytest.mark.parametrize("form", FORMATS)
def test_an_answer_has_every_format(store: Store, form: str) -> None:
    solutions = run(store, load("actions-by-agency"), {"agency": "INM", "lang": "ro"})

    assert "3.1-07" in write(solutions, form)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "needs a value for agency; give agency=…"),
        ({"agnecy": "ANITP"}, "has no parameter 'agnecy'; it has: lang, agency, role"),
        ({"agency": "ANITPP"}, "did you mean anitp"),
        ({"agency": "http://x/ y"}, "expected an IRI without spaces"),
        ({"agency": "ANITP\n"}, "expected printable words"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_a_remedy(
    store: Store, values: dict[str, str], message: str
) -> None:
    with pytest.raises(QueryError) as refused:
        run(store, load("actions-by-agency"), values)

    assert message in str(refused.value)


def test_an_unknown_query_names_the_nearest() -> None:
    with pytest.raises(QueryError, match="did you mean 'actions-by-agency'"):
        load("actions-by-agencies")


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_value_changes_the_shape_of_a_query(store: Store, value: str) -> None:
    for name, parameter in (("actions-by-ministry", "lang"), ("actions-due-by", "date")):
        try:
            text = bind(load(name), {parameter: value}, store)
        except QueryError:
            continue
        # Outside its terms, the bound query is the query.
        literal = r'"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>)?'
        plain = re.sub(r"\?__?\w+", '"x"', load(name).text)
        assert re.sub(literal, '"x"', text) == re.sub(literal, '"x"', plain)


def test_the_ontology_is_in_the_store(store: Store) -> None:
    quads: list[Quad] = list(store.quads_for_pattern(None, None, None, ONTOLOGY_GRAPH))

    assert len(quads) > 300
