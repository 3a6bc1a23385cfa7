"""The embedded store: named graphs of plans, the ontology and the codes, in a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse

from plan_graph.errors import UsageError
from plan_graph.resources import folder
from plan_graph.vocab import PLAN_BASE

ONTOLOGY_GRAPH = NamedNode(PLAN_BASE + "def")


def ontology() -> list[Triple]:
    """Give the classes, the properties and the codes, which answers take labels from."""
    root = folder("ontology")
    files = [root / "core.ttl", *sorted((root / "codes").glob("*.ttl"))]
    return [
        quad.triple for file in files for quad in parse(path=str(file), format=RdfFormat.TURTLE)
    ]


def build_store(target: Path, graphs: Mapping[NamedNode, Sequence[Triple]]) -> None:
    """Make a store that holds the graphs, and the ontology in a graph of its own."""
    store = Store(str(target))
    for name, triples in {ONTOLOGY_GRAPH: ontology(), **graphs}.items():
        store.bulk_extend(Quad(t.subject, t.predicate, t.object, name) for t in triples)
    store.flush()


def open_store(path: Path) -> Store:
    """Open a store for reading.

    Raises:
        UsageError: If there is none at the path, or it cannot be read.
    """
    if not (path / "CURRENT").is_file():
        raise UsageError(
            f"store '{path}': there is no store; run 'plan-graph build' first, or give --store"
        )
    try:
        return Store.read_only(str(path))
    except OSError as error:
        raise UsageError(f"store '{path}': cannot be read: {error}; build it again") from None
