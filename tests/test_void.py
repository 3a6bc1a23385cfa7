"""The description of the published graphs counts what is there."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from plan_graph.iris import Iris
from plan_graph.publishing.void import Dataset, describe
from plan_graph.vocab import PLAN, RDF, VOID
from real_plan import real_plan

IRIS = Iris("p", "ro", "https://example.org/")
THING = IRIS.thing("action", "1")
TRIPLES = [
    Triple(THING, RDF.type, PLAN.Action),
    Triple(IRIS.thing("action", "2"), RDF.type, PLAN.Action),
    Triple(THING, PLAN.mentions, NamedNode("http://eurovoc.europa.eu/5933")),
    Triple(THING, PLAN.verbatim, Literal("anual", language="ro")),
]


def described(query: str) -> list[list[str]]:
    store = Store()
    dataset = Dataset(IRIS, {"en": "A plan"}, TRIPLES, TRIPLES[:1], ["plan.ttl", "inferred.nt"])
    for triple in describe([dataset]):
        store.add(Quad(triple.subject, triple.predicate, triple.object))
    rows = store.query("PREFIX void: <http://rdfs.org/ns/void#> " + query)
    return [[term.value for term in row] for row in rows]  # type: ignore[union-attr]


def test_the_triples_subjects_and_classes_are_counted() -> None:
    query = (
        "SELECT ?t ?s ?c WHERE { <https://example.org/dataset/p> void:triples ?t ; "
        "void:distinctSubjects ?s ; void:classes ?c }"
    )

    assert described(query) == [["4", "2", "1"]]


def test_no_licence_is_said_where_none_was_given() -> None:
    assert described("SELECT ?l WHERE { ?d <http://purl.org/dc/terms/license> ?l }") == []


def test_the_things_of_each_class_are_counted() -> None:
    query = "SELECT ?class ?n WHERE { ?part void:class ?class ; void:entities ?n }"

    assert described(query) == [[PLAN.Action.value, "2"]]


def test_links_to_other_vocabularies_are_linksets() -> None:
    query = "SELECT ?target ?n WHERE { ?set void:objectsTarget ?target ; void:triples ?n }"

    assert described(query) == [["http://eurovoc.europa.eu/", "1"]]


def test_the_description_of_the_real_plan_counts_what_its_files_hold() -> None:
    built = real_plan()
    files = ("plan.ttl", "plan.csv", "inferred.nt")
    dataset = Dataset(built.iris, {}, built.asserted, built.inferred, files)
    described = describe([dataset])

    counts = {
        triple.subject: int(triple.object.value)  # type: ignore[union-attr]
        for triple in described
        if triple.predicate == VOID.triples
    }
    links = {t.object.value for t in described if t.predicate == VOID.objectsTarget}  # type: ignore[union-attr]
    dumps = [t.object for t in described if t.predicate == VOID.dataDump]

    assert counts[built.iris.dataset()] == len(set(built.asserted))
    assert counts[built.iris.dataset("graph", "inferred")] == len(set(built.inferred))
    assert dumps == [built.iris.dump("plan.ttl"), built.iris.dump("inferred.nt")]
    assert links == {
        "http://eurovoc.europa.eu/",
        "http://metadata.un.org/sdg/",
        "http://publications.europa.eu/resource/authority/",
    }
