"""Fill the store of a build: bulk-loaded from the files of the plans, or from the store before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from plan_graph.asking.store import ONTOLOGY_GRAPH, ontology
from plan_graph.building.record import Record
from plan_graph.iris import Iris, shared_graph
from plan_graph.publishing.dumps import n_triples
from plan_graph.rdf.plan_files import CANONICAL, LOADED, REPORT, SHARED

_N_QUADS = RdfFormat.N_QUADS
PLANS_AT_ONCE = 8
"""How many plans are loaded in one step: few large steps are fast, and all at once too large."""
_BYTES_AT_ONCE = 1 << 24
"""How much of them, where they are large."""
_PLANS_A_NEW_ONE = 10
"""The tables of a store are merged if one plan in so many is new: it costs a plan 30 ms."""


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
        self._added = 0
        if new:
            self._store.bulk_extend(
                Quad(t.subject, t.predicate, t.object, ONTOLOGY_GRAPH) for t in ontology()
            )

    def add(self, record: Record, folder: Path) -> None:
        """Take a plan in, now or with the next few; its files must stay until then."""
        self._waiting.append((record, folder))
        self._added += 1
        if len(self._waiting) == PLANS_AT_ONCE:
            self._load()

    def remove(self, plans: Iterable[Record]) -> None:
        """Take plans out."""
        for plan in plans:
            for kind in LOADED:
                self._store.remove_graph(plan.iris.graph_of(kind))

    def share(self, base: str, folders: Iterable[Path]) -> list[bytes]:
        """Put in what plans say of shared things, in place of what was there; return its lines."""
        if not self._several:
            return []
        graph = shared_graph(base)
        self._store.remove_graph(graph)
        lines: set[bytes] = set()
        for folder in folders:
            lines.update((folder / SHARED).read_bytes().splitlines(keepends=True))
        self._store.bulk_load(_in_graph(b"".join(sorted(lines)), graph), format=_N_QUADS)
        return sorted(lines)

    def describe(self, name: NamedNode, triples: bytes) -> None:
        """Put in what the store says of itself, in place of what was there."""
        self._store.remove_graph(name)
        self._store.bulk_load(_in_graph(triples, name), format=_N_QUADS)

    def close(self, plans: int) -> None:
        """Load what waits, and bring all to the disk; the store then holds so many plans.

        Each load leaves tables of its own, and a look-up asks all of them: merged, it takes a
        third of the time. Where few plans are new that is not worth writing the whole again, and
        the tables of the store before it stay shared.
        """
        self._load()
        if self._added * _PLANS_A_NEW_ONE >= plans:
            self._store.optimize()
        self._store.flush()
        del self._store

    def _load(self) -> None:
        waiting, size = [], 0
        for made, folder in self._waiting:
            for lines in self._n_quads(made.iris, folder):
                waiting.append(lines)
                size += len(lines)
                if size > _BYTES_AT_ONCE:
                    self._bulk_load(waiting)
                    waiting, size = [], 0
        self._waiting.clear()
        self._bulk_load(waiting)

    def _bulk_load(self, lines: list[bytes]) -> None:
        # What we wrote ourselves need not be checked again.
        self._store.bulk_load(b"".join(lines), format=_N_QUADS, lenient=True)

    def _n_quads(self, iris: Iris, folder: Path) -> Iterator[bytes]:
        """Yield all that the files of a plan say of its own things, each triple with its graph."""
        shared: frozenset[bytes] = frozenset()
        if self._several:
            shared = frozenset((folder / SHARED).read_bytes().splitlines(keepends=True))
        report = n_triples(quad.triple for quad in parse(path=folder / LOADED[REPORT].name))
        for kind, each in CANONICAL.items():
            graph = iris.graph_of(kind)
            if (folder / each.name).is_file():
                with (folder / each.name).open("rb") as file:
                    while lines := file.readlines(_BYTES_AT_ONCE):
                        own = [line for line in lines if line not in shared] if shared else lines
                        yield _in_graph(b"".join(own), graph)
        yield _in_graph(report, iris.graph_of(REPORT))


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


def _in_graph(lines: bytes, graph: NamedNode) -> bytes:
    # In N-Triples these characters end a line and stand nowhere else.
    return lines.replace(b" .\n", f" {graph} .\n".encode())
