"""The shapes are complete, well-formed, and say what they should of every case."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from pyshacl.shapes_graph import ShapesGraph
from rdflib import Graph, URIRef
from rdflib.namespace import SH as SHACL

import shape_cases
from plan_graph.checking.finding import SHAPES, local_name
from plan_graph.checking.shapes import background, rules, shape_triples
from plan_graph.checking.validation import validate
from plan_graph.vocab import PLAN, RDF, VOCABULARIES
from shape_cases import CASES

SH = "http://www.w3.org/ns/shacl#"
TARGETS = {f"{SH}target{kind}" for kind in ("Class", "Node", "SubjectsOf", "ObjectsOf")}


def shapes_with_targets() -> set[str]:
    return {
        triple.subject.value
        for triple in shape_triples()
        if triple.predicate.value in TARGETS and isinstance(triple.subject, NamedNode)
    }


def rdflib_graph(triples: Iterable[Triple]) -> Graph:
    return Graph().parse(data="".join(f"{triple} .\n" for triple in triples), format="nt")


def of_iris(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Leave out things that are no IRI, which the two write in different ways."""
    return {(rule, focus) for rule, focus in pairs if focus.startswith(("http", "file", "urn"))}


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_case_has_the_findings_that_it_names(file: Path) -> None:
    report = validate(shape_cases.triples(file))

    found = [f"{f.severity} {f.rule} {local_name(f.focus)}" for f in report.findings]
    assert found == shape_cases.expected(file)


def test_every_rule_is_broken_by_some_case() -> None:
    broken = {line.split()[1] for file in CASES for line in shape_cases.expected(file)}

    names = {rule.name for rule in rules().values()}
    assert names - broken == set()


def test_every_class_of_the_ontology_is_the_target_of_a_shape_of_its_name() -> None:
    named = {name.removeprefix(SHAPES) for name in shapes_with_targets()}

    classes = {name for name, term in PLAN.terms.items() if name[0].isupper() and term}
    assert {f"{name}Shape" for name in classes} - named == set()


def test_every_shape_finds_something_to_look_at_in_a_representative_plan() -> None:
    unparsed = shape_cases.added(shape_cases.FOLDER / "invalid-deadline-not-understood.ttl")
    plan = shape_cases.triples(shape_cases.BASE)
    data = rdflib_graph([*plan, *unparsed, *background()])
    engine: Any = ShapesGraph(rdflib_graph(shape_triples()))
    shapes = {str(shape.node): shape for shape in engine.shapes}

    idle = {name for name in shapes_with_targets() if not shapes[name].focus_nodes(data)}

    assert idle == set()


def test_every_shape_and_rule_says_what_it_is_in_two_languages() -> None:
    names: dict[str, set[str]] = {}
    for subject, predicate, value in shape_triples():
        if predicate.value == f"{SH}name" and isinstance(value, Literal) and value.language:
            names.setdefault(str(subject), set()).add(value.language)

    silent = {iri for iri, rule in rules().items() if set(rule.messages) != {"en", "ro"}}
    nameless = {
        iri for iri in {*rules(), *shapes_with_targets()} if names.get(f"<{iri}>") != {"en", "ro"}
    }
    assert (silent, nameless) == (set(), set())


def test_every_term_in_the_shapes_exists() -> None:
    known = {term.value for part in VOCABULARIES for term in part.terms.values()}
    known |= {t.subject.value for t in shape_triples() if isinstance(t.subject, NamedNode)}
    known |= {RDF.namespace + name for name in ("first", "rest", "nil", "langString")}
    spaces = (SHAPES, *(part.namespace for part in VOCABULARIES))
    used = {
        term.value for triple in shape_triples() for term in triple if isinstance(term, NamedNode)
    }

    misspelt = {iri for iri in used - known if iri.startswith(spaces)}
    misspelt |= {iri for iri in used if iri.startswith(SH) and URIRef(iri) not in SHACL}
    assert misspelt == set()


def test_blank_nodes_occur_in_lists_and_paths_only() -> None:
    allowed = {f"{SH}{name}Path" for name in ("inverse", "alternative", "oneOrMore", "zeroOrMore")}
    allowed |= {RDF.namespace + "first", RDF.namespace + "rest"}

    used = {t.predicate.value for t in shape_triples() if isinstance(t.subject, BlankNode)}

    assert used - allowed == set()


def test_messages_say_what_to_do_without_the_words_invalid_and_failed() -> None:
    messages = [rule.messages["en"] for rule in rules().values()]

    assert [text for text in messages if "invalid" in text or "failed" in text] == []
    assert [text for text in messages if "; " not in text] == []


def test_the_ontology_and_its_code_lists_break_no_rule() -> None:
    assert [f.rule for f in validate(background()).findings] == ["DatasetShape-plan"]


def test_the_engine_finds_what_plain_pyshacl_finds() -> None:
    # pyshacl stops at values that it cannot compare, so these are left out here.
    every = shape_cases.everything_added()
    data = [t for t in every if t.predicate not in (PLAN.startDate, PLAN.endDate)]

    ours = {(SHAPES + f.rule, str(f.focus).strip("<>")) for f in validate(data).findings}

    graph, shapes = rdflib_graph([*data, *background()]), rdflib_graph(shape_triples())
    _, plain, _ = pyshacl.validate(graph, shacl_graph=shapes)
    expected = {
        (str(plain.value(node, SHACL.sourceShape)), str(plain.value(node, SHACL.focusNode)))
        for node in plain.objects(None, SHACL.result)
    }
    assert len(expected) > 50
    assert of_iris(ours) == of_iris(expected)
