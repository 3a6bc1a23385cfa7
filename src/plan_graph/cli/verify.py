"""Tell whether a publication is what its documents give."""

from __future__ import annotations

import argparse
from pathlib import Path

from plan_graph.cli.terminal import language_tag
from plan_graph.phrases import phrase


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "publication", metavar="PUBLICATION", help="cli.verify.argument.publication"
    )
    parser.add_argument(
        "plans", nargs="*", type=Path, metavar="PLAN", help="cli.build.argument.plans"
    )
    parser.add_argument("--language", type=language_tag, help="cli.build.argument.language")
    parser.add_argument(
        "--catalogue", type=Path, metavar="FILE", help="cli.build.argument.catalogue"
    )


def run(options: argparse.Namespace) -> int:
    """Build the plans again and print what differs."""
    from plan_graph.building.defaults import shipped_plans  # noqa: PLC0415
    from plan_graph.building.verification import Publication, verify  # noqa: PLC0415
    from plan_graph.cli.build import catalogue_settings, plan_sources  # noqa: PLC0415

    sources, unread = plan_sources(options.plans or shipped_plans(), options.language)
    for error in unread:
        raise error
    settings = catalogue_settings(options.catalogue, sources)
    differences = verify(Publication(options.publication), sources, settings)
    for difference in differences:
        print(difference.line())
    key = "cli.verify.differs" if differences else "cli.verify.is_what_documents_give"
    print(phrase(key, publication=options.publication, number=len(differences)))
    return int(bool(differences))
