"""What FOOPS!, OOPS! and the metadata list of LOV ask of an ontology, as far as a file can show it.

The names of checks are theirs. What they find only on the web (redirects, registries, content
negotiation) is not here.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, URIRef
from rdflib.namespace import VANN

from plan_graph.resources import folder

ROOT = folder("ontology")
CORE = rdflib.Graph().parse(ROOT / "core.ttl")
ALL = CORE + rdflib.Graph().parse(ROOT / "inference.ttl")
ONTOLOGY = URIRef("https://w3id.org/plan-graph/def")
NAMESPACE = f"{ONTOLOGY}#"


def own(*kinds: URIRef) -> list[URIRef]:
    found = {term for kind in kinds for term in CORE.subjects(RDF.type, kind)}
    return sorted(term for term in found if isinstance(term, URIRef) and term.startswith(NAMESPACE))


CLASSES = own(OWL.Class)
PROPERTIES = own(OWL.ObjectProperty, OWL.DatatypeProperty)
TERMS = [*CLASSES, *PROPERTIES]
FILES = sorted(ROOT.glob("*.ttl"))


def header(predicate: URIRef) -> list[rdflib.term.Node]:
    return list(CORE.objects(ONTOLOGY, predicate))


def languages(term: rdflib.term.Node, predicate: URIRef) -> set[str | None]:
    return {getattr(value, "language", None) for value in CORE.objects(term, predicate)}


# FOOPS! OM1, OM2, OM4; LOV metadata recommendations


@pytest.mark.parametrize(
    "predicate",
    [
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.license,
        DCTERMS.creator,
        DCTERMS.publisher,
        DCTERMS.created,
        DCTERMS.issued,
        DCTERMS.modified,
        DCTERMS.bibliographicCitation,
        OWL.versionIRI,
        OWL.versionInfo,
        VANN.preferredNamespacePrefix,
        VANN.preferredNamespaceUri,
        RDFS.label,
    ],
    ids=lambda predicate: re.split("[#/]", predicate)[-1],
)
def test_om1_om2_the_header_says_what_people_look_for(predicate: URIRef) -> None:
    assert header(predicate)


@pytest.mark.parametrize("predicate", [DCTERMS.title, DCTERMS.description, RDFS.label])
def test_the_header_is_in_both_languages(predicate: URIRef) -> None:
    assert languages(ONTOLOGY, predicate) == {"en", "ro"}


def test_om4_the_licence_is_an_address_of_an_open_licence() -> None:
    assert header(DCTERMS.license) == [URIRef("https://creativecommons.org/licenses/by/4.0/")]


def test_the_dates_are_dates_in_order() -> None:
    created, issued, modified = (
        header(p)[0] for p in (DCTERMS.created, DCTERMS.issued, DCTERMS.modified)
    )

    assert {d.datatype for d in (created, issued, modified)} == {XSD.date}  # type: ignore[attr-defined]
    assert str(created) <= str(issued) <= str(modified)


def test_ver1_the_version_has_an_iri_of_its_own_with_its_number() -> None:
    (iri,), (number,) = header(OWL.versionIRI), header(OWL.versionInfo)

    assert iri != ONTOLOGY
    assert re.fullmatch(r"\d+\.\d+\.\d+", str(number))
    assert str(iri).endswith(f"/{number}")


def test_find1_the_prefix_and_namespace_are_those_of_the_terms() -> None:
    assert [str(p) for p in header(VANN.preferredNamespacePrefix)] == ["plan"]
    assert [str(p) for p in header(VANN.preferredNamespaceUri)] == [NAMESPACE]


def test_purl1_the_iri_is_at_a_persistent_address() -> None:
    assert urlsplit(ONTOLOGY).netloc == "w3id.org"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_uri2_p38_p41_each_file_declares_one_ontology_with_a_licence(file: Path) -> None:
    graph = rdflib.Graph().parse(file)

    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    assert str(ontology).startswith(str(ONTOLOGY))
    assert graph.value(ontology, DCTERMS.license)
    assert graph.value(ontology, OWL.versionIRI)


def test_voc2_terms_of_others_are_reused() -> None:
    reused = {str(o) for p in (RDFS.subClassOf, RDFS.subPropertyOf) for o in CORE.objects(None, p)}

    assert len([iri for iri in reused if not iri.startswith(NAMESPACE)]) >= 10


# OOPS! pitfalls and FOOPS! VOC3, VOC4


@pytest.mark.parametrize("term", TERMS, ids=lambda term: str(term).partition("#")[2])
def test_p08_voc3_voc4_a_term_has_a_label_and_a_definition(term: URIRef) -> None:
    assert languages(term, RDFS.label) == {"en", "ro"}
    assert languages(term, SKOS.definition) == {"en", "ro"}
    assert (term, RDFS.isDefinedBy, ONTOLOGY) in CORE


def test_p04_no_class_stands_alone() -> None:
    linked = {
        term
        for predicate in (RDFS.domain, RDFS.range, RDFS.subClassOf)
        for pair in ALL.subject_objects(predicate)
        for term in pair
    }

    assert set(CLASSES) - linked == set()


@pytest.mark.parametrize("predicate", [RDFS.subClassOf, RDFS.subPropertyOf])
def test_p06_there_is_no_cycle(predicate: URIRef) -> None:
    for term in TERMS:
        above = {t for parent in ALL.objects(term, predicate)
                 for t in ALL.transitive_objects(parent, predicate)}  # fmt: skip
        assert term not in above


def test_p19_no_property_has_several_domains_or_ranges() -> None:
    for term in PROPERTIES:
        assert len(list(ALL.objects(term, RDFS.domain))) <= 1
        assert len(list(ALL.objects(term, RDFS.range))) <= 1


def test_p22_names_follow_one_convention() -> None:
    names = {str(term).partition("#")[2]: term in CLASSES for term in TERMS}

    for name, is_class in names.items():
        assert re.fullmatch(r"[A-Z][A-Za-z]*" if is_class else r"[a-z][A-Za-z0-9]*", name)


def test_p25_no_property_is_its_own_inverse() -> None:
    assert not [s for s, o in ALL.subject_objects(OWL.inverseOf) if s == o]


def test_p27_p31_no_term_is_made_equal_to_one_of_others() -> None:
    for predicate in (OWL.equivalentClass, OWL.equivalentProperty, OWL.sameAs):
        assert not list(ALL.triples((None, predicate, None)))


@pytest.mark.parametrize("language", ["en", "ro"])
@pytest.mark.parametrize("terms", [CLASSES, PROPERTIES], ids=["classes", "properties"])
def test_p32_no_two_terms_of_a_kind_have_one_label(terms: list[URIRef], language: str) -> None:
    labels = [
        str(label)
        for term in terms
        for label in CORE.objects(term, RDFS.label)
        if getattr(label, "language", None) == language
    ]

    assert len(labels) == len(set(labels)) == len(terms)


def test_p34_p35_every_term_that_is_used_is_declared() -> None:
    used = {
        term
        for triple in ALL
        for term in triple
        if isinstance(term, URIRef) and str(term).startswith(NAMESPACE)
    }

    assert used <= set(TERMS)


def test_p36_p39_p40_there_is_one_namespace_without_file_or_version() -> None:
    assert not re.search(r"\.(owl|rdf|ttl|xml)\b", NAMESPACE)
    assert not re.search(r"\d+\.\d+", NAMESPACE)
    declared = {
        str(term)
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in CORE.subjects(RDF.type, kind)
        if isinstance(term, URIRef) and (term, RDFS.isDefinedBy, None) in CORE
    }
    assert all(iri.startswith(NAMESPACE) for iri in declared)
