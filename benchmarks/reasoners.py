"""Compare the whole build with the default reasoner and with owlrl, as processes, in one run.

Run with: .venv/bin/python benchmarks/reasoners.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 3


def seconds(reasoner: str, folder: Path) -> float:
    """Return the wall-clock seconds of one build, from start to exit."""
    command = [sys.executable, "-m", "plan_graph", "build", "--reasoner", reasoner]
    start = time.perf_counter()
    subprocess.run(
        [*command, "--out", str(folder / reasoner)], check=True, capture_output=True, cwd=folder
    )
    return time.perf_counter() - start


def main() -> None:
    """Print the best of some rounds for each reasoner, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        best = {
            reasoner: min(seconds(reasoner, Path(folder)) for _ in range(ROUNDS))
            for reasoner in ("fast", "owlrl")
        }
    for reasoner, time_taken in best.items():
        print(f"{reasoner:>6}  {time_taken:6.2f} s  (best of {ROUNDS})")
    print(f" ratio  {best['owlrl'] / best['fast']:6.1f}")


if __name__ == "__main__":
    main()
