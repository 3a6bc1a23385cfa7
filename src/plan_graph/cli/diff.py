"""Tell what changed between two editions or builds of a plan."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from plan_graph.cli.terminal import language_tag
from plan_graph.phrases import ENGLISH, languages


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("old", type=Path, metavar="OLD", help="cli.diff.argument.graph")
    parser.add_argument("new", type=Path, metavar="NEW", help="cli.diff.argument.graph")
    parser.add_argument("--format", choices=("text", "json", "patch"), default="text")
    parser.add_argument(
        "--language",
        type=language_tag,
        choices=languages(),
        default=ENGLISH,
        help="cli.diff.argument.language",
    )


def run(options: argparse.Namespace) -> int:
    """Print the changes."""
    from plan_graph.publishing.diff.compare import compare, lines, patch  # noqa: PLC0415
    from plan_graph.rdf.graph_files import load_plan  # noqa: PLC0415

    old, new = (load_plan(path) for path in (options.old, options.new))
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
