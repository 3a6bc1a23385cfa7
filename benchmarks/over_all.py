"""Each named query that needs no value, asked of all plans of a build once, in processor time.

Run with: .venv/bin/python benchmarks/over_all.py BUILD [NAME…]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from statistics import median

from plan_graph.asking import queries
from plan_graph.asking.store import open_store


def main() -> None:
    """Print the seconds and rows of each query as JSON, the slowest first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    engine = open_store(options.build)
    found: dict[str, tuple[float, int]] = {}
    for name in options.names or queries.names():
        query = queries.load(name)
        if any(each.required for each in query.parameters.values()) or query.form != "select":
            continue
        start = time.process_time()
        rows = len(queries.select(engine, query, {}).rows)
        found[name] = round(time.process_time() - start, 2), rows
        print(name, *found[name], file=sys.stderr, flush=True)
    slowest = dict(sorted(found.items(), key=lambda each: -each[1][0]))
    report = {"median": median(each[0] for each in found.values()), "queries": slowest}
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
