"""The graphs that a path on the command line means: a file, a plan of a build, or a build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plan_graph.phrases import phrase

if TYPE_CHECKING:  # loaded by the commands themselves, which alone need them
    from pyoxigraph import Triple

WHERE = "cli.graphs.where"


def graph_files(path: Path) -> list[Path]:
    """Find the graphs of plans: the file itself, or those of a folder, in the order of names.

    Raises:
        DocumentError: If a folder holds no graph of a plan.
    """
    from plan_graph.errors import DocumentError  # noqa: PLC0415

    if not path.is_dir():
        return [path]
    found = sorted([*path.glob("plan.ttl"), *path.glob("*/plan.ttl")])
    if not found:
        problem = phrase("cli.graphs.holds_no_graph_named_plan")
        raise DocumentError(str(path), problem)
    return found


def graph_file(path: Path) -> Path:
    """Find the one graph that a path means.

    Raises:
        DocumentError: If a folder holds no graph of a plan, or several.
    """
    from plan_graph.errors import DocumentError  # noqa: PLC0415

    found = graph_files(path)
    if len(found) > 1:
        plans = ", ".join(f"'{file.parent}'" for file in found[:5])
        more = ", …" if len(found) > 5 else ""
        problem = phrase("cli.graphs.holds_plans", found=len(found), plans=plans, more=more)
        raise DocumentError(str(path), problem)
    return found[0]


def load_graph(file: Path) -> list[Triple]:
    """Load a graph; beside that of a plan may lie what was reported about it, which belongs to it.

    Raises:
        DocumentError: If a file cannot be used.
    """
    from plan_graph.rdf.parse import load_rdf  # noqa: PLC0415

    triples = load_rdf(file)
    reported = file.with_name("monitoring.ttl")
    if file.name == "plan.ttl" and reported.is_file():
        triples += load_rdf(reported)
    return triples
