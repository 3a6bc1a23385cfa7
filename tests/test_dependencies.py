"""What is imported is declared in pyproject.toml, and what is declared is imported."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "plan_graph"


def declared(requirements: Iterable[str]) -> set[str]:
    """Return the normal names of what some lines require.

    >>> sorted(declared(["PyYAML>=6.0", "plan-graph[pdf]", "uvloop>=1; a == 'b'"]))
    ['plan-graph', 'pyyaml', 'uvloop']
    """
    return {normal(re.split(r"[^\w.-]", line)[0]) for line in requirements}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = dict(PROJECT["optional-dependencies"])
TOOLS = declared(EXTRAS.pop("test"))
OPTIONAL = declared(line for lines in EXTRAS.values() for line in lines)
HOMES = {"pdfminer-six": "documents/pdf", "mcp": "assistant"} | dict.fromkeys(
    ("numpy", "pillow", "pypdfium2"), "documents/pdf/scans"
)
"""What only a folder imports that is loaded once its extra was found."""

# What is declared for another reason than to be imported.
OF_OTHERS = {"httptools", "onnxruntime"}
"""uvicorn parses requests by the one, in the class that ours is made of; rapidocr runs models by
the other."""
PROGRAMS = {"ipykernel", "mypy", "oxigraph", "pytest-cov", "pytest-xdist", "reuse", "ruff"} | {
    "schemathesis"
}
TYPES = {"lxml-stubs", "types-openpyxl", "types-pyyaml", "types-tqdm"}

GIVEN_BY = packages_distributions()
OURS = {"plan_graph", "ckanext"} | {
    part
    for folder in (ROOT / "tests", ROOT / "benchmarks")
    for file in folder.rglob("*.py")
    for part in file.relative_to(folder).with_suffix("").parts
}
"""CKAN has a Python of its own, and no part in ours."""


def test_what_the_code_imports_is_declared_and_the_other_way_round() -> None:
    own = declared(PROJECT["dependencies"])

    found = imported(SOURCE)

    assert found == (own | OPTIONAL) - OF_OTHERS


def test_no_module_needs_an_extra_before_it_is_used() -> None:
    wrong = {
        f"{file.relative_to(SOURCE)} imports {name}"
        for file in SOURCE.rglob("*.py")
        for name in distributions(names(parsed(file).body)) & OPTIONAL
        if not file.is_relative_to(SOURCE / HOMES.get(name, "nowhere"))
    }

    assert wrong == set()


def test_what_the_tests_import_is_declared_and_the_other_way_round() -> None:
    found = imported(ROOT / "tests")

    assert found <= declared(PROJECT["dependencies"]) | OPTIONAL | TOOLS
    assert TOOLS - found == PROGRAMS | TYPES | {"plan-graph"}


def imported(folder: Path) -> set[str]:
    """Return the distributions that the modules of a folder import, wherever they do so."""
    files = folder.rglob("*.py")
    return distributions({name for file in files for name in names(ast.walk(parsed(file)))})


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Yield the first part of each module that is imported."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def distributions(modules: Iterable[str]) -> set[str]:
    """Return which distributions give some modules; one that none gives stands for itself."""
    others = set(modules) - sys.stdlib_module_names - OURS
    return {normal(min(GIVEN_BY.get(module, [module]), key=len)) for module in others}
