"""Values of a named query as a client gives them: checked by name, and defaults for the others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from plan_graph.errors import QueryError
from plan_graph.queries import Query, check_names, load
from plan_graph.web.api.openapi import PAGE
from plan_graph.web.problems import RequestError


@cache
def loaded(name: str) -> Query:
    """Give a query of the list; they do not change while a server runs.

    Raises:
        RequestError: With status 404 if there is none.
    """
    try:
        return load(name)
    except QueryError as error:
        raise RequestError(404, str(error)) from None


def page_and_values(
    query: Query, given: Mapping[str, str], rows: int = PAGE.default
) -> tuple[int, int, dict[str, str]]:
    """Give how many rows are wanted, from which on, and the values with defaults.

    Args:
        query: The query that they are for.
        given: The values by name, with `limit` and `offset`.
        rows: How many rows are wanted if nothing is said.

    Raises:
        RequestError: With status 400, naming the parameter and what to do.
    """
    values = dict(given)
    limit = _number(values.pop("limit", str(rows)), "limit", PAGE.least, PAGE.most)
    offset = _number(values.pop("offset", "0"), "offset", 0, PAGE.last)
    try:
        check_names(query, values)
    except QueryError as error:
        raise RequestError(400, str(error)) from None
    if empty := [name for name, value in values.items() if not value]:
        raise RequestError(400, f"parameter '{empty[0]}' is empty; give a value, or leave it out")
    for name, said in (query.own.get("parameters") or {}).items():
        if name in query.parameters and said.get("default") is not None:
            values.setdefault(name, str(said["default"]))
    return limit, offset, values


def _number(text: str, name: str, least: int, most: int) -> int:
    if text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most:
        return int(text)
    raise RequestError(400, f"{name}='{text[:60]}': expected a number from {least} to {most:,}")
