"""All figures in one run, ours beside the plain way, written to benchmarks/RESULTS.md and a chart.

Run with: make bench, or make bench QUICK=1 for small sizes that show that all works.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from figures import Figures
from results import chart, report

HERE = Path(__file__).parent


def machine() -> str:
    """Describe the machine."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = next((line for line in info.splitlines() if line.startswith("model name")), ":unknown")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} x {model.partition(':')[2].strip()}, {memory:.0f} GiB, "
        f"{platform.system()}, Python {platform.python_version()}; load at the start {load:.1f}"
    )


def main() -> None:
    """Measure all, print it, and keep it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes; nothing is kept")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    options = parser.parse_args()
    where = machine()
    sizes, plain_sizes = ((1, 4), (1,)) if options.quick else ((1, 10, 100, 1000), (1, 2, 4, 6))
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        figures = Figures(Path(folder), sizes, plain_sizes)
        figures.our_builds()
        figures.plain_way()
        figures.same_triples()
        figures.stages()
        figures.same_bytes()
        figures.questions(8 if options.quick else 1000)
        figures.search()
        figures.many()
        figures.rows()
        figures.starts()
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    text = report(figures, when, where)
    print(text)
    if not options.quick:
        (HERE / "RESULTS.md").write_text(text, encoding="utf-8")
        (HERE / "results.svg").write_text(chart(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
