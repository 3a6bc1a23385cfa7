"""Make the folder of a new plan: from its document, or with a table to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path

from plan_graph.cli.terminal import language_tag
from plan_graph.phrases import phrase

REVIEW = "review.xlsx"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="cli.new.argument.folder")
    parser.add_argument(
        "--from", dest="document", type=Path, metavar="DOCUMENT", help="cli.new.argument.from"
    )
    parser.add_argument("--language", type=language_tag, help="cli.new.argument.language")


def run(options: argparse.Namespace) -> int:
    """Make the folder."""
    if options.document is not None:
        _begin(options)
    else:
        _table(options)
    return 0


def _begin(options: argparse.Namespace) -> None:
    """Make the folder of a plan that has a document."""
    from plan_graph.building.beginning import BODIES, begin  # noqa: PLC0415
    from plan_graph.building.defaults import CATALOGUE  # noqa: PLC0415
    from plan_graph.building.pipeline import convert_opened  # noqa: PLC0415
    from plan_graph.building.reviewing import workbook  # noqa: PLC0415
    from plan_graph.errors import faults_of  # noqa: PLC0415
    from plan_graph.output import new_folder  # noqa: PLC0415

    folder = options.folder
    with faults_of(options.document.name):
        begun = begin(options.document, folder.resolve().name, language=options.language)
        with new_folder(folder) as fresh:
            begun.write(fresh)
            (fresh / REVIEW).write_bytes(workbook(begun.opened, convert_opened(begun.opened)))
    about = {
        "plan.toml": phrase("cli.new.about_plan"),
        BODIES: phrase("cli.new.about_bodies", number=begun.bodies),
        CATALOGUE: phrase("cli.new.about_catalogue"),
        REVIEW: phrase("cli.new.about_review"),
    }
    title, actions = begun.plan.title, len(begun.plan.actions)
    print(phrase("cli.new.begun", folder=folder, title=title, actions=actions))
    for name, text in about.items():
        if (folder / name).exists():
            asked = begun.asked(name) if name in begun.files else 0
            more = phrase("cli.new.asked", number=asked) if asked else ""
            print(phrase("cli.new.files", name=name, about=text) + more)
    print(phrase("cli.new.then_build", folder=folder))


def _table(options: argparse.Namespace) -> None:
    """Make the folder of a plan that is still to be written."""
    from plan_graph.iris import slug  # noqa: PLC0415
    from plan_graph.language import register, wording  # noqa: PLC0415
    from plan_graph.output import new_folder  # noqa: PLC0415
    from plan_graph.workbooks.template import DOCUMENT, plan_template, settings  # noqa: PLC0415

    words = wording.load(options.language or "ro")
    bodies = register.of_language(words.language)
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
