"""Tell what changed between two editions or builds of a plan."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from plan_graph.cli.graphs import WHERE, graph_file
from plan_graph.phrases import ENGLISH, languages, phrase

if TYPE_CHECKING:  # loaded by the command itself, which alone needs them
    from pyoxigraph import Triple


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("old", type=Path, metavar="OLD", help=WHERE)
    parser.add_argument("new", type=Path, metavar="NEW", help=WHERE)
    parser.add_argument("--format", choices=("text", "json", "patch"), default="text")
    parser.add_argument(
        "--language", choices=languages(), default=ENGLISH, help="cli.diff.argument.language"
    )


def run(options: argparse.Namespace) -> int:
    """Print the changes."""
    from plan_graph.publishing.diff.compare import compare, lines, patch  # noqa: PLC0415

    old, new = (_plan(graph_file(path)) for path in (options.old, options.new))
    if options.format == "patch":
        print(patch(old, new), end="")
        return 0
    changes = compare(old, new, options.language)
    if options.format == "json":
        print(json.dumps([asdict(change) for change in changes], ensure_ascii=False, indent=1))
    else:
        for line in lines(changes, options.language, len(set(old) ^ set(new))):
            print(line)
    return 0


def _plan(file: Path) -> list[Triple]:
    from plan_graph.errors import DocumentError  # noqa: PLC0415
    from plan_graph.rdf.parse import load_rdf  # noqa: PLC0415
    from plan_graph.vocab import PLAN, RDF  # noqa: PLC0415

    triples = load_rdf(file)
    if not any(t.predicate == RDF.type and t.object == PLAN.ActionPlan for t in triples):
        raise DocumentError(str(file), phrase("cli.diff.holds_no_plan_actionplan"))
    return triples
