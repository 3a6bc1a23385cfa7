"""The cases of the named queries: which values each is asked with."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from plan_graph.asking.queries import load, names
from plan_graph.asking.queries.template import Query

_VALUES = Path(__file__).parent / "cases" / "queries" / "values.toml"
_NUMBERS = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}"
    for name in ("integer", "decimal", "nonNegativeInteger", "positiveInteger", "int", "long")
)
Comparable = tuple[str, object] | None
Row = tuple[NamedNode | BlankNode | Literal | None, ...]


class QueryCase(NamedTuple):
    """A query with values as they are typed."""

    name: str
    query: Query
    values: dict[str, str]


def query_cases() -> list[QueryCase]:
    """Return each query with the values of its cases, and without any where none is required."""
    found = []
    given = tomllib.loads(_VALUES.read_text(encoding="utf-8")) if _VALUES.is_file() else {}
    for name in names():
        query = load(name)
        if not any(parameter.required for parameter in query.parameters.values()):
            found.append(QueryCase(name, query, {}))
        found += [
            QueryCase(case, query, values)
            for case, values in given.items()
            if case.partition("--")[0] == name and values
        ]
    return found


def comparable_row(
    row: tuple[NamedNode | BlankNode | Literal | None, ...],
) -> tuple[Comparable, ...]:
    """Return a row in a form that is the same for equal values: a number is a number."""
    return tuple(_comparable(term) for term in row)


def comparable_triple(triple: Triple) -> tuple[Comparable, ...]:
    """Return a triple in that form."""
    if isinstance(triple.subject, Triple) or isinstance(triple.object, Triple):
        raise TypeError("a triple within a triple")
    return comparable_row((triple.subject, triple.predicate, triple.object))


def _comparable(term: NamedNode | BlankNode | Literal | None) -> Comparable:
    if isinstance(term, Literal):
        if term.datatype.value in _NUMBERS:
            # Engines round a quotient at different digits.
            return ("number", round(Decimal(term.value), 6).normalize())
        return (term.datatype.value, (term.value, term.language))
    return None if term is None else (type(term).__name__, term.value)
