"""Publish a build at a SPARQL endpoint: load a new version, count it, then switch to it.

The user is read from PLAN_GRAPH_USER, PLAN_GRAPH_PASSWORD and PLAN_GRAPH_AUTH (basic or digest),
and for the bulk loader the command that runs SQL from PLAN_GRAPH_ISQL.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "--endpoint", required=True, metavar="URL", help="cli.publish.argument.endpoint"
    )
    parser.add_argument(
        "--update-endpoint", metavar="URL", help="cli.publish.argument.update_endpoint"
    )
    parser.add_argument(
        "--build", type=Path, default=Path("build"), help="cli.publish.argument.build"
    )
    parser.add_argument(
        "--timeout",
        type=float,
        default=60.0,
        metavar="SECONDS",
        help="cli.publish.argument.timeout",
    )
    parser.add_argument("--bulk", type=Path, metavar="FOLDER", help="cli.publish.argument.bulk")


def run(options: argparse.Namespace) -> int:
    """Publish, and print the graph, its size and whether it is new."""
    from tqdm import tqdm  # noqa: PLC0415

    from plan_graph.asking.remote.endpoint import Endpoint  # noqa: PLC0415
    from plan_graph.publishing.bulk import bulk_loader  # noqa: PLC0415
    from plan_graph.publishing.upload import publish  # noqa: PLC0415
    from plan_graph.publishing.upload_contents import read_build  # noqa: PLC0415

    load = bulk_loader(options.bulk, options.timeout) if options.bulk else None
    contents = read_build(options.build)
    endpoint = Endpoint(
        options.endpoint,
        update_url=options.update_endpoint,
        base=contents.names.base,
        timeout_seconds=options.timeout,
    )
    with tqdm(
        file=sys.__stderr__, total=contents.count, disable=None, leave=False, unit=" triples"
    ) as bar:

        def progress(triples: int) -> None:
            bar.update(triples)

        done = publish(contents, endpoint, progress=progress, load=load)
    for plan in contents.plans:
        print(plan)
    print(f"{'published' if done.fresh else 'already there'}: {done.triples:,} triples")
    print(done.graph)
    return 0
