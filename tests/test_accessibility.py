"""Every type of page: nothing that axe-core finds, nothing from elsewhere, nothing inline."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, ViewportSize

from browsing import PHONE, WIDE, chromium, violations, visitor
from real_store import real_build
from serving import Server, serving

PLAN = "ro-thb-2021-2022"
PAPER = ViewportSize(width=680, height=1000)
"""A4 without its margins, in pixels of CSS."""
PAGES = {
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
DARK = {
    "start",
    "plan",
    "action",
    "body",
    "answer",
    "wrong value",
    "editor's answer",
    "pictures",
    "matrix",
    "embedded",
}
"""Those that have everything that has a colour."""
LARGEST = 150_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(real_build()) as found:
        yield found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_keeps_to_itself(
    name: str, browser: Browser, server: Server
) -> None:
    with visitor(browser, server.url, color_scheme="light") as guest:
        guest.go("en/" + PAGES[name])
        assert violations(guest.page) == []
        assert guest.inline() == []
        for size in (WIDE, PHONE):
            guest.page.set_viewport_size(size)
            assert guest.overflow() == 0
            assert guest.crowded() == []


@pytest.mark.parametrize("name", sorted(DARK))
def test_words_are_legible_in_the_dark(name: str, browser: Browser, server: Server) -> None:
    with visitor(browser, server.url, color_scheme="dark") as guest:
        guest.go("ro/" + PAGES[name])

        assert violations(guest.page, "color-contrast") == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_printed_whole_and_without_forms(
    name: str, browser: Browser, server: Server
) -> None:
    with visitor(browser, server.url, viewport=PAPER) as guest:
        guest.go("en/" + PAGES[name])
        guest.page.emulate_media(media="print")

        assert guest.overflow() == 0
        assert guest.crowded(scrolling=False) == []
        asks = "input:visible, select:visible, textarea:visible, button:not(.sort):visible"
        assert guest.page.locator(asks).count() == 0
        heads = guest.page.locator(".answer thead th")
        assert all(heads.evaluate_all("found => found.map((each) => each.innerText.trim())"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_small(name: str, server: Server) -> None:
    for language in ("en", "ro"):
        page = server.client.get(f"{language}/{PAGES[name]}")

        assert page.status_code == 200
        assert len(page.content) < LARGEST
