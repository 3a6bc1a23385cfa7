"""Our shapes as checks that are made once: the same findings as pyshacl, many times faster.

What it does not know it does not guess: shapes beyond `constraints`, and data with blank nodes
or values of rare types, are left to pyshacl, the reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from plan_graph.checking import constraints, paths
from plan_graph.checking.constraints import OF_LIST, OF_ONE, SH, Check, Counted, Each
from plan_graph.checking.paths import Index, Node, Nodes, Path, Targets, UncertainError
from plan_graph.checking.shapes import Result, background, rules, shape_triples
from plan_graph.rdf.graph import Graph
from plan_graph.vocab import RDF

_TARGETS = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
_SAYING = {"name", "severity", "message", "path", "property", "description", *_TARGETS}
"""What a shape says about itself, and what is read apart from the constraints."""
_SINGLE = ("severity", "qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount", "in")
"""What a shape has once; with more, it is not clear which goes with which."""
_Term: TypeAlias = NamedNode | BlankNode | Literal


def results(triples: Iterable[Triple]) -> Iterator[Result]:
    """Yield every result of the shapes of plan-graph on some data, in no order.

    Raises:
        UncertainError: If only the reference can tell.
    """
    data = Index(Graph.of(triples), _background())
    for shape, focus, component, value in breaches(data, _shapes()):
        rule = rules().get(shape.iri)
        if rule is None:
            raise UncertainError(shape.iri)
        path = shape.property.value if shape.property else ""
        yield Result(rule.severity, rule.name, focus, rule.messages, path, value, component)


def breaches(
    data: Index, shapes: Iterable[Shape]
) -> Iterator[tuple[Shape, Node, str, Node | None]]:
    """Yield each thing that breaks a constraint of a shape: with its component, and the value."""
    where, targets = None, data.apart({})
    for shape in shapes:
        if shape.where != where:  # The shapes of the properties of a thing follow its own.
            where, targets = shape.where, data.apart(shape.targets(data))
        for focus in () if shape.is_kept(data, targets) else targets.things:
            for component, value in shape.breaches(data, focus):
                yield shape, focus, component, value


@cache
def _background() -> Graph:
    return Graph.of(background())


@dataclass
class Shape:
    """One shape with its constraints.

    Attributes:
        iri: Its name.
        path: How to get from a thing to the values that are checked; None for the thing itself.
        property: The property that its path follows, if that is all of it.
        where: Its targets, as kind and value.
        checks: Its constraints: the name of the component, and the check.
        parts: The property shapes that its things must have accepted, too.
    """

    iri: str
    path: Path | None = None
    property: NamedNode | None = None
    where: list[tuple[str, NamedNode]] = field(default_factory=list)
    checks: list[tuple[str, Check]] = field(default_factory=list)
    parts: list[Shape] = field(default_factory=list)

    def targets(self, data: Index) -> dict[Node, None]:
        """Return the things that it is about, each once."""
        found: dict[Node, None] = {}
        for kind, value in self.where:
            if kind == "targetClass":
                found |= data.members(value)
            elif kind == "targetNode":
                found[value] = None
            elif kind == "targetSubjectsOf":
                found |= data.holders(value)
            else:
                found |= dict.fromkeys(data.by_value(value))
        return found

    def is_kept(self, data: Index, targets: Targets) -> bool:
        """Tell whether it is seen at once that no thing breaks a constraint.

        Things of a kind have as many values each, and share many of them: each number and each
        value is judged once.
        """
        if not self.checks:
            return True
        numbers = [check for _, check in self.checks if isinstance(check, Counted)]
        values = [check for _, check in self.checks if isinstance(check, Each)]
        if len(numbers) + len(values) < len(self.checks) or (self.path and not self.property):
            return False
        counts: Iterable[int] = {1}
        found: Iterable[Node] = targets.things  # Without a path, a thing is its own value.
        if self.property:
            counts, found = data.told(self.property, targets)
        return all(check.test(count) for check in numbers for count in counts) and all(
            check.test(data, value) for check in values for value in found
        )

    def breaches(self, data: Index, focus: Node) -> Iterator[tuple[str, Node | None]]:
        """Yield each constraint that a thing breaks, with the value, if it is one."""
        values: Nodes = self.path(data, focus) if self.path else (focus,)
        for component, check in self.checks:
            for value in check(data, focus, values):
                yield component, value

    def accepts(self, data: Index, node: Node) -> bool:
        """Tell whether a node breaks nothing of the shape."""
        return next(self.breaches(data, node), None) is None and all(
            part.accepts(data, node) for part in self.parts
        )


@cache
def _shapes() -> tuple[Shape, ...]:
    return compiled(shape_triples())


def compiled(triples: Iterable[Triple]) -> tuple[Shape, ...]:
    """Make all shapes that have targets ready.

    Raises:
        UncertainError: If one has a constraint that is not known here.
    """
    return tuple(_Compiler(triples).all_with_targets())


class _Compiler:
    def __init__(self, triples: Iterable[Triple]) -> None:
        self._facts: dict[object, dict[str, list[_Term]]] = {}
        for subject, name, value in triples:
            if not isinstance(value, Triple):
                local = name.value.removeprefix(SH)
                self._facts.setdefault(subject, {}).setdefault(local, []).append(value)
        self._made: dict[object, Shape] = {}

    def all_with_targets(self) -> Iterator[Shape]:
        """Yield the shapes with targets; property shapes are checked at those of their node."""
        for term, facts in list(self._facts.items()):
            where = [(t, _iri(value)) for t in _TARGETS for value in facts.get(t, ())]
            if not where:
                continue
            for shape in (self._shape(term), *map(self._shape, facts.get("property", ()))):
                shape.where += where
        return (shape for shape in self._made.values() if shape.where)

    def _shape(self, term: object) -> Shape:
        if term in self._made:
            return self._made[term]
        facts = self._facts[term]
        shape = self._made[term] = Shape(_iri(term).value)
        if paths := facts.get("path"):
            shape.path = self._path(paths[0])
            shape.property = paths[0] if isinstance(paths[0], NamedNode) else None
        shape.parts = [self._shape(part) for part in facts.get("property", ())]
        if shape.parts and shape.path:
            raise UncertainError("a property shape within a property shape")
        if len(paths or ()) > 1 or any(len(facts.get(name, ())) > 1 for name in _SINGLE):
            raise UncertainError("a constraint given twice")
        for name, values in facts.items():
            if name not in _SAYING and name != RDF.type.value:
                for value in values:
                    shape.checks += self._checks(name, value, facts)
        return shape

    def _checks(
        self, name: str, value: _Term, facts: dict[str, list[_Term]]
    ) -> Iterator[tuple[str, Check]]:
        if name in OF_ONE and not isinstance(value, BlankNode):
            start, make = OF_ONE[name]
            yield f"{start}ConstraintComponent", make(value)
        elif name in OF_LIST:
            start, make_listed = OF_LIST[name]
            yield f"{start}ConstraintComponent", make_listed([_node(v) for v in self._list(value)])
        elif name == "or":
            shapes = [self._shape(member).accepts for member in self._list(value)]
            yield "OrConstraintComponent", constraints.any_of(shapes)
        elif name == "not":
            yield "NotConstraintComponent", constraints.none_of(self._shape(value).accepts)
        elif name == "qualifiedValueShape":
            yield from self._qualified(self._shape(value), facts)
        elif name == "sparql":
            (select,) = self._facts[value]["select"]
            yield "SPARQLConstraintComponent", constraints.sparql(_node(select).value)
        elif name not in ("qualifiedMinCount", "qualifiedMaxCount"):
            raise UncertainError(name)

    def _qualified(
        self, shape: Shape, facts: dict[str, list[_Term]]
    ) -> Iterator[tuple[str, Check]]:
        for bound, start in (("qualifiedMinCount", "QualifiedMinCount"),
                             ("qualifiedMaxCount", "QualifiedMaxCount")):  # fmt: skip
            for value in facts.get(bound, ()):
                number, smaller = int(_node(value).value), bound == "qualifiedMinCount"
                check = constraints.qualified(
                    shape.accepts, number.__le__ if smaller else number.__ge__
                )
                yield f"{start}ConstraintComponent", check

    def _path(self, term: object) -> Path:
        if isinstance(term, NamedNode):
            return paths.forward(term)
        facts = self._facts[term]
        if RDF.namespace + "first" in facts:
            return paths.one_after_another([self._path(step) for step in self._list(term)])
        ((kind, (value, *_)),) = facts.items()
        if kind == "inversePath" and isinstance(value, NamedNode):
            return paths.backward(value)
        if kind == "alternativePath":
            return paths.either([self._path(step) for step in self._list(value)])
        if kind in ("zeroOrMorePath", "oneOrMorePath"):
            return paths.repeated(self._path(value), least=int(kind == "oneOrMorePath"))
        raise UncertainError(kind)

    def _list(self, term: object) -> Iterator[_Term]:
        while RDF.namespace + "first" in self._facts.get(term, ()):
            facts = self._facts[term]
            yield facts[RDF.namespace + "first"][0]
            term = facts[RDF.namespace + "rest"][0]


def _iri(term: object) -> NamedNode:
    if isinstance(term, NamedNode):
        return term
    raise UncertainError(term)


def _node(term: _Term) -> Node:
    if isinstance(term, BlankNode):
        raise UncertainError(term)
    return term
