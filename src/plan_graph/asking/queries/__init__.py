"""Named queries: one question a file, with typed parameters bound as RDF terms."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache

from plan_graph.asking.queries.binding import bind, check_names
from plan_graph.asking.queries.engine import Engine, Solutions
from plan_graph.asking.queries.template import Parameter, Query
from plan_graph.errors import QueryError
from plan_graph.phrases import phrase
from plan_graph.resources import directory

__all__ = [
    "Parameter",
    "Query",
    "Solutions",
    "aliases",
    "bind",
    "check_names",
    "load",
    "load_file",
    "names",
    "select",
]


def names() -> list[str]:
    """List the names of all queries that come along."""
    files = os.listdir(directory("queries"))
    return sorted(file.removesuffix(".rq") for file in files if file.endswith(".rq"))


@cache
def aliases() -> Mapping[str, Query]:
    """Return the queries that earlier names still ask, some with a value fixed.

    A query that took the place of others says so: `aliases` under `x-plan-graph` has each earlier
    name with the terms that it stands for, as SPARQL writes them. These files do not change.
    """
    queries = [load_file(_file(name)) for name in names()]
    return {
        alias: query.fixed(alias, terms or {})
        for query in queries
        if "aliases:" in query.source  # Only these pay for reading their decorators.
        for alias, terms in query.own["aliases"].items()
    }


def load(name: str) -> Query:
    """Load a query by its name, or by one that it had earlier.

    Raises:
        QueryError: If there is none; the message names the nearest.
    """
    known = names()
    if name not in known and name in aliases():
        return aliases()[name]
    if name not in known:
        from difflib import get_close_matches  # noqa: PLC0415

        near = get_close_matches(name, known, n=1)
        if near:
            raise QueryError(name[:60], phrase("asking.queries.no_such_query", near=near[0]))
        raise QueryError(name[:60], phrase("asking.queries.no_such_query_at_all"))
    return load_file(_file(name))


def _file(name: str) -> str:
    return os.path.join(directory("queries"), f"{name}.rq")


def load_file(file: str | os.PathLike[str]) -> Query:
    """Load a query from a file of one's own.

    Raises:
        QueryError: If the file cannot be read as UTF-8 text.
    """
    name = os.path.basename(file).removesuffix(".rq")
    try:
        with open(file, encoding="utf-8") as opened:
            return Query(name, opened.read())
    except OSError as error:
        raise QueryError(
            name, phrase("asking.queries.cannot_read", file=file, strerror=error.strerror)
        ) from None
    except UnicodeDecodeError:
        raise QueryError(name, phrase("asking.queries.no_utf_text", file=file)) from None


def select(engine: Engine, query: Query, values: Mapping[str, str]) -> Solutions:
    """Answer a SELECT query; a thing may be given by short name, label or IRI.

    Raises:
        QueryError: If a value is missing, unknown or of the wrong form.
    """
    return engine.select(bind(query, values, engine))
