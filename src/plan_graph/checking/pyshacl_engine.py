"""The only module that knows pyshacl and rdflib: triples in, broken rules out.

pyshacl is driven through its Validator, as its `validate` function would add a log
handler and set the shapes up anew on every call. That is no documented part of it, nor are
`DataGraph` and the ways in which it asks a graph: this module is written for pyshacl 0.40, and
pyproject.toml allows no other version.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from pyshacl.graph_abstraction import DataGraph
from pyshacl.validator import Validator
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.stores.memory import SimpleMemory

from plan_graph.checking.finding import Node
from plan_graph.checking.shapes import Result, background, rules, shape_triples
from plan_graph.rdf.lexical import is_well_formed
from plan_graph.vocab import XSD

_LOG = logging.getLogger(__name__)
_OTHER_TYPES = ("decimal", "dateTime", "gYear", "gYearMonth", "duration", "hexBinary", "anyURI")
_READ_TYPES = {
    *XSD.terms.values(),
    *(NamedNode(f"http://www.w3.org/2001/XMLSchema#{name}") for name in _OTHER_TYPES),
}
"""Datatypes whose values shapes compare."""


def results(triples: Iterable[Triple]) -> Iterator[Result]:
    """Yield every result of the shapes of plan-graph on some data, in no order."""
    data = [*triples, *background()]
    for breach in breaches(data, _shapes()):
        rule = rules()[breach.shape]
        yield Result(
            rule.severity,
            rule.name,
            breach.focus,
            rule.messages,
            breach.path,
            breach.value,
            breach.component,
        )


@dataclass(frozen=True, slots=True)
class Breach:
    """What SHACL says of one thing that breaks one shape; the shape is named by its IRI."""

    severity: str
    shape: str
    focus: Node
    path: str
    value: Node | None
    component: str


def breaches(triples: Iterable[Triple], shapes: rdflib.Graph) -> Iterator[Breach]:
    """Yield every result of any shapes on some data, in no order."""
    with _quiet("rdflib.term"):
        terms = _Terms(blank=_no_address)
        data = _Graph(store=_Store())
        terms.fill(data, triples)
        validator: Any = Validator(
            DataGraph.from_rdflib(data), shacl_graph=shapes, options={"logger": _LOG}
        )
        _, report, _ = validator.run()
        for node in report.objects(None, SH.result):
            yield _breach(dict(report.predicate_objects(node)), terms)


def _breach(facts: dict[Any, Any], terms: _Terms) -> Breach:
    path = facts.get(SH.resultPath)
    value = facts.get(SH.value)
    return Breach(
        str(facts[SH.resultSeverity]).removeprefix(str(SH)),
        str(facts[SH.sourceShape]),
        terms.back(facts[SH.focusNode]),
        str(path) if isinstance(path, rdflib.URIRef) else "",
        None if value is None else terms.back(value),
        str(facts[SH.sourceConstraintComponent]).removeprefix(str(SH)),
    )


def shape_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    """Make shapes ready for `breaches`."""
    graph = rdflib.Graph(store=_Store())
    _Terms().fill(graph, triples)
    _flatten(graph)
    return graph


@cache
def _shapes() -> rdflib.Graph:
    return shape_graph(shape_triples())


def _flatten(shapes: rdflib.Graph) -> None:
    """Give the property rules the targets of their node shapes, instead of linking them.

    The meaning is the same, but pyshacl then evaluates a rule once for all things and
    not once for each, which is five times faster.
    """
    targets = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
    for shape in {shape for target in targets for shape in shapes.subjects(target)}:
        for rule in list(shapes.objects(shape, SH.property)):
            shapes.remove((shape, SH.property, rule))
            for target in targets:
                for value in shapes.objects(shape, target):
                    shapes.add((rule, target, value))


class _Store(SimpleMemory):
    """A store of one graph; pyshacl asks for one that could hold several, which is slower."""

    context_aware = True
    graph_aware = True
    _length: int | None = None

    def add(self, *args: Any, **options: Any) -> None:
        """Put a triple in."""
        self._length = None
        super().add(*args, **options)

    def __len__(self, context: object = None) -> int:
        """Count the triples, once: pyshacl asks for each result whether the graph is empty."""
        if self._length is None:
            self._length = super().__len__()
        return self._length


class _Graph(rdflib.Graph):
    """A graph that parses a query once, though pyshacl asks it for every thing again."""

    def query(self, query_object: Any, *args: Any, **options: Any) -> rdflib.query.Result:
        """Answer a query."""
        return super().query(_prepared(query_object), *args, **options)


@cache
def _prepared(query: str) -> Any:
    return prepareQuery(query)


class _Terms:
    """Terms of pyoxigraph as those of rdflib, each made once, and back again."""

    def __init__(self, *, blank: Callable[[str], rdflib.term.Node] = rdflib.BNode) -> None:
        self._blank = blank
        self._made: dict[Node, rdflib.term.Node] = {}
        self._origin: dict[rdflib.term.Node, Node] = {}

    def fill(self, graph: rdflib.Graph, triples: Iterable[Triple]) -> None:
        """Put triples into a graph; one that holds a triple is passed over."""
        store = graph.store
        for subject, predicate, value in triples:
            if isinstance(value, Triple) or isinstance(subject, Triple):
                continue
            triple = self._make(subject), self._make(predicate), self._make(value)
            store.add(triple, graph)

    def back(self, term: rdflib.term.Node) -> Node:
        """Return the term of the data that a result names; a target of a shape may be absent."""
        return self._origin.get(term) or NamedNode(str(term))

    def _make(self, term: Node) -> rdflib.term.Node:
        made = self._made.get(term)
        if made is None:
            made = self._made[term] = self._new(term)
            self._origin[made] = term
        return made

    def _new(self, term: Node) -> rdflib.term.Node:
        if isinstance(term, NamedNode):
            # pyoxigraph has checked the IRI; rdflib would look at each again.
            return str.__new__(rdflib.URIRef, term.value)
        return self._blank(term.value) if isinstance(term, BlankNode) else _literal(term)


def _no_address(name: str) -> rdflib.URIRef:
    """Name a blank node of the data by an IRI that no shape takes for a web address.

    pyshacl raises when it has to compare blank nodes.
    """
    return rdflib.URIRef(f"urn:blank-node:{name}")


def _literal(term: Literal) -> rdflib.Literal:
    """Return a literal that pyshacl can work with, whatever it holds."""
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype in _READ_TYPES and is_well_formed(term):
        datatype = rdflib.URIRef(term.datatype.value)
        literal = rdflib.Literal(term.value, datatype=datatype, normalize=False)
        if not literal.ill_typed:
            return literal
    # rdflib would parse some other types, XML and HTML among them, and pyshacl raises when it
    # compares two values of one type that it cannot read: so each gets a type of its own.
    digest = hashlib.sha256(str(term).encode()).hexdigest()
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(f"urn:not-read:{digest}"))


@contextmanager
def _quiet(logger: str) -> Iterator[None]:
    """Keep rdflib from complaining about values to the user: the shapes do, with a place."""
    log = logging.getLogger(logger)
    before = log.disabled
    log.disabled = True
    try:
        yield
    finally:
        log.disabled = before
