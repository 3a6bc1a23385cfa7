"""Show what was understood of a document, fact by fact, beside its words.

With `--format xlsx` it is a workbook: correct it, and `plan-graph build` takes it back.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from plan_graph.cli.terminal import terminal_width

HELP = "show what was understood of a document, for review"
EXAMPLE = "plan-graph read plan.docx --format xlsx --out review.xlsx"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("document", type=Path, help="a document, or a folder with plan.toml")
    parser.add_argument("--language", help="tag of its language, such as ro (default: found out)")
    parser.add_argument("--format", choices=("table", "json", "xlsx"), default="table")
    parser.add_argument("--out", type=Path, metavar="FILE", help="(default: standard output)")


def run(options: argparse.Namespace) -> int:
    """Print the review of a document, or write it."""
    from plan_graph.errors import faults_of  # noqa: PLC0415
    from plan_graph.output import write_file  # noqa: PLC0415

    with faults_of(options.document.name):
        content = _content(options)
    if options.out:
        write_file(options.out, content)
    else:
        sys.stdout.buffer.write(content)
    return 0


def _content(options: argparse.Namespace) -> bytes:
    """Give the review in the form that is asked for."""
    from plan_graph.errors import DocumentError  # noqa: PLC0415
    from plan_graph.pipeline import convert  # noqa: PLC0415
    from plan_graph.plans import open_plan  # noqa: PLC0415
    from plan_graph.review import as_json, as_table, reviewed  # noqa: PLC0415

    source = open_plan(options.document, language=options.language)
    if source.corrections and options.format == "xlsx":
        name = source.corrections.name
        problem = f"holds corrections of this plan already; go on in it, or move '{name}' away"
        raise DocumentError(name, problem)
    built = convert(source)
    plan = built.plan
    if not source.language:
        print(f"language: {plan.language} (found out; --language sets it)", file=sys.stderr)
    print(built.quality.line, file=sys.stderr)
    if options.format == "xlsx":
        from plan_graph.review.sheet import review_workbook  # noqa: PLC0415

        items = reviewed(plan, built.iris, built.report, plan.language)
        return review_workbook(plan, items, source, built.register, plan.language)
    items = reviewed(plan, built.iris, built.report)
    if options.format == "json":
        text = json.dumps(as_json(plan, items, built.quality), ensure_ascii=False, indent=1)
    else:
        text = as_table(plan, items, built.report, terminal_width())
    return f"{text}\n".encode()
