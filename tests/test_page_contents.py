"""What the pages say is what the graph says, with the words of the document beside it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from pyoxigraph import Triple

from crawl import found_by
from plan_graph.asking.queries.engine import Engine, Solutions
from plan_graph.asking.store import open_store
from plan_graph.iris import Iris
from plan_graph.pages.actions import FACETS
from plan_graph.pages.routes import page
from plan_graph.pages.site import Site, Visit
from plan_graph.vocab import PLAN_BASE
from real_plan import real_plan
from real_store import real_build, real_store
from small_plan import small_plan
from small_store import make_store

PLAN = "ro-thb-2021-2022"
PREFIXES = (
    "PREFIX plan: <https://w3id.org/plan-graph/def#> PREFIX dcterms: <http://purl.org/dc/terms/> "
)


def made(path: str, language: str = "en", **values: str) -> html.HtmlElement:
    site = Site(real_store(), PLAN_BASE, "http://a.example/", "/", real_build())
    return html.document_fromstring(page(Visit(site, language, path, values)).encode())


def exact(element: html.HtmlElement) -> str:
    return "".join(map(str, element.itertext()))


def text(element: html.HtmlElement) -> str:
    """The words of a part of a page, set apart as its elements are."""
    return " ".join(" ".join(map(str, element.itertext())).split())


def figure(query: str) -> int:
    ((term,),) = real_store().select(PREFIXES + query).rows
    return int(getattr(term, "value", ""))


def codes(document: html.HtmlElement) -> list[str]:
    """The codes of the actions in the tree, in order."""
    found = found_by("//*[@id='tree']//li/a/@href", document)
    return [each.rpartition("/")[2].removesuffix(".html") for each in found]


@pytest.mark.parametrize("language", ["en", "ro"])
def test_a_plan_shows_each_of_its_actions_in_order(language: str) -> None:
    shown = codes(made(f"plan/{PLAN}", language))

    query = PREFIXES + (
        "SELECT DISTINCT ?code ?place WHERE { ?a a plan:Action ; dcterms:identifier ?code ; "
        "plan:position ?place } ORDER BY ?place"
    )
    assert shown == [getattr(row[0], "value", "") for row in real_store().select(query).rows]


@pytest.mark.parametrize(
    ("values", "pattern"),
    [
        ({"ministry": "ro/mai"}, "?a plan:accountableMinistry <id:organisation/ro/mai>"),
        ({"agency": "ro/anitp"}, "?a plan:involves <id:organisation/ro/anitp>"),
        ({"partner": "ro/ong"}, "?a plan:partner <id:organisation/ro/ong>"),
        ({"year": "2021"}, "?a plan:hasDeadline ?d . ?d a plan:FixedDeadline ; plan:endDate ?e "
         "FILTER(YEAR(?e) = 2021)"),
        ({"year": "recurring"}, "?a plan:hasDeadline ?d . ?d a plan:RecurringDeadline"),
        ({"funding": "external"}, "?a a plan:ExternallyFundedAction"),
        ({"ministry": "ro/mai", "funding": "external"},
         "?a a plan:ExternallyFundedAction ; plan:accountableMinistry <id:organisation/ro/mai>"),
    ],
)  # fmt: skip
def test_a_filter_shows_the_actions_that_the_graph_has(
    values: dict[str, str], pattern: str
) -> None:
    document = made(f"plan/{PLAN}", **values)

    pattern = pattern.replace("<id:", f"<{PLAN_BASE}id/")
    number = figure(f"SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE {{ {pattern} }}")
    assert number > 0
    assert len(set(codes(document))) == number
    assert f"{number} actions found." in text(document)


@pytest.mark.parametrize("words", ["CONŞTIENTIZARE", "constientizare", "Raise Awareness"])
def test_a_filter_is_blind_to_capitals_and_accents(words: str) -> None:
    assert "1.1-01" in codes(made(f"plan/{PLAN}", q=words))


def test_a_filter_that_fits_nothing_says_so() -> None:
    document = made(f"plan/{PLAN}", ministry="nobody")

    assert codes(document) == []
    assert "0 actions found." in text(document)


def test_each_figure_is_the_length_of_the_list_that_it_leads_to() -> None:
    document = made(f"plan/{PLAN}")
    figures = {
        link: int(number)
        for link, number in zip(
            found_by("//*[@class='figures']//a/@href", document),
            found_by("//*[@class='figures']//b/text()", document),
            strict=True,
        )
    }

    assert len(figures) >= 4
    for link, number in figures.items():
        parts = urlsplit(link)
        values = {name: given[0] for name, given in parse_qs(parts.query).items()}
        path = parts.path.removeprefix("/en/").removesuffix(".html")
        assert len(set(codes(made(path, **values)))) == number, link


def test_every_value_of_a_filter_finds_as_many_actions_as_it_says() -> None:
    document = made(f"plan/{PLAN}")
    for field in FACETS:
        values = found_by(f"//select[@id='{field}']/option/@value", document)[1:]
        words = found_by(f"//select[@id='{field}']/option/text()", document)[1:]
        assert values
        for value, said in list(zip(values, words, strict=True))[::7]:
            number = re.search(r"\((\d+)\)$", said)
            assert number
            assert len(set(codes(made(f"plan/{PLAN}", **{field: value})))) == int(number[1])


@pytest.mark.parametrize("code", ["1.1-01", "1.1-02", "2.1-02", "3.1-06", "5.4-03"])
def test_each_quote_leads_to_the_same_words_in_the_document(code: str) -> None:
    document = made(f"action/{PLAN}/{code}")
    source = made(f"source/{PLAN}")
    quotes = document.xpath("//blockquote")

    assert isinstance(quotes, list)
    assert len(quotes) > 5
    for quote in quotes:
        (link,) = found_by(".//a/@href", quote)
        address, _, name = link.partition("#")
        passage = source.get_element_by_id(name)
        assert address == f"/en/source/{PLAN}.html"
        assert exact(passage) == exact(quote.find("p"))
        assert re.search(r"table \d+, row \d+, column \d, line \d+", text(quote))


def test_the_document_is_shown_whole_and_once() -> None:
    (article,) = made(f"source/{PLAN}").iter("article")
    for number in article.iter("th"):
        number.text = ""

    stated = (real_build() / PLAN / "source.txt").read_text(encoding="utf-8")
    assert "".join(exact(article).split()) == "".join(stated.split())


def test_an_action_names_roles_deadline_money_and_indicators() -> None:
    said = text(made(f"action/{PLAN}/1.1-02"))

    assert "Responsible ANITP National Agency against Trafficking in Persons" in said
    assert "on behalf of MAI Ministry of Internal Affairs" in said
    assert "Accountable ministry MAI Ministry of Internal Affairs" in said
    assert "Annual, in July and October" in said
    assert "Budget of ANITP" in said or "budget of ANITP" in said
    assert "Number of beneficiaries/participants" in said


def test_an_action_in_romanian_has_no_english_words() -> None:
    document = made(f"action/{PLAN}/1.1-02", "ro")

    said = text(document.find(".//main"))
    assert "Anual, în iulie și octombrie" in said
    assert not re.search(r"\b(the|and|with|table|row|of)\b", said)


@pytest.mark.parametrize(
    ("body", "role", "link"),
    [
        ("anitp", "responsible", "responsible"),
        ("anitp", "partner", "partner"),
        ("mai", "accountable", "accountableMinistry"),
        ("ong", "partner", "partner"),
    ],
)
def test_a_body_shows_how_many_actions_it_has_a_part_in(body: str, role: str, link: str) -> None:
    document = made(f"organisation/ro/{body}")

    number = figure(
        f"SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE {{ ?a plan:{link} "
        f"<{PLAN_BASE}id/organisation/ro/{body}> }}"
    )
    assert found_by(f"//a[@href='#{role}']/b/text()", document) == [str(number)]
    assert f"{number} action" in text(document.get_element_by_id(role))


def test_a_body_shows_from_what_its_place_is_known() -> None:
    query = (
        f"SELECT ?body WHERE {{ ?s plan:basis <{PLAN_BASE}code/basis/background> ; "
        "plan:subordinate ?body } ORDER BY ?body LIMIT 1"
    )
    ((body,),) = real_store().select(PREFIXES + query).rows
    stated = text(made("organisation/ro/anitp"))
    background = text(made(str(getattr(body, "value", "")).removeprefix(f"{PLAN_BASE}id/")))

    assert "Subordinate to MAI Ministry of Internal Affairs stated in the document" in stated
    assert "background knowledge" in background


def test_a_concept_counts_what_leads_to_it() -> None:
    document = made("code/funding-kind/agency-budget")

    number = figure(
        "SELECT (COUNT(DISTINCT ?f) AS ?n) WHERE { ?f plan:fundingKind "
        f"<{PLAN_BASE}code/funding-kind/agency-budget> }}"
    )
    rows = found_by("//table//tr[td[1]='kind of funding']/td[2]/text()", document)
    assert rows == [str(number)]


def test_a_concept_shows_the_actions_of_the_concepts_below_it() -> None:
    document = made("code/funding-kind/external")

    number = figure("SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE { ?a a plan:ExternallyFundedAction }")
    assert f"Actions {number} actions" in text(document)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("CONSTIENTIZARE", "1.1-01"),
        ("anitp", "ANITP"),
        ("Buget ANITP", "1.1-01"),
        ("trafic minori", "1.1-04"),
    ],
)
def test_a_search_looks_at_all_words_in_all_languages(words: str, found: str) -> None:
    document = made("search", q=words)

    assert found in found_by("//*[@id='results']//*[@class='code']/text()", document)


def test_a_search_says_what_it_found() -> None:
    assert "Nothing found. Try fewer words" in text(made("search", q="zzzz"))
    assert re.search(r"\d+ results\.", text(made("search", q="victime")))


def test_a_plan_says_how_well_its_document_was_read() -> None:
    quality = real_plan().quality

    english, romanian = text(made(f"plan/{PLAN}")), text(made(f"plan/{PLAN}", language="ro"))

    assert "How well the document was read" in english
    assert f"Of {quality.cells} cells and paragraphs with words: " in english
    assert f": {quality.counts['read']} are read, " in english
    assert f"Citite: {quality.counts['read']}, " in romanian


def test_a_plan_leads_to_the_abbreviations_that_its_document_explains() -> None:
    (address,) = found_by("//a[contains(., 'Abbreviations')]/@href", made(f"plan/{PLAN}"))

    assert address == f"/en/glossary/{PLAN}.html"
    assert "European Arrest Warrant MEA" in text(made(f"glossary/{PLAN}"))


def test_the_list_of_bodies_says_how_many_there_are_of_a_kind() -> None:
    shown = made("bodies")

    for heading in shown.findall(".//h2"):
        number = int(text(heading).rpartition(" ")[2])
        assert number == len(found_by("following::table[1]/tbody/tr", heading))


def test_the_findings_are_shown_with_their_place_and_what_to_do() -> None:
    document = made("validation")

    number = figure(
        "SELECT (COUNT(DISTINCT ?f) AS ?n) WHERE { "
        "?f a <http://www.w3.org/ns/shacl#ValidationResult> }"
    )
    findings = document.find_class("finding")
    assert len(findings) == number
    (finding,) = (each for each in findings if "Anexa 3" in text(each))
    said = text(finding)
    assert said.startswith("Note These words of the document are kept")
    assert "rule words outside any rule" in said
    assert "What to do: look whether they say something about the plan." in said
    assert "Anexa 3 line 1" in said
    assert found_by(".//blockquote//a/@href", finding) == [f"/en/source/{PLAN}.html#fragment-0-7"]


class Counting(Engine):
    """Counts the queries that a page asks."""

    def __init__(self) -> None:
        self.asked = 0

    def select(self, text: str) -> Solutions:
        self.asked += 1
        return real_store().select(text)

    def construct(self, text: str) -> tuple[Triple, ...]:
        self.asked += 1
        return real_store().construct(text)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        (f"action/{PLAN}/1.1-02", 5),
        (f"plan/{PLAN}", 5),
        (f"objective/{PLAN}/1.1", 5),
        ("organisation/ro/anitp", 6),
        ("code/role/partner", 5),
        (f"source/{PLAN}", 2),
    ],
)
def test_a_page_asks_few_queries(path: str, most: int) -> None:
    engine = Counting()

    page(Visit(Site(engine, PLAN_BASE, root="/", build=real_build()), "en", path))

    assert engine.asked <= most


MORE = """
<funding/small/1.1-01-1> plan:amount 520600.50 ; plan:multiplier 1000 ;
    plan:currency <http://publications.europa.eu/resource/authority/currency/EUR> ;
    plan:startDate "2021-01-01"^^xsd:date ; plan:endDate "2021-12-31"^^xsd:date .
