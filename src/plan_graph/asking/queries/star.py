"""The columns of `SELECT *` in the order of the text: the engine sorts them by their letters."""

from __future__ import annotations

import re

from pyoxigraph import QuerySolutions, Store

from plan_graph.asking.queries.dataset import blanked

_FORM = re.compile(r"(?<![\w?$:@-])(?:SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:-])", re.IGNORECASE)
_STAR = re.compile(r"SELECT\s*(?:(?:DISTINCT|REDUCED)\s*)?(?P<star>\*)", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$](\w+)")


def with_columns(text: str) -> str:
    """Return a query that names its columns in the place of `*`, as they come in the text.

    What is in scope is asked of the engine, with no data. A query of another kind, or none at
    all, is returned as it is.

    >>> with_columns("SELECT*{ ?z ?y ?a FILTER NOT EXISTS { ?z ?y ?b } }")
    'SELECT ?z ?y ?a { ?z ?y ?a FILTER NOT EXISTS { ?z ?y ?b } }'
    """
    if "*" not in text:
        return text
    words = blanked(text)
    form = _FORM.search(words)
    star = _STAR.match(words, form.start()) if form else None
    if star is None:
        return text
    try:
        found = Store().query(text, base_iri=_BASE)
    except (SyntaxError, ValueError):
        return text
    if not isinstance(found, QuerySolutions):
        return text
    in_scope = dict.fromkeys(variable.value for variable in found.variables)
    named = dict.fromkeys(_VARIABLE.findall(words, star.end()))
    columns = [*(name for name in named if name in in_scope), *(in_scope.keys() - named.keys())]
    written = " ".join(f"?{name}" for name in columns)
    return f"{text[: star.start('star')]} {written or '*'} {text[star.end('star') :]}"


_BASE = "http://localhost/"
"""Relative IRIs are allowed in a query that is asked over HTTP."""
