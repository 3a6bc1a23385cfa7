"""What follows from a plan's statements by the ontology, in OWL 2 RL: forward chaining.

A statement sets off the rules of its property or class, each once. Nothing here judges the
statements: contradictions are for `consistency`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.checking.axioms import OWL, RDF, RDFS, TYPE, Axioms, Fact, Rules, Term, ontology
from plan_graph.rdf.graph import Builder, Graph

__all__ = ["infer"]

_SAME_AS = NamedNode(OWL + "sameAs")
_MERGING = {NamedNode(OWL + "FunctionalProperty"), NamedNode(OWL + "InverseFunctionalProperty")}
_SCHEMA = (OWL, RDF, RDFS)
_Classes = frozenset[Term]
_NONE: _Classes = frozenset()


class Closure:
    """What follows from statements, and those of them that are no part of a graph.

    Things of a kind are of the same classes, so that a set of classes is widened once for all
    of them.

    Args:
        axioms: The rules.
        stated: Statements from which it follows; they are looked up here, and not kept again.
    """

    def __init__(self, axioms: Axioms, stated: Graph | None = None) -> None:
        self._axioms = axioms
        self._stated = Graph.of(()) if stated is None else stated
        self._classes: dict[Term, _Classes] = {}
        self._widened: dict[tuple[_Classes, Term], _Classes] = {}
        self._relations: set[Fact] = set()
        self._queue: list[Fact] = []
        self._values: defaultdict[tuple[Term, Term], list[Term]] = defaultdict(list)
        self._holders: defaultdict[tuple[Term, Term], list[Term]] = defaultdict(list)
        self.add(axioms.facts)
        self._read()

    def _read(self) -> None:
        telling = self._axioms.names - {_SAME_AS}
        for name in self._stated.names:
            for thing, value in self._stated.pairs(name) if name in telling else ():
                if name == TYPE:
                    self._classify(thing, value)
                else:
                    self._relate(thing, name, value)
            self.add(())

    @property
    def facts(self) -> Iterator[Fact]:
        """All that was added or follows; what is stated of classes and follows too is among it."""
        for thing, classes in self._classes.items():
            for kind in classes:
                yield thing, TYPE, kind
        yield from self._relations

    def add(self, facts: Iterable[Fact]) -> None:
        """Add statements and all that follows."""
        self._queue.extend(facts)
        while self._queue:
            fact = self._queue.pop()
            thing, name, value = fact
            if name == TYPE:
                self._classify(thing, value)
            elif fact not in self._relations and value not in self._stated.values(thing, name):  # type: ignore[arg-type]
                self._relations.add(fact)
                self._relate(thing, name, value)

    def _classify(self, thing: Term, kind: Term) -> None:
        before = self._classes.get(thing, _NONE)
        if kind in before:
            return
        classes = self._widened.get((before, kind)) or self._widen(before, kind)
        self._classes[thing] = classes
        for added in classes - before:
            for name, restriction in self._axioms.filled.get(added, ()):
                holders = self._holders.get((name, thing), ())
                self._queue.extend((holder, TYPE, restriction) for holder in holders)

    def _widen(self, classes: _Classes, kind: Term) -> _Classes:
        """Return classes with another one, and with all that membership in these implies."""
        found, queue = set(classes), [kind]
        while queue:
            added = queue.pop()
            if added not in found:
                found.add(added)
                queue.extend(self._axioms.wider.get(added, ()))
                for parts, intersection in self._axioms.whole.get(added, ()):
                    if found.issuperset(parts):
                        queue.append(intersection)
        self._widened[classes, kind] = frozenset(found)
        return self._widened[classes, kind]

    def _relate(self, thing: Term, name: Term, value: Term) -> None:
        rules = self._axioms.of(name)
        if rules.follows:
            self._values[name, thing].append(value)
        if rules.leads:
            self._holders[name, value].append(thing)
        for implied in rules.implied:
            self._queue.append((thing, implied, value))
        for kind in rules.domain:
            self._classify(thing, kind)
        for wanted, restriction in rules.value:
            if value == wanted:
                self._classify(thing, restriction)
        if not isinstance(value, Literal):
            self._queue.extend(self._between_things(thing, rules, value))

    def _between_things(self, thing: Term, rules: Rules, value: Term) -> Iterator[Fact]:
        for kind in rules.range:
            self._classify(value, kind)
        for inverse in rules.inverse:
            yield value, inverse, thing
        for following, result in rules.then:
            for end in self._values.get((following, value), ()):
                yield thing, result, end
        for previous, result in rules.before:
            for start in self._holders.get((previous, thing), ()):
                yield start, result, value
        for filler, restriction in rules.some:
            if filler in self._classes.get(value, ()):
                yield thing, TYPE, restriction


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
    found: Iterable[Fact]
    if reasoner == "owlrl":
        from plan_graph.checking.owlrl_reference import closure  # noqa: PLC0415

        found = closure([*axioms, *(t for t in given if t.predicate != _SAME_AS)])
    else:
        found = _fast(axioms, given)
    builder = Builder()
    for thing, facts in sorted(_about(found, given).items(), key=lambda each: str(each[0])):
        for name, value in sorted(facts, key=lambda fact: (str(fact[0]), str(fact[1]))):
            builder.add(thing, name, value)
    return builder.graph()


def _fast(axioms: Sequence[Triple], given: Graph) -> Iterator[Fact]:
    """Return what follows, and of what is given some that follows too."""
    rules = Axioms(axioms)
    closure = Closure(rules, given)
    telling = rules.names - {_SAME_AS}
    # Codes are classified by the ontology's own statements, such as skos:broader.
    of_codes = ((t.subject, t.predicate, t.object) for t in axioms)
    closure.add(fact for fact in of_codes if fact[1] in telling)
    return closure.facts


def _about(
    facts: Iterable[Fact], given: Graph
) -> dict[NamedNode, list[tuple[NamedNode, NamedNode]]]:
    """Return the new facts that say something of a resource and that `infer` does not leave out."""
    named = set(given.objects)
    none: set[object] = {triple.subject for triple in ontology()}
    none |= {kind for _, kind in given.pairs(TYPE)}
    found: dict[NamedNode, list[tuple[NamedNode, NamedNode]]] = {}
    for thing, name, value in facts:
        if thing in none or not isinstance(thing, NamedNode):
            continue
        if isinstance(name, NamedNode) and isinstance(value, NamedNode):
            told_by = value if name == TYPE else name
            if (
                not told_by.value.startswith(_SCHEMA)
                and value not in given.values(thing, name)
                and (thing in given.things or thing in named)
            ):
                found.setdefault(thing, []).append((name, value))
    return found
