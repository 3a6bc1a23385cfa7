"""What is reported of a plan is its own graph, and answers what is late and how far things are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyoxigraph import RdfFormat, Store, parse

from monitored import CASES, PROGRESS, VALUES, Report, monitored, plan_folder, report
from plan_graph.asking.answers.formats import solutions_text
from plan_graph.asking.queries import load
from plan_graph.asking.queries.binding import bind
from plan_graph.asking.queries.engine import Engine
from plan_graph.asking.remote.endpoint import Endpoint
from plan_graph.asking.store import open_store
from plan_graph.building.build import write
from plan_graph.building.opening import read_plan
from plan_graph.building.pipeline import Built, convert
from plan_graph.building.task import open_plan
from plan_graph.cli import main
from plan_graph.errors import PlanGraphError
from plan_graph.publishing.upload import publish
from plan_graph.publishing.upload_contents import read_build
from plan_graph.rdf.view import View
from plan_graph.vocab import DCTERMS, PLAN
from plan_graph.workbooks.monitoring.parse import take
from query_cases import comparable_row
from real_plan import PLAN_FOLDER
from servers import Server

QUERIES: dict[str, tuple[str, dict[str, str]]] = {
    "actions-late--2021-12-31": ("actions-late", {"date": "2021-12-31", "lang": "ro"}),
    "actions-late--2021-12-01": ("actions-late", {"date": "2021-12-01", "lang": "ro"}),
    "actions-late--2023-01-15": ("actions-late", {"date": "2023-01-15", "lang": "ro"}),
    "indicators-not-reported": ("indicators-not-reported", {}),
    "targets-reached": ("targets-reached", {}),
    "progress-by-ministry": ("progress-by-ministry", {}),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return monitored(tmp_path_factory.mktemp("plan"))


@pytest.fixture(scope="module")
def folder(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("build")
    write([built], target)
    return target


@pytest.fixture(scope="module")
def engine(folder: Path) -> Engine:
    return open_store(folder / "store")


def reading(folder: Path) -> str:
    """Return the one line with which a workbook is refused."""
    source = open_plan(folder)
    plan, _, _ = read_plan(source)
    assert source.monitoring
    with pytest.raises(PlanGraphError) as caught:
        take(source.monitoring, plan)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("case", QUERIES)
def test_a_query_answers_from_what_was_reported(case: str, engine: Engine) -> None:
    name, values = QUERIES[case]
    query = load(name)

    found = solutions_text(engine.select(bind(query, values, engine)), "csv")

    expected = (CASES / f"{case}.csv").read_text(encoding="utf-8")
    assert found.replace("\r\n", "\n").splitlines() == expected.splitlines()


@pytest.fixture(scope="module", params=["virtuoso", "oxigraph"])
def remote(request: pytest.FixtureRequest, folder: Path) -> Engine:
    server = request.getfixturevalue(request.param)
    if not isinstance(server, Server):
        raise TypeError(f"the fixture {request.param} is no server")
    with pytest.MonkeyPatch.context() as environment:
        for name, value in server.environment.items():
            environment.setenv(name, value)
        publish(read_build(folder), Endpoint(server.url, update_url=server.update_url))
    return Endpoint(server.url)


@pytest.mark.parametrize("case", QUERIES)
def test_other_engines_give_the_same_answer(case: str, engine: Engine, remote: Engine) -> None:
    name, values = QUERIES[case]
    here, there = (each.select(bind(load(name), values, each)) for each in (engine, remote))

    assert list(map(comparable_row, there.rows)) == list(map(comparable_row, here.rows))


def test_reports_are_a_graph_of_their_own(built: Built, folder: Path) -> None:
    store = Store.read_only(str(folder / "store"))

    graphs = {graph.value.rpartition("/graph/")[2] for graph in store.named_graphs()}
    assert {"parks", "parks/monitoring"} <= graphs
    assert not set(built.monitoring) & set(built.asserted)
    written = folder / "parks" / "monitoring.ttl"
    read_back = [quad.triple for quad in parse(path=written, format=RdfFormat.TURTLE)]
    assert set(read_back) == set(built.monitoring)
    assert "monitoring.ttl" in (folder / "parks" / "SHA256SUMS").read_text(encoding="ascii")
    assert "/parks/monitoring.nt>" in (folder / "void.ttl").read_text(encoding="utf-8")


def test_a_report_says_where_it_comes_from(built: Built) -> None:
    view = View(built.monitoring)

    (late,) = (node for node in view.instances(PLAN.ReportedProgress) if "1.1-03" in str(node))
    assert view.text(late, DCTERMS.source) == "Raport II, pagina 4"
    assert view.text(late, DCTERMS.description) == "Licitație contestată."
    assert view.text(late, PLAN.cell) == "Acțiuni!E4"
    (workbook,) = view.nodes(late, PLAN.reportedIn)
    assert view.text(workbook, DCTERMS.title) == "monitoring.xlsx"


def test_a_plan_that_nobody_reported_on_has_no_such_graph(tmp_path: Path) -> None:
    built = convert(open_plan(plan_folder(tmp_path)))
    (tmp_path / "build").mkdir()
    write([built], tmp_path / "build")

    assert built.monitoring == []
    assert not (tmp_path / "build" / "parks" / "monitoring.ttl").exists()


def test_what_was_reported_stays_in_a_new_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = plan_folder(tmp_path)
    report(folder, PROGRESS, VALUES)
    plan, _, _ = read_plan(open_plan(folder))
    before = take(folder / "monitoring.xlsx", plan)

    assert main(["monitor", str(folder), "--out", str(folder / "monitoring.xlsx")]) == 0

    after = take(folder / "monitoring.xlsx", plan)
    assert capsys.readouterr().out.endswith("monitoring.xlsx: 5 actions, 5 indicators\n")
    assert [(item.code, item.day, item.status) for item in after.progress] == [
        (item.code, item.day, item.status) for item in sorted(before.progress, key=_place)
    ]
    assert len(after.values) == len(before.values)


def _place(item: object) -> tuple[str, str]:
    return str(getattr(item, "code", "")), str(getattr(item, "day", ""))


@pytest.mark.parametrize(
    ("progress", "values", "message"),
    [
        (
            [{"code": "1.1-09", "status": "în curs", "day": "2021-06-30"}],
            [],
            "sheet 'Acțiuni', cell A7: the plan has no action '1.1-09'; did you mean '1.1-0",
        ),
        (
            [{"code": "1.1-01", "status": "gata", "day": "2021-06-30"}],
            [],
            "cell E2: found 'gata'; choose one of the list: 'neîncepută', 'în curs'",
        ),
        (
            [{"code": "1.1-01", "status": "în curs"}],
            [],
            "cell F2: is empty where a day was expected; write it as 2022-12-31",
        ),
        (
            [{"code": "1.1-01", "status": "în curs", "day": "20210630"}],
            [],
            "cell F2: found '20210630' where a day was expected",
        ),
        (
            [{"code": "1.1-01", "status": "în curs", "day": "iunie 2021"}],
            [],
            "cell F2: found 'iunie 2021' where a day was expected",
        ),
        (
            [{"code": "1.1-01", "status": "în curs", "day": "2021-06-30"}] * 2,
            [],
            "1.1-01 is reported for 2021-06-30 in row 2 too; keep one",
        ),
        (
            [{"code": "1.1-01", "action": "Altceva", "status": "în curs", "day": "2021-06-30"}],
            [],
            "cell B2: 1.1-01 is 'Plantarea de copaci' in the plan, and 'Altceva' here",
        ),
        (
            [],
            [{"code": "1.1-01-1", "value": "1.200", "day": "2021-06-30"}],
            "cell E2: found '1.200', which may be 1200 or 1.2; write one of the two",
        ),
        (
            [],
            [{"code": "1.1-01-1", "value": "multe", "day": "2021-06-30"}],
            "cell E2: found 'multe' where a number was expected; write it as 1250 or 12.5",
        ),
    ],
)
def test_a_report_that_cannot_be_is_one_clear_line(
    tmp_path: Path, progress: Sequence[Report], values: Sequence[Report], message: str
) -> None:
    folder = plan_folder(tmp_path)
    report(folder, progress, values)

    assert message in reading(folder)


def test_a_number_in_a_cell_is_taken_as_it_is(tmp_path: Path) -> None:
    folder = plan_folder(tmp_path)
    report(folder, [], [{"code": "1.1-01-1", "value": 1.25, "day": "2021-06-30"}])
    plan, _, _ = read_plan(open_plan(folder))

    (value,) = take(folder / "monitoring.xlsx", plan).values

    assert str(value.value) == "1.25"


def test_the_workbook_of_another_plan_is_refused(tmp_path: Path) -> None:
    folder = plan_folder(tmp_path)
    plan, _, _ = read_plan(open_plan(PLAN_FOLDER))

    with pytest.raises(PlanGraphError, match="is about plan 'parks', not 'ro-thb-2021-2022'"):
        take(folder / "monitoring.xlsx", plan)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"day": "2020-12-31"}, "ObservationShape-inTime"),
        ({"unit": "hectare"}, "ReportedValueShape-unit"),
        ({"source": ""}, "ObservationShape-source"),
    ],
)
def test_what_is_odd_about_a_report_is_a_finding(tmp_path: Path, change: Report, rule: str) -> None:
    folder = plan_folder(tmp_path)
    told = {"code": "1.1-01-1", "value": 80, "day": "2021-06-30", "source": "Raport I"}
    report(folder, [], [{**told, **change}])

    findings = convert(open_plan(folder)).report.findings

    assert rule in [finding.rule for finding in findings]


def test_the_workbook_is_made_for_people(tmp_path: Path) -> None:
    book = load_workbook(plan_folder(tmp_path) / "monitoring.xlsx")

    actions, indicators = book.worksheets[:2]
    assert [actions.title, indicators.title] == ["Acțiuni", "Indicatori"]
    assert actions["B2"].value == "Plantarea de copaci"
    assert actions["C2"].value == "trimestrul 4 2021"
    assert indicators["D2"].value == "200"
    assert actions.freeze_panes == "C2"
