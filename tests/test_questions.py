"""The pages of questions, the editor and the pictures: what they say, and what they refuse."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from lxml import html

import plan_graph.pages
from plan_graph.asking.answers.formats import plain
from plan_graph.asking.pictures import picture, svg
from plan_graph.asking.queries import load, names
from plan_graph.asking.queries.binding import bind
from plan_graph.asking.queries.engine import Solutions
from plan_graph.asking.queries.naming import choices
from plan_graph.asking.queries.template import Query
from plan_graph.asking.store import open_store
from plan_graph.checking.inference import infer
from plan_graph.iris import Iris
from plan_graph.pages.gallery import TOGETHER, declared
from plan_graph.pages.layout import STATIC
from plan_graph.pages.routes import page
from plan_graph.pages.site import Site, Visit
from plan_graph.phrases import languages
from plan_graph.vocab import PLAN
from real_store import real_build, real_store
from serving import Server, serving
from small_plan import small_plan
from small_store import make_store

BASE = "https://w3id.org/plan-graph/"
SVG = "{http://www.w3.org/2000/svg}"


def found_by(path: str, element: html.HtmlElement) -> list[Any]:
    found = element.xpath(path)
    assert isinstance(found, list)
    return found


def visited(path: str, language: str = "en", **values: str) -> html.HtmlElement:
    site = Site(real_store(), BASE, "http://127.0.0.1/", "/")
    return html.fromstring(page(Visit(site, language, path, values)))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(real_build()) as found:
        yield found


@pytest.mark.parametrize("language", languages())
def test_the_list_has_every_question_once(language: str) -> None:
    links = found_by("//ul[contains(@class, 'questions')]//a", visited("questions", language))

    listed = {link.get("href"): words(link) for link in links}
    assert listed == {
        f"/{language}/question/{name}.html": load(name).words("summary", language)
        for name in names()
    }
    assert len(links) == len(names())


@pytest.mark.parametrize("name", names())
def test_every_question_has_a_page_with_its_form_or_answer(name: str) -> None:
    for language in languages():
        found = visited(f"question/{name}", language)

        parameters = load(name).parameters
        needed = {each.name for each in parameters.values() if each.required}
        fields = {each.get("name") for each in found_by("//main//form//*[@name]", found)}
        assert needed <= fields <= set(parameters) - {"lang"}
        assert bool(found_by("//*[@id='answer']", found)) == (not needed)


def test_an_answer_leads_to_the_things_and_to_its_files() -> None:
    found = visited("question/actions-by-agency", agency="ANITP", role="partner")

    assert len(found_by("//table//tbody/tr", found)) == 18
    assert found_by("//table//td/a/@href", found)[0].startswith("/en/action/ro-thb-2021-2022/")
    files = found_by("//p[@class='buttons']/a/@href", found)
    assert files[:3] == [
        "/table/en/actions-by-agency.xlsx?agency=ANITP&role=partner",
        "/table/en/actions-by-agency.csv?agency=ANITP&role=partner",
        "/query/actions-by-agency.json?agency=ANITP&role=partner&lang=en",
    ]
    (share,) = found_by("//button/@data-copy", found)
    assert share.endswith("/en/question/actions-by-agency.html?agency=ANITP&role=partner")
    (editor,) = found_by("//details//a/@href", found)
    assert editor == "/en/sparql.html?example=actions-by-agency&agency=ANITP&role=partner"


def test_the_editor_opens_a_question_with_its_values() -> None:
    text = found_by("//textarea", visited("sparql", example="actions-by-agency", agency="ANITP"))[0]

    assert text.text.startswith("# In which actions does a body take part")
    assert "<https://w3id.org/plan-graph/id/organisation/ro/anitp>" in text.text
    assert "?_agency" not in text.text


def test_numbers_and_conditions_are_written_in_the_language() -> None:
    cells = found_by("//table//tbody/tr[1]/td", visited("question/funding-kinds", "ro"))

    assert [words(cell) for cell in cells] == ["bugetul instituțiilor numite", "nu", "52", "41"]


def test_bodies_are_a_list_to_search_and_roles_one_to_choose_from() -> None:
    found = visited("question/actions-by-agency", "ro")

    options = {o.get("value"): words(o) for o in found_by("//datalist[@id='list-agency']/*", found)}
    assert options["ANITP"] == "Agenția Națională împotriva Traficului de Persoane"
    roles = [words(option) for option in found_by("//select[@name='role']/option", found)]
    assert roles == ["Oricare", "partener", "responsabil"]


def test_every_choice_is_understood_as_what_it_is() -> None:
    query = load("actions-by-agency")
    for choice in choices("agency", real_store(), "en"):
        assert str(choice.thing) in bind(query, {"agency": choice.name}, real_store())


def test_a_static_question_asks_nothing_of_a_server() -> None:
    site = Site(real_store(), BASE)
    found = html.fromstring(page(Visit(site, "en", "question/actions-by-agency")))

    assert found_by("//main//form", found) == []
    assert "needs a value" in words(found_by("//main", found)[0])
    assert not [link for link in found_by("//a/@href", found) if "sparql.html" in link]


HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(1)">\' & "quoted"'


def test_labels_that_are_markup_are_words_in_tables_and_pictures(tmp_path: Path) -> None:
    label = json.dumps(HOSTILE)
    more = (
        f"<organisation/ro/x> a plan:Agency ; skos:prefLabel {label}@en ; skos:notation {label} ."
    )
    more += "<action/small/1.1-01> plan:responsible <organisation/ro/x> ."
    more += "<action/small/1.1-01> plan:partner <organisation/ro/x> ."
    iris, triples = Iris("small", "ro"), small_plan(more)
    graphs = {iris.graph: triples, iris.graph_of("inferred"): infer(triples)}
    make_store(tmp_path / "store", graphs)
    site = Site(open_store(tmp_path / "store"), BASE, root="/")

    for path, values in (
        ("question/partnership-network", {}),
        ("question/actions-by-agency", {"agency": HOSTILE}),
        ("sparql", {"query": 'SELECT * { ?s ?p ?o FILTER(CONTAINS(STR(?o), "alert")) }'}),
    ):
        text = page(Visit(site, "en", path, values))
        found = html.fromstring(text)
        assert "alert(1)" in words(found_by("//main", found)[0])
        assert found_by("//script[not(@src)] | //img[@onerror] | //*[@onerror]", found) == []


@pytest.mark.parametrize("language", languages())
def test_the_pictures_are_all_there_with_table_and_file(language: str) -> None:
    found = visited("pictures", language)

    drawn = found_by("//figure//*[name()='svg']", found)
    assert len(drawn) == 2 * len(TOGETHER)
    assert all(image.get("aria-label") for image in drawn)
    links = set(found_by("//main//a/@href", found))
    assert {f"/{language}/picture/{name}.html" for name in declared()} <= links
    assert {f"/chart/{language}/{name}.svg" for name in TOGETHER} <= links


@pytest.mark.parametrize("name", [name for name in names() if "chart" in load(name).own])
def test_every_chart_has_a_title_and_a_description(name: str) -> None:
    query = load(name)
    found = real_store().select(bind(query, {}, real_store()))
    image = ElementTree.fromstring(svg(picture(query, found, "ro")))

    assert [each.tag for each in image][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert image[0].text == query.words("summary", "ro")
    assert image[1].text == query.words("description", "ro")


def test_a_matrix_has_its_numbers_in_words_too() -> None:
    query = load("ministries-by-objective")
    found = real_store().select(bind(query, {}, real_store()))
    image = ElementTree.fromstring(svg(picture(query, found, "en")))

    texts = [each.text for each in image.iter(f"{SVG}text")]
    place = found.variables.index("actions")
    numbers = Counter(str(plain(row[place])) for row in found.rows)
    assert numbers <= Counter(texts)


NETWORK = Query(
    "n",
    '#+ summary: "?"\n#+ x-plan-graph:\n#+   chart: {mark: network, encoding: {source: {field: a},'
    " target: {field: b}, size: {field: n}}}\nSELECT ?a ?b ?n {}",
)
TREE = Query(
    "t",
    '#+ summary: "?"\n#+ x-plan-graph:\n'
    "#+   chart: {mark: tree, encoding: {node: {field: a}, parent: {field: b}}}\nSELECT ?a ?b {}",
)


def drawn(query: Query, *rows: tuple[str | int, ...]) -> ElementTree.Element:
    from pyoxigraph import Literal  # noqa: PLC0415

    columns = ("a", "b", "n")[: len(rows[0])]
    terms = tuple(tuple(map(Literal, row)) for row in rows)
    return ElementTree.fromstring(svg(picture(query, Solutions(columns, terms), "en")))


def test_a_network_is_a_matrix_with_a_cell_for_each_pair() -> None:
    image = drawn(NETWORK, ("x", "y", 4), ("x", "z", 1), ("z", "y", 2))

    cells = {each.findtext(f"{SVG}title") for each in image.iter(f"{SVG}g")}
    strength = [
        float(each.get("fill-opacity", "0"))
        for each in image.iter(f"{SVG}rect")
        if each.get("class") == "heat"
    ]
    assert {"x – y: 4", "x – z: 1", "z – y: 2"} <= cells
    assert sorted(strength) == [0.25, 0.4, 1.0]


def test_a_tree_sets_those_below_in_and_does_not_go_round_in_circles() -> None:
    image = drawn(TREE, ("b", "a"), ("c", "b"), ("d", "a"))
    round_about = drawn(TREE, ("b", "a"), ("a", "b"))

    assert [each.text for each in image.iter(f"{SVG}text")][1:5] == ["a", "b", "c", "d"]
    assert len(list(round_about.iter(f"{SVG}circle"))) == 3


def test_the_server_draws_a_chart_with_values(server: Server) -> None:
    first = server.client.get("chart/ro/partnership-network.svg", params={"agency": "ANITP"})
    again = server.client.get(
        "chart/ro/partnership-network.svg",
        params={"agency": "ANITP"},
        headers={"If-None-Match": first.headers["etag"]},
    )
    bars = server.client.get("chart/en/agency-workload.svg")

    assert first.headers["content-type"].startswith("image/svg+xml")
    assert "Agenția Națională împotriva Traficului" in " ".join(
        ElementTree.fromstring(first.text).itertext()
    )
    assert (again.status_code, again.content) == (304, b"")
    assert ElementTree.fromstring(bars.text).tag == f"{SVG}svg"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("chart/en/none.svg", 404),
        ("chart/fr/agency-workload.svg", 404),
        ("chart/en/actions-list.svg", 404),
        ("chart/en/agency-workload.svg?plan=none", 404),
        ("chart/en/agency-workload.svg?other=1", 400),
        ("chart/en/agency-workload.gif", 404),
    ],
)
def test_no_other_chart_is_drawn(server: Server, path: str, status: int) -> None:
    assert server.client.get(path).status_code == status


def test_only_embedded_pictures_may_stand_in_pages_of_others(server: Server) -> None:
    policy = "content-security-policy"

    embedded = server.client.get("en/embed/funding-kinds.html")
    whole = server.client.get("en/picture/funding-kinds.html")

    assert "frame-ancestors" not in embedded.headers[policy]
    assert "frame-ancestors 'none'" in whole.headers[policy]
    assert "&lt;iframe" in whole.text


def test_the_server_gives_pictures_and_tables_as_files(server: Server) -> None:
    drawn = server.client.get("chart/en/funding-kinds.png")
    sheet = server.client.get("table/ro/actions-by-agency.xlsx", params={"agency": "ANITP"})
    wrong = server.client.get("table/en/action-description.xlsx", params={"action": "1.1-01"})

    assert drawn.content.startswith(b"\x89PNG")
    assert sheet.content.startswith(b"PK")
    assert wrong.status_code == 404


def test_a_link_may_name_the_form_of_an_answer(server: Server) -> None:
    query = "SELECT (1 AS ?n) {}"

    as_csv = server.client.get("sparql", params={"query": query, "format": "csv"})
    refused = server.client.get("sparql", params={"query": query, "format": "xls"})

    assert as_csv.headers["content-type"] == "text/csv; charset=utf-8"
    assert as_csv.text.split() == ["n", "1"]
    assert refused.status_code == 400
    assert "take one of json, xml, csv" in refused.text


def test_the_editor_completes_the_terms_of_the_ontology(server: Server) -> None:
    found = server.client.get("static/terms.json").json()

    listed = {term["name"]: term for term in found["terms"]}
    assert {f"plan:{name}" for name in PLAN.terms} <= set(listed)
    assert listed["plan:accountableMinistry"]["kind"] == "property"
    assert listed["role:partner"]["label"] == {"en": "partner", "ro": "partener"}
    assert all(name.partition(":")[0] in found["prefixes"] for name in listed)


def test_the_library_of_the_editor_is_what_its_sources_name() -> None:
    sources = Path(plan_graph.pages.__file__).parent / "editor"
    named = json.loads((sources / "package.json").read_text(encoding="utf-8"))["dependencies"]
    head = (STATIC / "codemirror.js").read_text(encoding="utf-8").partition("*/")[0]

    made_of = dict(re.findall(r"(?m)^  (\S+) (\d\S+)$", head))
    assert len(made_of) > 10
    assert made_of.items() <= named.items()
    assert "Permission is hereby granted" in head
