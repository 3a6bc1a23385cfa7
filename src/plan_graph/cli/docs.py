"""Write the documentation of the ontology: pages in English and Romanian, with diagrams."""

from __future__ import annotations

import argparse
from pathlib import Path

from plan_graph.phrases import phrase


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="cli.docs.argument.folder")


def run(options: argparse.Namespace) -> int:
    """Write the pages."""
    from plan_graph.publishing.ontology.documentation import write_docs  # noqa: PLC0415

    write_docs(options.folder)
    print(phrase("cli.docs.written_to", folder=options.folder))
    return 0
