"""Check a DCAT-AP catalogue, of any publisher: its score on data.europa.eu, and its faults."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    check = actions.add_parser(
        "check",
        help="cli.catalogue.check.help",
        description="cli.catalogue.check.about",
        epilog="cli.catalogue.example",
        formatter_class=parser.formatter_class,
    )
    check.add_argument("place", metavar="FILE|URL", help="cli.catalogue.argument.place")
    check.add_argument("--offline", action="store_true", help="cli.catalogue.argument.offline")
    check.add_argument("--format", choices=("text", "json"), default="text")


def run(options: argparse.Namespace) -> int:
    """Print the points, what to do for each that is missing, and the faults."""
    from plan_graph.confinement.child import Budget  # noqa: PLC0415
    from plan_graph.publishing.catalogue.addresses import is_address, load  # noqa: PLC0415
    from plan_graph.publishing.catalogue.check import check  # noqa: PLC0415

    # What stands at an address may be anybody's; a file is the user's own.
    budget = Budget(60, 80) if is_address(options.place) else None
    publication = None if is_address(options.place) else Path(options.place).parent
    checked = check(
        load(options.place),
        options.place,
        offline=options.offline,
        publication=publication,
        budget=budget,
    )
    if options.format == "json":
        datasets = [
            {**asdict(score), "points": score.points(), "unchecked": score.unchecked}
            for score in checked.scores
        ]
        found = [{**asdict(f), "focus": f.focus.value} for f in checked.faults]
        answer = {
            "points": checked.mean,
            "looked_up": checked.looked_up,
            "datasets": datasets,
            "faults": found,
        }
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        for line in checked.lines():
            print(line)
    return 1 if checked.violations else 0
