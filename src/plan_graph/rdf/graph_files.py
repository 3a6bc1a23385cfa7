"""The graphs that a path means: a file, a plan of a build, or a build."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Triple

from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase
from plan_graph.rdf.parse import load_rdf
from plan_graph.vocab import PLAN, RDF


def graph_files(path: Path) -> list[Path]:
    """Find the graphs of plans: the file itself, or those of a folder, in the order of names.

    Raises:
        DocumentError: If a folder holds no graph of a plan.
    """
    if not path.is_dir():
        return [path]
    found = sorted([*path.glob("plan.ttl"), *path.glob("*/plan.ttl")])
    if not found:
        problem = phrase("rdf.graph_files.holds_no_graph_named_plan")
        raise DocumentError(str(path), problem)
    return found


def graph_file(path: Path) -> Path:
    """Find the one graph that a path means.

    Raises:
        DocumentError: If a folder holds no graph of a plan, or several.
    """
    found = graph_files(path)
    if len(found) > 1:
        plans = ", ".join(f"'{file.parent}'" for file in found[:5])
        more = ", …" if len(found) > 5 else ""
        problem = phrase("rdf.graph_files.holds_plans", found=len(found), plans=plans, more=more)
        raise DocumentError(str(path), problem)
    return found[0]


def load_graph(file: Path) -> list[Triple]:
    """Load a graph; beside that of a plan may lie what was reported about it, which belongs to it.

    Raises:
        DocumentError: If a file cannot be used.
    """
    triples = load_rdf(file)
    reported = file.with_name("monitoring.ttl")
    if file.name == "plan.ttl" and reported.is_file():
        triples += load_rdf(reported)
    return triples


def load_plan(path: Path) -> list[Triple]:
    """Load the graph of the one plan that a path means.

    Raises:
        DocumentError: If there is none, or several, or the file cannot be used.
    """
    file = graph_file(path)
    triples = load_rdf(file)
    if not any(t.predicate == RDF.type and t.object == PLAN.ActionPlan for t in triples):
        raise DocumentError(str(file), phrase("rdf.graph_files.holds_no_plan_actionplan"))
    return triples
