"""Whatever goes wrong with one plan is one line about that plan; the others are built."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from plan_graph.building import executors
from plan_graph.building.build import build
from plan_graph.errors import DEBUG, DocumentError, FaultError, faults_of
from plan_graph.reading.source import PlanSource, open_source

TABLE = """# Garden plan 2025

| Action | Responsible | Deadline |
|---|---|---|
| Prune the old pear | Garden office | May 2025 |
| Sow clover on the slope | Garden office | June 2025 |
"""
STUMBLING = """
import sys

def hook(event, arguments):
    if event == "open" and str(arguments[0]).endswith("garden.md"):
        raise LookupError("no such gate")

sys.addaudithook(hook)
from plan_graph.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""The program, on a machine that stumbles over a document in a way that nobody foresaw."""


def garden(folder: Path, name: str = "garden") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.md"
    path.write_text(TABLE, encoding="utf-8")
    return path


def stumbling(*arguments: str, debug: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", STUMBLING, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {DEBUG: debug},
    )


def without_sense(source: PlanSource) -> PlanSource:
    """Say of a plan what no reader of plan.toml would, so that its graph cannot be written."""
    return replace(source, subjects=cast(Any, (1,)))


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_that_nobody_foresaw_is_the_failure_of_its_plan(tmp_path: Path, jobs: int) -> None:
    sources = [open_source(garden(tmp_path, f"garden-{n}")) for n in range(4)]
    sources[1] = without_sense(sources[1])

    result = build(sources, tmp_path / "build", jobs=jobs)

    (failure,) = result.failures
    assert failure.plan == "garden-1"
    assert failure.problem.startswith("garden-1.md: TypeError: ")
    assert failure.problem.count("\n") == 0
    assert "this is a fault of plan-graph; please report it with the document" in failure.problem
    assert [made.plan for made in result.built] == ["garden-0", "garden-2", "garden-3"]


@pytest.mark.parametrize("command", ["read", "build"])
def test_a_fault_is_one_line_and_status_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)

    result = stumbling(command, str(garden(tmp_path)))

    assert result.returncode == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("plan-graph: garden.md: LookupError: no such gate (this is a fault")


def test_a_build_goes_on_after_a_fault(tmp_path: Path) -> None:
    paths = [str(garden(tmp_path, name)) for name in ("garden", "orchard")]

    result = stumbling("build", *paths, "--out", str(tmp_path / "build"), "--jobs", "1")

    assert result.returncode == 2
    assert "plan-graph: garden: garden.md: LookupError: no such gate" in result.stderr
    assert (tmp_path / "build" / "orchard" / "plan.ttl").is_file()
    assert "Traceback" not in result.stderr


def test_a_fault_can_be_looked_into(tmp_path: Path) -> None:
    result = stumbling("read", str(garden(tmp_path)), debug="1")

    assert result.returncode == 2
    assert "Traceback (most recent call last)" in result.stderr
    assert 'raise LookupError("no such gate")' in result.stderr or "in hook" in result.stderr


def test_want_of_memory_and_unreadable_files_are_no_faults_of_plan_graph() -> None:
    with pytest.raises(DocumentError, match="needs more memory"), faults_of("a.md"):
        raise MemoryError
    with pytest.raises(DocumentError, match=r"'b\.md': Permission denied; see"), faults_of("a.md"):
        raise PermissionError(13, "Permission denied", "b.md")


def test_a_full_disk_is_the_trouble_of_all_plans() -> None:
    with pytest.raises(OSError, match="No space left"), faults_of("a.md"):
        raise OSError(28, "No space left on device")


def test_a_fault_says_little_of_a_long_message() -> None:
    with pytest.raises(FaultError) as caught, faults_of("a.md"):
        raise KeyError("word\n" * 500)

    assert len(str(caught.value)) < 400
    assert "\n" not in str(caught.value)


def doubled_or_killed(number: int) -> int:
    """Double a number; the process that is given 3 or 7 is killed, as for want of memory."""
    if number in (3, 7):
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def done(numbers: Sequence[int]) -> list[int]:
    pool = partial(executors.local, 2)
    return sorted(executors.completed(pool, doubled_or_killed, numbers, lost))


def lost(number: int, problem: str) -> int:
    assert "killed" in problem
    return -number


def test_a_process_that_is_killed_is_the_failure_of_its_own_task() -> None:
    assert done(range(12)) == [-7, -3, 0, 2, 4, 8, 10, 12, 16, 18, 20, 22]


def test_without_tasks_there_is_nothing_to_do() -> None:
    assert done([]) == []
