"""Faults to plant into a graph, and what the check finds of them that it did not find before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from pyoxigraph import Literal, NamedNode, Triple

import shape_cases
from plan_graph.checking.check import check
from plan_graph.checking.finding import Finding
from plan_graph.vocab import RDF, XSD
from real_plan import real_plan

Graph = list[Triple]
TODAY = date(2026, 1, 1)
P = "ro-thb-2021-2022"
ID = "https://w3id.org/plan-graph/id/"
EU = "http://publications.europa.eu/resource/authority/"
Term = NamedNode | Literal


def n(name: str) -> NamedNode:
    """Name a thing of the plan by its kind and code, or of another by its whole path."""
    kind, _, code = name.partition("/")
    plan = "" if "/" in code else ("ro/" if kind == "organisation" else f"{P}/")
    return NamedNode(f"{ID}{kind}/{plan}{code}")


def lit(text: str, kind: NamedNode = XSD.string) -> Literal:
    return Literal(text, datatype=kind)


def of(data: Graph, kind: NamedNode, number: int = 0) -> NamedNode:
    """Return one of the things of a class."""
    things = [t.subject for t in data if t.predicate == RDF.type and t.object == kind]
    found = things[number]
    assert isinstance(found, NamedNode)
    return found


def put(kind: NamedNode, name: NamedNode, value: Term) -> Callable[[Graph], Graph]:
    """Put a value in the place of those that the first thing of a class has."""

    def change(data: Graph) -> Graph:
        thing = holder(data, kind, name)
        kept = [t for t in data if (t.subject, t.predicate) != (thing, name)]
        return [*kept, Triple(thing, name, value)]

    return change


def add(kind: NamedNode, name: NamedNode, value: Term) -> Callable[[Graph], Graph]:
    return lambda data: [*data, Triple(holder(data, kind, name), name, value)]


def out(kind: NamedNode, name: NamedNode) -> Callable[[Graph], Graph]:
    def change(data: Graph) -> Graph:
        thing = holder(data, kind, name)
        return [t for t in data if (t.subject, t.predicate) != (thing, name)]

    return change


def itself(kind: NamedNode, name: NamedNode) -> Callable[[Graph], Graph]:
    return lambda data: [*data, Triple(of(data, kind), name, of(data, kind))]


def holder(data: Graph, kind: NamedNode, name: NamedNode) -> NamedNode:
    """Return the first thing of a class that has a property, or else the first one."""
    having = {t.subject for t in data if t.predicate == name}
    things = [t.subject for t in data if t.predicate == RDF.type and t.object == kind]
    found = next((thing for thing in things if thing in having), things[0])
    assert isinstance(found, NamedNode)
    return found


def real() -> Graph:
    return list(real_plan().asserted)


def poor_plan() -> Graph:
    """Return the small plan of the shapes, which few things and one language have."""
    return shape_cases.triples(shape_cases.BASE)


@cache
def before(graph: Callable[[], Graph]) -> frozenset[tuple[str, object]]:
    return frozenset((f.rule, f.focus) for f in check(graph(), today=TODAY).findings)


def new(graph: Callable[[], Graph], change: Callable[[Graph], Graph]) -> list[Finding]:
    """Return what is found after a change and was not found before it."""
    found = check(change(graph()), today=TODAY).findings
    return [f for f in found if (f.rule, f.focus) not in before(graph)]
