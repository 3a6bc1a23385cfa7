"""What follows from a plan's statements by the ontology, in OWL 2 RL: forward chaining.

A statement sets off the rules of its property or class, each once. Nothing here judges the
statements: contradictions are for `consistency`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.checking.axioms import OWL, RDF, RDFS, TYPE, Axioms, Fact, Term, ontology
from plan_graph.rdf.graph import Builder, Graph


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


def infer(asserted: Iterable[Triple], *, reasoner: OneOf["fast", "owlrl"] = "fast") -> Graph:
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
    given = Graph.of(asserted)
    axioms = [triple for triple in ontology() if triple.object not in _MERGING]
    if reasoner == "owlrl":
        from plan_graph.checking.owlrl_reference import closure  # noqa: PLC0415

        found = closure([*axioms, *(t for t in given if t.predicate != _SAME_AS)])
    else:
        found = _fast(axioms, given)
    resources = _resources(given)
    builder = Builder()
    for subject, name, value in sorted(_about(found, resources), key=_written):
        if value not in given.values(subject, name):
            builder.add(subject, name, value)
    return builder.graph()


def _fast(axioms: Sequence[Triple], given: Graph) -> set[Fact]:
    """Return what follows, and of what is given all that sets off a rule; most does not."""
    rules = Axioms(axioms)
    closure = Closure(rules)
    telling = rules.names - {_SAME_AS}
    # Codes are classified by the ontology's own statements, such as skos:broader.
    of_codes = ((t.subject, t.predicate, t.object) for t in axioms)
    closure.add(fact for fact in of_codes if fact[1] in telling)
    for name in given.names:
        if name in telling:
            held = given.of_property(name).items()
            closure.add((thing, name, value) for thing, values in held for value in values)
    return closure.facts


def _resources(given: Graph) -> set[object]:
    known = {triple.subject for triple in ontology()}
    classes = {kind for kinds in given.of_property(TYPE).values() for kind in kinds}
    found: set[object] = set(given.things)
    found.update(value for _, _, value in given.facts() if isinstance(value, NamedNode))
    return found - known - classes


def _about(
    facts: Iterable[Fact], resources: set[object]
) -> Iterator[tuple[NamedNode, NamedNode, NamedNode]]:
    """Yield the facts that say something about a resource and that `infer` does not leave out."""
    for thing, name, value in facts:
        if thing not in resources or not isinstance(thing, NamedNode):
            continue
        if isinstance(name, NamedNode) and isinstance(value, NamedNode):
            told_by = value if name == TYPE else name
            if not told_by.value.startswith(_SCHEMA):
                yield thing, name, value


def _written(fact: tuple[NamedNode, NamedNode, NamedNode]) -> tuple[str, str, str]:
    thing, name, value = fact
    return str(thing), str(name), str(value)
