"""Compare `plan-graph query`, from start to answer, with pyoxigraph doing the same by hand.

Needs a build. Run with: .venv/bin/python benchmarks/start.py
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 40
QUERY = "actions-by-ministry"
PLAIN = """
import sys
from pyoxigraph import QueryResultsFormat, Store
found = Store.read_only(sys.argv[1]).query(sys.argv[2], use_default_graph_as_union=True)
sys.stdout.buffer.write(found.serialize(format=QueryResultsFormat.CSV))
"""


def seconds(command: list[str]) -> float:
    """Return the wall-clock seconds of one process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the best of many rounds, taken in turn, and the ratios."""
    from plan_graph.asking.queries import load  # noqa: PLC0415

    plan_graph = str(Path(sys.executable).with_name("plan-graph"))
    commands = {
        "python -c 'import pyoxigraph'": [sys.executable, "-c", "import pyoxigraph"],
        "pyoxigraph by hand": [sys.executable, "-c", PLAIN, "build/store", load(QUERY).text],
        "plan-graph query, CSV": [plan_graph, "query", QUERY, "--format", "csv"],
        "plan-graph query, table": [plan_graph, "query", QUERY],
    }
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(ROUNDS):
        for name, command in commands.items():
            best[name] = min(best[name], seconds(command))
    base = best["pyoxigraph by hand"]
    for name, taken in best.items():
        print(f"{name:32} {taken * 1000:6.1f} ms  {taken / base:5.2f} x by hand")


if __name__ == "__main__":
    main()
