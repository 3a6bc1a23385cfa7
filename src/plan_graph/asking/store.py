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

from plan_graph.asking.queries.dataset import Datasets, names_graphs, parted
from plan_graph.asking.queries.engine import Engine, Solutions
from plan_graph.asking.queries.mistakes import explained
from plan_graph.asking.queries.star import with_columns
from plan_graph.asking.search.entry import FILE as INDEX
from plan_graph.errors import UsageError
from plan_graph.phrases import phrase
from plan_graph.resources import folder
from plan_graph.vocab import PLAN_BASE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from plan_graph.asking.plan_stores import PlanStores
    from plan_graph.asking.search.index import Index

    _T = TypeVar("_T")

_MOST_THINGS = 2_000
"""A query that names more of them is not quicker for it."""
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

    The default graph is the union of all graphs, or of those that a query names; if these are all
    about one plan, a store that holds nothing else is asked. A store that may be changed has no
    index, and no such stores.
    """

    def __init__(self, store: Store, build: str | os.PathLike[str] = "") -> None:
        self.store = store
        self._build = build

    @cached_property
    def index(self) -> Index | None:
        """The index of the build that the store belongs to, or None if it has none."""
        file = os.path.join(self._build, INDEX)
        if not self._build or not os.path.isfile(file):
            return None
        from plan_graph.asking.search.index import Index  # noqa: PLC0415 - few questions need it

        return Index(file)

    def holding(self, words: str) -> list[NamedNode] | None:
        """Return the things of plans of which some text may hold words; None if any may."""
        found = self.index.holding(words, _MOST_THINGS) if self.index else None
        return None if found is None else [NamedNode(iri) for iri in found]

    def graphs_about(self, thing: NamedNode) -> Sequence[NamedNode]:
        """Return the graphs of the plan of a thing, and those of no plan."""
        return self._datasets.about(thing)

    @cached_property
    def _datasets(self) -> Datasets:
        return Datasets(self.store.named_graphs())

    @cached_property
    def _plans(self) -> PlanStores | None:
        """Stores of one plan alone, if the files of the build are there to make them of."""
        if not self._build:
            return None
        from pathlib import Path  # noqa: PLC0415 - most questions start without it

        from plan_graph.asking.plan_stores import PlanStores  # noqa: PLC0415

        return PlanStores(Path(self._build), self._datasets)

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
        graphs, rest = parted(text)
        alone = self._plans.of(graphs) if graphs and self._plans else None
        try:
            if alone is not None:
                return alone.query(with_columns(rest))
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
    build = os.path.dirname(os.path.abspath(path))
    if not os.path.isfile(os.path.join(path, "CURRENT")):
        raise UsageError(phrase("asking.store.store_no_store", path=path))
    try:
        return Embedded(Store.read_only(str(path)), build)
    except OSError as error:
        raise UsageError(phrase("asking.store.store_cannot_read", path=path, error=error)) from None
