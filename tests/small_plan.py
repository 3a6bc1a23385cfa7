"""A plan made up by hand, with every kind of thing, and ways to add to it."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

FILE = Path(__file__).parent / "cases" / "small-plan.ttl"
_PREFIXES = "".join(
    line
    for line in FILE.read_text(encoding="utf-8").splitlines(keepends=True)
    if line.startswith(("@base", "@prefix"))
)


def small_plan(more: str = "") -> list[Triple]:
    """Return the plan with more statements in Turtle, which may use its base and prefixes."""
    given = FILE.read_text(encoding="utf-8") + more
    return [quad.triple for quad in parse(given.encode(), format=RdfFormat.TURTLE)]


def node(name: str) -> NamedNode:
    """Return the IRI that a Turtle name stands for.

    >>> node("plan:Action").value
    'https://w3id.org/plan-graph/def#Action'
    """
    statement = f"{_PREFIXES} <x> <y> {name} ."
    (quad,) = parse(statement.encode(), format=RdfFormat.TURTLE)
    if not isinstance(quad.object, NamedNode):
        raise TypeError(f"{name} is no IRI")
    return quad.object
