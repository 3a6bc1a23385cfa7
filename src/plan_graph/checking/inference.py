"""What follows from a plan's statements by the ontology, in OWL 2 RL: forward chaining.

A statement sets off the rules of its property or class, each once. Nothing here judges the
statements: contradictions are for `consistency`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.checking.axioms import OWL, RDF, RDFS, TYPE, Axioms, Fact, Term, ontology


class Closure:
    """Statements together with all that follows from them.

    Attributes:
        facts: The statements so far; each gets its rules applied when `add` returns.
    """

    def __init__(self, axioms: Axioms) -> None:
        self.facts: set[Fact] = set()
        self._axioms = axioms
        self._classes: defaultdict[Term, set[Term]] = defaultdict(set)
        self._values: defaultdict[tuple[Term, Term], list[Term]] = defaultdict(list)
        self._holders: defaultdict[tuple[Term, Term], list[Term]] = defaultdict(list)
        # Only these are ever looked up; what a plan says of its quotes is most, and is none.
        self._following = {name for pairs in axioms.then.values() for name, _ in pairs}
        self._previous = {name for pairs in axioms.before.values() for name, _ in pairs}
        self._previous |= {name for pairs in axioms.filled.values() for name, _ in pairs}
        self.add(axioms.facts)

    def add(self, facts: Iterable[Fact]) -> None:
        """Add statements and all that follows."""
        queue = list(facts)
        while queue:
            fact = queue.pop()
            if fact in self.facts:
                continue
            self.facts.add(fact)
            thing, name, value = fact
            if name == TYPE:
                self._classes[thing].add(value)
                queue.extend(self._from_class(thing, value))
            else:
                if name in self._following:
                    self._values[name, thing].append(value)
                if name in self._previous:
                    self._holders[name, value].append(thing)
                queue.extend(self._from_relation(thing, name, value))

    def _from_class(self, thing: Term, kind: Term) -> Iterator[Fact]:
        axioms = self._axioms
        for wider in axioms.wider.get(kind, ()):
            yield thing, TYPE, wider
        for parts, intersection in axioms.whole.get(kind, ()):
            if self._classes[thing].issuperset(parts):
                yield thing, TYPE, intersection
        for name, restriction in axioms.filled.get(kind, ()):
            for holder in self._holders.get((name, thing), ()):
                yield holder, TYPE, restriction

    def _from_relation(self, thing: Term, name: Term, value: Term) -> Iterator[Fact]:
        axioms = self._axioms
        for implied in axioms.implied.get(name, ()):
            yield thing, implied, value
        for kind in axioms.domain.get(name, ()):
            yield thing, TYPE, kind
        for wanted, restriction in axioms.value.get(name, ()):
            if value == wanted:
                yield thing, TYPE, restriction
        if not isinstance(value, Literal):
            yield from self._between_things(thing, name, value)

    def _between_things(self, thing: Term, name: Term, value: Term) -> Iterator[Fact]:
        axioms = self._axioms
        for kind in axioms.range.get(name, ()):
            yield value, TYPE, kind
        for inverse in axioms.inverse.get(name, ()):
            yield value, inverse, thing
        for following, result in axioms.then.get(name, ()):
            for end in self._values.get((following, value), ()):
                yield thing, result, end
        for previous, result in axioms.before.get(name, ()):
            for start in self._holders.get((previous, thing), ()):
                yield start, result, value
        kinds = self._classes.get(value, ())
        for filler, restriction in axioms.some.get(name, ()):
            if filler in kinds:
                yield thing, TYPE, restriction


__all__ = ["infer"]

_SAME_AS = NamedNode(OWL + "sameAs")
_MERGING = {NamedNode(OWL + "FunctionalProperty"), NamedNode(OWL + "InverseFunctionalProperty")}
_SCHEMA = (OWL, RDF, RDFS)


def infer(asserted: Sequence[Triple], *, reasoner: OneOf["fast", "owlrl"] = "fast") -> list[Triple]:
    """Return the new statements about the plan's resources, sorted.

    Both reasoners give the same list. 'fast' applies the rules of OWL 2 RL that the ontology
    can set off; 'owlrl' is the reference implementation of all rules, and takes far longer.

    A resource of the plan is an IRI that stands as subject or object in `asserted`, except
    terms of the ontology, codes of its lists, and classes that things are said to belong to.
    Left out, because they say nothing about such a resource that is not said already:

    - statements about anything else: terms, codes, literals, blank nodes;
    - membership in classes without a name: they are steps of the reasoning;
    - membership in `owl:Thing` and other classes of OWL, RDFS and RDF, and statements by their
      properties, such as each thing being `owl:sameAs` itself: true of everything;
    - literal values: no property of the ontology implies another with a literal value, so
      these could only be other spellings of a value that is stated.

    One IRI names one thing here: neither functional properties nor `owl:sameAs` in the data
    make two IRIs one. Two values of a functional property are a contradiction, which
    `consistency` reports, instead of a merger that would spread through the graph.
    """
    given = _facts(asserted)
    axioms = [triple for triple in ontology() if triple.object not in _MERGING]
    if reasoner == "owlrl":
        from plan_graph.checking.owlrl_reference import closure  # noqa: PLC0415

        found = closure([*axioms, *(t for t in asserted if t.predicate != _SAME_AS)])
    else:
        found = _fast(axioms, given)
    found.difference_update(given)
    resources = _resources(given)
    new = [triple for fact in found if (triple := _about(fact, resources))]
    return sorted(new, key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))


def _facts(triples: Iterable[Triple]) -> list[Fact]:
    """Return the terms of triples; equal ones are one in memory, as a triple makes them anew."""
    known: dict[Term, Term] = {}
    one = known.setdefault
    terms = ((t.subject, t.predicate, t.object) for t in triples)
    return [(one(a, a), one(b, b), one(c, c)) for a, b, c in terms]


def _fast(axioms: Sequence[Triple], given: Sequence[Fact]) -> set[Fact]:
    """Return what follows, and of what is given all that sets off a rule; most does not."""
    rules = Axioms(axioms)
    closure = Closure(rules)
    # Codes are classified by the ontology's own statements, such as skos:broader.
    of_codes = ((t.subject, t.predicate, t.object) for t in axioms)
    telling = rules.names - {_SAME_AS}
    closure.add(fact for fact in chain(of_codes, given) if fact[1] in telling)
    return closure.facts


def _resources(given: Sequence[Fact]) -> set[NamedNode]:
    known = {triple.subject for triple in ontology()}
    classes = {value for _, name, value in given if name == TYPE}
    nodes = {node for thing, _, value in given for node in (thing, value)}
    return {node for node in nodes - known - classes if isinstance(node, NamedNode)}


def _about(fact: Fact, resources: set[NamedNode]) -> Triple | None:
    """Return the triple if it says something about a resource that `infer` does not leave out."""
    thing, name, value = fact
    if thing not in resources or not isinstance(name, NamedNode):
        return None
    if not isinstance(thing, NamedNode) or not isinstance(value, NamedNode):
        return None
    told_by = value if name == TYPE else name
    return None if told_by.value.startswith(_SCHEMA) else Triple(thing, name, value)
