"""The parse tree of a query, as rdflib gives it: its nodes, triples and variables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def is_node(node: Any) -> bool:
    """Tell whether a value is a node of the tree with a name."""
    return isinstance(node, dict) and hasattr(node, "name")


def children(node: Any) -> Iterator[Any]:
    """Return what stands directly in a node."""
    if isinstance(node, dict):
        yield from node.values()
    elif isinstance(node, list) or type(node).__name__ in ("ParseResults", "plist"):
        yield from node


def walk(node: Any) -> Iterator[Any]:
    """Return the nodes of a parse tree, in the order of the text."""
    yield node
    for value in children(node):
        yield from walk(value)


def variables_in(node: Any) -> set[str]:
    """Return the names of the variables in a part of the tree."""
    from rdflib import Variable  # noqa: PLC0415 - takes long to load

    return {str(each) for each in walk(node) if isinstance(each, Variable)}


def triples_of(block: Any) -> list[tuple[str, str, str]]:
    """Return the triples of a block as texts; a variable begins with '?'."""
    found = []
    for group in block.triples:
        terms = [_text(term) for term in group]
        found += [(terms[i], terms[i + 1], terms[i + 2]) for i in range(0, len(terms) - 2, 3)]
    return found


def _text(term: Any) -> str:
    from rdflib import Variable  # noqa: PLC0415

    if isinstance(term, Variable):
        return f"?{term}"
    if list(children(term)):
        name = term.name if is_node(term) else ""
        mark = str(term.get("mod", "")) if is_node(term) else ""
        return f"{name}{mark}({' '.join(map(_text, children(term)))})"
    return repr(term)
