"""The constraints of SHACL that our shapes use, each as a check of one thing and its values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from plan_graph.checking.paths import Index, Node, Nodes, UncertainError
from plan_graph.vocab import XSD

SH = "http://www.w3.org/ns/shacl#"
Check: TypeAlias = Callable[[Index, Node, Nodes], Iterable[Node | None]]
"""Gives each value that breaks a constraint, or None if the values as a whole break it."""
_Test: TypeAlias = Callable[[Index, Node], bool]
"""Tells whether one value is as it must be; a shape is one by its `accepts`."""
_NUMBERS = (XSD.integer, XSD.nonNegativeInteger, XSD.decimal)


@dataclass(frozen=True)
class Each:
    """A check of every value by itself."""

    test: _Test

    def __call__(self, index: Index, focus: Node, values: Nodes) -> Iterable[Node]:
        """Give the values that are not as they must be."""
        return [value for value in values if not self.test(index, value)]


@dataclass(frozen=True)
class Counted:
    """A check of how many values there are."""

    test: Callable[[int], bool]

    def __call__(self, index: Index, focus: Node, values: Nodes) -> Iterable[None]:
        """Give None if these are too few or too many."""
        return () if self.test(len(values)) else (None,)


def min_count(parameter: Node) -> Check:
    """Want at least so many values."""
    least = int(parameter.value)
    return Counted(lambda count: count >= least)


def max_count(parameter: Node) -> Check:
    """Want at most so many values."""
    most = int(parameter.value)
    return Counted(lambda count: count <= most)


def node_kind(parameter: Node) -> Check:
    """Want IRIs, or literals."""
    kinds = {SH + "IRI": NamedNode, SH + "Literal": Literal}
    if parameter.value not in kinds:
        raise UncertainError(parameter)
    kind = kinds[parameter.value]
    return Each(lambda index, value: isinstance(value, kind))


def datatype(parameter: Node) -> Check:
    """Want literals of a type."""
    return Each(lambda index, value: isinstance(value, Literal) and value.datatype == parameter)


def kind_of_thing(parameter: Node) -> Check:
    """Want things of a class."""
    return Each(lambda index, value: value in index.members(parameter))


def pattern(parameter: Node) -> Check:
    """Want values, IRIs or literals, that match."""
    form = re.compile(parameter.value)
    return Each(lambda index, value: form.search(value.value) is not None)


def min_length(parameter: Node) -> Check:
    """Want values of at least so many characters."""
    least = int(parameter.value)
    return Each(lambda index, value: len(value.value) >= least)


def has_value(parameter: Node) -> Check:
    """Want one certain value."""
    return lambda index, focus, values: () if parameter in values else (None,)


def min_inclusive(parameter: Node) -> Check:
    """Want numbers that are not smaller."""
    least = Decimal(parameter.value)
    return Each(lambda index, value: _is_number(value) and Decimal(value.value) >= least)


def max_inclusive(parameter: Node) -> Check:
    """Want numbers that are not greater."""
    most = Decimal(parameter.value)
    return Each(lambda index, value: _is_number(value) and Decimal(value.value) <= most)


def _is_number(node: Node) -> bool:
    return isinstance(node, Literal) and node.datatype in _NUMBERS


def _ordered(test: Callable[[object, object], bool]) -> Callable[[Node], Check]:
    def make(parameter: Node) -> Check:
        def check(index: Index, focus: Node, values: Nodes) -> Iterator[Node]:
            others = index.values(_named(parameter), focus)
            for value in values:
                for other in others:
                    if not test(*_alike(value, other)):
                        yield value

        return check

    return make


def _alike(one: Node, other: Node) -> tuple[Decimal, Decimal] | tuple[date, date]:
    if isinstance(one, Literal) and isinstance(other, Literal):
        if one.datatype in _NUMBERS and other.datatype in _NUMBERS:
            return Decimal(one.value), Decimal(other.value)
        if one.datatype == other.datatype == XSD.date:
            return date.fromisoformat(one.value), date.fromisoformat(other.value)
    raise UncertainError(one)


less_than = _ordered(lambda one, other: one < other)  # type: ignore[operator] # both alike
less_than_or_equals = _ordered(lambda one, other: one <= other)  # type: ignore[operator]


def disjoint(parameter: Node) -> Check:
    """Want values that are no values of another property."""

    def check(index: Index, focus: Node, values: Nodes) -> Iterator[Node]:
        others = index.values(_named(parameter), focus)
        return (value for value in values if value in others)

    return check


def unique_lang(parameter: Node) -> Check:
    """Want at most one value in each language."""

    def check(index: Index, focus: Node, values: Nodes) -> Iterator[None]:
        tags = Counter(value.language for value in values if isinstance(value, Literal))
        return (None for tag, count in tags.items() if tag and count > 1)

    return check if parameter.value == "true" else Each(lambda index, value: True)


def one_of(members: Sequence[Node]) -> Check:
    """Want values of a list."""
    wanted = frozenset(members)
    return Each(lambda index, value: value in wanted)


def language_in(members: Sequence[Node]) -> Check:
    """Want words in some languages."""
    tags = [member.value.lower() for member in members]

    def test(index: Index, value: Node) -> bool:
        language = (isinstance(value, Literal) and value.language) or ""
        return any(language.lower() == tag or language.lower().startswith(f"{tag}-")
                   for tag in tags)  # fmt: skip

    return Each(test)


def any_of(shapes: Sequence[_Test]) -> Check:
    """Want values that at least one shape accepts."""
    return Each(lambda index, value: any(accepts(index, value) for accepts in shapes))


def none_of(accepts: _Test) -> Check:
    """Want values that a shape does not accept."""
    return Each(lambda index, value: not accepts(index, value))


def qualified(accepts: _Test, test: Callable[[int], bool]) -> Check:
    """Want so many values that a shape accepts."""

    def check(index: Index, focus: Node, values: Nodes) -> Iterable[None]:
        count = sum(accepts(index, value) for value in values)
        return () if test(count) else (None,)

    return check


def sparql(select: str) -> Check:
    """Ask a query about the thing, which names every property that it looks at.

    It must find the thing itself in the graph, so that it can be asked once for all things.
    """

    def check(index: Index, focus: Node, values: Nodes) -> Iterator[Node | None]:
        if select not in index.answers:
            index.answers[select] = _answers(index, select)
        for value in index.answers[select].get(focus, ()):
            if isinstance(value, Literal) and value.datatype in (XSD.boolean, *_NUMBERS):
                raise UncertainError(value)  # The store may have written it in another way.
            yield value

    return check


def _answers(index: Index, select: str) -> Mapping[Node, Sequence[Node | None]]:
    """Return the values that a query finds, by the thing that it finds them for."""
    solutions = _store(index, select).query(select)
    if not isinstance(solutions, QuerySolutions):
        raise UncertainError(select)
    found: dict[Node, list[Node | None]] = {}
    for row in solutions:
        thing, value = row["this"], row["value"]
        if not isinstance(thing, NamedNode):
            raise UncertainError(select)
        found.setdefault(thing, []).append(
            value if isinstance(value, NamedNode | Literal) else None
        )
    return found


def _store(index: Index, select: str) -> Store:
    store = Store()
    store.extend(Quad(*triple) for triple in index.triples(named_in=select))
    return store


def _named(node: Node) -> NamedNode:
    if isinstance(node, NamedNode):
        return node
    raise UncertainError(node)


OF_ONE: Mapping[str, tuple[str, Callable[[Node], Check]]] = {
    "minCount": ("MinCount", min_count),
    "maxCount": ("MaxCount", max_count),
    "nodeKind": ("NodeKind", node_kind),
    "datatype": ("Datatype", datatype),
    "class": ("Class", kind_of_thing),
    "pattern": ("Pattern", pattern),
    "minLength": ("MinLength", min_length),
    "hasValue": ("HasValue", has_value),
    "minInclusive": ("MinInclusive", min_inclusive),
    "maxInclusive": ("MaxInclusive", max_inclusive),
    "lessThan": ("LessThan", less_than),
    "lessThanOrEquals": ("LessThanOrEquals", less_than_or_equals),
    "disjoint": ("Disjoint", disjoint),
    "uniqueLang": ("UniqueLang", unique_lang),
}
"""Constraints with one value: the start of the name of the component, and what makes the check."""
OF_LIST: Mapping[str, tuple[str, Callable[[Sequence[Node]], Check]]] = {
    "in": ("In", one_of),
    "languageIn": ("LanguageIn", language_in),
}
"""The same for constraints with a list."""
