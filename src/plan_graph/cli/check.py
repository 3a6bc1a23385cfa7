"""Validate RDF files against the shapes; each finding is one line with its place."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "validate RDF against the shapes"
EXAMPLE = "plan-graph check build/ro-thb-2021-2022/plan.ttl"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="any RDF file")
    parser.add_argument("--language", choices=("en", "ro"), default="en", help="of the messages")


def run(options: argparse.Namespace) -> int:
    """Print the findings of each file."""
    from plan_graph.rdf import load_rdf  # noqa: PLC0415
    from plan_graph.validate import validate  # noqa: PLC0415

    status = 0
    for file in options.files:
        report = validate(load_rdf(file))
        for finding in report.findings:
            print(f"{file}: {finding.line(options.language)}")
        counts = f"{len(report.violations)} violations, {len(report.warnings)} warnings"
        print(f"{file}: {counts}", file=sys.stderr)
        status = max(status, 1 if report.violations else 0)
    return status
