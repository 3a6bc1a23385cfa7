"""The documentation of the ontology: complete, in both languages, and true of the data."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from lxml import html
from pyoxigraph import RdfFormat, parse

import shape_cases
from plan_graph.checking.check import check
from plan_graph.checking.inference import infer
from plan_graph.phrases import languages
from plan_graph.publishing.ontology.diagram import DIAGRAMS, Diagram, draw
from plan_graph.publishing.ontology.documentation import FILES, Ontology, page
from plan_graph.publishing.ontology.files import CATALOG, MERGED
from plan_graph.rdf.parse import load_rdf
from plan_graph.rdf.view import View
from plan_graph.resources import folder
from plan_graph.vocab import PLAN, RDF

EXAMPLE = folder("ontology") / "examples" / "plan.ttl"
ALIGNMENTS = folder("ontology") / "alignments.ttl"
ABSTRACT = {"Objective", "Deadline", "Actor", "Measure", "Observation"}
INFERRED = {"partOf", "hasPart", "involves", "accountableMinistry", "actorMinistry"}


@pytest.fixture(scope="module", params=languages())
def document(request: pytest.FixtureRequest) -> html.HtmlElement:
    return html.document_fromstring(page(request.param))


def test_every_term_has_a_section_of_its_own(document: html.HtmlElement) -> None:
    anchors = [section.get("id") for section in document.iter("section")]

    terms = {node.value.rpartition("#")[2] for node in PLAN.terms.values()}
    assert terms <= set(anchors)
    assert len(anchors) == len(set(anchors))


def test_every_link_within_the_page_leads_somewhere(document: html.HtmlElement) -> None:
    anchors = {element.get("id") for element in document.iter() if element.get("id")}
    links = {str(a.get("href")) for a in document.iter("a", "{http://www.w3.org/2000/svg}a")}

    assert {link[1:] for link in links if link.startswith("#")} <= anchors
    local = {link for link in links if not link.startswith(("#", "http"))}
    assert local <= {
        *FILES,
        MERGED,
        CATALOG,
        *(f"index.{language}.html" for language in languages()),
    }


def test_every_alignment_is_in_the_table(document: html.HtmlElement) -> None:
    matches = [
        quad
        for quad in parse(path=str(ALIGNMENTS), format=RdfFormat.TURTLE)
        if quad.predicate.value.endswith("Match")
        and str(quad.subject) in map(str, PLAN.terms.values())
    ]

    (table,) = document.iter("table")
    assert len(list(table.iter("tr"))) - 1 == len(matches) > 30


def test_the_page_says_in_which_language_it_is(document: html.HtmlElement) -> None:
    language = document.get("lang")

    title = document.findtext("head/title")
    assert language in languages()
    assert title == Ontology().header("title", str(language))


def test_the_example_breaks_no_rule_and_is_the_valid_case() -> None:
    triples = load_rdf(EXAMPLE)

    assert [f.line("en") for f in check(triples).findings] == []
    assert set(triples) == set(shape_cases.triples(shape_cases.BASE))


def test_every_term_that_can_be_stated_has_an_example() -> None:
    ontology = Ontology()
    terms = [*ontology.classes("en"), *ontology.properties("en")]

    # What is not understood or has no place is a finding, and the example has none; it is no PDF.
    of_pages = {"pageArea", "recognitionCertainty"}
    without = ABSTRACT | INFERRED | of_pages | {"UnparsedDeadline", "uninterpreted"}
    assert {term.name for term in terms if not term.example} <= without


def test_every_example_is_part_of_the_example_plan() -> None:
    ontology = Ontology()
    prefixes = "".join(f"@prefix {p}: <{n}> .\n" for p, n in ontology.prefixes.items())
    known = set(load_rdf(EXAMPLE))

    for term in [*ontology.classes("en"), *ontology.properties("en")]:
        found = parse(prefixes + term.example, format=RdfFormat.TURTLE)
        assert {quad.triple for quad in found} <= known, term.name


@pytest.mark.parametrize("diagram", DIAGRAMS, ids=lambda diagram: diagram.name)
def test_every_arrow_of_a_diagram_is_in_the_data(diagram: Diagram) -> None:
    stated = load_rdf(EXAMPLE)
    view = View([*stated, *infer(stated)])

    def of(node: object, name: str) -> bool:
        return PLAN.term(name) in view.values(node, RDF.type)  # type: ignore[arg-type]

    for source, term, target in diagram.arrows:
        if not term:
            core = parse(path=str(folder("ontology") / "core.ttl"), format=RdfFormat.TURTLE)
            parents = {q.object for q in core if q.subject == PLAN.term(source)}
            assert PLAN.term(target) in parents
            continue
        links = [
            (node, value)
            for node in view.instances(PLAN.term(source))
            for value in view.nodes(node, PLAN.term(term))
        ]
        assert any(of(value, target) for _, value in links), (source, term, target)


@pytest.mark.parametrize("diagram", DIAGRAMS, ids=lambda diagram: diagram.name)
def test_boxes_of_a_diagram_do_not_overlap(diagram: Diagram) -> None:
    for (x, y), (u, v) in combinations(diagram.classes.values(), 2):
        assert abs(x - u) * 300 >= 190 or abs(y - v) * 90 >= 40


@pytest.mark.parametrize("language", languages())
def test_the_labels_of_a_diagram_are_those_of_the_terms(language: str) -> None:
    labels = Ontology().labels(language)

    for diagram in DIAGRAMS:
        drawn = draw(diagram, labels, "title")
        for name in diagram.classes:
            assert f">{labels[name]}</text>" in drawn


def test_the_command_writes_pages_and_the_files_that_they_link_to(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "plan_graph", "docs", "out"]

    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    written = {file.name for file in (tmp_path / "out").iterdir()} - {".plan-graph"}
    assert written == {"index.html", "index.en.html", "index.ro.html", *FILES, MERGED, CATALOG}
