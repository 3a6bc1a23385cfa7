"""Each named query that needs no value, asked of all plans of a build, and beside it of Virtuoso.

The build is published to a Virtuoso that is started for it, by its bulk loader; both are asked in
turn, and the processor time of each counts: that of this process, which holds our store, and that
of the server. The answers are compared as sets of rows, numbers as numbers; a question that
Virtuoso does not answer is told apart, and compared with nothing. Without Virtuoso (a Debian
package), or with `--alone`, only our store is asked.

Run with: .venv/bin/python benchmarks/over_all.py BUILD [NAME…]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from plan_graph.asking import queries
from plan_graph.asking.queries.engine import Engine, Solutions
from plan_graph.asking.remote.endpoint import Endpoint
from plan_graph.asking.store import open_store
from plan_graph.errors import EndpointError
from plan_graph.publishing.bulk import bulk_loader
from plan_graph.publishing.upload import publish
from plan_graph.publishing.upload_contents import read_build

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from query_cases import comparable_row
from virtuoso import virtuoso

MOST_SECONDS, MOST_TIMES = 5.0, 5.0
"""What a query over all plans may take, and how many times Virtuoso."""
MOST_THERE = 10.0
"""The seconds that Virtuoso may take, also where it holds the plans of a whole state."""
_SECONDS = 600
"""For each request to Virtuoso."""
_TICKS = os.sysconf("SC_CLK_TCK")


class Other(NamedTuple):
    """The engine beside ours, and what is told of it."""

    engine: Engine
    process: int
    loaded: dict[str, object]

    def seconds(self) -> float:
        """Return the processor time that its process has taken."""
        stat = Path(f"/proc/{self.process}/stat").read_text(encoding="ascii")
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / _TICKS


@contextmanager
def beside(build: Path, buffers: int) -> Iterator[Other]:
    """Publish a build to a Virtuoso of its own, as long as the block runs."""
    with (
        tempfile.TemporaryDirectory(dir=build.resolve().parent) as name,
        virtuoso(Path(name), buffers=buffers, seconds=_SECONDS) as server,
    ):
        os.environ.update(server.environment)
        contents = read_build(build)
        endpoint = Endpoint(
            server.url,
            update_url=server.update_url,
            base=contents.names.base,
            timeout_seconds=_SECONDS,
        )
        start = time.perf_counter()
        done = publish(contents, endpoint, load=bulk_loader(server.readable, _SECONDS))
        seconds = time.perf_counter() - start
        found = Other(endpoint, server.process, {})
        found.loaded.update(
            {
                "triples": done.triples,
                "seconds": round(seconds, 1),
                "of Virtuoso's processor": round(found.seconds(), 1),
                "bytes": sum(f.stat().st_size for f in Path(name).glob("virtuoso.db")),
            }
        )
        print(found.loaded, file=sys.stderr, flush=True)
        yield found


def asked(names: list[str]) -> Iterator[queries.Query]:
    """Yield the questions that need no value."""
    for name in names or queries.names():
        query = queries.load(name)
        if query.form == "select" and not any(p.required for p in query.parameters.values()):
            yield query


def same(ours: Solutions, theirs: Solutions) -> bool:
    """Tell whether two answers say the same."""
    return {comparable_row(row) for row in ours.rows} == {comparable_row(r) for r in theirs.rows}


def compare(build: Path, names: list[str], other: Other | None) -> dict[str, object]:
    """Ask every question; return the seconds of both and the rows, and what is too much."""
    engine = open_store(build)
    found: dict[str, tuple[float, float, int]] = {}
    otherwise: list[str] = []
    unanswered: dict[str, str] = {}
    for query in asked(names):
        start = time.process_time()
        ours = queries.select(engine, query, {})
        taken, theirs = round(time.process_time() - start, 2), 0.0
        if other:
            before = other.seconds()
            try:
                answer = queries.select(other.engine, query, {})
                theirs = round(other.seconds() - before, 2)
                if not same(ours, answer):
                    otherwise.append(query.name)
            except EndpointError as error:
                unanswered[query.name] = error.problem
        found[query.name] = taken, theirs, len(ours.rows)
        print(query.name, *found[query.name], file=sys.stderr, flush=True)
    times = {
        name: each[0] / max(each[1], 1 / _TICKS)
        for name, each in found.items()
        if name not in unanswered
    }
    return {
        "median": median(each[0] for each in found.values()),
        "queries": dict(sorted(found.items(), key=lambda each: -each[1][0])),
        "over 5 s": [name for name, each in found.items() if each[0] > MOST_SECONDS],
    } | (
        {
            "Virtuoso": other.loaded,
            "median of Virtuoso": median(each[1] for each in found.values()),
            "times": round(median(times.values()), 2),
            "Virtuoso over 10 s": [name for name, each in found.items() if each[1] > MOST_THERE],
            "over 5 times": [name for name, each in times.items() if each > MOST_TIMES],
            "answered otherwise": otherwise,
            "unanswered by Virtuoso": unanswered,
        }
        if other
        else {}
    )


def main() -> None:
    """Print the seconds and rows of each query as JSON, the slowest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--alone", action="store_true", help="ask our store only")
    parser.add_argument("--buffers", type=int, default=170_000, help="of Virtuoso, 8 kB each")
    options = parser.parse_args()
    if options.alone or not shutil.which("virtuoso-t"):
        report = compare(options.build, options.names, None)
    else:
        with beside(options.build, options.buffers) as other:
            report = compare(options.build, options.names, other)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
