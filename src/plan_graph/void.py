"""Describe the published graphs in VoID: what they hold, counted, and where the files are.

The counts are those of the data that are described, never estimates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from plan_graph.iris import Iris
from plan_graph.vocab import DCTERMS, RDF, VOCABULARIES, VOID, XSD

LICENCE = NamedNode("https://creativecommons.org/licenses/by/4.0/")

_TARGETS = {
    "eurovoc": ("http://eurovoc.europa.eu/", "EuroVoc"),
    "sdg": ("http://metadata.un.org/sdg/", "Sustainable Development Goals"),
    "authority": (
        "http://publications.europa.eu/resource/authority/",
        "authority tables of the Publications Office of the EU",
    ),
}
"""What the data link to: the start of its IRIs and its English name."""


@dataclass(frozen=True)
class Dataset:
    """One plan as published: its names, what it states, and the files that hold it."""

    iris: Iris
    titles: Mapping[str, str]
    asserted: Sequence[Triple]
    files: Sequence[str]


def describe(datasets: Sequence[Dataset]) -> list[Triple]:
    """Give the VoID description of all datasets, in their order."""
    return [triple for dataset in datasets for triple in _describe(dataset)]


def _describe(dataset: Dataset) -> Iterator[Triple]:
    node = dataset.iris.dataset()
    yield Triple(node, RDF.type, VOID.Dataset)
    for language, title in dataset.titles.items():
        yield Triple(node, DCTERMS.title, Literal(title, language=language))
    yield Triple(node, DCTERMS.license, LICENCE)
    for file in dataset.files:
        yield Triple(node, VOID.dataDump, dataset.iris.dump(file))
    yield Triple(node, VOID.uriSpace, Literal(dataset.iris.base))
    yield Triple(node, VOID.exampleResource, dataset.iris.thing("plan"))
    yield from _vocabularies(node, dataset.asserted)
    yield from _counts(node, dataset.asserted)
    yield from _partitions(dataset)
    yield from _linksets(dataset)


def _vocabularies(node: NamedNode, triples: Sequence[Triple]) -> Iterator[Triple]:
    terms = {t.predicate.value for t in triples} | {
        t.object.value
        for t in triples
        if t.predicate == RDF.type and isinstance(t.object, NamedNode)
    }
    for vocabulary in VOCABULARIES:
        if any(term.startswith(vocabulary.namespace) for term in terms):
            yield Triple(node, VOID.vocabulary, NamedNode(vocabulary.namespace))


def _counts(node: NamedNode, triples: Sequence[Triple]) -> Iterator[Triple]:
    counts = {
        VOID.triples: len(triples),
        VOID.classes: len({t.object for t in triples if t.predicate == RDF.type}),
        VOID.properties: len({t.predicate for t in triples}),
        VOID.distinctSubjects: len({t.subject for t in triples}),
        VOID.distinctObjects: len({t.object for t in triples}),
    }
    for predicate, count in counts.items():
        yield Triple(node, predicate, _integer(count))


def _partitions(dataset: Dataset) -> Iterator[Triple]:
    """Count the things of each class and the triples of each property."""
    node = dataset.iris.dataset()
    classes = Counter(t.object for t in dataset.asserted if t.predicate == RDF.type)
    properties = Counter(t.predicate for t in dataset.asserted)
    kinds = (
        ("class", VOID.classPartition, VOID.term("class"), VOID.entities, classes),
        ("property", VOID.propertyPartition, VOID.property, VOID.triples, properties),
    )
    for kind, link, names, unit, counts in kinds:
        for term, count in sorted(counts.items(), key=lambda item: str(item[0])):
            if not isinstance(term, NamedNode):
                continue
            part = dataset.iris.dataset(kind, term.value)
            yield Triple(node, link, part)
            yield Triple(part, RDF.type, VOID.Dataset)
            yield Triple(part, names, term)
            yield Triple(part, unit, _integer(count))


def _linksets(dataset: Dataset) -> Iterator[Triple]:
    """Count the links to well-known vocabularies, by target and property."""
    node = dataset.iris.dataset()
    for code, (space, title) in _TARGETS.items():
        links = sum(_starts(t.object, space) for t in dataset.asserted)
        if not links:
            continue
        linkset, target = dataset.iris.dataset("linkset", code), NamedNode(space)
        yield Triple(node, VOID.subset, linkset)
        yield Triple(linkset, RDF.type, VOID.Linkset)
        yield Triple(linkset, DCTERMS.title, Literal(f"Links to {title}", language="en"))
        yield Triple(linkset, VOID.subjectsTarget, node)
        yield Triple(linkset, VOID.objectsTarget, target)
        yield Triple(linkset, VOID.triples, _integer(links))


def _starts(term: NamedNode | BlankNode | Literal | Triple, space: str) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(space)


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)
