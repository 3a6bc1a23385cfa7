"""The store of a build: bulk-loaded from the files of its plans, or from the store before it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from plan_graph.batch.record import Record
from plan_graph.dumps import n_triples
from plan_graph.iris import Iris
from plan_graph.store import ONTOLOGY_GRAPH, ontology

PLANS_AT_ONCE = 8
"""How many plans are loaded in one step: few large steps are fast, and all at once too large."""


class Loader:
    """Fills a store, a few plans in one step, so that memory does not grow with their number."""

    def __init__(self, folder: Path) -> None:
        new = not folder.exists()
        self._store = Store(str(folder))
        self._waiting: list[tuple[Record, Path]] = []
        if new:
            self._store.bulk_extend(
                Quad(t.subject, t.predicate, t.object, ONTOLOGY_GRAPH) for t in ontology()
            )

    def add(self, record: Record, folder: Path) -> None:
        """Take a plan in, now or with the next few; its files must stay until then."""
        self._waiting.append((record, folder))
        if len(self._waiting) == PLANS_AT_ONCE:
            self._load()

    def remove(self, plans: Iterable[Record]) -> None:
        """Take plans out."""
        for record in plans:
            for graph in _graphs(record.iris):
                self._store.remove_graph(graph)

    def close(self) -> None:
        """Load what waits, and bring all to the disk."""
        self._load()
        self._store.flush()
        del self._store

    def _load(self) -> None:
        lines = b"".join(_n_quads(record.iris, folder) for record, folder in self._waiting)
        self._waiting.clear()
        self._store.bulk_load(lines, format=RdfFormat.N_QUADS)


def copy_store(source: Path, target: Path) -> None:
    """Make a store that starts as another one.

    Its tables are never changed once written, so they are shared; the rest is copied.
    """
    target.mkdir()
    for file in os.scandir(source):
        if file.name.endswith(".sst"):
            try:
                os.link(file.path, target / file.name)
                continue
            except OSError:
                pass  # The file system has no second names.
        shutil.copyfile(file.path, target / file.name)


def _graphs(iris: Iris) -> tuple[NamedNode, ...]:
    return iris.graph, iris.inferred_graph, iris.report_graph, iris.monitoring_graph


def _n_quads(iris: Iris, folder: Path) -> bytes:
    """Give all that the files of a plan say, each triple with its graph."""
    report = [quad.triple for quad in parse(path=folder / "report.ttl")]
    monitoring = folder / "monitoring.nt"
    contents = (
        (folder / "plan.nt").read_bytes(),
        (folder / "inferred.nt").read_bytes(),
        n_triples(report),
        monitoring.read_bytes() if monitoring.is_file() else b"",
    )
    return b"".join(
        # In N-Triples these characters end a line and stand nowhere else.
        lines.replace(b" .\n", f" {graph} .\n".encode())
        for graph, lines in zip(_graphs(iris), contents, strict=True)
    )
