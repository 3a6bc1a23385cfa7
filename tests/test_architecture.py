"""The map of the house and the steps of contributors name only what exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "plan_graph"
MAP = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
STEPS = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_NAME = re.compile(r"`([\w./-]+(?:\.(?:py|ttl|toml|rq|md)(?::\w+)?|/))`")
NAMED = sorted({*_NAME.findall(MAP), *_NAME.findall(STEPS)})


def place(name: str) -> Path | None:
    """Return the file or folder that a name of the map means: of the code, else of the project."""
    known = [folder / name for folder in (SOURCE, ROOT)]
    return next((path for path in known if path.exists()), None)


def defined(module: Path) -> set[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return {node.name for node in tree.body if isinstance(node, kinds)}


@pytest.mark.parametrize("name", NAMED)
def test_what_the_map_names_is_there(name: str) -> None:
    path, _, function = name.partition(":")

    found = place(path)

    assert found is not None
    if function:
        assert function in defined(found)


def test_the_map_names_every_folder_of_the_code() -> None:
    folders = {path.parent.name for path in SOURCE.glob("*/__init__.py")}

    assert folders - {name.rstrip("/") for name in NAMED} == set()
