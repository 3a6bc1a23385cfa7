"""Stores of one plan alone, in memory: a question about it costs the same however many there are.

Each is the merge of the graphs that a question about a plan names, read from the files of its
build when the first such question comes. They are kept as long as there is room.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from plan_graph.asking.queries.dataset import Datasets
from plan_graph.rdf.plan_files import LOADED, SHARED

_MOST_BYTES = 1 << 25
"""Room for the files of all plans that are held; in memory they take one and a half times of it."""
_MOST_BYTES_EACH = _MOST_BYTES // 4
"""A plan of more is asked where it is: to read it would take longer than most questions."""


class PlanStores:
    """The plans of a build, each in a store of its own."""

    def __init__(self, build: Path, datasets: Datasets) -> None:
        self._build = build
        self._datasets = datasets
        self._identity = _identity(build)
        self._held: OrderedDict[str, tuple[Store, int]] = OrderedDict()

    def of(self, graphs: Collection[str]) -> Store | None:
        """Return a store whose default graph is the merge of some graphs.

        There is none if they are not what a question about one plan is asked of, or are large.
        """
        own = self._datasets.plan_of(graphs)
        if not own:
            return None
        plan = min(own, key=len)
        if plan not in self._held:
            try:
                self._hold(plan, own)
            except (OSError, SyntaxError, RuntimeError):
                return None  # The store has what the file does not say.
        if plan not in self._held:
            return None
        self._held.move_to_end(plan)
        return self._held[plan][0]

    def _hold(self, plan: str, graphs: Mapping[str, str]) -> None:
        folder = self._build / plan.rpartition("/")[2]
        files = [folder / LOADED[kind].name for kind in graphs.values() if kind in LOADED]
        size = sum(file.stat().st_size for file in files) + len(self._shared)
        if len(files) < len(graphs) or size > _MOST_BYTES_EACH:
            return
        made = _merged(files, self._shared)
        if _identity(self._build) != self._identity:
            return  # Another build is in its place, and the files may be of that.
        while self._held and size + sum(each for _, each in self._held.values()) > _MOST_BYTES:
            self._held.popitem(last=False)
        self._held[plan] = made, size

    @cached_property
    def _shared(self) -> bytes:
        """What all plans share, in N-Triples."""
        return (self._build / SHARED).read_bytes()


def _identity(build: Path) -> tuple[int, int]:
    found = build.stat()
    return found.st_dev, found.st_ino


def _merged(files: Sequence[Path], shared: bytes) -> Store:
    lines = [file.read_bytes() for file in files if file.suffix == ".nt"]
    store = Store()
    # What we wrote ourselves need not be checked again. The bulk loader would be as fast, but
    # begins with room for a million triples, 190 MB, which the memory of a worker is asked for.
    store.load(b"".join([shared, *lines]), format=RdfFormat.N_TRIPLES, lenient=True)
    for file in files:
        if file.suffix != ".nt":
            store.load(path=file, lenient=True)
    return store
