"""Contradictions between statements: what the ontology forbids, whatever the reasoner.

Reasoners of OWL 2 RL pass over some contradictions in silence, so none is asked: the rules
compare what is stated and what follows with the ontology, and change nothing. One IRI is
taken to name one thing, and two IRIs to name two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, combinations

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.checking.axioms import OWL, RDF, RDFS, TYPE, Term, ontology
from plan_graph.checking.statements import Fault
from plan_graph.rdf.graph import Graph, Thing
from plan_graph.vocab import XSD

_Wider = Mapping[Thing, frozenset[Term]]
_NO_CLASSES: frozenset[Term] = frozenset()


class _Facts:
    """What is stated and what follows, by property."""

    def __init__(self, graphs: Sequence[Graph], wider: _Wider) -> None:
        self._graphs = graphs
        self._wider = wider

    def __getitem__(self, name: Term) -> Iterator[tuple[Term, Term]]:
        """Yield the statements of a property, as pairs of thing and value."""
        return chain.from_iterable(graph.pairs(name) for graph in self._graphs)  # type: ignore[arg-type]

    def classes(self) -> Iterator[tuple[Term, frozenset[Term]]]:
        """Yield the things that are said to be of classes, and of which."""
        holders = dict.fromkeys(
            thing for graph in self._graphs for thing in graph.of_property(TYPE)
        )
        for thing in holders:
            kinds = [kind for graph in self._graphs for kind in graph.values(thing, TYPE)]
            yield thing, self._wider.get(thing, _NO_CLASSES).union(kinds)


_Found = tuple[Term, str, tuple[Term, ...]]
"""The thing, the rule, and what its words speak of."""
_Pairs = frozenset[frozenset[Term]]

_SHOWN = 20
"""So many of the values that should be one are named."""


def contradictions(
    asserted: Iterable[Triple], inferred: Iterable[Triple], kinds: _Wider | None = None
) -> list[Fault]:
    """Return the contradictions, sorted by thing and rule; [] if there is none.

    Args:
        asserted: What is stated.
        inferred: What follows from it.
        kinds: The classes of things with all above them, where nothing was inferred.
    """
    facts = _Facts((Graph.of(asserted), Graph.of(inferred)), kinds or {})
    found = {
        (thing, rule, _path(rule, parts), tuple(map(_local, parts)))
        for check in (_classes, _single_values, _single_owners, _properties, _cycles, _values)
        for thing, rule, parts in check(facts)
        if isinstance(thing, NamedNode)
    }
    return [
        Fault("Violation", rule, thing, path, None, _named(parts))
        for thing, rule, path, parts in sorted(found, key=lambda item: (item[0].value, *item[1:]))
    ]


def _path(rule: str, parts: Sequence[Term]) -> str:
    if rule == "Consistency-disjoint-classes":
        return TYPE.value
    return parts[0].value if isinstance(parts[0], NamedNode) else ""


def _named(parts: Sequence[str]) -> Mapping[str, str]:
    return dict(zip(("first", "second", "third"), parts, strict=False))


def _classes(facts: _Facts) -> Iterator[_Found]:
    pairs = _disjoint("disjointWith") | _disjoint_members()
    known = frozenset().union(*pairs)
    judged: dict[frozenset[Term], list[tuple[Term, ...]]] = {}
    for thing, classes in facts.classes():
        kinds = classes & known
        if kinds not in judged:
            judged[kinds] = [
                tuple(sorted(pair, key=_local))
                for pair in combinations(kinds, 2)
                if frozenset(pair) in pairs
            ]
        for pair in judged[kinds]:
            yield thing, "Consistency-disjoint-classes", pair


def _single_values(facts: _Facts) -> Iterator[_Found]:
    for name in _declared("FunctionalProperty"):
        for thing, values in _several(facts[name]):
            yield thing, "Consistency-one-value", (name, *values)


def _single_owners(facts: _Facts) -> Iterator[_Found]:
    for name in _declared("InverseFunctionalProperty"):
        for thing, owners in _several((value, owner) for owner, value in facts[name]):
            yield thing, "Consistency-one-owner", (name, *owners)


def _several(pairs: Iterable[tuple[Term, Term]]) -> Iterator[tuple[Term, tuple[str, str]]]:
    """Yield what is paired with more than one, how many these are, and which."""
    first: dict[Term, Term] = {}
    others: defaultdict[Term, dict[Term, None]] = defaultdict(dict)
    for thing, other in pairs:
        one = first.setdefault(thing, other)
        if one is not other and one != other:
            others[thing][other] = None
    for thing, more in others.items():
        names = sorted(map(_local, (first[thing], *more)))
        rest = [f"… ({len(names) - _SHOWN})"] if len(names) > _SHOWN else []
        yield thing, (str(len(names)), ", ".join([*names[:_SHOWN], *rest]))


def _properties(facts: _Facts) -> Iterator[_Found]:
    for pair in _disjoint("propertyDisjointWith"):
        one, other = sorted(pair, key=_local)
        for thing, value in {*facts[one]} & {*facts[other]}:
            yield thing, "Consistency-disjoint-properties", (one, other, value)


def _cycles(facts: _Facts) -> Iterator[_Found]:
    # OWL forbids to declare it, but every transitive property here leads up or inwards.
    for name in _declared("TransitiveProperty"):
        for thing, value in facts[name]:
            if thing == value:
                yield thing, "Consistency-no-cycle", (name,)


def _values(facts: _Facts) -> Iterator[_Found]:
    for name in _declared("ObjectProperty"):
        for thing, value in facts[name]:
            if isinstance(value, Literal):
                yield thing, "Consistency-value", (name, value, "IRI")
    said = RDFS + "range"
    ranges: dict[Term, Term] = {
        t.subject: t.object for t in ontology() if t.predicate.value == said
    }
    for name in _declared("DatatypeProperty"):
        for thing, value in facts[name]:
            datatype: Term = ranges.get(name, "literal")
            if not isinstance(value, Literal) or not _fits(value, datatype):
                yield thing, "Consistency-value", (name, value, datatype)


def _fits(value: Literal, datatype: Term) -> bool:
    """Tell whether a value is of a datatype that the ontology uses as a range."""
    if datatype == XSD.integer:
        whole = re.fullmatch(r"[+-]?[0-9]+", value.value)
        return bool(whole) and value.datatype in (XSD.integer, XSD.nonNegativeInteger)
    return datatype != XSD.string or value.datatype == XSD.string


@lru_cache
def _declared(kind: str) -> frozenset[Term]:
    """Return the properties that the ontology declares to be of a kind."""
    wanted = NamedNode(OWL + kind)
    return frozenset(t.subject for t in ontology() if t.predicate == TYPE and t.object == wanted)


@lru_cache
def _disjoint(predicate: str) -> _Pairs:
    said = OWL + predicate
    pairs = [(t.subject, t.object) for t in ontology() if t.predicate.value == said]
    return frozenset(map(frozenset, pairs))


@lru_cache
def _disjoint_members() -> _Pairs:
    """Return the pairs within each owl:AllDisjointClasses."""
    first: dict[Term, Term] = {}
    rest: dict[Term, Term] = {}
    for triple in ontology():
        if triple.predicate.value == RDF + "first":
            first[triple.subject] = triple.object
        if triple.predicate.value == RDF + "rest":
            rest[triple.subject] = triple.object
    pairs: set[frozenset[Term]] = set()
    for triple in ontology():
        if triple.predicate.value == OWL + "members":
            node: Term = triple.object
            members = []
            while node in first:
                members.append(first[node])
                node = rest[node]
            pairs.update(map(frozenset, combinations(members, 2)))
    return frozenset(pairs)


def _local(term: Term) -> str:
    """Return the telling end of an IRI, a literal as it is written, or words."""
    if isinstance(term, Literal):
        return f"'{term.value}'"
    if not isinstance(term, NamedNode):
        return str(term)
    for mark in ("/id/", "/code/", "#"):
        if mark in term.value:
            return term.value.partition(mark)[2]
    return term.value
