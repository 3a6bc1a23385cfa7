"""What the ontology says, laid out so that each statement finds the rules it sets off.

The constructs of OWL 2 RL from which new statements about things follow are read here. Those
that only forbid something (disjoint classes, functional properties, …) are for `consistency`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from plan_graph.resources import folder

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"

TYPE = NamedNode(RDF + "type")
_TRANSITIVE = NamedNode(OWL + "TransitiveProperty")

Term = object
"""An IRI, a blank node or a literal; a blank node stands for a class without a name."""
Fact = tuple[Term, Term, Term]


@lru_cache(maxsize=1)
def ontology() -> tuple[Triple, ...]:
    """Return the statements of the terms, of what follows from them, and of the code lists."""
    root = folder("ontology")
    files = [root / "core.ttl", root / "inference.ttl", *sorted((root / "codes").glob("*.ttl"))]
    quads = (q for file in files for q in parse(path=str(file), format=RdfFormat.TURTLE))
    return tuple(quad.triple for quad in quads)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a statement by one property sets off; see the attributes of `Axioms`.

    Attributes:
        follows: Whether the property comes second in a chain, so that its values are looked up.
        leads: Whether it comes first in one, or before a filler, so that its holders are.
    """

    follows: bool
    leads: bool
    implied: Sequence[Term]
    domain: Sequence[Term]
    range: Sequence[Term]
    inverse: Sequence[Term]
    then: Sequence[tuple[Term, Term]]
    before: Sequence[tuple[Term, Term]]
    some: Sequence[tuple[Term, Term]]
    value: Sequence[tuple[Term, Term]]


class Axioms:
    """The rules of an ontology, by the class or property that sets them off.

    Attributes:
        wider: Classes that hold all members of a class, one step up.
        implied: Properties that a property implies, one step up.
        domain: Classes of whatever has a property.
        range: Classes of whatever is a value of a property.
        inverse: Inverses of a property.
        then: `(next, result)` by property: the property and then the next give the result.
        before: `(previous, result)` by property: the previous and then this give the result.
        some: `(filler, restriction)` by property: with a value in the filler, a member.
        filled: `(property, restriction)` by filler: the same, by the class of the value.
        value: `(value, restriction)` by property: with that value, a member.
        whole: `(parts, intersection)` by part: in all of them, a member.
        facts: Members of the classes that list them.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._said: defaultdict[str, list[tuple[Term, Term]]] = defaultdict(list)
        for triple in triples:
            name = triple.predicate.value
            key = "transitive" if name == TYPE.value and triple.object == _TRANSITIVE else name
            self._said[key].append((triple.subject, triple.object))
        self._first = dict(self._said[RDF + "first"])
        self._rest = dict(self._said[RDF + "rest"])
        self.wider = self._links(RDFS + "subClassOf", OWL + "equivalentClass")
        self.implied = self._links(RDFS + "subPropertyOf", OWL + "equivalentProperty")
        self.domain = self._links(RDFS + "domain")
        self.range = self._links(RDFS + "range")
        self.inverse = self._links(OWL + "inverseOf")
        for one, other in self._said[OWL + "inverseOf"]:
            self.inverse[other].append(one)
        self._read_chains()
        self._read_restrictions()
        self._read_sets()
        # Only these are ever looked up; what a plan says of its quotes is most, and is none.
        self._following = {name for pairs in self.then.values() for name, _ in pairs}
        self._previous = {name for pairs in self.before.values() for name, _ in pairs}
        self._previous |= {name for pairs in self.filled.values() for name, _ in pairs}
        self._rules: dict[Term, Rules] = {}

    @property
    def names(self) -> set[Term]:
        """The properties whose statements set off a rule; that of membership always may."""
        to_one = (self.implied, self.domain, self.range, self.inverse)
        to_pairs = (self.then, self.before, self.some, self.value)
        return {TYPE}.union(*to_one, *to_pairs)

    def of(self, name: Term) -> Rules:
        """Return what a statement by a property sets off."""
        found = self._rules.get(name)
        if found is None:
            found = self._rules[name] = Rules(
                follows=name in self._following,
                leads=name in self._previous,
                implied=self.implied.get(name, ()),
                domain=self.domain.get(name, ()),
                range=self.range.get(name, ()),
                inverse=self.inverse.get(name, ()),
                then=self.then.get(name, ()),
                before=self.before.get(name, ()),
                some=self.some.get(name, ()),
                value=self.value.get(name, ()),
            )
        return found

    def _links(self, name: str, both_ways: str = "") -> defaultdict[Term, list[Term]]:
        links: defaultdict[Term, list[Term]] = defaultdict(list)
        for one, other in self._said[name]:
            links[one].append(other)
        for one, other in self._said[both_ways]:
            links[one].append(other)
            links[other].append(one)
        return links

    def _read_chains(self) -> None:
        self.then: defaultdict[Term, list[tuple[Term, Term]]] = defaultdict(list)
        self.before: defaultdict[Term, list[tuple[Term, Term]]] = defaultdict(list)
        for result, start in self._said[OWL + "propertyChainAxiom"]:
            first, *more = self._list(start)
            for number, following in enumerate(more, start=1):
                # A longer chain goes through properties of its own, which no statement shows.
                through = result if number == len(more) else (start, number)
                self._chain(first, following, through)
                first = through
        for transitive, _ in self._said["transitive"]:
            self._chain(transitive, transitive, transitive)

    def _chain(self, first: Term, following: Term, result: Term) -> None:
        self.then[first].append((following, result))
        self.before[following].append((first, result))

    def _read_restrictions(self) -> None:
        self.some: defaultdict[Term, list[tuple[Term, Term]]] = defaultdict(list)
        self.filled: defaultdict[Term, list[tuple[Term, Term]]] = defaultdict(list)
        self.value: defaultdict[Term, list[tuple[Term, Term]]] = defaultdict(list)
        on_property = dict(self._said[OWL + "onProperty"])
        for restriction, filler in self._said[OWL + "someValuesFrom"]:
            self.some[on_property[restriction]].append((filler, restriction))
            self.filled[filler].append((on_property[restriction], restriction))
        for restriction, value in self._said[OWL + "hasValue"]:
            self.value[on_property[restriction]].append((value, restriction))

    def _read_sets(self) -> None:
        self.whole: defaultdict[Term, list[tuple[list[Term], Term]]] = defaultdict(list)
        self.facts: list[Fact] = []
        for union, start in self._said[OWL + "unionOf"]:
            for part in self._list(start):
                self.wider[part].append(union)
        for intersection, start in self._said[OWL + "intersectionOf"]:
            parts = list(self._list(start))
            self.wider[intersection].extend(parts)
            for part in parts:
                self.whole[part].append((parts, intersection))
        for listing, start in self._said[OWL + "oneOf"]:
            self.facts.extend((member, TYPE, listing) for member in self._list(start))

    def _list(self, node: Term) -> Iterator[Term]:
        while node in self._first:
            yield self._first[node]
            node = self._rest[node]
