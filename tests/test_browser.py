"""The pages in a real browser: search, filter, follow, ask, edit; with and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from browsing import PHONE, Visitor, chromium, visitor
from real_store import real_build
from serving import serving, until

PLAN = "plan/ro-thb-2021-2022.html"
ACTION = "action/ro-thb-2021-2022/1.1-02.html"
COUNT = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a <https://w3id.org/plan-graph/def#Action> }"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving(real_build()) as server:
        yield server.url


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def anyone(request: pytest.FixtureRequest, browser: Browser, url: str) -> Iterator[Visitor]:
    """Somebody with, and somebody without scripts."""
    with visitor(browser, url, java_script_enabled=request.param) as found:
        yield found


@pytest.fixture
def guest(browser: Browser, url: str) -> Iterator[Visitor]:
    with visitor(browser, url) as found:
        yield found


def test_a_search_blind_to_accents_leads_to_an_action_and_to_its_marked_source(
    anyone: Visitor,
) -> None:
    page = anyone.page
    anyone.go("ro/" + PLAN)
    words = page.get_by_role("main").get_by_role("searchbox")
    words.fill("zilei europene de lupta")
    words.press("Enter")
    expect(page.locator("#found")).to_have_text("1 acțiune găsită.")
    page.locator("#tree a", has_text="Zilei mondiale").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("30 iulie")
    quotation = page.locator("main blockquote").first.inner_text()
    page.locator("main blockquote").first.get_by_role("link").click()
    marked = page.locator(".marked, :target").first
    expect(marked).to_be_in_viewport()
    assert " ".join(marked.inner_text().split())[:40] in " ".join(quotation.split())


def test_filters_leave_the_actions_of_a_year(anyone: Visitor) -> None:
    anyone.go("en/" + PLAN)
    every = anyone.page.locator("#tree li").count()
    anyone.page.get_by_label("Due in").select_option("2022")
    anyone.page.locator("form.filters button.main").click()

    expect(anyone.page.locator("#found")).to_contain_text("actions")
    shown = anyone.page.locator("#tree li:visible").count()
    assert 0 < shown < every


def test_a_question_is_asked_with_a_value_and_its_answer_taken_as_csv(anyone: Visitor) -> None:
    page = anyone.page
    anyone.go("en/questions.html")
    page.get_by_role("link", name="In which actions does a body take part").click()
    page.get_by_label("Body").fill("ANITP")
    page.get_by_label("Only this role").select_option(label="partner")
    page.get_by_role("button", name="Ask").click()

    expect(page.locator(".result .heading")).to_contain_text("18 rows")
    assert "agency=ANITP" in page.url
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Code,Action,Role,Responsible,Deadlines,Source"
    assert len(lines) == 19


def test_a_wrong_value_says_what_to_do_and_keeps_the_form(anyone: Visitor) -> None:
    anyone.go("en/question/actions-by-agency.html?agency=ANITPP")

    expect(anyone.page.get_by_role("alert")).to_contain_text("did you mean 'ANITP'?")
    expect(anyone.page.get_by_label("Body")).to_have_value("ANITPP")


def test_a_mark_leads_to_its_thing_by_keyboard(guest: Visitor) -> None:
    guest.go("en/question/agency-workload.html")

    guest.page.locator(".wide a", has_text="Ministry of Education").first.focus()
    guest.page.keyboard.press("Enter")

    expect(guest.page.get_by_role("heading", level=1)).to_contain_text("Ministry of Education")


def test_a_calendar_shows_today_where_it_is(guest: Visitor) -> None:
    guest.page.clock.set_fixed_time("2021-07-02T12:00:00")
    guest.go("en/picture/deadlines-calendar.html")
    inside = guest.page.locator(".wide .today")

    expect(inside).to_have_class("today now")
    first = guest.page.locator(".wide .bar").first
    ends = inside.bounding_box(), first.bounding_box()
    assert ends[0] and ends[1]
    assert abs(ends[0]["x"] - ends[1]["x"] - ends[1]["width"]) < 3

    guest.page.clock.set_fixed_time("2031-01-01T12:00:00")
    guest.page.reload()
    expect(guest.page.locator(".wide .today")).to_have_class("today")


def test_a_table_is_sorted_and_narrowed(guest: Visitor) -> None:
    guest.go("en/question/agency-workload.html")
    rows = guest.page.locator(".answer tbody tr")
    expect(rows).to_have_count(38)

    guest.page.get_by_role("button", name="As partner").click()
    guest.page.get_by_role("button", name="As partner").click()
    expect(guest.page.get_by_role("columnheader", name="As partner")).to_have_attribute(
        "aria-sort", "descending"
    )
    partners = [
        int(each) for each in guest.page.locator(".answer td:nth-child(4)").all_inner_texts()
    ]
    assert partners == sorted(partners, reverse=True)

    guest.page.get_by_label("Only rows with").fill("ministry education")
    expect(guest.page.get_by_role("status")).to_have_text("1 of 38 rows")
    expect(guest.page.locator(".answer tbody tr:visible")).to_have_count(1)


def test_a_column_of_many_values_is_narrowed_by_what_one_types(guest: Visitor) -> None:
    guest.go("en/question/actions-with-single-responsible.html")
    page = guest.page
    body = page.locator(".filters").get_by_label("Body")
    rows = page.locator(".answer tbody tr:visible")
    all_rows = rows.count()
    proposed = body.evaluate("each => [...each.list.options].map((one) => [one.value, one.label])")

    assert len(proposed) > 10
    name, label = proposed[0]
    number = int(label.rpartition("(")[2].rstrip(")"))
    body.fill(name)
    expect(rows).to_have_count(number)
    expect(page.get_by_role("status")).to_have_text(f"{number} of {all_rows} rows")
    body.fill("ministry")
    assert 0 < rows.count() < all_rows
    assert all("Ministry" in each for each in rows.all_inner_texts())


def test_a_query_is_answered_in_the_editor(anyone: Visitor) -> None:
    anyone.go(f"en/sparql.html?query={quote(COUNT)}")

    expect(anyone.page.locator("#answer td")).to_have_text("67")
    with anyone.page.expect_download() as download:
        anyone.page.get_by_role("link", name="CSV").click()
    assert Path(download.value.path()).read_text(encoding="utf-8").split() == ["n", "67"]


def test_the_editor_completes_terms_with_their_prefix_and_runs_by_keyboard(guest: Visitor) -> None:
    guest.go("en/sparql.html")
    editor = guest.page.get_by_role("textbox", name="Query")
    editor.click()
    guest.page.keyboard.press("Control+a")
    guest.page.keyboard.type("SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?p a plan:Pil")
    option = guest.page.get_by_role("option", name="plan:Pillar")
    expect(option).to_contain_text("Pillar")
    guest.page.keyboard.press("Enter")
    guest.page.keyboard.type(" }")
    expect(editor).to_contain_text("PREFIX plan: <https://w3id.org/plan-graph/def#>")
    guest.page.keyboard.press("Control+Enter")

    expect(guest.page.locator("#answer td")).to_have_text("5")
    assert "query=PREFIX" in guest.page.url


def test_a_long_answer_is_visibly_cut(anyone: Visitor) -> None:
    anyone.go(f"en/sparql.html?query={quote('SELECT * { ?s ?p ?o }')}")

    expect(anyone.page.locator("#answer")).to_contain_text("Only the first 100 rows are shown")
    assert anyone.page.locator("#answer tbody tr").count() == 100


def test_a_mistake_in_a_query_is_told_beside_it(anyone: Visitor) -> None:
    anyone.go(f"en/sparql.html?query={quote('SELECT * { ?s ')}")

    expect(anyone.page.get_by_role("alert")).to_contain_text("The query is no SPARQL")


def test_a_query_that_takes_too_long_is_stopped_and_says_so(browser: Browser) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with (
        serving(real_build(), deadline_seconds=5.0) as server,
        visitor(browser, server.url) as guest,
    ):
        editor_page = f"en/sparql.html?example=&query={quote('ASK {}')}"
        # A page is given again without a worker: so the short deadline is that of the query alone.
        assert until(lambda: server.client.get(editor_page).status_code == 200)
        guest.go(editor_page)
        editor = guest.page.get_by_role("textbox", name="Query")
        editor.click()
        guest.page.keyboard.press("Control+a")
        guest.page.keyboard.insert_text(endless)
        guest.page.get_by_role("button", name="Run").click()

        expect(guest.page.get_by_role("alert")).to_contain_text("5 s")
        timeout = [problem for problem in guest.problems if "504" in problem]
        assert timeout
        guest.problems.clear()


def test_every_question_opens_in_the_editor_and_is_answered_there(guest: Visitor) -> None:
    guest.go("en/question/actions-by-ministry.html")
    guest.page.get_by_text("The query, in SPARQL").click()
    guest.page.get_by_role("link", name="Open in the editor").click()
    guest.page.get_by_role("button", name="Run").click()

    expect(guest.page.locator("#answer tbody tr")).to_have_count(7)


def test_the_language_is_switched_on_the_same_page(anyone: Visitor) -> None:
    anyone.go("en/" + ACTION)
    anyone.page.get_by_role("link", name="RO", exact=True).click()

    expect(anyone.page.locator("html")).to_have_attribute("lang", "ro")
    assert anyone.page.url.endswith("ro/" + ACTION)


def test_the_whole_way_goes_by_keyboard(guest: Visitor) -> None:
    """From the first page over a question to an action and its source, by Tab and Enter alone."""
    page = guest.page
    guest.go("en/index.html")
    page.keyboard.press("Tab")
    assert guest.focused() == "Skip to the content"
    guest.tab_to("Questions")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions.html")
    guest.tab_to("Which actions are due by a date?", 120)
    page.keyboard.press("Enter")
    page.wait_for_url("**/question/actions-due-by.html")
    guest.tab_to("field-date")
    page.keyboard.type("06302021")
    guest.tab_to("Ask")
    page.keyboard.press("Enter")
    expect(page.locator(".result .heading")).to_contain_text("3 rows")
    guest.tab_to("Carrying out an analysis of the specialised services")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("specialised services")
    guest.tab_to("table 1")
    page.keyboard.press("Enter")
    expect(page.locator(".marked, :target").first).to_be_in_viewport()


def test_a_phone_gets_the_same(browser: Browser, url: str) -> None:
    with visitor(browser, url, viewport=PHONE, is_mobile=True, has_touch=True) as guest:
        guest.go("ro/index.html")
        guest.page.get_by_role("link", name="Întrebări").tap()
        guest.page.get_by_role("link", name="Pentru câte acțiuni răspunde fiecare minister?").tap()

        expect(guest.page.locator(".answer tbody tr")).to_have_count(7)
        assert guest.overflow() == 0


TORN = """() => [...document.querySelectorAll(".answer thead th")].flatMap((head) => {
  const words = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
  const torn = [];
  while (words.nextNode()) {
    for (const word of words.currentNode.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(words.currentNode, word.index);
      range.setEnd(words.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) torn.push(word[0]);
    }
  }
  return torn;
})"""


@pytest.mark.parametrize("name", ["progress-by-ministry", "actions-late", "deadlines-calendar"])
def test_an_answer_is_printed_with_whole_headings_and_without_its_query(
    name: str, guest: Visitor
) -> None:
    guest.go(f"en/question/{name}.html?date=2022-06-30")
    guest.page.set_viewport_size({"width": 680, "height": 1000})
    guest.page.emulate_media(media="print")

    assert guest.page.evaluate(TORN) == []
    assert guest.crowded(scrolling=False) == []
    expect(guest.page.locator("#text")).to_be_hidden()
