"""Many plans on a SPARQL engine of its own: published to Virtuoso, and asked the named queries.

Builds plans, publishes them by the protocol to a Virtuoso that it starts, asks every named query
that needs no value both there and of our store, and compares the rows. Needs Virtuoso (a Debian
package). Two engines may cut a value of a long decimal or order equal rows in their own way: rows
are compared as sets, numbers as numbers.

Run with: .venv/bin/python benchmarks/endpoint.py 100
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from generator import write_plans
from tqdm import tqdm

from plan_graph.asking import queries
from plan_graph.asking.remote.endpoint import Endpoint
from plan_graph.asking.store import open_store
from plan_graph.building.build import build
from plan_graph.errors import EndpointError
from plan_graph.publishing.upload import publish
from plan_graph.publishing.upload_contents import read_build
from plan_graph.reading.source import open_source

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from query_cases import comparable_row
from virtuoso import virtuoso

MOST_ROWS = 20_000
"""Larger answers are not asked for: they measure the transport."""


def compare(folder: Path, endpoint: Endpoint) -> dict[str, object]:
    """Ask every query of both; give the times, and the names of those that differ."""
    store = open_store(folder)
    here, there, different, failed = [], [], [], []
    for name in queries.names():
        query = queries.load(name)
        if any(p.required for p in query.parameters.values()) or query.form != "select":
            continue
        start = time.perf_counter()
        ours = queries.select(store, query, {}).rows
        middle = time.perf_counter()
        if len(ours) > MOST_ROWS:
            continue
        try:
            theirs = queries.select(endpoint, query, {}).rows
        except EndpointError as error:
            failed.append(f"{name}: {error.problem}")
            continue
        here.append(middle - start)
        there.append(time.perf_counter() - middle)
        if {comparable_row(row) for row in ours} != {comparable_row(row) for row in theirs}:
            different.append(name)
    return {
        "queries": len(here),
        "store, median ms": round(median(here) * 1000, 1),
        "endpoint, median ms": round(median(there) * 1000, 1),
        "different": different,
        "failed": failed,
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = [open_source(path) for path in write_plans(options.number, folder / "plans")]
        build(sources, folder / "build")
        (folder / "virtuoso").mkdir()
        with virtuoso(folder / "virtuoso") as server:
            os.environ.update(server.environment)
            contents = read_build(folder / "build")
            endpoint = Endpoint(
                server.url,
                update_url=server.update_url,
                base=contents.names.base,
                timeout_seconds=120.0,
            )
            start = time.perf_counter()
            with tqdm(total=len(contents.lines), unit=" triples", disable=None) as bar:
                done = publish(contents, endpoint, progress=bar.update)
            seconds = time.perf_counter() - start
            found = compare(folder / "build", endpoint)
            size = sum(f.stat().st_size for f in (folder / "virtuoso").glob("virtuoso.db"))
    report = {
        "plans": options.number,
        "triples": done.triples,
        "published in s": round(seconds, 1),
        "triples a second": round(done.triples / seconds),
        "bytes of the database": size,
    }
    print(json.dumps(report | found, indent=1))


if __name__ == "__main__":
    main()
