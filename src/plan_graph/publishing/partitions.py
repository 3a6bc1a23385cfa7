"""The class partitions of VoID, nested: of which class what has which property, with which values.

Editors that complete queries and tools that draw a schema read it (void-generator has the form).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.rdf.graph import Graph, Term
from plan_graph.vocab import RDF, VOID, VOID_EXT, XSD

Path: TypeAlias = tuple[str, ...]
"""A partition: (class,), (class, property), or these with 'class' or 'datatype' and what it is."""
_OF_CLASS, _OF_DATATYPE = "class", "datatype"


def count(graph: Graph) -> Counter[Path]:
    """Count the things of each class, and the triples of each partition below it."""
    classes: dict[Term, Path] = {
        thing: tuple(each.value for each in values if isinstance(each, NamedNode))
        for thing, values in graph.of_property(RDF.type).items()
    }
    found: Counter[Path] = Counter((each,) for given in classes.values() for each in given)
    # First how often each kind of triple comes: there are a few hundred kinds.
    kinds: Counter[tuple[Path, NamedNode, Path | NamedNode]] = Counter(
        (
            classes.get(thing, ()),
            name,
            target.datatype if isinstance(target, Literal) else classes.get(target, ()),
        )
        for thing, name, target in graph.facts()
    )
    for (given, name, target), number in kinds.items():
        if isinstance(target, NamedNode):
            values = [(_OF_DATATYPE, target.value)]
        else:
            values = [(_OF_CLASS, each) for each in target]
        for subject_class in given:
            path = (subject_class, name.value)
            for each in (path, *((*path, *value) for value in values)):
                found[each] += number
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
