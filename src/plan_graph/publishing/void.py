"""Describe the published graphs in VoID: what they hold, counted, and where the files are.

The counts are those of the data that are described, never estimates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from plan_graph.iris import DEFAULT_BASE, Iris, endpoint
from plan_graph.phrases import phrase
from plan_graph.publishing import partitions
from plan_graph.rdf.graph import Graph, Term
from plan_graph.rdf.plan_files import CANONICAL, INFERRED, MONITORING, PLAN_FILES, STATED
from plan_graph.vocab import DCTERMS, RDF, VOCABULARIES, VOID, XSD

_STATED = [file.name for file in PLAN_FILES if file.graph == STATED and file.syntax]
"""The files that hold the triples that are counted, each all of them."""

_TARGETS = {
    "eurovoc": "http://eurovoc.europa.eu/",
    "sdg": "http://metadata.un.org/sdg/",
    "authority": "http://publications.europa.eu/resource/authority/",
}
"""What the data link to: the start of its IRIs."""
_SPACES = tuple(_TARGETS.values())


@dataclass(frozen=True)
class Dataset:
    """One plan as published: its names, what it states, what follows, the files that hold it."""

    iris: Iris
    titles: Mapping[str, str]
    asserted: Sequence[Triple]
    inferred: Sequence[Triple]
    files: Sequence[str]
    licence: NamedNode | None = None
    """As the publisher gives it; none is assumed."""
    monitoring: Sequence[Triple] = ()

    @cached_property
    def partitions(self) -> Mapping[partitions.Path, int]:
        """How many things and triples each partition by class has."""
        return partitions.count(Graph.of(self.asserted))


def describe(datasets: Sequence[Dataset]) -> list[Triple]:
    """Return the VoID description of all datasets, in their order, and of what they link to."""
    triples = [triple for dataset in datasets for triple in describe_one(dataset)]
    codes = (code for dataset in datasets for code in targets(dataset))
    return [*dict.fromkeys(triples), *describe_targets(codes)]


def describe_one(dataset: Dataset) -> list[Triple]:
    """Return the description of one dataset, which says nothing of another."""
    return list(dict.fromkeys(_describe(dataset)))


def targets(dataset: Dataset) -> tuple[str, ...]:
    """Name the vocabularies that a dataset links to, in the order of `describe_targets`."""
    found = set(map(_target, Graph.of(dataset.asserted).objects))
    return tuple(code for code in _TARGETS if code in found)


def describe_targets(codes: Iterable[str]) -> list[Triple]:
    """Describe vocabularies that datasets link to, each once."""
    found = set(codes)
    return [
        Triple(NamedNode(space), predicate, value)
        for code, space in _TARGETS.items()
        if code in found
        for predicate, value in (
            (RDF.type, VOID.Dataset),
            (DCTERMS.title, Literal(phrase(f"publishing.void.target.{code}"), language="en")),
        )
    ]


def licence_of(build: Path | None) -> str:
    """Return the licence under which a build is published, as its description says, or ''."""
    void = build / "void.ttl" if build else None
    if void is None or not void.is_file():
        return ""
    return _licence(void, void.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _licence(void: Path, _written: int) -> str:
    for quad in parse(path=str(void), format=RdfFormat.TURTLE):
        if quad.predicate == DCTERMS.license and isinstance(quad.object, NamedNode):
            return quad.object.value
    return ""


def base_of(build: Path) -> str:
    """Find how the IRIs of a build begin; its description says so."""
    void = build / "void.ttl"
    if void.is_file():
        for quad in parse(path=str(void), format=RdfFormat.TURTLE):
            if quad.predicate == VOID.uriSpace and isinstance(quad.object, Literal):
                return quad.object.value
    return DEFAULT_BASE


def _describe(dataset: Dataset) -> Iterator[Triple]:
    node = dataset.iris.dataset()
    yield Triple(node, RDF.type, VOID.Dataset)
    for language, title in dataset.titles.items():
        yield Triple(node, DCTERMS.title, Literal(title, language=language))
    if dataset.licence:
        yield Triple(node, DCTERMS.license, dataset.licence)
    for file in dataset.files:
        if file in _STATED:
            yield Triple(node, VOID.dataDump, dataset.iris.dump(file))
    yield Triple(node, VOID.sparqlEndpoint, endpoint(dataset.iris.base))
    yield Triple(node, VOID.uriSpace, Literal(dataset.iris.base))
    yield Triple(node, VOID.exampleResource, dataset.iris.thing("plan"))
    yield from _vocabularies(node, Graph.of(dataset.asserted))
    yield from _counts(node, Graph.of(dataset.asserted))
    yield from _partitions(dataset)
    yield from _linksets(dataset)
    yield from _inferred(dataset)
    yield from _monitoring(dataset)


def _inferred(dataset: Dataset) -> Iterator[Triple]:
    """Describe what follows as a part of its own, as it is counted and published apart."""
    title = phrase("publishing.void.what_follows_from_plan_by")
    dump = CANONICAL[INFERRED].name
    yield from _part(
        dataset, INFERRED, title, dump if dump in dataset.files else "", dataset.inferred
    )


def _monitoring(dataset: Dataset) -> Iterator[Triple]:
    """Describe what was reported likewise, if anything was."""
    if dataset.monitoring:
        title = phrase("publishing.void.what_reported_about_plan")
        yield from _part(dataset, MONITORING, title, CANONICAL[MONITORING].name, dataset.monitoring)


def _part(
    dataset: Dataset, name: str, title: str, dump: str, triples: Sequence[Triple]
) -> Iterator[Triple]:
    part = dataset.iris.dataset("graph", name)
    yield Triple(dataset.iris.dataset(), VOID.subset, part)
    yield Triple(part, RDF.type, VOID.Dataset)
    yield Triple(part, DCTERMS.title, Literal(title, language="en"))
    if dataset.licence:
        yield Triple(part, DCTERMS.license, dataset.licence)
    if dump:
        yield Triple(part, VOID.dataDump, dataset.iris.dump(dump))
    yield from _counts(part, Graph.of(triples))


def _vocabularies(node: NamedNode, graph: Graph) -> Iterator[Triple]:
    terms = {name.value for name in graph.names}
    terms |= {kind.value for kind in _classes(graph) if isinstance(kind, NamedNode)}
    for vocabulary in VOCABULARIES:
        if any(term.startswith(vocabulary.namespace) for term in terms):
            yield Triple(node, VOID.vocabulary, NamedNode(vocabulary.namespace))


def _classes(graph: Graph) -> Counter[Term]:
    """Count the things of each class."""
    kinds = graph.of_property(RDF.type).values()
    return Counter(kind for found in kinds for kind in found)


def _counts(node: NamedNode, graph: Graph) -> Iterator[Triple]:
    counts = {
        VOID.triples: len(graph),
        VOID.classes: len(_classes(graph)),
        VOID.properties: sum(1 for _ in graph.names),
        VOID.distinctSubjects: len(graph.things),
        VOID.distinctObjects: len(graph.objects),
    }
    for predicate, count in counts.items():
        yield Triple(node, predicate, _integer(count))


def _partitions(dataset: Dataset) -> Iterator[Triple]:
    """Count the things of each class, with what they have, and the triples of each property."""
    node, iris = dataset.iris.dataset(), dataset.iris
    graph = Graph.of(dataset.asserted)
    name = partial(iris.dataset, "class")
    yield from partitions.describe(node, name, dataset.partitions, exact=True)
    for term, count in sorted(graph.counts.items(), key=lambda item: str(item[0])):
        part = iris.dataset("property", term.value)
        yield Triple(node, VOID.propertyPartition, part)
        yield Triple(part, RDF.type, VOID.Dataset)
        yield Triple(part, VOID.property, term)
        yield Triple(part, VOID.triples, _integer(count))


def _linksets(dataset: Dataset) -> Iterator[Triple]:
    """Count the links to well-known vocabularies, by target and property."""
    node = dataset.iris.dataset()
    graph = Graph.of(dataset.asserted)
    codes = {value: code for value in graph.objects if (code := _target(value))}
    links = Counter((codes[value], name) for _, name, value in graph.facts() if value in codes)
    for (code, predicate), count in links.items():
        space, title = _TARGETS[code], phrase(f"publishing.void.target.{code}")
        linkset, target = dataset.iris.dataset("linkset", _name(code, predicate)), NamedNode(space)
        yield Triple(node, VOID.subset, linkset)
        yield Triple(linkset, RDF.type, VOID.Linkset)
        yield Triple(
            linkset,
            DCTERMS.title,
            Literal(phrase("publishing.void.links_to", title=title), language="en"),
        )
        yield Triple(linkset, VOID.subjectsTarget, node)
        yield Triple(linkset, VOID.objectsTarget, target)
        yield Triple(linkset, VOID.linkPredicate, predicate)
        yield Triple(linkset, VOID.triples, _integer(count))


def _target(term: Term) -> str:
    """Tell what a term is linked to, or ''."""
    if isinstance(term, NamedNode) and term.value.startswith(_SPACES):
        for code, space in _TARGETS.items():
            if term.value.startswith(space):
                return code
    return ""


def _name(code: str, predicate: NamedNode) -> str:
    return f"{code}-{re.split('[#/]', predicate.value)[-1]}"


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)
