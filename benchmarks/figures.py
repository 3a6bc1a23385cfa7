"""What one run of all benchmarks measures, ours beside the plain way."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from generator import write_plans
from measure import Run, run

HERE = Path(__file__).parent
PYTHON = sys.executable
PLAN_GRAPH = Path(PYTHON).with_name("plan-graph")
STAGES = ("read", "convert", "infer", "validate", "serialise", "load")
LIMIT = 300.0
"""Seconds after which the plain way is stopped, and extrapolated instead."""
STARTS = 15
_T = TypeVar("_T")


class Figures:
    """One run: the plans, the sizes, and what was found."""

    def __init__(self, folder: Path, sizes: Sequence[int], plain_sizes: Sequence[int]) -> None:
        self.folder = folder
        self.sizes = sizes
        self.plain_sizes = plain_sizes
        self.plans = write_plans(max(sizes), folder / "plans")
        self.ours: dict[int, Run] = {}
        self.plain: dict[int, tuple[float, dict[str, float], float]] = {}
        self.found: dict[str, Any] = {}

    def build(self, number: int, *, name: str = "") -> Run:
        """Build the first plans by the command, with all processors."""
        settings = ["--catalogue", self.folder / "plans" / "catalogue.toml"]
        out = ["--out", self.folder / (name or f"build-{number}")]
        found = run([PLAN_GRAPH, "build", *self.plans[:number], *settings, *out])
        if found is None:
            raise SystemExit(f"{number} plans took more than an hour")
        return found

    def our_builds(self) -> None:
        """Build every size anew; then the largest without a change, and with one.

        The sizes go up and down again, and the mean counts: a machine that others use, too, has
        slow minutes, which would else meet one size and not the other.
        """
        *smaller, largest = self.sizes
        for number in self.sizes:
            self.ours[number] = say(f"ours, {number} plans", lambda n=number: self.build(n))
        for number in reversed(smaller):
            again = say(f"again, {number} plans", lambda n=number: self.build(n, name=f"again-{n}"))
            self.ours[number] = mean(self.ours[number], again)
        self.found["unchanged"] = say("no change", lambda: self.build(largest)).seconds
        document = self.plans[largest // 2] / "plan.txt"
        text = document.read_text(encoding="utf-8")
        document.write_text(text.replace("semestrial", "anual"), encoding="utf-8")
        self.found["one changed"] = say("one changed", lambda: self.build(largest)).seconds
        document.write_text(text, encoding="utf-8")
        store = self.folder / f"build-{largest}" / "store"
        self.found["store bytes"] = sum(file.stat().st_size for file in store.iterdir())

    def same_bytes(self) -> None:
        """Build ten plans with one worker and with two; compare all files but the store."""
        digests = []
        number = min(10, max(self.sizes))
        for jobs in ("1", "2"):
            out = self.folder / f"jobs-{jobs}"
            command = [PLAN_GRAPH, "build", *self.plans[:number], "--jobs", jobs, "--out", out]
            subprocess.run(list(map(str, command)), check=True, capture_output=True)
            find = "find . -type f -not -path './store/*' | sort | xargs sha256sum"
            digests.append(subprocess.check_output(find, shell=True, cwd=out))
        self.found["same bytes"] = digests[0] == digests[1]

    def plain_way(self) -> None:
        """Build small sizes the plain way, as long as it ends in time."""
        for number in self.plain_sizes:
            out = self.folder / f"plain-{number}"
            command = [PYTHON, HERE / "plain.py", out, *self.plans[:number]]
            # The first is waited for, however busy the machine is: the others are told from it.
            limit = LIMIT if self.plain else None
            found = say(f"plain, {number} plans", lambda c=command, m=limit: run(c, limit=m))
            if found is None:
                return
            seconds = json.loads(found.output)["seconds"]
            self.plain[number] = (found.seconds, seconds, found.memory)

    def same_triples(self) -> None:
        """Compare what both ways state and infer of the first plan."""
        for file in ("plan.nt", "inferred.nt"):
            ours, theirs = (
                triples(self.folder / way / self.plans[0].name / file)
                for way in ("build-1", "plain-1")
            )
            self.found[f"same {file}"] = ours == theirs

    def stages(self) -> None:
        """Time our stages, one after the other in one process."""
        self.found["stages"] = {}
        for number in [size for size in self.sizes if size <= 100]:
            out = self.folder / f"stages-{number}"
            command = [PYTHON, HERE / "stages.py", out, *self.plans[:number]]
            found = say(f"stages, {number} plans", lambda c=command: run(c))
            self.found["stages"][number] = json.loads(found.output) if found else {}
            shutil.rmtree(out)

    def questions(self, most: int) -> None:
        """Ask the named queries in three ways."""
        command = [PYTHON, HERE / "questions.py", self.folder / "build-1", "--most", str(most)]
        found = say("named queries", lambda: run(command))
        self.found["questions"] = json.loads(found.output) if found else {}

    def search(self) -> None:
        """Search the largest build."""
        command = [PYTHON, HERE / "search.py", self.folder / f"build-{max(self.sizes)}"]
        found = say("search", lambda: run(command))
        self.found["search"] = json.loads(found.output) if found else {}

    def many(self) -> None:
        """Ask about one plan, make pages, and ask of all plans, in builds of many."""
        builds = [self.folder / f"build-{size}" for size in self.sizes[1:]]
        alone, hundred = self.folder / "build-1", self.folder / f"build-{min(100, max(self.sizes))}"
        for name, command in {
            "one plan": [HERE / "one_plan.py", alone, *builds],
            "pages": [HERE / "many_pages.py", alone, *builds],
            "over all": [HERE / "over_all.py", hundred],
        }.items():
            found = say(name, lambda c=command: run([PYTHON, *c]))
            self.found[name] = json.loads(found.output) if found else {}

    def rows(self) -> None:
        """Compare with morph-kgc, in an environment of its own."""
        number = min(10, max(self.sizes))
        home = self.folder / "morph"
        venv.create(home, with_pip=True)
        pip = [home / "bin" / "pip", "install", "--quiet", "morph-kgc"]
        subprocess.run(list(map(str, pip)), check=True, capture_output=True)
        build = self.folder / f"build-{number}"
        command = [PYTHON, HERE / "rows.py", home / "bin" / "python", build, *self.plans[:number]]
        found = say("rows", lambda: run(command))
        self.found["rows"] = json.loads(found.output) if found else {}

    def starts(self) -> None:
        """Time the start of every command; the best of some, in turn."""
        commands: dict[str, list[str]] = {"python -c pass": [PYTHON, "-c", "pass"]}
        commands["plan-graph --help"] = [str(PLAN_GRAPH), "--help"]
        commands["plan-graph query"] = [str(PLAN_GRAPH), "query"]
        shown = subprocess.check_output(commands["plan-graph --help"], text=True)
        names = [line.split()[0] for line in shown.splitlines() if line.startswith("    ")]
        for name in names:
            if name.isalpha():
                commands[f"plan-graph {name} --help"] = [str(PLAN_GRAPH), name, "--help"]
        best = dict.fromkeys(commands, float("inf"))
        for _ in range(STARTS):
            for name, command in commands.items():
                start = time.perf_counter()
                subprocess.run(command, capture_output=True, check=True)
                best[name] = min(best[name], time.perf_counter() - start)
        self.found["starts"] = best


def mean(one: Run, other: Run) -> Run:
    """Take two runs of the same together: their mean time, and the larger memory."""
    seconds, memory = (one.seconds + other.seconds) / 2, max(one.memory, other.memory)
    return Run(seconds, memory, one.output)


def triples(file: Path) -> set[str]:
    """Return the triples of a file in one spelling."""
    from pyoxigraph import parse  # noqa: PLC0415

    return {str(quad.triple) for quad in parse(path=file)}


def say(name: str, work: Callable[[], _T]) -> _T:
    """Tell what is being measured, and how long it took."""
    print(f"{name} …", end=" ", flush=True, file=sys.stderr)
    start = time.perf_counter()
    found = work()
    print(f"{time.perf_counter() - start:,.1f} s", file=sys.stderr)
    return found
