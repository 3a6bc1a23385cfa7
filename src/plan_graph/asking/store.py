"""The embedded store: named graphs of plans, the ontology and the codes, in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
)

from plan_graph.asking.queries.dataset import names_graphs
from plan_graph.asking.queries.engine import Engine, Solutions
from plan_graph.asking.queries.mistakes import explained
from plan_graph.asking.queries.star import with_columns
from plan_graph.errors import UsageError
from plan_graph.phrases import phrase
from plan_graph.resources import folder
from plan_graph.vocab import PLAN_BASE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    _T = TypeVar("_T")

ONTOLOGY_GRAPH = NamedNode(PLAN_BASE + "def")


def ontology() -> list[Triple]:
    """Return the classes, the properties and the codes, which answers take labels from."""
    root = folder("ontology")
    files = [root / "core.ttl", *sorted((root / "codes").glob("*.ttl"))]
    return [
        quad.triple for file in files for quad in parse(path=str(file), format=RdfFormat.TURTLE)
    ]


class Embedded(Engine):
    """The store of a build as an engine.

    The default graph is the union of all graphs, or of those that a query names.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def graphs(self) -> Sequence[NamedNode]:
        """Return the named graphs."""
        return self._graphs

    @cached_property
    def _graphs(self) -> tuple[NamedNode, ...]:
        names = self.store.named_graphs()
        return tuple(name for name in names if isinstance(name, NamedNode))

    def select(self, text: str) -> Solutions:
        """Answer a SELECT query."""
        found = self.query(text)
        if not isinstance(found, QuerySolutions):
            raise UsageError(phrase("asking.store.query_no_select_query_asked"))
        variables = tuple(variable.value for variable in found.variables)
        return Solutions(variables, tuple(tuple(row) for row in self._all(found)))

    def construct(self, text: str) -> tuple[Triple, ...]:
        """Answer a CONSTRUCT query, without repetition."""
        found = self.query(text)
        if not isinstance(found, QueryTriples):
            raise UsageError(phrase("asking.store.query_no_construct_query_asked"))
        return tuple(dict.fromkeys(self._all(found)))

    @staticmethod
    def _all(found: Iterable[_T]) -> Iterator[_T]:
        try:
            yield from found
        except (OSError, RuntimeError) as error:
            problem = phrase("asking.store.service_not_for_embedded_store")
            raise UsageError(
                phrase("asking.store.query_stopped", error=error, problem=problem)
            ) from None

    def query(self, text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a query of any form; what the engine finds comes as it is read.

        Raises:
            UsageError: If it is no SPARQL.
        """
        try:
            union = not names_graphs(text)
            return self.store.query(with_columns(text), use_default_graph_as_union=union)
        except SyntaxError as error:
            raise UsageError(
                phrase("asking.store.query_no_sparql", error=explained(text, str(error)))
            ) from None


def open_store(path: str | os.PathLike[str]) -> Embedded:
    """Open a store for reading; the folder of a build holds one.

    Raises:
        UsageError: If there is none at the path, or it cannot be read.
    """
    if os.path.isfile(os.path.join(path, "store", "CURRENT")):
        path = os.path.join(path, "store")
    if not os.path.isfile(os.path.join(path, "CURRENT")):
        raise UsageError(phrase("asking.store.store_no_store", path=path))
    try:
        return Embedded(Store.read_only(str(path)))
    except OSError as error:
        raise UsageError(phrase("asking.store.store_cannot_read", path=path, error=error)) from None
