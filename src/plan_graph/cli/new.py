"""Make the folder of a new plan: a table to fill in, and settings with comments."""

from __future__ import annotations

import argparse
from pathlib import Path

from plan_graph.phrases import phrase


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("folder", type=Path, metavar="NAME", help="cli.new.argument.folder")
    parser.add_argument("--language", default="ro", help="cli.new.argument.language")


def run(options: argparse.Namespace) -> int:
    """Make the folder."""
    from plan_graph.iris import slug  # noqa: PLC0415
    from plan_graph.language import register, wording  # noqa: PLC0415
    from plan_graph.output import new_folder  # noqa: PLC0415
    from plan_graph.workbooks.template import DOCUMENT, plan_template, settings  # noqa: PLC0415

    words = wording.load(options.language)
    bodies = register.of_language(options.language)
    name = options.folder.name
    with new_folder(options.folder) as fresh:
        (fresh / DOCUMENT).write_bytes(plan_template(name, words, bodies))
        text = settings(slug(name), words, bodies)
        (fresh / "plan.toml").write_text(text, encoding="utf-8")
    print(
        phrase(
            "cli.new.fill_then_plan_graph_build",
            document=options.folder / DOCUMENT,
            folder=options.folder,
        )
    )
    return 0
