"""Read plans, convert, infer and validate them, and write the publication."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "build the knowledge graph of one or more plans"
EXAMPLE = "plan-graph build plan.docx --out build"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "plans",
        nargs="*",
        type=Path,
        metavar="PLAN",
        help="a document, or a folder with plan.toml (default: the plans that come along)",
    )
    parser.add_argument("--out", type=Path, default=Path("build"), help="folder to write (build)")
    parser.add_argument("--language", help="tag of the documents' language (default: found out)")
    parser.add_argument("--base", help="where the data will be published; ends with a slash")
    parser.add_argument("--reasoner", choices=("fast", "owlrl"), default="fast")


def run(options: argparse.Namespace) -> int:
    """Build, and print counts, findings and one answer."""
    from plan_graph.iris import DEFAULT_BASE  # noqa: PLC0415
    from plan_graph.pipeline import build, shipped_plans  # noqa: PLC0415
    from plan_graph.source import open_source  # noqa: PLC0415
    from plan_graph.summary import print_summary  # noqa: PLC0415

    paths = options.plans or shipped_plans()
    sources = [open_source(path, language=options.language) for path in paths]
    result = build(
        sources,
        options.out,
        base=options.base or DEFAULT_BASE,
        reasoner=options.reasoner,
        progress=_progress,
    )
    print_summary(result, options.out)
    return 0 if result.written else 1


def _progress(steps: int):  # type: ignore[no-untyped-def]
    """Make the progress bar; it shows on a terminal only."""
    from tqdm import tqdm  # noqa: PLC0415

    return tqdm(total=steps, disable=None, leave=False, bar_format="{desc:<40} {bar} {n}/{total}")
