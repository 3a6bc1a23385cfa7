"""A graph to look values up in, and the paths of SHACL through it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.rdf.lexical import FORMS, is_well_formed
from plan_graph.vocab import RDF, XSD

Node: TypeAlias = NamedNode | Literal
Nodes: TypeAlias = Sequence[Node]
Path: TypeAlias = Callable[["Index", Node], Nodes]
"""What a path leads to from a node, each once."""
_SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_TEXT = (XSD.string, NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"))
_NONE: dict[Node, list[Node]] = {}


class UncertainError(Exception):
    """The data hold what only the reference validator judges, such as a value of a rare type."""


class Index:
    """The values of each thing, by property.

    Attributes:
        answers: What queries found in the graph, by query and thing.

    Raises:
        UncertainError: If a term is no IRI and no well-formed literal of a usual type.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._values: dict[NamedNode, dict[Node, list[Node]]] = {}
        self._holders: dict[NamedNode, dict[Node, list[Node]]] = {}
        self._members: dict[Node, dict[Node, None]] = {}
        self.answers: dict[str, Mapping[Node, Sequence[Node | None]]] = {}
        literals: set[Literal] = set()
        # A triple makes its terms anew each time; equal ones are one in memory here.
        known: dict[Node, Node] = {}
        for subject, name, value in triples:
            if isinstance(value, Literal):
                literals.add(value)
            elif not isinstance(value, NamedNode):
                raise UncertainError(value)
            if not isinstance(subject, NamedNode):
                raise UncertainError(subject)
            found = known.setdefault(value, value)
            self._values.setdefault(name, {}).setdefault(subject, []).append(found)
        for literal in literals:
            _check(literal)

    def by_subject(self, name: NamedNode) -> dict[Node, list[Node]]:
        """Return the values of a property by what has them."""
        return self._values.get(name, _NONE)

    def by_value(self, name: NamedNode) -> dict[Node, list[Node]]:
        """Return what has a property by its values."""
        found = self._holders.get(name)
        if found is None:
            found = self._holders[name] = {}
            for subject, values in self.by_subject(name).items():
                for value in values:
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
        for name, values in self._values.items():
            if name.value in named_in:
                for subject, objects in values.items():
                    if isinstance(subject, NamedNode):
                        yield from (Triple(subject, name, value) for value in objects)


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
    return lambda index, node: once(index.by_subject(name).get(node, ()))


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