<indicator/small/1.1-01-1> plan:hasTarget <target/small/1.1-01-1-1> .
<target/small/1.1-01-1-1> a plan:Target ; plan:verbatim "500 de persoane"@ro ; plan:value 500.0 ;
    plan:position 1 ; plan:statedIn <fragment/small/9-12> .
<action/small/1.1-01> plan:hasRemark <remark/small/1.1-01-1> ;
    plan:status <https://w3id.org/plan-graph/code/status/in-progress> .
<remark/small/1.1-01-1> a plan:Remark ; plan:heading "Riscuri"@ro ;
    plan:verbatim "lipsa banilor"@ro ; plan:position 1 ; plan:inherited true ;
    plan:aspect <https://w3id.org/plan-graph/code/aspect/risks> .
"""


def test_sums_targets_remarks_and_status_are_shown(tmp_path: Path) -> None:
    make_store(tmp_path / "store", {Iris("small", "ro").graph: small_plan(MORE)})
    site = Site(open_store(tmp_path / "store"), PLAN_BASE, root="/")

    made_page = page(Visit(site, "ro", "action/small/1.1-01"))
    said = text(html.document_fromstring(made_page.encode()))

    assert "520.600,5 EUR" in said
    assert "1 ianuarie 2021 – 31 decembrie 2021" in said
    assert "țintă: 500 de persoane" in said
    assert "lipsa banilor Riscuri" in said
    assert "enunțat într-un rând de deasupra" in said
    assert re.search(r"Stadiu \S+", said)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("plan:lowerAmount 200.0 ; plan:upperAmount 5000.0", "între 200 și 5.000 EUR"),
        ("plan:lowerAmount 200.0", "cel puțin 200 EUR"),
        ("plan:upperAmount 200.0", "cel mult 200 EUR"),
        ("plan:approximateAmount 200.0", "circa 200 EUR"),
        (
            "plan:recurringAmount 200.0 ; plan:amountFrequency"
            " <http://publications.europa.eu/resource/authority/frequency/ANNUAL>",
            "200 EUR, anual",
        ),
    ],
)
def test_a_sum_that_is_no_whole_one_is_shown_as_such(
    tmp_path: Path, values: str, expected: str
) -> None:
    currency = "<http://publications.europa.eu/resource/authority/currency/EUR>"
    more = f"<funding/small/1.1-01-1> {values} ; plan:currency {currency} ."
    make_store(tmp_path / "store", {Iris("small", "ro").graph: small_plan(more)})
    site = Site(open_store(tmp_path / "store"), PLAN_BASE, root="/")

    said = text(html.document_fromstring(page(Visit(site, "ro", "action/small/1.1-01")).encode()))

    assert expected in said


def test_findings_that_say_the_same_are_one_with_their_number(tmp_path: Path) -> None:
    iris = Iris("small", "ro")
    result = (
        "<report/small#{}> a <http://www.w3.org/ns/shacl#ValidationResult> ;"
        " <http://www.w3.org/ns/shacl#resultSeverity> <http://www.w3.org/ns/shacl#Warning> ;"
        " <http://www.w3.org/ns/shacl#focusNode> <action/small/{}> ;"
        ' <http://www.w3.org/ns/shacl#resultMessage> "the lamp is out; light it"@en .'
    )
    faults = "\n".join(result.format(number, number) for number in range(5))
    make_store(tmp_path / "store", {iris.graph: small_plan(faults)})
    site = Site(open_store(tmp_path / "store"), PLAN_BASE, root="/")

    document = html.document_fromstring(page(Visit(site, "en", "validation")).encode())

    (said,) = found_by("//article/p[2]/text()", document)
    assert said == "This occurs in 5 places; the first 3 are shown."


def test_a_body_that_there_is_not_leads_to_the_list_of_those_that_there_are() -> None:
    document = made("question/actions-by-agency", agency="Xyzzy")

    (problem,) = document.xpath("//*[@role='alert']")
    said, _, listed = text(problem).partition(". ")
    assert said == "Body: nothing here is called 'Xyzzy'"
    assert listed.endswith("Which bodies are there, of which kind and under which ministry?")
    assert found_by("./a/@href", problem) == ["/en/question/bodies-directory.html"]


def test_a_body_with_a_name_like_one_that_there_is_leads_to_that_one() -> None:
    document = made("question/actions-by-agency", "ro", agency="ANITPP")

    (problem,) = document.xpath("//*[@role='alert']")
    assert text(problem) == (
        "Instituție sau organizație: aici nimic nu se numește „ANITPP”; "
        "ați vrut să spuneți „ANITP”?"
    )
