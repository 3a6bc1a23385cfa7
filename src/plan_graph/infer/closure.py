"""Everything that follows from statements by axioms: forward chaining, each statement once.

A statement sets off the rules of its property or class, joined with the statements before
it; what they give joins the queue, until nothing is new. So no statement is looked at twice,
and the work grows with what there is to say, not with rounds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal

from plan_graph.infer.axioms import TYPE, Axioms, Fact, Term


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
                self._values[name, thing].append(value)
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
