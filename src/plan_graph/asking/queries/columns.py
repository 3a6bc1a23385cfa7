"""Headings of columns for people, from `queries/columns.csv` or from the query itself.

A row without a query is for all of them. A query of one's own says `columns` under `x-plan-graph`.
The file is CSV because its parser is the one that an answer need not wait for.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Mapping
from functools import cache

from pyoxigraph import QuerySolutions, Store

from plan_graph.asking.queries.template import Query
from plan_graph.resources import directory

_LABEL = "Label"


def label_column(variable: str) -> str:
    """Name the column that holds the words for another: 'action' has 'actionLabel'."""
    return variable + _LABEL


def languages() -> tuple[str, ...]:
    """Return the languages that headings are in, the first for those who ask for another."""
    return tuple(next(iter(_headings().values())))


def projected(query: Query) -> tuple[str, ...]:
    """Return the variables of the columns that a SELECT query gives, in their order.

    >>> projected(Query("q", "SELECT ?a (COUNT(?b) AS ?n) { ?a ?_p_iri ?b } GROUP BY ?a"))
    ('a', 'n')
    """
    # A parameter without a value is a variable; an empty store answers in no time.
    found = Store().query(query.text)
    variables = found.variables if isinstance(found, QuerySolutions) else []
    return tuple(variable.value for variable in variables)


def heading(query: Query | None, column: str, language: str) -> str:
    """Return the heading of a column, or its variable if nothing says one.

    The words for a thing stand under the heading of the thing.

    >>> heading(None, "ministryLabel", "ro")
    'Minister'
    >>> heading(None, "someOther", "ro")
    'someOther'
    """
    for name in (column, column.removesuffix(_LABEL)):
        if words := _words(query, name):
            return words.get(language) or words.get("en") or column
    return column


def headings(query: Query | None, columns: Iterable[str], language: str) -> dict[str, str]:
    """Return the headings of columns, by their variables."""
    return {column: heading(query, column, language) for column in columns}


def _words(query: Query | None, column: str) -> Mapping[str, str] | None:
    known = _headings()
    if query is None:
        return known.get(("", column))
    return _own(query).get(column) or known.get((query.name, column)) or known.get(("", column))


def _own(query: Query) -> Mapping[str, Mapping[str, str]]:
    # Only a query that has any pays for reading its decorators.
    columns = query.own.get("columns") if "columns:" in query.source else None
    return columns if isinstance(columns, dict) else {}


@cache
def _headings() -> Mapping[tuple[str, str], Mapping[str, str]]:
    file = os.path.join(directory("queries"), "columns.csv")
    with open(file, encoding="utf-8", newline="") as opened:
        return {(row.pop("query"), row.pop("column")): row for row in csv.DictReader(opened)}
