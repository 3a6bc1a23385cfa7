"""Data against the terms that they use: unknown ones, and ones used of what has none of them.

A reasoner would conclude that a thing is of the class that a property asks for. Here the data are
all there is: what is not said to be of that class is a fault.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from pyoxigraph import Literal, NamedNode

from plan_graph.checking.axioms import OWL, RDFS, TYPE, ontology
from plan_graph.checking.finding import Node, local_name
from plan_graph.checking.statements import Fault, Statements
from plan_graph.iris import plan_of_part
from plan_graph.phrases import phrase
from plan_graph.rdf.graph import Thing
from plan_graph.vocab import PLAN, VOCABULARIES

_NAMESPACE = PLAN.namespace
_ALIKE = re.compile(r"https?://(?:www\.)?w3id\.org/plan-graph/def[#/]\w+", re.IGNORECASE)
"""What was meant to be a term of the ontology, whatever the protocol, the sign or the case."""
_SHARED = tuple(
    f"http://{space}" for space in ("purl.org/dc/terms/", "xmlns.com/foaf/", "www.w3.org/")
)
"""What the vocabularies begin with that `shared_terms` knows, which takes long to import."""


def vocabulary_faults(data: Statements) -> Iterator[Fault]:
    """Yield each misuse of a term, once for each thing that has to be mended."""
    yield from _unknown_classes(data)
    yield from _unknown_properties(data)
    yield from _unknown_shared_terms(data)
    yield from _undescribed_holders(data)
    yield from _undescribed_values(data)
    yield from _untyped(data)
    yield from _nowhere(data)


MOST_PROPOSALS = 200
"""Beyond so many nobody wants to know what may be meant: it takes long to find out."""


@cache
def declared(*kinds: str) -> frozenset[NamedNode]:
    """Return the terms that the ontology declares to be of any of these kinds."""
    wanted = {NamedNode(OWL + kind) for kind in kinds}
    return frozenset(
        t.subject
        for t in ontology()
        if t.predicate == TYPE and t.object in wanted and isinstance(t.subject, NamedNode)
    )


@cache
def _said(name: str) -> Mapping[NamedNode, tuple[NamedNode, ...]]:
    found: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
    for subject, predicate, value in ontology():
        if predicate.value != RDFS + name:
            continue
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode):
            found[subject].append(value)
    return {subject: tuple(objects) for subject, objects in found.items()}


def _properties() -> frozenset[NamedNode]:
    return declared("ObjectProperty", "DatatypeProperty")


def _proposal(term: NamedNode, known: frozenset[NamedNode]) -> str:
    """Say which term may be meant, or '' if none is near."""
    names = {one.value.removeprefix(_NAMESPACE).casefold(): one for one in known
             if one.value.startswith(_NAMESPACE)}  # fmt: skip
    written = re.split("[#/]", term.value)[-1].casefold()
    near = get_close_matches(written, list(names), n=1, cutoff=0.6)
    return phrase("checking.vocabulary.meant", term=term_name(names[near[0]])) if near else ""


def term_name(term: Node) -> str:
    """Return a term of the ontology as people write it, such as 'plan:Action'."""
    name = term.value
    return f"plan:{name.removeprefix(_NAMESPACE)}" if name.startswith(_NAMESPACE) else name


def _unknown_classes(data: Statements) -> Iterator[Fault]:
    known = declared("Class")
    first: dict[Node, Thing] = {}
    for thing, kinds in data.of(TYPE).items():
        for kind in kinds:
            first.setdefault(kind, thing)
    unknown = [
        kind for kind in first
        if isinstance(kind, NamedNode) and kind not in known
        and (_ALIKE.fullmatch(kind.value) or data.is_own(kind))
    ]  # fmt: skip
    for number, kind in enumerate(unknown):
        thing = first[kind]
        meant = _proposal(kind, known) if number < MOST_PROPOSALS else ""
        parts = {"term": term_name(kind), "meant": meant}
        yield Fault("Violation", "Vocabulary-class", thing, TYPE.value, kind, parts)


def _unknown_properties(data: Statements) -> Iterator[Fault]:
    known = _properties()
    unknown = [name for name in data.names if _ALIKE.fullmatch(name.value) and name not in known]
    for number, name in enumerate(unknown):
        meant = _proposal(name, known) if number < MOST_PROPOSALS else ""
        parts = {"term": term_name(name), "meant": meant}
        thing = next(iter(data.of(name)))
        yield Fault("Violation", "Vocabulary-property", thing, name.value, None, parts)


def _unknown_shared_terms(data: Statements) -> Iterator[Fault]:
    """Yield the terms of a vocabulary that many share which it does not have."""
    known = declared("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty").union(
        *(vocabulary.terms.values() for vocabulary in VOCABULARIES)
    )
    used: dict[Node, tuple[Thing, NamedNode]] = {}
    for name in data.names:
        if name not in known:
            used.setdefault(name, (next(iter(data.of(name))), name))
    for thing, kinds in data.of(TYPE).items():
        for kind in kinds:
            if kind not in known:
                used.setdefault(kind, (thing, TYPE))
    suspects = {term: where for term, where in used.items() if term.value.startswith(_SHARED)}
    if not suspects:
        return
    from plan_graph.checking import shared_terms  # noqa: PLC0415 - takes 0.2 s to import

    for term, (thing, name) in list(suspects.items())[:MOST_PROPOSALS]:
        if shared_terms.is_missing(term.value):
            near = shared_terms.nearest(term.value)
            meant = phrase("checking.vocabulary.meant", term=near) if near else ""
            value = term if name == TYPE else None
            parts = {"term": term.value, "meant": meant}
            yield Fault("Violation", "Vocabulary-shared", thing, name.value, value, parts)


def _undescribed_holders(data: Statements) -> Iterator[Fault]:
    """Yield the things that have properties of a class that they are not said to be of."""
    found: dict[Thing, tuple[NamedNode, NamedNode]] = {}
    domains = _said("domain")
    for name in data.names:
        for kind in domains.get(name, ()) if name.value.startswith(_NAMESPACE) else ():
            for thing in data.of(name):
                if kind not in data.kinds_of(thing):
                    found.setdefault(thing, (name, kind))
    for thing, (name, kind) in found.items():
        parts = {"property": term_name(name), "kind": term_name(kind)}
        yield Fault("Violation", "Vocabulary-holder", thing, name.value, None, parts)


def _undescribed_values(data: Statements) -> Iterator[Fault]:
    """Yield the values that are not said to be of the class that their property leads to."""
    found: dict[tuple[Node, Node], tuple[Thing, NamedNode]] = {}
    ranges = _said("range")
    for name in data.names:
        for kind in ranges.get(name, ()) if name.value.startswith(_NAMESPACE) else ():
            if not kind.value.startswith(_NAMESPACE):
                continue
            for thing, value in data.graph.pairs(name):
                if not isinstance(value, Literal) and kind not in data.kinds_of(value):
                    found.setdefault((value, kind), (thing, name))
    for (value, wanted), (thing, name) in found.items():
        parts = {"property": term_name(name), "kind": term_name(wanted), "found": local_name(value)}
        yield Fault("Violation", "Vocabulary-value", thing, name.value, value, parts)


def _untyped(data: Statements) -> Iterator[Fault]:
    """Yield the things of the publication that are of no class, so that nothing looks at them."""
    for thing in data.things:
        if data.is_own(thing) and thing not in data.kinds:
            yield Fault("Violation", "Vocabulary-untyped", thing, TYPE.value)


def _nowhere(data: Statements) -> Iterator[Fault]:
    """Yield what is referred to as a thing of a plan, and is described nowhere.

    An earlier plan, whose actions go on, need not be described here; one that is has them all.
    """
    found: dict[Node, tuple[Thing, NamedNode]] = {}
    elsewhere = {v for v in data.graph.objects if not isinstance(v, Literal)} - data.things.keys()
    own = set(filter(data.is_own, elsewhere))
    here = {
        value
        for value in own
        if isinstance(value, NamedNode) and plan_of_part(value) in data.things
    }
    lost_of: dict[NamedNode, Collection[Node]]
    lost_of = {PLAN.corrects: elsewhere, PLAN.observes: elsewhere, PLAN.continues: here}
    for name in data.names:
        lost = lost_of.get(name, own)
        for thing, value in data.graph.pairs(name) if lost else ():
            if value in lost:
                found.setdefault(value, (thing, name))
    for value, (thing, name) in found.items():
        parts = {"property": term_name(name), "found": local_name(value)}
        yield Fault("Violation", "Vocabulary-nowhere", thing, name.value, value, parts)
