"""What `plan_graph` exports works as its docstrings say, and is loaded when it is asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import plan_graph
from plan_graph import Graph, ReadingError, build, diff, errors, read, validate

PLAN = """# Harbour plan 2030-2031

| Code | Action | Responsible | Deadline |
|---|---|---|---|
| H.1 | Dredge the northern basin | Port Office | 30 June 2030 |
| H.2 | Paint the lighthouse | Coast Office | {deadline} |
"""


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    file = tmp_path / "harbour.md"
    file.write_text(PLAN.format(deadline="31 May 2031"), encoding="utf-8")
    return file


@pytest.mark.parametrize("name", [name for name in plan_graph.__all__ if name != "__version__"])
def test_each_name_is_there_and_says_what_it_is(name: str) -> None:
    assert getattr(plan_graph, name).__doc__


def test_a_name_that_is_not_there_says_so() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Grape'"):
        _ = plan_graph.Grape


def test_every_deliberate_error_is_exported() -> None:
    found = {name for name in vars(errors) if name.endswith("Error")}

    assert found <= set(plan_graph.__all__)


def test_importing_loads_nothing_else() -> None:
    code = "import sys; own = set(sys.modules); import plan_graph; print(*set(sys.modules) - own)"

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    loaded = {name for name in found.stdout.split() if name.startswith(("plan_graph", "pyox"))}
    assert loaded == {"plan_graph"}


def test_a_document_is_read_built_asked_checked_and_compared(harbour: Path, tmp_path: Path) -> None:
    result = build([harbour], tmp_path / "first", jobs=1)
    first = tmp_path / "first" / "harbour" / "plan.ttl"
    later = PLAN.format(deadline="31 July 2031")
    harbour.write_text(later, encoding="utf-8")
    build([harbour], tmp_path / "second", jobs=1)

    changes = diff(first, tmp_path / "second")

    assert [action.notation for action in read(harbour).actions] == ["H.1", "H.2"]
    assert result.written
    assert len(Graph.open(tmp_path / "first").ask("actions-list")) == 2
    assert not validate(first).violations
    assert [(change.change, change.code) for change in changes] == [("changed", "H.2")]


def test_a_document_that_is_not_read_is_an_error_with_its_parts(tmp_path: Path) -> None:
    file = tmp_path / "harbour.md"
    file.write_text("| Alpha | Beta |\n|---|---|\n| one | two |\n", encoding="utf-8")

    with pytest.raises(ReadingError) as caught:
        read(file, language="en")

    assert caught.value.document == "harbour.md"
