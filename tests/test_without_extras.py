"""Installed without its extras, each command works, or names the extra that it needs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import docx
import pytest
from fpdf import FPDF

from plan_graph.cli import COMMANDS

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "tests" / "cases" / "monitoring" / "plan"
EXTRAS = ("charts", "distributed", "mcp", "pandas", "parquet", "pdf", "word")

# Every command, in the folder that the fixture makes.
WORKING: dict[str, list[object]] = {
    "build": ["--out", "again", PLAN],
    "read": ["--format", "xlsx", "--out", "review.xlsx", PLAN],
    "new": ["fresh"],
    "monitor": ["--out", "report.xlsx", PLAN],
    "check": [ROOT / "queries" / "actions-by-month.rq"],
    "query": ["actions-by-month", "--store", "built/store"],
    "diff": ["built", "built"],
    "export": ["--format", "xlsx", "--out", "actions.xlsx", "built"],
    "catalogue": ["check", "--offline", ROOT / "tests/cases/catalogue/valid-catalogue.ttl"],
    "docs": ["documentation"],
    "site": ["--build", "built", "public"],
    "verify": ["built", PLAN],
    "search": ["--build", "built", "action"],
}
NEEDING: list[tuple[str, list[object]]] = [
    ("pdf", ["read", "plan.pdf"]),
    ("charts", ["query", "actions-by-ministry", "--store", "built/store", "--chart", "c.png"]),
    ("distributed", ["build", "--out", "other", "--cluster", "tcp://127.0.0.1:1", PLAN]),
    ("mcp", ["mcp", "built"]),
    ("word", ["read", "--format", "docx", "plan.docx"]),
    ("parquet", ["export", "--format", "parquet", "--out", "tables", "built"]),
]
ELSEWHERE: dict[str, list[object]] = {
    "publish": ["--build", "built", "--endpoint", "http://127.0.0.1:1/"],
    "serve": ["nowhere"],
    "feed": ["--build", "nowhere", "activities"],
}
"""Get as far as what is not there."""


class Bare:
    """A folder in which commands run that see no extra."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        lines = [line for name in EXTRAS for line in project["optional-dependencies"][name]]
        wanted = {re.split(r"[^\w.-]", line)[0].lower() for line in lines}
        hidden = [
            module
            for module, given_by in packages_distributions().items()
            if wanted & {name.lower() for name in given_by}
        ]
        text = f"import sys\nsys.modules.update(dict.fromkeys({hidden!r}))\n"
        (folder / "hiding").mkdir()
        (folder / "hiding" / "sitecustomize.py").write_text(text, encoding="utf-8")

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        return self.python("-m", "plan_graph", *map(str, arguments))

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        paths = [str(self.folder / "hiding"), str(ROOT / "src")]
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Bare:
    made = Bare(tmp_path_factory.mktemp("bare"))
    found = made.run("build", "--out", "built", PLAN)
    assert found.returncode == 0, found.stderr
    paper = FPDF()
    paper.add_page()
    paper.output(str(made.folder / "plan.pdf"))
    word = docx.Document()
    table = word.add_table(rows=0, cols=3)
    for row in (("Action", "Responsible", "Deadline"), ("Ring the bell", "Pilots", "2027")):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    word.save(str(made.folder / "plan.docx"))
    return made


def test_every_command_is_tried() -> None:
    needing = {str(arguments[0]) for _, arguments in NEEDING}

    assert set(COMMANDS) == {*WORKING, *ELSEWHERE} | needing


@pytest.mark.parametrize("command", WORKING)
def test_a_command_works_without_extras(bare: Bare, command: str) -> None:
    found = bare.run(command, *WORKING[command])

    assert found.returncode == 0, found.stderr


@pytest.mark.parametrize(("extra", "arguments"), NEEDING, ids=[extra for extra, _ in NEEDING])
def test_what_needs_an_extra_names_it(bare: Bare, extra: str, arguments: list[object]) -> None:
    found = bare.run(*arguments)

    assert found.returncode == 2
    assert found.stderr.count("\n") == 1
    assert f"pip install 'plan-graph[{extra}]'" in found.stderr


@pytest.mark.parametrize("command", ELSEWHERE)
def test_a_command_that_needs_another_program_says_so(bare: Bare, command: str) -> None:
    found = bare.run(command, *ELSEWHERE[command])

    assert found.returncode == 2
    assert "install" not in found.stderr


def test_data_frames_name_their_extra(bare: Bare) -> None:
    ask = "import plan_graph; plan_graph.Graph.open('built').ask('actions-by-month').to_pandas()"

    found = bare.python("-c", ask)

    assert "pip install 'plan-graph[pandas]'" in found.stderr
