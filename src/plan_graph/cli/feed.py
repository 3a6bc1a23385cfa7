"""Write what changed in a catalogue as a feed for harvesters (DCAT-AP Feed, LDES)."""

from __future__ import annotations

import argparse
from pathlib import Path

from plan_graph.phrases import phrase


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="cli.feed.argument.folder")
    parser.add_argument("--build", type=Path, default=Path("build"), help="cli.site.argument.build")
    parser.add_argument("--base-url", metavar="URL", default="", help="cli.feed.argument.base_url")


def run(options: argparse.Namespace) -> int:
    """Bring the feed in a folder up to a build."""
    from plan_graph.building.feed import update_feed  # noqa: PLC0415

    address = options.base_url and options.base_url.rstrip("/") + "/"
    number = update_feed(options.build, options.folder, address)
    print(phrase("cli.feed.activities_added", number=number, folder=options.folder))
    return 0
