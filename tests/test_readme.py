"""What the README shows is what the commands print."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from plan_graph.asking.queries import load, names

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme")


def run(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "plan_graph", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def test_the_build_prints_what_the_readme_shows(folder: Path) -> None:
    assert run(folder, "build").strip() in README


def test_every_query_in_the_table_stands_with_its_question() -> None:
    rows = re.findall(r"(?m)^\| `([a-z-]+)` \| (.*\?) \|$", README)

    assert len(rows) > 10
    assert rows == [(name, load(name).words("summary")) for name, _ in rows]


def test_the_readme_counts_the_queries() -> None:
    assert f"{len(names())} named queries come along" in README


def test_every_query_command_of_the_readme_runs(folder: Path) -> None:
    run(folder, "build")
    commands = [
        line.partition("#")[0].split()[2:]
        for line in README.splitlines()
        if line.startswith("$ plan-graph query") and "--endpoint" not in line
    ]

    assert len(commands) == 6
    for command in commands:
        assert run(folder, *command)


def test_the_python_of_the_readme_runs(folder: Path) -> None:
    example = "".join(re.findall(r"```python\n(.*?)```", README, re.DOTALL))
    run(folder, "build")
    shutil.copytree(ROOT / "data" / "plans", folder / "data" / "plans")
    example += "\nprint(len(plan.actions), changes)"

    done = subprocess.run(
        [sys.executable, "-c", example], cwd=folder, check=True, capture_output=True, text=True
    )

    assert done.stdout.startswith("MAI 32\n")
    assert done.stdout.endswith("67 []\n")


def block(kind: str) -> str:
    """Return the first block of the README in a language of markup."""
    found = re.search(rf"```{kind}\n(.*?)```", README, re.DOTALL)
    assert found
    return found[1]


def test_a_document_that_is_not_read_is_read_after_the_words_of_a_person(tmp_path: Path) -> None:
    (tmp_path / "parks").mkdir()
    (tmp_path / "parks" / "parks.md").write_text(block("markdown"), encoding="utf-8")

    def status(*arguments: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "plan_graph", *arguments]
        done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
        return done.returncode, done.stderr

    code, said = status("read", "parks/parks.md")
    assert code == 2
    assert f"$ plan-graph read parks/parks.md\n{said}```" in README

    write = ("read", "parks/parks.md", "--format", "xlsx", "--out", "columns.xlsx")
    assert f"$ plan-graph {' '.join(write)} " in README
    assert status(*write)[0] == 2
    book = load_workbook(tmp_path / "columns.xlsx")
    book["Columns"]["C2"].value = "action"
    book.save(tmp_path / "columns.xlsx")
    assert status("build", "columns.xlsx", "--out", "graph")[0] == 0

    (tmp_path / "parks" / "plan.toml").write_text(block("toml"), encoding="utf-8")
    assert status("build", "parks", "--out", "graph")[0] == 0
