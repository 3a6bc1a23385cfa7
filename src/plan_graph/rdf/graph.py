"""A graph in little memory: what is said of each thing, every term once, in the order of reading.

The graph of ten thousand actions is two million triples. As objects of their own they take more
than a gigabyte, and as much again for each step that looks something up in them. Inference, all
checks and the writers share this one instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice, repeat, starmap
from typing import Any, TypeAlias, overload

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.rdf.sayings import NOTHING, Alike, Form, Said, Term, Thing, Values

__all__ = ["Builder", "Fact", "Graph", "Term", "Thing"]

Fact: TypeAlias = tuple[Thing, NamedNode, Term]

_MANY = 32
"""Of so many pairs of a property and a value a set is kept; of fewer it is soon made again."""


class Builder:
    """Collects triples, each once, and makes them a graph."""

    def __init__(self) -> None:
        self._names: dict[Thing, list[NamedNode]] = {}
        self._values: dict[Thing, list[Term]] = {}
        self._runs: list[Thing] = []
        self._breaks: dict[Thing, list[int]] = {}
        self._terms: dict[Term, Any] = {}
        self._now: set[tuple[NamedNode, Term]] = set()
        self._long: dict[Thing, set[tuple[NamedNode, Term]]] = {}
        # Who writes of a thing gives the same object again: its one term is looked up once.
        self._given: Thing | None = None
        self._subject: Thing

    def add(self, subject: Thing, name: NamedNode, value: Term) -> None:
        """Add a triple, unless it is there already."""
        one = self._terms.setdefault
        if subject is not self._given:
            self._given, self._subject = subject, one(subject, subject)
        subject, name, value = self._subject, one(name, name), one(value, value)
        goes_on = bool(self._runs) and self._runs[-1] is subject
        known = self._now if goes_on else self._pairs(subject)
        before = len(known)
        known.add((name, value))
        if len(known) == before:
            return
        if not goes_on:
            self._begin(subject, known)
        self._names[subject].append(name)
        self._values[subject].append(value)

    def _pairs(self, subject: Thing) -> set[tuple[NamedNode, Term]]:
        found = self._long.get(subject)
        if found is None and subject in self._names:
            found = set(zip(self._names[subject], self._values[subject], strict=True))
        return found or set()

    def _begin(self, subject: Thing, known: set[tuple[NamedNode, Term]]) -> None:
        """Begin to speak of another thing, or again of one."""
        if len(self._now) >= _MANY:
            self._long[self._runs[-1]] = self._now
        self._now = known
        self._runs.append(subject)
        if subject in self._names:
            self._breaks.setdefault(subject, []).append(len(self._names[subject]))
        else:
            self._names[subject], self._values[subject] = [], []

    def graph(self) -> Graph:
        """Return what was added as a graph; nothing more can be added then."""
        forms: dict[tuple[NamedNode, ...], Form] = {}
        said: dict[Thing, Said] = {}
        values, self._values = self._values, {}
        for subject, names in self._names.items():
            key = tuple(names)
            form = forms.get(key) or forms.setdefault(key, Form(key))
            said[subject] = (form, *values.pop(subject))
        return Graph(said, tuple(self._runs), self._breaks)


class Graph(Sequence[Triple]):
    """Triples without repetition, in the order in which they were added."""

    def __init__(
        self,
        said: Mapping[Thing, Said],
        runs: Sequence[Thing],
        breaks: Mapping[Thing, Sequence[int]],
    ) -> None:
        self._said = said
        self._runs = runs
        self._breaks = breaks

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Graph:
        """Return triples as a graph; one that is a graph is not copied.

        Raises:
            TypeError: If a triple is about a triple.
        """
        if isinstance(triples, Graph):
            return triples
        builder = Builder()
        for triple in triples:
            subject, value = triple.subject, triple.object
            if isinstance(subject, Triple) or isinstance(value, Triple):
                raise TypeError(f"a graph of plans has no name for the triple in {triple}")
            builder.add(subject, triple.predicate, value)
        return builder.graph()

    def facts(self) -> Iterator[Fact]:
        """Yield the triples as tuples of terms, in their order."""
        return chain.from_iterable(self._in_runs())

    def _in_runs(self) -> Iterator[Iterable[Fact]]:
        spoken: Counter[Thing] = Counter()
        for subject in self._runs:
            said = self._said[subject]
            facts = zip(repeat(subject), said[0].names, said[1:])
            if subject not in self._breaks:
                yield facts
                continue
            # The thing is spoken of in several places, each from one of these to the next.
            ends = (0, *self._breaks[subject], len(said) - 1)
            yield islice(facts, *ends[spoken[subject] : spoken[subject] + 2])
            spoken[subject] += 1

    def triples(self, things: Iterable[Thing]) -> Iterator[Triple]:
        """Yield what is said of some things."""
        return starmap(Triple, chain.from_iterable(map(self._of, things)))

    def _of(self, thing: Thing) -> Iterable[Fact]:
        form, *values = self._said.get(thing, NOTHING)
        return zip(repeat(thing), form.names, values)

    def parts(self, size: int) -> Iterator[list[Triple]]:
        """Yield the triples in parts, each about so many things; an empty graph is one part.

        What is said of a thing in one place is in one part.
        """
        runs = self._in_runs()
        yield list(starmap(Triple, chain.from_iterable(islice(runs, size))))
        while part := list(starmap(Triple, chain.from_iterable(islice(runs, size)))):
            yield part

    @cached_property
    def _length(self) -> int:
        return sum(map(len, self._said.values())) - len(self._said)

    def __len__(self) -> int:
        """Return the number of triples."""
        return self._length

    def __iter__(self) -> Iterator[Triple]:
        """Yield the triples in their order."""
        return starmap(Triple, self.facts())

    def __contains__(self, triple: object) -> bool:
        """Tell whether a triple is there."""
        if not isinstance(triple, Triple) or isinstance(triple.subject, Triple):
            return False
        return triple.object in self.values(triple.subject, triple.predicate)

    @overload
    def __getitem__(self, index: int) -> Triple: ...

    @overload
    def __getitem__(self, index: slice) -> list[Triple]: ...

    def __getitem__(self, index: int | slice) -> Triple | list[Triple]:
        """Return a triple by its place, or some; this takes as long as to go through all."""
        return list(self)[index]

    def __eq__(self, other: object) -> bool:
        """Tell whether something holds the same triples in the same order."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Say how large it is."""
        return f"<Graph of {len(self)} triples>"

    @property
    def things(self) -> Mapping[Thing, object]:
        """The things of which something is said, in the order in which they come."""
        return self._said

    @cached_property
    def objects(self) -> Sequence[Term]:
        """The values of all properties, each once, in the order of the things that have them."""
        values = (islice(said, 1, None) for said in self._said.values())
        return tuple(dict.fromkeys(chain.from_iterable(values)))

    @property
    def names(self) -> Iterator[NamedNode]:
        """The properties in use, in the order in which they come."""
        yield from self._holders

    def alike(self, things: Iterable[Thing]) -> Alike:
        """Return some things by the properties that are said of them."""
        found: dict[Form, list[Said]] = {}
        for thing in things:
            said = self._said.get(thing, NOTHING)
            found.setdefault(said[0], []).append(said)
        return Alike(found)

    @cached_property
    def counts(self) -> Mapping[NamedNode, int]:
        """How many triples each property has."""
        forms = Counter(said[0] for said in self._said.values())
        found: Counter[NamedNode] = Counter()
        for form, number in forms.items():
            for name, places in form.places.items():
                found[name] += number * len(places)
        return found

    def about(self, thing: Term) -> Sequence[tuple[NamedNode, Term]]:
        """Return what is said of a thing, as properties and values."""
        said = None if isinstance(thing, Literal) else self._said.get(thing)
        return list(zip(said[0].names, said[1:], strict=True)) if said else []

    def values(self, thing: Thing, name: NamedNode) -> Sequence[Term]:
        """Return the values of a property of a thing; () if it has none."""
        said = self._said.get(thing, NOTHING)
        pick = said[0].picks.get(name)
        return pick(said) if pick else ()

    def pairs(self, name: NamedNode) -> Iterator[tuple[Thing, Term]]:
        """Yield what has a property with its value, again for each of several values."""
        form: Form | None = None
        places: Sequence[int] = ()
        for thing, said in zip(*self._holders.get(name, ((), ())), strict=True):
            if said[0] is not form:
                form, places = said[0], said[0].places[name]
            for place in places:
                yield thing, said[place]

    def of_property(self, name: NamedNode) -> Values:
        """Return the values of a property by what has them."""
        return Values(self.values, name, *self._holders.get(name, ((), ())))

    @cached_property
    def _holders(self) -> Mapping[NamedNode, tuple[list[Thing], list[Said]]]:
        """What has each property, and what is said of it."""
        found: dict[NamedNode, tuple[list[Thing], list[Said]]] = {}
        holders: dict[Form, list[tuple[list[Thing], list[Said]]]] = {}
        for thing, said in self._said.items():
            form = said[0]
            if form not in holders:
                holders[form] = [found.setdefault(name, ([], [])) for name in form.places]
            for things, sayings in holders[form]:
                things.append(thing)
                sayings.append(said)
        return found
