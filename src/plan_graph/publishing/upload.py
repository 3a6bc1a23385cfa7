"""The steps of a publication: record, load, count, switch the pointer, clear.

Every step is one small request that may be repeated, and none touches the graph that readers
use. Each attempt loads a graph with a name of its own, which is recorded before it is loaded:
so a request of a broken attempt that the endpoint carries out late cannot harm a newer one,
and what the attempt left is found and dropped by the next run.

Two publications at the same time: the one that switches last wins. Each treats the graph of
the other, unless readers use it, as left over, and takes it away; the other then notices at
its count or at its switch, which does nothing for a graph that is no longer recorded, and
stops with a message. Virtuoso may carry out two switches at once and leave two pointers: then
both keep the last by name. Readers see the one or the other, whole.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, NoReturn, TypeVar

from pyoxigraph import Literal

from plan_graph.asking.remote.endpoint import Endpoint, Versions
from plan_graph.errors import EndpointError
from plan_graph.phrases import phrase
from plan_graph.publishing.upload_contents import Contents
from plan_graph.vocab import DCAT

_MOST_TRIPLES = 1_000
_MOST_BYTES = 200_000
"""Of one batch; Virtuoso has no memory for 11,000 triples at once."""
PATIENCE = (0.2, 0.5, 1.0, 2.0)
"""Seconds before each repetition of a request that may go through later."""
Load = Callable[[str, Iterable[str]], Iterator[int]]
_T = TypeVar("_T")
_NUMBER = re.compile("[0-9]{1,15}")


class Published(NamedTuple):
    """What there is after a publication; `fresh` is False if it was already there."""

    graph: str
    triples: int
    fresh: bool


def publish(
    contents: Contents,
    endpoint: Endpoint,
    *,
    patience: Sequence[float] = PATIENCE,
    progress: Callable[[int], None] = lambda done: None,
    load: Load | None = None,
) -> Published:
    """Make the endpoint hold these contents, and nothing else of the same base.

    Args:
        contents: What to publish.
        endpoint: Where; it needs the right to update.
        patience: Seconds before each repetition of a request that may go through later.
        progress: Called with the number of triples of each part that was loaded.
        load: Loads lines of N-Triples into a graph that is named first, and yields the number of
            each part: the engine's own way; by updates if it is None.

    Raises:
        EndpointError: If a step cannot be done. Readers then see what they saw before, or the
            new version, whole; publishing again finishes the job.
    """
    return _Publication(contents, endpoint, patience, load).run(progress)


class _Publication:
    def __init__(
        self,
        contents: Contents,
        endpoint: Endpoint,
        patience: Sequence[float],
        load: Load | None,
    ) -> None:
        self._contents = contents
        self._by_engine = load
        self._patience = patience
        self._endpoint = endpoint
        self._names = contents.names

    def run(self, progress: Callable[[int], None]) -> Published:
        graph = self._whole_already()
        fresh = graph is None
        if graph is None:
            graph = self._names.version(self._contents.digest, secrets.token_hex(4)).value
            self._load(graph, progress)
            self._switch(graph)
        self._clear()
        return Published(graph, self._contents.count, fresh)

    def _whole_already(self) -> str | None:
        """Return the graph that readers use if it is this version, and whole."""
        graphs = self._versions(phrase("publishing.upload.reading_pointer")).current
        if len(graphs) != 1:
            return None
        (graph,) = graphs
        ours = graph.startswith(self._names.version(self._contents.digest, "").value)
        if ours and self._count(graph) == self._contents.count:
            return graph
        return None

    def _load(self, graph: str, progress: Callable[[int], None]) -> None:
        self._update(
            phrase("publishing.upload.recording_new_version"),
            f"INSERT DATA {{ {self._says('hasVersion', graph)} }}",
        )
        for number in self._loaded(graph):
            progress(number)
        expected, found = self._contents.count, self._count(graph)
        if found != expected:
            self._give_up(graph, found, expected)

    def _loaded(self, graph: str) -> Iterator[int]:
        step, lines = phrase("publishing.upload.loading_new_version"), self._contents.lines
        if self._by_engine is None:
            for batch in _batches(lines):
                self._update(step, f"INSERT DATA {{ GRAPH <{graph}> {{\n{''.join(batch)}}} }}")
                yield len(batch)
            return
        try:
            yield from self._by_engine(graph, lines)
        except EndpointError as error:
            self._stop(step, error.problem)

    def _give_up(self, graph: str, found: int, expected: int) -> NoReturn:
        """Leave a version for the next run to drop; the other may have forgotten it already."""
        step = phrase("publishing.upload.counting_new_version")
        self._update(step, f"INSERT DATA {{ {self._says('previousVersion', graph)} }}")
        self._update(step, f"DELETE DATA {{ {self._says('hasVersion', graph)} }}")
        self._stop(
            step,
            phrase(
                "publishing.upload.triples_instead_so_readers_not", found=found, expected=expected
            ),
        )

    def _switch(self, graph: str) -> None:
        """Lead readers to the graph, in one request, if it is still recorded."""
        step = phrase("publishing.upload.switching_pointer")
        old, new = self._says("hasCurrentVersion"), self._says("hasCurrentVersion", graph)
        self._update(
            step,
            f"DELETE {{ {old} }} INSERT {{ {new} }} "
            f"WHERE {{ {self._says('hasVersion', graph)} OPTIONAL {{ {old} }} }}",
        )
        current = self._versions(step).current
        if len(current) > 1:
            # Two switches at once, on an engine that lets both pass; each now keeps the same one.
            other = self._says("hasCurrentVersion").replace("?graph", "?later")
            smaller = "FILTER(STR(?graph) < STR(?later))"
            self._update(step, f"DELETE {{ {old} }} WHERE {{ {old} {other} {smaller} }}")
            current = self._versions(step).current
        if graph not in current:
            # For the next run to drop; unless the pointer names it, and was read too early.
            self._update(
                step,
                f"INSERT {{ {self._says('previousVersion', graph)} }} "
                f"WHERE {{ {old} FILTER(?graph != <{graph}>) }}",
            )
            self._stop(step, phrase("publishing.upload.another_publication_took_place"))

    def _clear(self) -> None:
        """Drop all versions that readers do not use, and forget them."""
        step = phrase("publishing.upload.dropping_earlier_versions")
        recorded, current = self._says("hasVersion"), self._says("hasCurrentVersion")
        self._update(
            step,
            f"DELETE {{ {recorded} }} INSERT {{ {self._says('previousVersion')} }} "
            f"WHERE {{ {recorded} FILTER NOT EXISTS {{ {current} }} }}",
        )
        versions = self._versions(step)
        for graph in sorted(versions.previous - versions.current):
            # Whatever the pointers say, only what a publication has made is dropped.
            if graph.startswith(self._names.version("", "").value.rstrip("-")):
                self._update(step, f"DROP SILENT GRAPH <{graph}>")
                self._update(step, f"DELETE DATA {{ {self._says('previousVersion', graph)} }}")

    def _says(self, predicate: str, graph: str = "") -> str:
        """Write a triple of the graph of pointers, about a graph or about any."""
        value = f"<{graph}>" if graph else "?graph"
        triple = f"{self._names.dataset} {DCAT.term(predicate)} {value}"
        return f"GRAPH {self._names.pointers} {{ {triple} }}"

    def _count(self, graph: str) -> int:
        query = "SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }"
        step = phrase("publishing.upload.counting_new_version")
        rows = self._patiently(step, lambda: self._endpoint.select_in([graph], query)).rows
        count = rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else None
        if not isinstance(count, Literal) or not _NUMBER.fullmatch(count.value):
            self._stop(step, phrase("publishing.upload.no_count"))
        return int(count.value)

    def _versions(self, step: str) -> Versions:
        return self._patiently(step, self._endpoint.versions)

    def _update(self, step: str, text: str) -> None:
        self._patiently(step, lambda: self._endpoint.update(text))

    def _patiently(self, step: str, request: Callable[[], _T]) -> _T:
        """Repeat a request while it may go through later; each is written to bear that."""
        waits = iter(self._patience)
        while True:
            try:
                return request()
            except EndpointError as error:
                wait = next(waits, None) if error.passing else None
                if wait is None:
                    self._stop(step, error.problem)
                time.sleep(wait)

    def _stop(self, step: str, problem: str) -> NoReturn:
        raise EndpointError(
            self._endpoint.url,
            phrase("publishing.upload.stopped_at", step=step, problem=problem),
        )


def _batches(lines: Iterable[str]) -> Iterator[list[str]]:
    """Cut lines into batches bounded in triples and in bytes."""
    batch: list[str] = []
    size = 0
    for line in lines:
        length = len(line.encode("utf-8"))
        if batch and (len(batch) == _MOST_TRIPLES or size + length > _MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(line)
        size += length
    yield batch
