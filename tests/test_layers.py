"""Folders import only from folders below them, and modules only downward inside their folder."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "plan_graph"

# From the ground up; each may use those before it, and itself. A row of several shares a rank.
ROWS: list[set[str]] = [
    {"errors", "text", "resources"},
    {"vocab"},
    {"facts"},
    {"phrases"},
    {"confinement"},
    {"output"},
    {"iris"},
    {"plan"},
    {"language"},
    {"documents"},
    {"reading"},
    {"rdf"},
    {"checking"},
    {"workbooks"},
    {"asking"},
    {"publishing"},
    {"building"},
    {"pages"},
    {"web"},
    {"assistant"},
    {"cli"},
    {"__main__"},
]
RANK = {name: rank for rank, row in enumerate(ROWS) for name in row}
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")
FOLDERS = sorted({path.relative_to(SOURCE).parts[0] for path in MODULES if path.parent != SOURCE})


def dotted(module: Path) -> str:
    parts = module.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {dotted(module): module for module in MODULES}


def imported(module: Path) -> set[str]:
    """Return the modules of ours that one imports, as 'folder.module', wherever it does so."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "plan_graph":
            source = (node.module or "").removeprefix("plan_graph").removeprefix(".")
            for alias in node.names:
                whole = f"{source}.{alias.name}".removeprefix(".")
                found.add(whole if whole in NAMES else source)
        elif isinstance(node, ast.Import):
            found.update(
                alias.name.removeprefix("plan_graph.")
                for alias in node.names
                if alias.name.startswith("plan_graph.")
            )
    return found - {""}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_from_folders_below_its_own(module: Path) -> None:
    own = dotted(module).split(".")[0]
    parts = {name.split(".")[0] for name in imported(module)} - {own}

    wrong = {name for name in parts if RANK[name] >= RANK[own]}

    assert wrong == set()


@pytest.mark.parametrize("folder", FOLDERS)
def test_inside_a_folder_no_module_needs_itself_in_the_end(folder: str) -> None:
    inside = {
        name: {other for other in imported(module) if other.split(".")[0] == folder} - {name}
        for name, module in NAMES.items()
        if name.split(".")[0] == folder
    }

    try:
        order = list(TopologicalSorter(inside).static_order())
    except CycleError as error:
        pytest.fail(" needs ".join(error.args[1]))

    assert set(order) >= set(inside)
