"""What is said of the things of a graph, as it lies in memory, and ways to look at it.

Things of a kind have the same properties: their names are kept once, and the values of each thing
behind them.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence, ValuesView
from operator import itemgetter
from typing import Any, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

Thing: TypeAlias = NamedNode | BlankNode
Term: TypeAlias = NamedNode | BlankNode | Literal


class Form:
    """The properties that are said of a thing, in their order: things of a kind share one.

    Attributes:
        names: The properties, each again for each of its values.
        places: Where the values of each stand, behind the form.
        picks: What takes the values of each out of what is said of a thing.
    """

    __slots__ = ("names", "picks", "places")

    def __init__(self, names: tuple[NamedNode, ...]) -> None:
        self.names = names
        places: dict[NamedNode, list[int]] = {}
        for place, name in enumerate(names, start=1):
            places.setdefault(name, []).append(place)
        self.places = {name: tuple(found) for name, found in places.items()}
        self.picks = {name: _pick(found) for name, found in places.items()}


def _pick(places: Sequence[int]) -> Callable[[Said], Sequence[Term]]:
    """Return what takes the values in some places: a slice is taken without a call of Python."""
    if places[-1] - places[0] == len(places) - 1:
        return itemgetter(slice(places[0], places[-1] + 1))
    return itemgetter(*places)


Said: TypeAlias = tuple[Any, ...]
"""A form, and behind it the value of each of its properties."""
NOTHING: Said = (Form(()),)


class Alike:
    """Some things of a graph, those together that have the same properties."""

    def __init__(self, sayings: Mapping[Form, Sequence[Said]]) -> None:
        self._sayings = sayings

    def told(self, name: NamedNode) -> tuple[set[int], set[Term]]:
        """Return how many values of a property the things have, and which; each once."""
        counts: set[int] = set()
        values: set[Term] = set()
        for form, found in self._sayings.items():
            places = form.places.get(name, ())
            counts.add(len(places))
            for place in places:
                values.update(map(itemgetter(place), found))
        return counts, values


class Values(Mapping[Thing, Sequence[Term]]):
    """The values of one property by what has them, in the order of the graph."""

    __slots__ = ("_name", "_sayings", "_things", "_values_of")

    def __init__(
        self,
        values_of: Callable[[Thing, NamedNode], Sequence[Term]],
        name: NamedNode,
        things: Sequence[Thing],
        sayings: Sequence[Said],
    ) -> None:
        self._values_of = values_of
        self._name = name
        self._things = things
        self._sayings = sayings

    def __getitem__(self, thing: Thing) -> Sequence[Term]:
        """Return the values that a thing has.

        Raises:
            KeyError: If it has none.
        """
        found = self._values_of(thing, self._name)
        if not found:
            raise KeyError(thing)
        return found

    def __contains__(self, thing: object) -> bool:
        """Tell whether a thing has the property."""
        return bool(self._values_of(thing, self._name))  # type: ignore[arg-type]

    def __iter__(self) -> Iterator[Thing]:
        """Yield what has the property."""
        return iter(self._things)

    def __len__(self) -> int:
        """Return how many things have it."""
        return len(self._things)

    def items(self) -> ItemsView[Thing, Sequence[Term]]:
        """Return what has the property, each with its values."""
        return _Items(self)

    def values(self) -> ValuesView[Sequence[Term]]:
        """Return the values of each."""
        return _ValuesOnly(self)

    def pairs(self) -> Iterator[tuple[Thing, Sequence[Term]]]:
        """Yield what has the property, each with its values."""
        return zip(self._things, self.lists(), strict=True)

    def lists(self) -> Iterator[Sequence[Term]]:
        """Yield the values of each."""
        name = self._name
        return (said[0].picks[name](said) for said in self._sayings)


class _Items(ItemsView[Thing, Sequence[Term]]):
    _mapping: Values

    def __iter__(self) -> Iterator[tuple[Thing, Sequence[Term]]]:
        return self._mapping.pairs()


class _ValuesOnly(ValuesView[Sequence[Term]]):
    _mapping: Values

    def __iter__(self) -> Iterator[Sequence[Term]]:
        return self._mapping.lists()
