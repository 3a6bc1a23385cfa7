"""Check a DCAT-AP catalogue, of any publisher: its score on data.europa.eu, and its faults."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

HELP = "check a DCAT-AP catalogue"
EXAMPLE = "plan-graph catalogue check build/catalogue.ttl --offline"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    check = actions.add_parser(
        "check",
        help="score a catalogue and hold it against the shapes",
        description="Score a catalogue as data.europa.eu does, of 405 points, and hold it "
        "against the official shapes of DCAT-AP 3.0.1.",
        epilog=f"Example: {EXAMPLE}",
    )
    check.add_argument("place", metavar="FILE|URL", help="Turtle, RDF/XML or JSON-LD")
    check.add_argument("--offline", action="store_true", help="do not ask the addresses in it")
    check.add_argument("--format", choices=("text", "json"), default="text")


def run(options: argparse.Namespace) -> int:
    """Print the points, what to do for each that is missing, and the faults."""
    from plan_graph.publishing.catalogue.addresses import load  # noqa: PLC0415
    from plan_graph.publishing.catalogue.check import check  # noqa: PLC0415

    checked = check(load(options.place), options.place, offline=options.offline)
    if options.format == "json":
        datasets = [
            {**asdict(score), "points": score.points(), "unchecked": score.unchecked}
            for score in checked.scores
        ]
        found = [{**asdict(f), "focus": f.focus.value} for f in checked.faults]
        answer = {"points": checked.mean, "datasets": datasets, "faults": found}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        for line in checked.lines():
            print(line)
    return 1 if checked.violations else 0
