"""Rules that need the parse tree of a query; rdflib parses it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from plan_graph.queries.lint.complaint import Complaint, line_of
from plan_graph.queries.template import Query

_ENDLESS = ("*", "+")


def syntax_complaints(query: Query, plain: str) -> Iterator[Complaint]:
    """Give where the text is no SPARQL 1.1, or divides or follows paths as engines differ in.

    `plain` is the text without strings, IRIs and comments.
    """
    from pyparsing.exceptions import ParseBaseException  # noqa: PLC0415 - takes long to load
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    try:
        tree = parseQuery(query.text)
    except ParseBaseException as error:
        found = error.line.strip()[:60]
        yield Complaint(error.lineno, f"'{found}' is no SPARQL 1.1 ({error.msg}); correct it")
        return
    except RecursionError:
        yield Complaint(0, "is nested too deep for grlc, which parses with rdflib; nest less")
        return
    nodes = list(_walk(tree))
    yield from _divisions(nodes, plain)
    yield from _paths(nodes, plain)


def _walk(node: Any) -> Iterator[Any]:
    """Give the nodes of a parse tree, in the order of the text."""
    yield node
    if isinstance(node, dict):
        for value in node.values():
            yield from _walk(value)
    elif isinstance(node, list) or type(node).__name__ in ("ParseResults", "plist"):
        for value in node:
            yield from _walk(value)


def _divisions(nodes: list[Any], plain: str) -> Iterator[Complaint]:
    from rdflib import Literal  # noqa: PLC0415

    for node in nodes:
        if getattr(node, "name", "") != "MultiplicativeExpression" or "/" not in (node.op or []):
            continue
        if not isinstance(node.expr, Literal) or "." not in node.expr:
            problem = "a division of whole numbers gives a whole number on Virtuoso"
            yield Complaint(_find(r"[\w)]\s*/\s*[?\d(]", plain), f"{problem}; write 1.0 * … / …")


def _paths(nodes: list[Any], plain: str) -> Iterator[Complaint]:
    """Find paths of any length whose two ends are both still unknown, which Virtuoso refuses."""
    from rdflib import Variable  # noqa: PLC0415

    known: set[Any] = set()
    for node in nodes:
        if type(node).__name__ not in ("ParseResults", "plist", "list"):
            continue
        for subject, path, value in _triples(list(node)):
            ends = {end for end in (subject, value) if isinstance(end, Variable)}
            if len(ends) == 2 and not ends & known and _is_endless(path):
                problem = f"a path leads from ?{subject} to ?{value}, neither of them known"
                line = _find(rf"\?{subject}\b[^?]*[*+)]\s*\?{value}\b", plain)
                yield Complaint(line, f"{problem}; put a triple with one of them before it")
            known |= ends


def _triples(items: list[Any]) -> Iterator[tuple[Any, Any, Any]]:
    from rdflib import Literal, URIRef, Variable  # noqa: PLC0415

    if len(items) >= 3 and isinstance(items[0], Variable | URIRef | Literal):
        for index in range(1, len(items) - 1, 2):
            yield items[0], items[index], items[index + 1]


def _is_endless(path: Any) -> bool:
    return any(
        getattr(node, "mod", None) in _ENDLESS for node in _walk(path) if hasattr(node, "mod")
    )


def _find(pattern: str, plain: str) -> int:
    """Give the line of the first match; the parse tree knows no places."""
    match = re.search(pattern, plain)
    return line_of(plain, match.start()) if match else 0
