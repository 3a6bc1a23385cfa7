"""The named queries through our API, by pyoxigraph called directly, and by rdflib's engine.

All three answer the same text on the same plan; each query is asked several times and the best
time is taken. A query that rdflib does not answer within the limit counts with the limit.

Run with: .venv/bin/python benchmarks/questions.py BUILD
"""

from __future__ import annotations

import argparse
import json
import signal
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import rdflib
from pyoxigraph import QuerySolutions, Store

from plan_graph.asking import queries
from plan_graph.asking.store import open_store
from plan_graph.resources import folder

ROUNDS = 5
LIMIT = 5


def best(work: Callable[[], object], rounds: int) -> float:
    """Return the shortest of some times, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def rdflib_graph(build: Path) -> rdflib.Graph:
    """Load the same triples into rdflib, the ontology too."""
    graph = rdflib.Graph()
    for file in (*build.glob("*/plan.nt"), *build.glob("*/inferred.nt")):
        graph.parse(file, format="nt")
    for file in build.glob("*/report.ttl"):
        graph.parse(file)
    root = folder("ontology")
    for file in (root / "core.ttl", *(root / "codes").glob("*.ttl")):
        graph.parse(file)
    return graph


def limited(work: Callable[[], object]) -> float:
    """Return the time of some work, or the limit if it takes longer."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(LIMIT)
    start = time.perf_counter()
    try:
        work()
    except TimeoutError:
        return float(LIMIT)
    finally:
        signal.alarm(0)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians, and the ratios of each query, as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path)
    parser.add_argument("--most", type=int, default=1000, help="so many queries only")
    options = parser.parse_args()
    engine = open_store(options.build)
    store = Store.read_only(str(options.build / "store"))
    graph = rdflib_graph(options.build)
    found = []
    for name in queries.names()[: options.most]:
        query = queries.load(name)
        if any(p.required for p in query.parameters.values()) or query.form != "select":
            continue
        text = queries.bind(query, {}, engine)

        def direct(text: str = text) -> list[object]:
            rows = store.query(text, use_default_graph_as_union=True)
            return [tuple(row) for row in rows] if isinstance(rows, QuerySolutions) else []

        def ours(name: str = name) -> object:
            return queries.select(engine, queries.load(name), {})

        by_rdflib = limited(lambda text=text: list(graph.query(text)))  # type: ignore[misc]
        found.append((name, best(ours, ROUNDS), best(direct, ROUNDS), by_rdflib))
    report = {
        "queries": len(found),
        "ours": median(row[1] for row in found),
        "direct": median(row[2] for row in found),
        "rdflib": median(row[3] for row in found),
        "over_direct": median(row[1] / row[2] for row in found),
        "all_over_direct": sum(row[1] for row in found) / sum(row[2] for row in found),
        "under_rdflib": median(row[3] / row[1] for row in found),
        "cut": sum(row[3] >= LIMIT for row in found),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
