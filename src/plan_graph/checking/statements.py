"""The statements about things, to look up: what rules beyond the shapes are asked of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.checking.axioms import RDFS, TYPE, ontology
from plan_graph.checking.finding import Node, Severity
from plan_graph.phrases import in_every_language
from plan_graph.rdf.graph import Graph, Thing
from plan_graph.vocab import PLAN

_EXCHANGE = 2
"""Two things are wrong where somebody exchanged what they say."""
_RARE = 5
"""A fault is rarer than one in so many; what is frequent is how a document is laid out."""


def is_rare(found: int, looked_at: int) -> bool:
    """Tell whether so few of what was looked at are otherwise that each is worth a look.

    >>> is_rare(2, 3), is_rare(3, 15), is_rare(3, 16)
    (True, False, True)
    """
    return found <= _EXCHANGE or found * _RARE < looked_at


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is false, before it is said and placed.

    Attributes:
        severity: How serious it is.
        rule: Its name, such as 'Coherence-other-plan'; what follows the hyphen is its phrase.
        thing: The thing that breaks the rule.
        path: The property concerned, or ''.
        value: The value concerned, if it is one.
        parts: What is put into the phrase.
    """

    severity: Severity
    rule: str
    thing: Node
    path: str = ""
    value: Node | None = None
    parts: Mapping[str, object] = field(default_factory=dict)

    @property
    def messages(self) -> dict[str, str]:
        """What is false, in every language of the surface."""
        part, _, name = self.rule.partition("-")
        return dict(in_every_language(f"checking.{part.lower()}.{name}", **self.parts))


class Statements:
    """The values of things by property, and the classes of things with those above them."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.graph = Graph.of(triples)

    @property
    def things(self) -> Mapping[Thing, object]:
        """The things of which something is said."""
        return self.graph.things

    def of(self, name: NamedNode) -> Mapping[Thing, Sequence[Node]]:
        """Return the values of a property by what has them."""
        return self.graph.of_property(name)

    @property
    def names(self) -> Iterator[NamedNode]:
        """The properties in use."""
        return self.graph.names

    def uses(self, test: Callable[[Node], bool]) -> Iterator[tuple[Thing, NamedNode, Node]]:
        """Yield what is said with the values that a test finds, property by property.

        Each value is tried once, however many things have it.
        """
        found = {value for value in self.graph.objects if test(value)}
        for name in self.names if found else ():
            for thing, value in self.graph.pairs(name):
                if value in found:
                    yield thing, name, value

    def values(self, thing: Node, name: NamedNode) -> Sequence[Node]:
        """Return the values of a property of a thing; () if it has none."""
        return () if isinstance(thing, Literal) else self.graph.values(thing, name)

    def about(self, thing: Node) -> Sequence[tuple[NamedNode, Node]]:
        """Return what is said of a thing, as properties and values."""
        return self.graph.about(thing)

    def value(self, thing: Node, name: NamedNode) -> Node | None:
        """Return the one value of a property of a thing; None if there is none, or are several."""
        found = self.values(thing, name)
        return found[0] if len(found) == 1 else None

    def text(self, thing: Node, name: NamedNode) -> str:
        """Return the one value as it is written, or ''."""
        found = self.value(thing, name)
        return found.value if isinstance(found, Literal | NamedNode) else ""

    def are(self, kind: NamedNode) -> Sequence[Thing]:
        """Return the things of a class, or of one below it."""
        return self._members.get(kind, [])

    @cached_property
    def _members(self) -> Mapping[Node, list[Thing]]:
        found: defaultdict[Node, list[Thing]] = defaultdict(list)
        for thing, kinds in self.kinds.items():
            for kind in kinds:
                found[kind].append(thing)
        return dict(found)

    @cached_property
    def kinds(self) -> Mapping[Thing, frozenset[Node]]:
        """The classes of each thing that has one, with all that stand above these."""
        above: dict[tuple[Node, ...], frozenset[Node]] = {}
        found: dict[Thing, frozenset[Node]] = {}
        for thing, classes in self.of(TYPE).items():
            key = tuple(classes)
            kinds = above.get(key)
            if kinds is None:
                kinds = above[key] = frozenset().union(*map(self._above, key))
            found[thing] = kinds
        return found

    def kinds_of(self, thing: Node) -> frozenset[Node]:
        """Return the classes of a thing, with all that stand above these."""
        return frozenset() if isinstance(thing, Literal) else self.kinds.get(thing, frozenset())

    @cached_property
    def _bases(self) -> tuple[str, ...]:
        """What the names of all things begin with that are published with the plans."""
        return tuple({
            plan.value.partition("id/plan/")[0] + "id/"
            for plan in self.are(PLAN.ActionPlan)
            if isinstance(plan, NamedNode) and "/id/plan/" in plan.value
        })  # fmt: skip

    def is_own(self, thing: Node) -> bool:
        """Tell whether a thing is named as one of the same publication."""
        return isinstance(thing, NamedNode) and thing.value.startswith(self._bases)

    @cached_property
    def referred(self) -> frozenset[Node]:
        """What some other thing refers to."""
        return frozenset(
            value
            for name in self.names
            if name != TYPE
            for thing, value in self.graph.pairs(name)
            if value is not thing and not isinstance(value, Literal)
        )

    @cached_property
    def _wider(self) -> Mapping[Node, list[Node]]:
        wider: defaultdict[Node, list[Node]] = defaultdict(list)
        for subject, name, value in ontology():
            named = isinstance(subject, NamedNode) and isinstance(value, NamedNode)
            if named and name.value == RDFS + "subClassOf":
                wider[subject].append(value)
        return wider

    def _above(self, kind: Node) -> frozenset[Node]:
        found = {kind}
        queue = [kind]
        while queue:
            for wider in self._wider.get(queue.pop(), ()):
                if wider not in found:
                    found.add(wider)
                    queue.append(wider)
        return frozenset(found)

    @cached_property
    def plans(self) -> Mapping[Node, Node]:
        """The plan of each part that belongs to one."""
        return {
            thing: values[0]
            for thing, values in self.of(PLAN.inPlan).items()
            if len(values) == 1 and PLAN.ActionPlan in self.kinds_of(values[0])
        }
