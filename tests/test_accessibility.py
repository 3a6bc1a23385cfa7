"""Every type of page: nothing that axe-core finds, nothing from elsewhere or inline, nothing cut.

A page is looked at where one plan is served, where two are that are reported on, and where a
document is served of which little is known, and whose words are as odd and long as they come.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, ViewportSize

import monitored
from browsing import OF_COLOURS, PHONE, TABLET, WIDE, Visitor, chromium, violations, visitor
from plan_graph.building.build import write
from plan_graph.building.opening import read_plan
from plan_graph.building.pipeline import Built, convert
from plan_graph.building.task import open_plan
from plan_graph.web.settings import Settings
from plan_graph.workbooks.monitoring.sheet import monitoring_workbook
from poor_plan import BODY, poor_document
from real_plan import PLAN_FOLDER
from real_store import real_build
from serving import Server, serving

PLAN = "ro-thb-2021-2022"
PAPER = ViewportSize(width=680, height=1000)
"""A4 without its margins, in pixels of CSS."""
ACROSS = ViewportSize(width=1000, height=680)
"""The same for a table of many columns, which is printed across."""
ONE = {
    "start": "index.html",
    "plan": f"plan/{PLAN}.html",
    "filtered plan": f"plan/{PLAN}.html?q=victime",
    "pillar": f"pillar/{PLAN}/1.html",
    "objective": f"objective/{PLAN}/1.1.html",
    "action": f"action/{PLAN}/1.1-02.html",
    "body": "organisation/ro/anitp.html",
    "bodies": "bodies.html",
    "source": f"source/{PLAN}.html",
    "strategy": f"strategy/{PLAN}.html",
    "code": "code/role/partner.html",
    "indicator": f"indicator/{PLAN}/1.1-02-1.html",
    "validation": "validation.html",
    "data": "data.html",
    "ontology": "ontology.html",
    "search": "search.html?q=victime",
    "questions": "questions.html",
    "form": "question/actions-by-agency.html",
    "answer": "question/actions-by-agency.html?agency=ANITP",
    "wrong value": "question/actions-by-agency.html?agency=none",
    "chart": "question/funding-kinds.html",
    "network": "question/partnership-network.html",
    "tree": "question/subordinations-with-basis.html",
    "graph": "question/action-description.html?action=1.1-02",
    "pictures": "pictures.html",
    "picture": "picture/deadlines-calendar.html",
    "matrix": "picture/ministries-by-pillar.html",
    "embedded": "embed/funding-kinds.html",
    "editor's mistake": "sparql.html?query=SELECT",
    "editor": "sparql.html",
    "editor's answer": f"sparql.html?query={quote('SELECT * { ?s ?p ?o } LIMIT 5')}",
}
TWO = {
    "start": "index.html",
    "plan": f"plan/{PLAN}.html",
    "past day": f"plan/{PLAN}.html?date=2021-07-01",
    "late actions": f"plan/{PLAN}.html?status=late",
    "small plan": "plan/parks.html",
    "objective": f"objective/{PLAN}/1.1.html",
    "action": f"action/{PLAN}/1.1-03.html",
    "body": "organisation/ro/anitp.html",
    "bodies": "bodies.html",
    "strategy": f"strategy/{PLAN}.html",
    "glossary": f"glossary/{PLAN}.html",
    "reported indicator": "indicator/parks/1.1-01-1.html",
    "validation": "validation.html",
    "data": "data.html",
    "search": "search.html?q=victime",
    "question understood": "search.html?q=which+actions+depend+on+external+funding",
    "reports": "question/reports-list.html",
    "late": "question/actions-late.html?date=2022-06-30",
    "targets": "question/targets-reached.html",
    "compared": "question/plans-compared.html",
    "value of two": "question/action-description.html?action=1.1-02",
    "pictures": "pictures.html",
    "picture": "picture/deadlines-calendar.html",
}
POOR = {
    "start": "index.html",
    "filtered plan": "plan/poor.html?q=bridge",
    "pillar": "pillar/poor/1.html",
    "long action": "action/poor/01.html",
    "endless word": "action/poor/02.html",
    "address": "action/poor/03.html",
    "other letters": "action/poor/05.html",
    "body": f"{BODY}.html",
    "bodies": "bodies.html",
    "source": "source/poor.html",
    "validation": "validation.html",
    "data": "data.html",
    "search": "search.html?q=donau",
    "list": "question/actions-list.html",
    "chart": "question/agency-workload.html",
    "wrong value": "question/actions-by-agency.html?agency=none",
    "pictures": "pictures.html",
    "picture": "picture/deadlines-calendar.html",
    "embedded": "embed/agency-workload.html",
    "editor's answer": f"sparql.html?query={quote('SELECT * { ?s ?p ?o } LIMIT 50')}",
}
SETTINGS: Mapping[str, Mapping[str, str]] = {"one": ONE, "two": TWO, "poor": POOR}
LARGEST = 150_000


def _one(_: Path) -> Path:
    return real_build()


def _two(target: Path) -> Path:
    real = shutil.copytree(PLAN_FOLDER, target / PLAN_FOLDER.name)
    plan, _, _ = read_plan(open_plan(real))
    (real / "monitoring.xlsx").write_bytes(monitoring_workbook(plan))
    states = ("realizată", "în curs", "întârziată", "anulată", "suspendată")
    told = [
        {"code": each.code, "status": state, "day": "2021-12-15", "source": "Raport anual",
         "note": "Licitație contestată; contractul se atribuie după soluționarea contestației."}
        for each, state in zip(plan.actions, states * 10, strict=False)
    ]  # fmt: skip
    monitored.report(real, told, ())
    return _written([convert(open_plan(real)), monitored.monitored(target)], target)


def _poor(target: Path) -> Path:
    return _written([convert(open_plan(poor_document(target)))], target)


def _written(plans: list[Built], target: Path) -> Path:
    write(plans, target / "build")
    return target / "build"


BUILDS: Mapping[str, Callable[[Path], Path]] = {"one": _one, "two": _two, "poor": _poor}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Server]]:
    """Serve what a setting has, from the first page of it that is looked at on."""
    with ExitStack() as stack:

        @cache
        def served(setting: str) -> Server:
            build = BUILDS[setting](tmp_path_factory.mktemp(setting))
            return stack.enter_context(serving(build, memory_bytes=Settings.memory_bytes))

        yield served


@pytest.fixture
def server(request: pytest.FixtureRequest, servers: Callable[[str], Server]) -> Server:
    return servers(request.param)


each_page = pytest.mark.parametrize(
    ("server", "path"),
    [
        pytest.param(setting, path, id=f"{setting}: {page}")
        for setting, pages in SETTINGS.items()
        for page, path in pages.items()
    ],
    indirect=["server"],
)


@each_page
def test_a_page_is_accessible_keeps_to_itself_and_fits_every_window_and_paper(
    path: str, browser: Browser, server: Server
) -> None:
    with visitor(browser, server.url, color_scheme="light") as guest:
        guest.go(f"en/{path}")
        assert 0 < guest.size() < LARGEST
        assert violations(guest.page) == []
        assert guest.inline() == []
        # Only colours are others in the dark.
        guest.page.emulate_media(color_scheme="dark")
        assert violations(guest.page, *OF_COLOURS) == []
        fits_every_window(guest)
        is_printed_whole_and_without_forms(guest)


@each_page
def test_a_page_fits_every_window_in_the_other_language_too(
    path: str, browser: Browser, server: Server
) -> None:
    with visitor(browser, server.url) as guest:
        guest.go(f"ro/{path}")
        assert 0 < guest.size() < LARGEST
        fits_every_window(guest)


def fits_every_window(guest: Visitor) -> None:
    for size in (WIDE, TABLET, PHONE):
        guest.page.set_viewport_size(size)
        assert guest.overflow() == 0, size
        assert guest.crowded() == [], size


def is_printed_whole_and_without_forms(guest: Visitor) -> None:
    guest.page.emulate_media(media="print")
    page = "found => found.map((each) => getComputedStyle(each).page)"
    is_wide = "wide" in guest.page.locator(".scroll").evaluate_all(page)
    guest.page.set_viewport_size(ACROSS if is_wide else PAPER)

    assert guest.overflow() == 0
    assert guest.crowded(scrolling=False) == []
    asks = "input:visible, select:visible, textarea:visible, button:not(.sort):visible"
    assert guest.page.locator(asks).count() == 0
    heads = guest.page.locator(".answer thead th")
    assert all(heads.evaluate_all("found => found.map((each) => each.innerText.trim())"))
