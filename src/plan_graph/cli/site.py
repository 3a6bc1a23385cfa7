"""Write the pages for people as static files, for any host: plan, search, questions, data."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "write the pages as static files"
EXAMPLE = "plan-graph site public --base-url https://plans.example.org/"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="replaced as a whole")
    parser.add_argument(
        "--build", type=Path, default=Path("build"), help="what 'plan-graph build' wrote"
    )
    parser.add_argument(
        "--base-url",
        metavar="URL",
        default="",
        help="the public address of the site, for canonical links and the sitemap",
    )


def run(options: argparse.Namespace) -> int:
    """Write the pages, with progress on a terminal."""
    from tqdm import tqdm  # noqa: PLC0415

    from plan_graph.iris import Publication  # noqa: PLC0415
    from plan_graph.pages.static_site import write_site  # noqa: PLC0415

    address = options.base_url and options.base_url.rstrip("/") + "/"
    if address:
        Publication(address)  # Complains about what is no address.
    with tqdm(disable=None, leave=False, unit=" pages") as bar:

        def progress(path: str) -> None:
            bar.update()

        number = write_site(options.build, options.folder, address, progress)
    print(f"{number:,} pages written to {options.folder}/")
    return 0
