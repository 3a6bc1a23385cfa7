"""The ontology: its terms, and the official style guide."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
import rdflib
from pyshacl import validate
from rdflib import RDF, RDFS, SKOS

from plan_graph.resources import folder
from plan_graph.vocab import FREQUENCY, PLAN

ONTOLOGY = folder("ontology")
CORE = rdflib.Graph().parse(ONTOLOGY / "core.ttl")
FREQUENCIES = rdflib.Graph().parse(ONTOLOGY / "codes" / "frequency.ttl")
TERMS = sorted(
    rdflib.URIRef(str(s)) for s in set(CORE.subjects(RDF.type)) if PLAN.namespace in str(s)
)


def test_the_terms_in_code_are_those_of_the_ontology() -> None:
    assert {str(term) for term in TERMS} == {node.value for node in PLAN.terms.values()}


def test_every_term_has_a_name_in_the_context_of_json_ld() -> None:
    context = json.loads((ONTOLOGY / "context.jsonld").read_bytes())["@context"]
    named = [each["@id"] if isinstance(each, dict) else each for each in context.values()]

    assert [term for term in TERMS if f"plan:{term.partition('#')[2]}" not in named] == []


@pytest.mark.parametrize("term", TERMS, ids=lambda term: str(term).rpartition("#")[2])
def test_a_term_has_a_label_and_a_definition_in_both_languages(term: rdflib.URIRef) -> None:
    for name in (RDFS.label, SKOS.definition):
        assert {value.language for value in CORE.objects(term, name)} == {"en", "ro"}  # type: ignore[attr-defined]
    assert (term, RDFS.isDefinedBy, None) in CORE


@pytest.mark.parametrize("file", sorted(ONTOLOGY.rglob("*.ttl")), ids=lambda file: file.name)
def test_every_turtle_file_parses(file: Path) -> None:
    assert len(rdflib.Graph().parse(file)) > 0


@pytest.mark.parametrize(
    "file", sorted((ONTOLOGY / "codes").glob("*.ttl")), ids=lambda file: file.stem
)
def test_a_code_has_a_label_in_both_languages(file: Path) -> None:
    graph = rdflib.Graph().parse(file)

    # The frequencies are concepts of the European Union: the file names them and no more.
    for concept in graph.subjects(SKOS.inScheme):
        labels = {value.language for value in graph.objects(concept, SKOS.prefLabel)}  # type: ignore[attr-defined]
        assert labels == {"en", "ro"}, concept


def test_every_frequency_that_a_wording_knows_has_words() -> None:
    named = {str(concept) for concept in FREQUENCIES.subjects(SKOS.prefLabel)}

    for file in folder("data").glob("wordings/*.toml"):
        wording = tomllib.loads(file.read_text(encoding="utf-8"))
        for code in wording["deadlines"]["frequencies"]:
            assert FREQUENCY + code in named


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_official_style_guide_finds_no_violation_in_the_core() -> None:
    shapes = Path(__file__).parent / "semic" / "semic-shapes_owl.ttl"

    _, report, text = validate(CORE, shacl_graph=str(shapes), advanced=True)

    violations = set(report.subjects(rdflib.SH.resultSeverity, rdflib.SH.Violation))
    assert violations == set(), text
