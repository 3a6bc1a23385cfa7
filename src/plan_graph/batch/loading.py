"""The store of a build: bulk-loaded from the files of its plans, or from the store before it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from plan_graph.batch.record import Record
from plan_graph.dumps import n_triples
from plan_graph.iris import Iris, shared_graph
from plan_graph.pipeline import SHARED
from plan_graph.store import ONTOLOGY_GRAPH, ontology

_N_QUADS = RdfFormat.N_QUADS
PLANS_AT_ONCE = 8
"""How many plans are loaded in one step: few large steps are fast, and all at once too large."""


class Loader:
    """Fills a store, a few plans in one step, so that memory does not grow with their number.

    What plans say of shared things, such as bodies, stands once in a graph of its own if there
    are several: a question over all graphs would else find it once for each plan, and all that
    is joined with it as many times again.
    """

    def __init__(self, folder: Path, *, several: bool) -> None:
        self._several = several
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

    def share(self, base: str, folders: Iterable[Path]) -> None:
        """Put in what plans say of shared things, in place of what was there."""
        if self._several:
            graph = shared_graph(base)
            self._store.remove_graph(graph)
            lines: set[bytes] = set()
            for folder in folders:
                lines.update((folder / SHARED).read_bytes().splitlines(keepends=True))
            self._store.bulk_load(_in_graph(b"".join(sorted(lines)), graph), format=_N_QUADS)

    def close(self) -> None:
        """Load what waits, and bring all to the disk."""
        self._load()
        self._store.flush()
        del self._store

    def _load(self) -> None:
        lines = b"".join(self._n_quads(record.iris, folder) for record, folder in self._waiting)
        self._waiting.clear()
        # What we wrote ourselves need not be checked again.
        self._store.bulk_load(lines, format=_N_QUADS, lenient=True)

    def _n_quads(self, iris: Iris, folder: Path) -> bytes:
        """Give all that the files of a plan say of its own things, each triple with its graph."""
        shared = frozenset((folder / SHARED).read_bytes().splitlines(keepends=True))
        report = [quad.triple for quad in parse(path=folder / "report.ttl")]
        monitoring = folder / "monitoring.nt"
        contents = [
            (folder / "plan.nt").read_bytes(),
            (folder / "inferred.nt").read_bytes(),
            n_triples(report),
            monitoring.read_bytes() if monitoring.is_file() else b"",
        ]
        if self._several:
            for place in (0, 1):
                lines = contents[place].splitlines(keepends=True)
                contents[place] = b"".join(line for line in lines if line not in shared)
        pairs = zip(contents, _graphs(iris), strict=True)
        return b"".join(_in_graph(lines, graph) for lines, graph in pairs)


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


def _in_graph(lines: bytes, graph: NamedNode) -> bytes:
    # In N-Triples these characters end a line and stand nowhere else.
    return lines.replace(b" .\n", f" {graph} .\n".encode())
