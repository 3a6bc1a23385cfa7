"""The shapes, a rule of theirs that a thing breaks, and what validators mix into the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from pyoxigraph import Literal, NamedNode, Triple, parse

from plan_graph.checking.finding import SHAPES, Node, Severity
from plan_graph.resources import folder
from plan_graph.vocab import RDF


@dataclass(frozen=True, slots=True)
class Result:
    """One rule that a thing breaks."""

    severity: Severity
    rule: str
    focus: Node
    messages: Mapping[str, str]
    path: str
    value: Node | None
    component: str


_SH = "http://www.w3.org/ns/shacl#"
_SEVERITY, _MESSAGE = NamedNode(_SH + "severity"), NamedNode(_SH + "message")
_SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_CLASS = NamedNode("http://www.w3.org/2002/07/owl#Class")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a shape says about itself."""

    name: str
    severity: Severity
    messages: Mapping[str, str]


@cache
def shape_triples() -> tuple[Triple, ...]:
    """Read all shapes."""
    return tuple(_read("shapes"))


@cache
def rules() -> Mapping[str, Rule]:
    """Return every shape or rule that can be broken, by its IRI."""
    severities: dict[str, Severity] = {}
    messages: dict[str, dict[str, str]] = {}
    for subject, predicate, value in shape_triples():
        if not isinstance(subject, NamedNode):
            continue
        if predicate == _SEVERITY and isinstance(value, NamedNode):
            severities[subject.value] = cast(Severity, value.value.removeprefix(_SH))
        elif predicate == _MESSAGE and isinstance(value, Literal) and value.language:
            messages.setdefault(subject.value, {})[value.language] = value.value
    return {
        iri: Rule(iri.removeprefix(SHAPES), severity, messages[iri])
        for iri, severity in severities.items()
    }


@cache
def background() -> tuple[Triple, ...]:
    """Read what the shapes rely on: which class is under which, and the code lists."""
    core = parse(path=folder("ontology") / "core.ttl")
    hierarchy = (
        quad.triple
        for quad in core
        if quad.predicate == _SUBCLASS or (quad.predicate == RDF.type and quad.object == _CLASS)
    )
    named = (t for t in hierarchy if isinstance(t.subject, NamedNode))
    return (*named, *_read("codes"))


def _read(part: str) -> Iterator[Triple]:
    for file in sorted((folder("ontology") / part).glob("*.ttl")):
        yield from (quad.triple for quad in parse(path=file))
