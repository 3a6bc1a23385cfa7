"""Write the pages for people as static files, for any host: plan, search, questions, data."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from plan_graph.phrases import phrase


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="cli.site.argument.folder")
    parser.add_argument("--build", type=Path, default=Path("build"), help="cli.site.argument.build")
    parser.add_argument(
        "--base-url",
        metavar="URL",
        default="",
        help="cli.site.argument.base_url",
    )


def run(options: argparse.Namespace) -> int:
    """Write the pages, with progress on a terminal."""
    from tqdm import tqdm  # noqa: PLC0415

    from plan_graph.iris import Publication  # noqa: PLC0415
    from plan_graph.pages.static_site import write_site  # noqa: PLC0415
    from plan_graph.publishing.void import base_of  # noqa: PLC0415

    address = options.base_url and options.base_url.rstrip("/") + "/"
    if address:
        Publication(address)  # Complains about what is no address.
    with tqdm(file=sys.__stderr__, disable=None, leave=False, unit=" pages") as bar:

        def progress(path: str) -> None:
            bar.update()

        number = write_site(options.build, options.folder, address, progress)
    print(phrase("cli.site.pages_written_to", number=number, folder=options.folder))
    base = base_of(options.build)
    if address and address != base:
        print(phrase("cli.site.names_stay", address=address, base=base), file=sys.stderr)
    return 0
