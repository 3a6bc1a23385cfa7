"""Ten journeys of visitors from the first page to what they came for, with every click counted."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, expect

import poor_plan
from browsing import OF_COLOURS, PHONE, TABLET, WIDE, Visitor, chromium, violations, visitor
from editing import PLAN, Desk, correcting
from monitored import Report, report
from plan_graph.building.build import write
from plan_graph.building.opening import read_plan
from plan_graph.building.pipeline import convert
from plan_graph.building.task import open_plan
from plan_graph.workbooks.monitoring.sheet import monitoring_workbook
from real_plan import PLAN_FOLDER
from serving import serving

REPORTS: tuple[Report, ...] = (
    {"code": "1.1-01", "status": "realizată", "day": "2021-12-15", "source": "Raport anual"},
    {"code": "1.1-02", "status": "în curs", "day": "2021-12-15", "source": "Raport anual"},
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the real plan with what somebody reported of it."""
    target = tmp_path_factory.mktemp("reported")
    folder = shutil.copytree(PLAN_FOLDER, target / PLAN_FOLDER.name)
    plan, _, _ = read_plan(open_plan(folder))
    (folder / "monitoring.xlsx").write_bytes(monitoring_workbook(plan))
    report(folder, REPORTS, ())
    write([convert(open_plan(folder))], target / "build")
    with serving(target / "build") as found:
        yield found.url


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with correcting(tmp_path_factory.mktemp("desk")) as found:
        yield found


