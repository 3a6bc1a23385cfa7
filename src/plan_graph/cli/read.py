"""Show what was understood of a document, part by part, beside its words."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from plan_graph.cli.terminal import terminal_width

HELP = "show what was understood of a document, for review"
EXAMPLE = "plan-graph read plan.docx --language ro"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("document", type=Path, help="a document, or a folder with plan.toml")
    parser.add_argument("--language", help="tag of its language, such as ro (default: found out)")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Print the review of a document."""
    from plan_graph.pipeline import read_plan  # noqa: PLC0415
    from plan_graph.review import as_json, as_table  # noqa: PLC0415
    from plan_graph.source import open_source  # noqa: PLC0415

    plan, _, _ = read_plan(open_source(options.document, language=options.language))
    if options.format == "json":
        print(json.dumps(as_json(plan), ensure_ascii=False, indent=1))
    else:
        print(as_table(plan, terminal_width()))
    return 0
