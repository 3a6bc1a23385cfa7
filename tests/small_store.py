"""Stores that hold what a test puts into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store, Triple

from plan_graph.asking.store import ONTOLOGY_GRAPH, ontology


def make_store(target: Path, graphs: Mapping[NamedNode, Sequence[Triple]]) -> None:
    """Make a store that holds the graphs, and the ontology in a graph of its own."""
    store = Store(str(target))
    for name, triples in {ONTOLOGY_GRAPH: ontology(), **graphs}.items():
        store.bulk_extend(Quad(t.subject, t.predicate, t.object, name) for t in triples)
    store.flush()
