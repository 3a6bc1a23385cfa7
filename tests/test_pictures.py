"""Pictures of answers: no label is cut or covered in any font, and the files say what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser
from pyoxigraph import Literal, NamedNode, Store

from browsing import chromium
from plan_graph.asking.answers.files import table_file
from plan_graph.asking.pictures import NARROW, WIDE, Origin, declares, guessed, picture, png, svg
from plan_graph.asking.pictures.text import lines_of, width_of
from plan_graph.asking.queries import load, names, select
from plan_graph.asking.queries.engine import Solutions
from plan_graph.asking.queries.mistakes import explained
from plan_graph.asking.store import Embedded
from plan_graph.pages.pictures import shown
from plan_graph.pages.site import Site, Visit
from plan_graph.vocab import PLAN_BASE, XSD
from real_store import real_store

CHARTS = [name for name in names() if declares(load(name))]
FONTS = ("sans-serif", "DejaVu Sans", "DejaVu Sans Condensed")
_MEASURE = """([pictures, font]) => pictures.flatMap(([name, source]) => {
  document.body.innerHTML = source;
  const root = document.body.firstElementChild;
  root.setAttribute("font-family", font);
  const box = root.getBoundingClientRect();
  const found = [...root.querySelectorAll("text")].map(
    (each) => [each, each.getBoundingClientRect()]);
  const cut = found.filter(([, at]) => at.left < box.left - .5 || at.right > box.right + .5
    || at.top < box.top - .5 || at.bottom > box.bottom + .5);
  const over = found.flatMap(([each, a], place) => found.slice(place + 1).filter(([, b]) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3.5).map(([other]) => [each, other]));
  return [...cut.map(([each]) => `${name}: '${each.textContent}' is cut`),
    ...over.map(([a, b]) => `${name}: '${a.textContent}' covers '${b.textContent}'`)];
})"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize("language", ["en", "ro"])
def test_no_label_is_cut_or_covered_in_any_font(language: str, browser: Browser) -> None:
    drawn = [
        (f"{name} {width}", svg(picture(load(name), found, language), width=width))
        for name in CHARTS
        for found in [select(real_store(), load(name), {"lang": language})]
        for width in (WIDE, NARROW)
    ]
    page = browser.new_page()
    # Fonts differ in the same way in every language.
    fonts = FONTS if language == "en" else FONTS[:1]

    assert [page.evaluate(_MEASURE, [drawn, font]) for font in fonts] == [[]] * len(fonts)


def test_words_break_where_they_end_and_none_is_wider_than_its_line() -> None:
    lines = lines_of("Repair of the harbour and Donaudampfschifffahrtsgesellschaft", 90, 13)

    assert lines[:3] == ["Repair of the", "harbour and", "Donaudampf"]
    assert all(width_of(line, 13) <= 90 for line in lines)


def test_a_file_says_source_licence_and_address() -> None:
    query = load("funding-kinds")
    made = picture(query, select(real_store(), query, {}), "en")

    drawn = svg(made, Origin("CC BY 4.0", "https://plans.example.org/en/picture/x.html"))

    assert "Source: National Action Plan" in drawn
    assert "Licence: CC BY 4.0" in drawn
    assert "https://plans.example.org/en/picture/x.html" in drawn
    assert png(drawn).startswith(b"\x89PNG")


def test_without_a_licence_none_is_said() -> None:
    query = load("funding-kinds")

    assert "Licence" not in svg(picture(query, select(real_store(), query, {}), "en"))


BODY, OTHER = (NamedNode(f"https://plans.example.org/id/organisation/{name}") for name in "ab")


def test_an_answer_with_a_name_and_a_number_has_a_chart() -> None:
    rows = tuple((body, Literal(n)) for n, body in enumerate((BODY, OTHER), start=1))

    made = guessed(Solutions(("body", "n"), rows), {BODY: "Mill", OTHER: "Dam"}, "en")

    assert made
    assert [str(mark) for mark in made.parts[0].marks] == [
        f"Bar(thing=Thing(name='Mill', iri='{BODY.value}'), number=1.0, group=None)",
        f"Bar(thing=Thing(name='Dam', iri='{OTHER.value}'), number=2.0, group=None)",
    ]


