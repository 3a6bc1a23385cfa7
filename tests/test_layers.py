"""Modules import only from rows above their own."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "plan_graph"

# From the ground up; a row may use the rows before it, and its own module or package.
ROWS: list[set[str]] = [
    {"errors", "text", "resources"},
    {"vocab"},
    {"authority"},
    {"codes", "iris", "view", "stratml_terms"},
    {"plan"},
    {"layout"},
    {"language"},
    {"source", "documents"},
    {"forms", "reading", "graph"},
    {"jsonld", "csv_table", "csvw", "rdf", "infer", "report", "void", "queries", "output"},
    {"consistency", "diff", "dumps", "exchange", "validate", "store", "remote", "answers"},
    {"proposals"},
    {"review", "monitoring"},
    {"catalogue", "docs"},
    {"pipeline", "plans", "publish", "client", "pages"},
    {"batch"},
    {"web"},
    {"assistant"},
    {"cli"},
    {"__main__"},
]
RANK = {name: rank for rank, row in enumerate(ROWS) for name in row}
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")


def part(module: Path) -> str:
    return module.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_parts(module: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "plan_graph":
            found.update(alias.name for alias in node.names if alias.name in RANK)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("plan_graph."):
            found.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            found.update(a.name.split(".")[1] for a in node.names if "plan_graph." in a.name)
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_from_rows_above_its_own(module: Path) -> None:
    own = part(module)

    wrong = {name for name in imported_parts(module) - {own} if RANK[name] >= RANK[own]}

    assert wrong == set()
