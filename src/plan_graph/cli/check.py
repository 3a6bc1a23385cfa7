"""Validate RDF files against the shapes, and query files against the rules for these.

Each finding is one line with its place.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from plan_graph.cli.terminal import language_tag
from plan_graph.phrases import ENGLISH, languages, phrase

_Found = tuple[list[str], str, int]
"""The findings, how many there are, and the status of the command."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="cli.check.argument.files",
    )
    parser.add_argument(
        "--language",
        type=language_tag,
        choices=languages(),
        default=ENGLISH,
        help="cli.check.argument.language",
    )


def run(options: argparse.Namespace) -> int:
    """Print the findings of each file."""
    from plan_graph.rdf.graph_files import graph_files  # noqa: PLC0415

    files = [file for path in options.files for file in graph_files(path)]
    return max([_show(file, options.language) for file in files])


def _show(file: Path, language: str) -> int:
    """Print what is found in a file, which a process of its own looks through."""
    from plan_graph.confinement.child import Budget, in_child  # noqa: PLC0415

    check = _check_query if file.suffix == ".rq" else _check_data
    lines, counts, status = in_child(file, lambda: check(file, language), Budget.of_graph(file))
    for line in lines:
        print(f"{file}: {line}")
    print(f"{file}: {counts}", file=sys.stderr)
    return status


def _check_data(file: Path, language: str) -> _Found:
    from plan_graph.checking.check import check  # noqa: PLC0415
    from plan_graph.checking.words import SourceText  # noqa: PLC0415
    from plan_graph.rdf.graph_files import load_graph  # noqa: PLC0415

    report = check(load_graph(file), source=SourceText.beside(file))
    groups = report.groups
    number = Counter(group.severity for group in groups)
    counts = phrase(
        "cli.check.violations_warnings", violations=number["Violation"], warnings=number["Warning"]
    )
    return [group.line(language) for group in groups], counts, 1 if report.violations else 0


def _check_query(file: Path, language: str) -> _Found:
    from plan_graph.asking.queries import load_file  # noqa: PLC0415
    from plan_graph.asking.queries.lint import lint  # noqa: PLC0415
    from plan_graph.asking.queries.lint.portable import portability_complaints  # noqa: PLC0415

    query = load_file(file)
    # Decorators are for grlc and our lists; a query without any is held to the rest.
    own = not query.source.startswith("#+")
    complaints = sorted(portability_complaints(query)) if own else lint(query)
    return list(map(str, complaints)), f"{len(complaints)} violations", 1 if complaints else 0
