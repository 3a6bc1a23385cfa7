"""The class partitions of VoID, nested: of which class what has which property, with which values.

Editors that complete queries and tools that draw a schema read it (void-generator has the form).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.rdf.graph import Graph
from plan_graph.vocab import RDF, VOID, VOID_EXT, XSD

Path: TypeAlias = tuple[str, ...]
"""A partition: (class,), (class, property), or these with 'class' or 'datatype' and what it is."""
_OF_CLASS, _OF_DATATYPE = "class", "datatype"


def count(triples: Iterable[Triple]) -> Counter[Path]:
    """Count the things of each class, and the triples of each partition below it."""
    graph = Graph.of(triples)
    classes = {
        thing: [kind.value for kind in kinds if isinstance(kind, NamedNode)]
        for thing, kinds in graph.of_property(RDF.type).items()
    }
    found: Counter[Path] = Counter(each for given in classes.values() for each in zip(given))
    for thing, name, target in graph.facts():
        if isinstance(target, Literal):
            values: list[Path] = [(_OF_DATATYPE, target.datatype.value)]
        else:
            values = [(_OF_CLASS, each) for each in classes.get(target, ())]
        for subject_class in classes.get(thing, ()):
            path = (subject_class, name.value)
            found[path] += 1
            for value in values:
                found[*path, *value] += 1
    return found


def describe(
    dataset: NamedNode, name: Callable[..., NamedNode], counts: Mapping[Path, int], *, exact: bool
) -> Iterator[Triple]:
    """Describe partitions of a dataset.

    Args:
        dataset: What is parted.
        name: Gives the IRI of a partition from its path.
        counts: What `count` found, of one or of several plans.
        exact: Whether the counts are those of the dataset; else none is said.
    """
    found: dict[NamedNode, list[Triple]] = {dataset: []}
    for path, number in sorted(counts.items()):
        node = name(*path)
        if len(path) == 1:
            whole, link, kind, unit = dataset, VOID.classPartition, "class", VOID.entities
        elif len(path) == 2:
            whole, link, kind = name(*path[:1]), VOID.propertyPartition, "property"
            unit = VOID.triples
        else:
            of_class = path[2] == _OF_CLASS
            whole, kind, unit = name(*path[:2]), path[2], VOID.triples
            link = VOID.classPartition if of_class else VOID_EXT.datatypePartition
        vocabulary = VOID_EXT if kind == _OF_DATATYPE else VOID
        found[whole].append(Triple(whole, link, node))
        found[node] = [
            Triple(node, RDF.type, VOID.Dataset),
            Triple(node, vocabulary.term(kind), NamedNode(path[-1])),
        ]
        if exact:
            found[node].append(Triple(node, unit, Literal(str(number), datatype=XSD.integer)))
    for triples in found.values():
        yield from triples
