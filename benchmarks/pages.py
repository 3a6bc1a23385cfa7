"""Measure what pages cost beside the SPARQL queries that they ask, in processor time.

Run as `python benchmarks/pages.py [BUILD]` on a machine that does nothing else. Each page is made
and its queries are asked by turns, so that both see the same machine; the medians are compared.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from pyoxigraph import Triple

from plan_graph.asking.queries.engine import Engine, Solutions
from plan_graph.asking.store import open_store
from plan_graph.pages.routes import every_page, page
from plan_graph.pages.site import Site, Visit
from plan_graph.publishing.void import base_of

ROUNDS = 15
_SAMPLE = 9
"""So many pages of a kind are measured, from its first to its last."""
MOST_TIMES, MOST_MILLISECONDS = 3.0, 10.0
"""A page may cost so many times its queries, or so long if it asks little or nothing."""


class Recording(Engine):
    """Notes the queries that a page asks."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.asked: list[Callable[[], object]] = []

    def select(self, text: str) -> Solutions:
        """Answer a SELECT query."""
        self.asked.append(lambda: self.engine.select(text))
        return self.engine.select(text)

    def construct(self, text: str) -> tuple[Triple, ...]:
        """Answer a CONSTRUCT query."""
        self.asked.append(lambda: self.engine.construct(text))
        return self.engine.construct(text)


def milliseconds(work: Callable[[], object]) -> float:
    """Return the processor time of some work."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def measure(site: Site, path: str) -> tuple[float, float, int, int]:
    """Return the time of a page and of its queries alone, their number, and the page's size."""
    recording = Recording(site.engine)
    size = len(page(Visit(Site(recording, site.base, root="/", build=site.build), "en", path)))
    visit = Visit(site, "en", path)
    whole, queries = [], []
    for _ in range(ROUNDS):
        whole.append(milliseconds(lambda: page(visit)))
        queries.append(milliseconds(lambda: [ask() for ask in recording.asked]))
    return median(whole), median(queries), len(recording.asked), size


def main(build: Path) -> int:
    """Print a line for pages of each kind; give 1 if a kind costs too much."""
    site = Site(open_store(build), base_of(build), root="/", build=build)
    kinds: dict[str, list[str]] = {}
    for path in every_page(site):
        kinds.setdefault(path.partition("/")[0], []).append(path)
    print(f"{'page':<14}{'ms':>8}{'queries':>10}{'ms alone':>10}{'times':>8}{'kB':>8}")
    dear = []
    for kind, paths in kinds.items():
        sample = paths[:: max(1, len(paths) // _SAMPLE)][:_SAMPLE]
        found = [measure(site, path) for path in sample]
        page_ms, alone_ms = median(each[0] for each in found), median(each[1] for each in found)
        times = page_ms / alone_ms if alone_ms else 0.0
        if times > MOST_TIMES and page_ms > MOST_MILLISECONDS:
            dear.append(kind)
        queries, size = max(each[2] for each in found), max(each[3] for each in found) / 1000
        print(
            f"{kind:<14}{page_ms:8.1f}{queries:10}{alone_ms:10.1f}{times:8.1f}{size:8.0f}",
            flush=True,
        )
    print(
        f"more than {MOST_TIMES:g} times its queries and {MOST_MILLISECONDS:g} ms: {dear or 'none'}"
    )
    return 1 if dear else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "build")))