class Journey:
    """Somebody on the way; `clicks` are what it took so far."""

    def __init__(self, guest: Visitor) -> None:
        self.guest = guest
        self.page: Page = guest.page
        self.clicks = 0

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.first.click()

    def press(self, words: str) -> None:
        """Go to something by Tab, and press Enter."""
        self.clicks += 1
        self.guest.tab_to(words, 200)
        self.page.keyboard.press("Enter")

    def link(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("main").get_by_role("link", name=name)

    def menu(self, name: str) -> Locator:
        return self.page.get_by_role("banner").get_by_role("link", name=name, exact=True)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def taken(self, what: Locator) -> Path:
        """Click on a file, and return it."""
        with self.page.expect_download() as download:
            self.click(what)
        return Path(download.value.path())


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def reader(request: pytest.FixtureRequest, browser: Browser, url: str) -> Iterator[Journey]:
    with visitor(browser, url, java_script_enabled=request.param) as guest:
        guest.go("en/index.html")
        yield Journey(guest)


@pytest.fixture
def phone(browser: Browser, url: str) -> Iterator[Journey]:
    with visitor(browser, url, viewport=PHONE, is_mobile=True, has_touch=True) as guest:
        guest.go("ro/index.html")
        yield Journey(guest)


def _late_ones(journey: Journey) -> None:
    """Go from the first page to the late actions with external money, and to the words of one."""
    journey.click(journey.link(re.compile("with external funding|cu finanțare externă")))
    journey.click(journey.page.locator("#facets a[data-value=late]"))
    expect(journey.page.locator("#found")).to_contain_text("12")
    first = journey.page.locator("#tree li").first
    expect(first.locator(".late")).to_be_visible()
    expect(first.locator(".meta")).to_contain_text("ANITP")
    assert journey.clicks == 2

    journey.click(first.get_by_role("link"))
    expect(journey.page.locator(".facts blockquote").first).to_be_visible()
    assert journey.clicks == 3


def test_late_actions_with_external_money_and_who_is_responsible(reader: Journey) -> None:
    _late_ones(reader)


def test_the_same_on_a_phone(phone: Journey) -> None:
    _late_ones(phone)

    assert phone.guest.overflow() == 0


def test_a_picture_for_an_article(reader: Journey) -> None:
    reader.click(reader.menu("Charts"))
    png = reader.taken(reader.link("PNG"))

    assert png.read_bytes().startswith(b"\x89PNG")
    assert reader.clicks == 2
    source = reader.page.locator(".chart figcaption").first
    expect(source).to_contain_text("National Action Plan 2021-2022")


def test_a_table_for_a_spreadsheet(reader: Journey) -> None:
    reader.click(reader.menu("Questions"))
    reader.click(reader.link("For how many actions is each ministry accountable?"))
    file = reader.taken(reader.link("Excel"))

    sheet = load_workbook(BytesIO(file.read_bytes())).worksheets[0]
    assert [cell.value for cell in next(sheet.iter_rows(max_row=1))][-1] == "Actions"
    assert sheet.max_row == 8
    assert reader.clicks == 3


def test_what_a_body_has_to_do(reader: Journey) -> None:
    reader.click(reader.menu("Bodies"))
    reader.click(reader.link(re.compile("^Ministry of Justice")))

    tasks = reader.page.locator(".tasks tbody tr")
    expect(tasks.first.locator("[data-label='Deadline']")).not_to_be_empty()
    expect(tasks.first.locator(".state")).to_be_visible()
    assert reader.clicks == 2


def test_a_question_in_words_leads_to_its_answer(reader: Journey) -> None:
    words = reader.page.get_by_role("banner").get_by_role("searchbox")
    words.fill("which actions depend on external funding?")
    words.press("Enter")
    reader.click(reader.page.locator(".understood a"))

    expect(reader.page.locator(".answer tbody tr").first).to_be_visible()
    assert reader.clicks == 1


def test_an_action_is_cited_by_an_address_that_leads_back(reader: Journey) -> None:
    reader.click(reader.page.locator("#tree .objective .objective summary"))
    reader.click(reader.page.locator("#tree li:visible a"))
    title = reader.page.get_by_role("heading", level=1).text_content() or ""
    address = reader.page.locator(".cite code").first.inner_text()
    reader.page.goto(address)

    expect(reader.page.get_by_role("heading", level=1)).to_have_text(title)
    assert reader.clicks == 2


def _corrected(journey: Journey, words: str, label: str, day: str) -> None:
    """Correct the last day of a deadline, see what changes, save it, and see it in the plan."""
    page = journey.page
    journey.click(journey.link(re.compile("^Plan for quiet streets")))
    page.get_by_label("Show").select_option("all")
    journey.click(journey.button("Show"))
    journey.click(journey.link(words))
    expect(page.locator("#words")).to_have_text(words)
    page.get_by_label("Last day").fill(day)
    journey.click(journey.button("Preview the changes"))
    expect(page.locator("#difference")).to_contain_text(f"'{words}' is now read as")
    assert journey.guest.overflow() == 0
    journey.click(journey.button("Save and build"))
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    journey.click(journey.link("See it in the plan"))

    expect(page.locator(".facts")).to_contain_text(label)
    assert journey.clicks == 6


def test_a_wrong_date_is_corrected(browser: Browser, desk: Desk) -> None:
    with visitor(browser, desk.url) as guest:
        guest.page.goto(desk.entrance)

        _corrected(Journey(guest), "31.03.2026", "30 April 2026", "2026-04-30")


def test_a_wrong_date_is_corrected_on_a_phone_without_scripts(browser: Browser, desk: Desk) -> None:
    phone = {"viewport": PHONE, "is_mobile": True, "java_script_enabled": False}
    with visitor(browser, desk.url, **phone) as guest:
        guest.page.goto(desk.entrance)

        _corrected(Journey(guest), "2027", "30 June 2027", "2027-06-30")


def test_corrections_go_by_keyboard_and_are_accessible(browser: Browser, desk: Desk) -> None:
    with visitor(browser, desk.url) as guest:
        guest.page.goto(desk.entrance)
        journey = Journey(guest)
        journey.press("Plan for quiet streets")
        guest.page.wait_for_url(f"**/{PLAN}.html")
        assert violations(guest.page) == []
        journey.press("until further notice")
        kind = guest.page.get_by_label("Kind")
        kind.focus()
        guest.page.keyboard.type("left open")
        expect(kind).to_have_value("left open")
        journey.press("Preview the changes")
        expect(guest.page.locator("#difference")).to_contain_text("Resolved:")
        assert violations(guest.page) == []
        assert guest.inline() == []
        journey.press("Save and build")

        expect(guest.page.get_by_role("status")).to_contain_text("Saved.")
        assert journey.clicks == 4


CORRECTIONS = (
    "index", PLAN, f"{PLAN}/bodies", f"{PLAN}/columns", f"{PLAN}/2", f"{PLAN}/bodies/1",
    f"{PLAN}/columns/1",
)  # fmt: skip
"""One page of each kind on which one corrects."""


@pytest.fixture(scope="module")
def poor_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with correcting(tmp_path_factory.mktemp("poor"), poor_plan.DOCUMENT) as found:
        yield found


@pytest.mark.parametrize("language", ["en", "ro"])
@pytest.mark.parametrize("plan", ["desk", "poor_desk"])
def test_a_page_of_corrections_is_accessible_and_fits(
    plan: str, language: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    desk: Desk = request.getfixturevalue(plan)
    with visitor(browser, desk.url) as guest:
        guest.page.goto(desk.entrance)
        for path in CORRECTIONS:
            guest.go(f"{language}/edit/{path}.html")
            guest.page.emulate_media(color_scheme="light")
            assert violations(guest.page) == [], path
            guest.page.emulate_media(color_scheme="dark")
            assert violations(guest.page, *OF_COLOURS) == [], path
            assert guest.inline() == [], path
            for size in (WIDE, TABLET, PHONE):
                guest.page.set_viewport_size(size)
                assert guest.overflow() == 0, path
                assert guest.crowded() == [], path


def test_a_body_is_corrected_everywhere_at_once(browser: Browser, desk: Desk) -> None:
    with visitor(browser, desk.url) as guest:
        guest.page.goto(desk.entrance)
        journey, page = Journey(guest), guest.page
        journey.click(journey.link(re.compile("^Plan for quiet streets")))
        journey.click(journey.link("Bodies"))
        journey.click(journey.link("Traffic Office"))
        page.get_by_label("This body is").fill("Parks Office")
        page.get_by_label("Reason for the correction").fill("They were merged.")
        journey.click(journey.button("Preview the changes"))
        for code in ("01", "03"):
            expect(page.locator("#difference")).to_contain_text(f"Action {code} changed")
        journey.click(journey.button("Save and build"))

        expect(page.get_by_role("status")).to_contain_text("Saved.")
        expect(page.locator(".tasks tbody tr")).to_have_count(1)
        assert journey.clicks == 5


def test_a_column_is_said_to_hold_something_else(browser: Browser, desk: Desk) -> None:
    with visitor(browser, desk.url, java_script_enabled=False) as guest:
        guest.page.goto(desk.entrance)
        journey, page = Journey(guest), guest.page
        journey.click(journey.link(re.compile("^Plan for quiet streets")))
        journey.click(journey.link("Columns"))
        journey.click(journey.link("Who"))
        page.get_by_label("What the column holds").select_option("partners")
        journey.click(journey.button("Preview the changes"))
        expect(page.locator("#difference")).to_contain_text("Partner added")
        journey.click(journey.button("Save and build"))

        row = page.locator(".tasks tbody tr", has_text="Who")
        expect(row).to_contain_text("partners")
        expect(row).to_contain_text("corrected")
        assert journey.clicks == 5
