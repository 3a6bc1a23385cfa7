"""A rule for variables that OPTIONAL may leave unbound: in a later pattern these match everything.

What a group binds is worked out from its parse tree, part by part, as SPARQL joins it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from plan_graph.asking.queries.lint.tree import is_node, triples_of, variables_in, walk

Triple = tuple[str, str, str]
_PATTERNS = ("GroupGraphPatternSub", "SubSelect")
_EXISTS = ("Builtin_EXISTS", "Builtin_NOTEXISTS")


@dataclass
class Bound:
    """The variables that a pattern binds, and what is wrong within it.

    Attributes:
        surely: Those that have a value in every solution.
        perhaps: The others, with the triples that bind each where it has a value.
        wrong: The variables that stand in a pattern although they may be unbound there.
    """

    surely: set[str] = field(default_factory=set)
    perhaps: dict[str, frozenset[Triple]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def join(self, other: Bound, triples: frozenset[Triple] = frozenset()) -> None:
        """Take in what is joined to this; `triples` are those that stand in it."""
        self._check({*other.surely, *other.perhaps}, triples)
        self.surely |= other.surely
        self.perhaps |= {v: g for v, g in other.perhaps.items() if v not in self.perhaps}
        self._settle(other)

    def join_optionally(self, other: Bound, triples: frozenset[Triple]) -> None:
        """Take in what is joined where it matches."""
        self._check({*other.surely, *other.perhaps}, triples)
        for variable in (*other.surely, *other.perhaps):
            self.perhaps.setdefault(variable, triples)
        self._settle(other)

    def check_filter(self, variables: Iterable[str], triples: frozenset[Triple]) -> None:
        """Look at the variables of EXISTS in a filter of this."""
        self._check(set(variables), triples)

    def _check(self, variables: set[str], triples: frozenset[Triple]) -> None:
        # Where the triples that bind it stand again, nothing else can match.
        self.wrong += [
            variable
            for variable, guards in self.perhaps.items()
            if variable in variables and not (guards and guards <= triples)
        ]

    def _settle(self, other: Bound) -> None:
        self.perhaps = {v: g for v, g in self.perhaps.items() if v not in self.surely}
        self.wrong += other.wrong


def unbound_variables(tree: Any) -> list[str]:
    """Return the variables that may come unbound into a pattern of a query, each once.

    Parameters are no such variables: who asks gives them a value, or they stay out of patterns.
    """
    wheres = [node.where for node in walk(tree) if is_node(node) and _is_query(node)]
    wrong = [variable for where in wheres for variable in _pattern(where).wrong]
    return [name for name in dict.fromkeys(wrong) if not name.startswith("_")]


def _is_query(node: Any) -> bool:
    return node.name in ("SelectQuery", "ConstructQuery", "AskQuery", "DescribeQuery")


def _pattern(node: Any) -> Bound:
    if node.name == "SubSelect":
        return _selected(node)
    bound = Bound()
    filters = []
    for part in node.part or ():
        if part.name == "Filter":
            filters.append(part)
        else:
            _take(bound, part)
    for part in filters:  # They see what the whole group binds.
        for pattern in _exists(part):
            bound.check_filter(variables_in(pattern), _triples(pattern))
            bound.wrong += _pattern(pattern).wrong
    return bound


def _take(bound: Bound, part: Any) -> None:
    match part.name:
        case "TriplesBlock":
            found = triples_of(part)
            named = {term for triple in found for term in triple if term.startswith("?")}
            bound.join(Bound({name[1:] for name in named}), frozenset(found))
        case "OptionalGraphPattern":
            _take_optional(bound, part.graph)
        case "GroupOrUnionGraphPattern":
            bound.join(_union([_pattern(each) for each in part.graph]), _triples(part))
        case "Bind":
            _bind(bound, part)
        case "InlineData":
            bound.join(_values(part))
        case "MinusGraphPattern":
            bound.wrong += _pattern(part.graph).wrong


def _take_optional(bound: Bound, graph: Any) -> None:
    inner = _pattern(graph)
    # Filters of an optional part see what stands before it, too.
    filters = (part for part in graph.part or () if part.name == "Filter")
    for pattern in (each for part in filters for each in _exists(part)):
        outer = variables_in(pattern) - inner.surely - set(inner.perhaps)
        bound.check_filter(outer, _triples(pattern))
    bound.join_optionally(inner, _triples(graph))


def _union(branches: list[Bound]) -> Bound:
    surely = set.intersection(*(each.surely for each in branches))
    every = {name for each in branches for name in (*each.surely, *each.perhaps)}
    guards: Mapping[str, frozenset[Triple]] = {
        name: each.perhaps.get(name, frozenset()) for each in branches for name in every
    }
    perhaps = {name: guards[name] for name in every - surely}
    return Bound(surely, perhaps, [name for each in branches for name in each.wrong])


def _selected(node: Any) -> Bound:
    """Return what a sub-select gives out."""
    inner = _pattern(node.where)
    if not node.projection:
        return inner
    found = Bound(wrong=inner.wrong)
    for item in node.projection:
        if "evar" in item:
            aggregates = any(is_node(n) and n.name == "Aggregate_Count" for n in walk(item.expr))
            _add(found, str(item.evar), aggregates or _is_sure(item.expr, inner))
        elif "var" in item:
            name = str(item.var)
            _add(found, name, name in inner.surely, inner.perhaps.get(name, frozenset()))
    return found


def _add(found: Bound, name: str, sure: bool, guards: frozenset[Triple] = frozenset()) -> None:
    if sure:
        found.surely.add(name)
    else:
        found.perhaps[name] = guards


def _bind(bound: Bound, part: Any) -> None:
    for pattern in _exists(part):
        bound.check_filter(variables_in(pattern), _triples(pattern))
    _add(bound, str(part.var), _is_sure(part.expr, bound))


def _is_sure(expression: Any, bound: Bound) -> bool:
    """Tell whether an expression has a value: of COALESCE one part is enough."""
    for node in walk(expression):
        if is_node(node) and node.name == "Builtin_COALESCE":
            return any(_is_sure(each, bound) for each in node.arg)
        if is_node(node) and node.name.startswith("Builtin_"):
            break
    return not {v for v in variables_in(expression) - bound.surely if not _is_required(v)}


def _is_required(name: str) -> bool:
    """Tell whether a variable is a parameter that always has a value."""
    return name.startswith("_") and not name.startswith("__")


def _values(part: Any) -> Bound:
    names = [str(name) for name in part.var]
    # Values of one variable stand without brackets.
    alone = (row if not (is_node(row) or isinstance(row, str)) else [row] for row in part.value)
    rows = [list(row) for row in alone]
    open_ = {
        name
        for row in rows
        for name, value in zip(names, row, strict=False)
        if str(value) == "UNDEF"
    }
    return Bound({*names} - open_, dict.fromkeys(open_, frozenset()))


def _exists(part: Any) -> Iterator[Any]:
    """Return the patterns of EXISTS in an expression, the outermost."""
    return (node.graph for node in walk(part) if is_node(node) and node.name in _EXISTS)


def _triples(pattern: Any) -> frozenset[Triple]:
    blocks = (node for node in walk(pattern) if is_node(node) and node.name == "TriplesBlock")
    return frozenset(triple for block in blocks for triple in triples_of(block))


def mention(name: str, plain: str) -> int:
    """Return the offset at which a variable stands first behind the OPTIONAL that binds it."""
    word = re.compile(rf"\?{re.escape(name)}\b")
    for optional in re.finditer(r"(?i)\bOPTIONAL\s*\{", plain):
        end = _closing(plain, optional.end())
        if word.search(plain, optional.end(), end):
            behind = re.compile(rf"\?{re.escape(name)}\s+(?:a\b|[\w<(^-]+[:/])").search(plain, end)
            found = behind or word.search(plain, end)
            return found.start() if found else optional.start()
    first = word.search(plain)
    return first.start() if first else 0


def _closing(plain: str, start: int) -> int:
    depth = 1
    for match in re.compile(r"[{}]").finditer(plain, start):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end()
    return len(plain)
