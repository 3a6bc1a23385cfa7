"""The static site in a real browser, from a server that knows nothing but files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browsing import PHONE, Visitor, chromium, violations, visitor
from plan_graph.pages.search import href
from plan_graph.pages.site import Site, Visit
from plan_graph.vocab import PLAN_BASE
from real_site import real_site
from real_store import real_build, real_store
from server import server

PLAN = "ro-thb-2021-2022"
PAGES = {
    "plan": f"plan/{PLAN}.html",
    "action": f"action/{PLAN}/1.1-02.html",
    "search": "search.html",
    "question without choices": "question/agency-workload.html",
    "question that needs a choice": "question/actions-by-agency.html",
    "network": "question/partnership-network.html",
    "pictures": "pictures.html",
    "ontology": "ontology.html",
}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with server({"/host/plans/": real_site()}) as address:
        yield f"{address}host/plans/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def guest(browser: Browser, url: str) -> Iterator[Visitor]:
    with visitor(browser, url) as found:
        yield found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_keeps_to_itself(name: str, guest: Visitor) -> None:
    guest.go("ro/" + PAGES[name])

    assert violations(guest.page) == []
    assert guest.inline() == []
    guest.page.set_viewport_size(PHONE)
    assert guest.overflow() == 0


def test_the_first_page_leads_to_one_in_a_language(guest: Visitor) -> None:
    guest.go("")

    guest.page.wait_for_url("**/plans/en/index.html")


def test_actions_are_filtered_without_a_server(guest: Visitor) -> None:
    guest.go(f"ro/plan/{PLAN}.html")
    guest.page.locator("#filters").get_by_role("searchbox").fill("zilei europene de lupta")

    expect(guest.page.locator("#found")).to_have_text("1 acțiune găsită.")
    guest.page.locator("#tree a:visible", has_text="Zilei mondiale").click()
    expect(guest.page.get_by_role("heading", level=1)).to_contain_text("30 iulie")
    guest.page.locator("main blockquote").first.get_by_role("link").click()
    expect(guest.page.locator(".marked, :target").first).to_be_in_viewport()


def test_facets_lead_to_what_is_due_with_external_money_and_to_its_words(guest: Visitor) -> None:
    guest.go(f"en/plan/{PLAN}.html")
    guest.page.locator("#facets a[data-value=external]").click()
    expect(guest.page.locator("#found")).to_have_text("13 actions found.")
    facet = guest.page.locator("#facets a[data-value='2021']")
    expect(facet.locator("b")).to_have_text("3")
    facet.click()
    expect(guest.page.locator("#found")).to_have_text("3 actions found.")
    guest.page.locator("#tree li:visible a").first.click()

    expect(guest.page.locator(".facts blockquote").first).to_be_visible()


def test_search_works_without_a_server(guest: Visitor) -> None:
    guest.go("en/index.html")
    guest.page.get_by_role("banner").get_by_role("searchbox").fill("politisti")
    guest.page.keyboard.press("Enter")
    guest.page.wait_for_url("**/search.html?*")

    expect(guest.page.locator("main")).to_contain_text("results.")
    assert guest.page.locator("main a[href*='action/']").count() > 0


@pytest.mark.parametrize(
    ("words", "language"),
    [("campain", "en"), ("MAI", "ro"), ("NGO", "en"), ("bani externi", "ro"), ("1.1-01", "en")],
)
def test_a_browser_ranks_as_the_index_does(words: str, language: str, guest: Visitor) -> None:
    visit = Visit(Site(real_store(), PLAN_BASE, build=real_build()), language, "search")
    index = visit.site.index
    assert index is not None
    found = index.search(words, language=language).found
    expected = [href(visit, each.kind, each.iri, each.owner, each.place) for each in found]

    guest.go(f"{language}/search.html?q={words}")

    expect(guest.page.locator("#results li")).to_have_count(len(expected))
    shown = [link.get_attribute("href") for link in guest.page.locator("#results li a").all()]
    assert [f"../{language}/{address}" for address in shown] == expected


def test_questions_come_with_their_answers_charts_and_files(guest: Visitor) -> None:
    guest.go("en/questions.html")
    guest.page.get_by_role("link", name="How many actions does each body have to carry?").click()

    expect(guest.page.locator(".answer tbody tr")).to_have_count(38)
    expect(guest.page.locator("figure.chart .wide svg")).to_be_visible()
    with guest.page.expect_download() as download:
        guest.page.get_by_role("link", name="CSV").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Short name,Body,As responsible,As partner,In any role"


def test_a_reader_without_scripts_sees_plan_action_and_source(browser: Browser, url: str) -> None:
    with visitor(browser, url, java_script_enabled=False) as guest:
        guest.go("en/index.html")
        for summary in guest.page.locator("#tree summary").all():
            if summary.is_visible() and not summary.evaluate("each => each.parentElement.open"):
                summary.click()
        guest.page.locator("#tree a[href*='action/']").first.click()
        guest.page.locator("main blockquote").first.get_by_role("link").click()

        assert "source/" in guest.page.url
        expect(guest.page.locator(":target").first).to_be_in_viewport()
