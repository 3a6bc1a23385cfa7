"""A build beside that of an earlier commit: the same plans, in turn, in processor seconds.

The commit is checked out beside the plans, and runs with the libraries that are installed here.

Run with: .venv/bin/python benchmarks/earlier.py COMMIT NUMBER
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from generator import write_plans

ROOT = Path(__file__).parents[1]
ROUNDS = 2
_CHILD_SUBREAPER = 36
"""The option of Linux's prctl by which processes whose parent ended become those of this one."""


def processor_seconds(code: Path, plans: list[Path], out: Path) -> float:
    """Build plans by the code of a commit, one after the other; return what it takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "plan_graph", "build", *plans, "--jobs", "1", "--out", out],
        env={**os.environ, "PYTHONPATH": str(code / "src")},
        check=True,
        capture_output=True,
    )
    with suppress(ChildProcessError):  # the server that forks workers outlives what it serves
        while True:
            os.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the best seconds a plan of both, and how many times as fast this one is, as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("commit")
    parser.add_argument("number", type=int)
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    options = parser.parse_args()
    ctypes.CDLL(None).prctl(_CHILD_SUBREAPER, 1)
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        earlier = folder / "earlier"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--detach", earlier, options.commit], check=True)
        try:
            plans = write_plans(options.number, folder / "plans")
            taken = {
                code: min(
                    processor_seconds(code, plans, folder / f"{code.name}-{turn}") / len(plans)
                    for turn in range(ROUNDS)
                )
                for code in (earlier, ROOT)
            }
        finally:
            subprocess.run([*git, "remove", "--force", earlier], check=True)
    report = {
        "plans": options.number,
        "processor seconds a plan": round(taken[ROOT], 3),
        options.commit: round(taken[earlier], 3),
        "times as fast": round(taken[earlier] / taken[ROOT], 2),
    }
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
