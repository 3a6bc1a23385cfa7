"""Stores that hold what a test puts into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store, Triple

from plan_graph.asking.search.entry import FILE
from plan_graph.asking.store import ONTOLOGY_GRAPH, ontology
from plan_graph.building.search_entries import PART, entries_of, written
from plan_graph.building.search_index import write_index
from plan_graph.iris import Iris


def make_store(target: Path, graphs: Mapping[NamedNode, Sequence[Triple]]) -> None:
    """Make a store that holds the graphs, and the ontology in a graph of its own."""
    store = Store(str(target))
    for name, triples in {ONTOLOGY_GRAPH: ontology(), **graphs}.items():
        store.bulk_extend(Quad(t.subject, t.predicate, t.object, name) for t in triples)
    store.flush()


def make_index(build: Path, iris: Iris, triples: Sequence[Triple]) -> None:
    """Write the index of a build that has the graph of one plan."""
    part = build / iris.plan / PART
    part.write_text("".join(written(entries_of(triples, iris))), encoding="utf-8")
    write_index(build / FILE, [part])
