"""What the README shows is what the commands print."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from plan_graph.queries import load, names

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme")


def run(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "plan_graph", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def test_the_build_prints_what_the_readme_shows(folder: Path) -> None:
    assert run(folder, "build").strip() in README


def test_every_query_stands_in_the_table_with_its_question(folder: Path) -> None:
    rows = [line.split(" | ")[:2] for line in README.splitlines() if line.startswith("| `actions-")]
    rows += [line.split(" | ")[:2] for line in README.splitlines() if line.startswith("| `agency-")]

    assert sorted(rows) == sorted([f"| `{name}`", load(name).words("summary")] for name in names())


def test_every_query_command_of_the_readme_runs(folder: Path) -> None:
    run(folder, "build")
    commands = [
        line.partition("#")[0].split()[2:]
        for line in README.splitlines()
        if line.startswith("$ plan-graph query")
    ]

    assert len(commands) == 4
    for command in commands:
        assert run(folder, *command)
