"""What a query gives, and what can answer one: the same for every engine."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | BlankNode | Literal


class Solutions(NamedTuple):
    """The answer to a SELECT query.

    Attributes:
        variables: The names of its columns, without '?'.
        rows: One term or None for each variable, in the order of the answer.
        cut: Whether the engine gave only the first part of the answer.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    cut: bool = False


class Engine(Protocol):
    """What answers SPARQL queries: the embedded store or a remote endpoint."""

    def select(self, text: str) -> Solutions:
        """Answer a SELECT query."""

    def construct(self, text: str) -> tuple[Triple, ...]:
        """Answer a CONSTRUCT query, without repetition."""
