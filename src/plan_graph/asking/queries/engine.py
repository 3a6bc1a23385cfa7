"""What a query gives, and what can answer one: the same for every engine."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from plan_graph.asking.search.index import Index

Term = NamedNode | BlankNode | Literal


class Solutions:
    """The answer to a SELECT query.

    Attributes:
        variables: The names of its columns, without '?'.
        rows: One term or None for each variable, in the order of the answer.
        cut: Whether the engine gave only the first part of the answer.
    """

    __slots__ = ("cut", "rows", "variables")

    def __init__(
        self,
        variables: tuple[str, ...],
        rows: tuple[tuple[Term | None, ...], ...],
        cut: bool = False,
    ) -> None:
        self.variables = variables
        self.rows = rows
        self.cut = cut

    def first(self, count: int) -> Solutions:
        """Return the first rows only."""
        return Solutions(self.variables, self.rows[:count], self.cut)


class Engine:
    """What answers SPARQL queries: the embedded store or a remote endpoint."""

    def select(self, text: str) -> Solutions:
        """Answer a SELECT query."""
        raise NotImplementedError

    def graphs_about(self, thing: NamedNode) -> Sequence[NamedNode]:
        """Return the graphs that hold all about a thing of one plan, () if all are to be asked."""
        return ()

    @property
    def index(self) -> Index | None:
        """What a search asks, or None if there is none."""
        return None

    def holding(self, words: str) -> list[NamedNode] | None:
        """Return the things of plans of which some text may hold words; None if any may."""
        return None

    def construct(self, text: str) -> tuple[Triple, ...]:
        """Answer a CONSTRUCT query, without repetition."""
        raise NotImplementedError