def test_an_answer_whose_names_repeat_has_none() -> None:
    rows = ((BODY, Literal(1)), (BODY, Literal(2)))

    assert guessed(Solutions(("body", "n"), rows), {}, "en") is None


ROWS = Solutions(
    ("bodyLabel", "end", "actions"),
    (
        (Literal("=1+1"), Literal("2024-06-30", datatype=XSD.date), Literal(12)),
        (Literal("Mill"), None, Literal("12345678901234567890", datatype=XSD.integer)),
    ),
)


def test_a_workbook_has_days_and_numbers_and_computes_no_text() -> None:
    content = table_file(Embedded(Store()), ROWS, None, "en", "xlsx")

    sheet = load_workbook(BytesIO(content)).worksheets[0]
    head, first, second = sheet.iter_rows()
    assert [cell.value for cell in head] == ["Body", "Last day", "Actions"]
    assert [cell.data_type for cell in first] == ["s", "d", "n"]
    assert [str(cell.value) for cell in first] == ["=1+1", "2024-06-30 00:00:00", "12"]
    assert [cell.value for cell in second] == ["Mill", None, "12345678901234567890"]


def test_a_table_in_csv_is_read_by_spreadsheets_and_computes_nothing() -> None:
    content = table_file(Embedded(Store()), ROWS, None, "en", "csv")

    assert content.startswith(b"\xef\xbb\xbfBody,Last day,Actions\r\n'=1+1,2024-06-30,12\r\n")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "SELECT * {\n ?s a plan:Action }",
            "line 2: prefix plan: is not declared; add PREFIX",
        ),
        ("SELECT * { ?s x:y ?o }", "line 1: prefix x: is not declared; add a line PREFIX x:"),
        ("SELCT * {}", "line 1: 'SELCT' is no word of SPARQL; did you mean SELECT?"),
        ("SELECT * {\n ?s ?p ?o", "line 1: '{' is opened and not closed; add '}'"),
        ("ASK { ?s ?p ?o } }", "line 1: '}' closes nothing"),
        ("ASK { ?s ?p 'mill }", "line 1: a quote ' is opened and not closed"),
        ("SELECT ?a (COUNT(?b) AS ?n) { ?a ?p ?b }", "GROUP BY does not give"),
        ("PREFIX p: <a b>\nASK {}", "line 1: <a b> is no IRI"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "INSERT would change the data"),
        ("SELECT * { ?s ?p }", "line 1: something is missing before the end"),
    ],
)
def test_a_mistake_in_a_query_is_a_sentence_with_a_remedy(text: str, sentence: str) -> None:
    with pytest.raises(SyntaxError) as refused:
        Store().query(text)

    assert sentence in explained(text, str(refused.value))


def test_a_page_draws_as_many_marks_as_it_has_room_for_and_says_so() -> None:
    query = load("ministries-by-objective")
    found = select(real_store(), query, {})
    plan = found.variables.index("plan")
    rows = tuple(
        (*row[:plan], NamedNode(f"{BODY.value}/{number}"), *row[plan + 1 :])
        for number in range(40)
        for row in found.rows
    )
    visit = Visit(Site(real_store(), PLAN_BASE), "en", "picture/ministries-by-objective")

    whole = shown(visit, query, found, {})
    cut = shown(visit, query, Solutions(found.variables, rows), {})

    assert whole and cut
    assert not any("The first" in line for line in whole.footer)
    assert len(cut.wide) + len(cut.narrow) <= 50_000
    assert len(cut.wide) + len(cut.narrow) > 30_000
    (said,) = re.findall(r"The first (\d+) of (\d+)", " ".join(cut.footer))
    assert int(said[1]) == len(rows)
    assert 10 < int(said[0]) == cut.wide.count('class="heat"') < int(said[1])


def test_a_page_says_colours_and_sizes_once_in_its_style_sheet() -> None:
    query = load("deadlines-calendar")
    visit = Visit(Site(real_store(), PLAN_BASE), "en", "picture/deadlines-calendar")

    drawn = shown(visit, query, select(real_store(), query, {}), {})

    assert drawn
    assert not re.findall(r'class="(?:ink|soft|bar|rule)"[^>]* fill=', drawn.wide)
    assert drawn.wide.count('font-size="13"') == 1
