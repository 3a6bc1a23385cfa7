"""A graph to look values up in, and the paths of SHACL through it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias, cast

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.rdf.graph import Graph
from plan_graph.rdf.lexical import FORMS, is_well_formed
from plan_graph.rdf.sayings import Alike
from plan_graph.vocab import RDF, XSD

Node: TypeAlias = NamedNode | Literal
Nodes: TypeAlias = Sequence[Node]
Path: TypeAlias = Callable[["Index", Node], Nodes]
"""What a path leads to from a node, each once."""
_SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_TEXT = (XSD.string, NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"))


class UncertainError(Exception):
    """The data hold what only the reference validator judges, such as a value of a rare type."""


class Targets(NamedTuple):
    """Things that shapes are about.

    Attributes:
        things: All of them, in order.
        alike: Those of the data alone, by what is said of them.
        others: Those of which the background tells something, and what is no thing.
    """

    things: Mapping[Node, None]
    alike: Alike
    others: Sequence[Node]


class Index:
    """The values of each thing, by property.

    Attributes:
        answers: What queries found in the graph, by query and thing.

    Raises:
        UncertainError: If a term is no IRI and no well-formed literal of a usual type.
    """

    def __init__(self, graph: Graph, background: Graph) -> None:
        _check_terms(graph)
        self._graphs = (graph, background)
        self._told = background.things
        self._holders: dict[NamedNode, dict[Node, list[Node]]] = {}
        self._members: dict[Node, dict[Node, None]] = {}
        self.answers: dict[str, Mapping[Node, Sequence[Node | None]]] = {}

    def values(self, name: NamedNode, node: Node) -> Nodes:
        """Return the values of a property of a node."""
        if isinstance(node, Literal):
            return ()
        graph, background = self._graphs
        # That all terms are nodes was checked.
        found = cast(Nodes, graph.values(node, name))
        if node in self._told:
            found = [*found, *cast(Nodes, background.values(node, name))]
        return found

    def apart(self, things: Mapping[Node, None]) -> Targets:
        """Return things as what many shapes are about, in their order."""
        others = [thing for thing in things if isinstance(thing, Literal) or thing in self._told]
        own = cast(set[NamedNode], set(things).difference(others))
        return Targets(things, self._graphs[0].alike(own), others)

    def told(self, name: NamedNode, targets: Targets) -> tuple[set[int], set[Node]]:
        """Return how many values of a property things have, and which; each once."""
        counts, values = targets.alike.told(name)
        for thing in targets.others:
            found = once(self.values(name, thing))
            counts.add(len(found))
            values.update(found)
        return counts, cast(set[Node], values)

    def holders(self, name: NamedNode) -> dict[Node, None]:
        """Return what has a property, each once."""
        found: Any = [thing for graph in self._graphs for thing in graph.of_property(name)]
        return dict.fromkeys(found)

    def by_value(self, name: NamedNode) -> dict[Node, list[Node]]:
        """Return what has a property by its values."""
        found = self._holders.get(name)
        if found is None:
            found = self._holders[name] = {}
            for graph in self._graphs:
                held: Any = graph.pairs(name)
                for subject, value in held:
                    found.setdefault(value, []).append(subject)
        return found

    def members(self, kind: Node) -> dict[Node, None]:
        """Return the things of a class and of all classes below it, each once."""
        found = self._members.get(kind)
        if found is None:
            classes = self.reached([kind], lambda one: self.by_value(_SUBCLASS).get(one, ()))
            of_class = self.by_value(RDF.type)
            found = dict.fromkeys(thing for one in classes for thing in of_class.get(one, ()))
            self._members[kind] = found
        return found

    @staticmethod
    def reached(starts: Iterable[Node], step: Callable[[Node], Nodes]) -> list[Node]:
        """Return some nodes and all that steps lead to from them, each once."""
        found = dict.fromkeys(starts)
        queue = list(found)
        while queue:
            for node in step(queue.pop()):
                if node not in found:
                    found[node] = None
                    queue.append(node)
        return list(found)

    def triples(self, named_in: str) -> Iterator[Triple]:
        """Yield the triples of each property that a text names."""
        for graph in self._graphs:
            for name in graph.names:
                if name.value in named_in:
                    for subject, value in graph.pairs(name):
                        yield Triple(subject, name, value)


def _check_terms(graph: Graph) -> None:
    for subject in graph.things:
        if not isinstance(subject, NamedNode):
            raise UncertainError(subject)
    for value in graph.objects:
        if isinstance(value, Literal):
            _check(value)
        elif not isinstance(value, NamedNode):
            raise UncertainError(value)


def _check(value: Literal) -> None:
    datatype = value.datatype
    if datatype in _TEXT:
        return
    known = datatype == XSD.date or datatype in FORMS
    if not known or not is_well_formed(value):
        raise UncertainError(value)


def once(nodes: Nodes) -> Nodes:
    """Take repetitions out."""
    return nodes if len(nodes) < 2 else list(dict.fromkeys(nodes))


def forward(name: NamedNode) -> Path:
    """Follow a property."""
    return lambda index, node: once(index.values(name, node))


def backward(name: NamedNode) -> Path:
    """Follow a property from its value to what has it."""
    return lambda index, node: once(index.by_value(name).get(node, ()))


def either(paths: Sequence[Path]) -> Path:
    """Follow any of some paths."""
    return lambda index, node: once([end for path in paths for end in path(index, node)])


def one_after_another(paths: Sequence[Path]) -> Path:
    """Follow paths in a row."""

    def follow(index: Index, node: Node) -> Nodes:
        nodes: Nodes = [node]
        for path in paths:
            nodes = once([end for start in nodes for end in path(index, start)])
        return nodes

    return follow


def repeated(path: Path, *, least: int) -> Path:
    """Follow a path again and again, at least no or one time."""

    def follow(index: Index, node: Node) -> Nodes:
        starts = path(index, node) if least else [node]
        return index.reached(starts, lambda one: path(index, one))

    return follow
