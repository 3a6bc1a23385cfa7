"""Answer a named question on the built store; without a name, list the questions."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "list the named queries, or run one"
EXAMPLE = "plan-graph query actions-by-agency agency=ANITP --format csv"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="a named query")
    parser.add_argument("values", nargs="*", metavar="name=value", help="values of parameters")
    parser.add_argument(
        "--format",
        choices=("table", "markdown", "csv", "tsv", "json", "xml"),
        default="table",
    )
    parser.add_argument("--store", type=Path, default=Path("build/store"), help="(build/store)")


def run(options: argparse.Namespace) -> int:
    """Print the list, or the answer."""
    from plan_graph.errors import QueryError  # noqa: PLC0415
    from plan_graph.queries import listing, load, write  # noqa: PLC0415
    from plan_graph.queries import run as answer  # noqa: PLC0415
    from plan_graph.store import open_store  # noqa: PLC0415

    if options.name is None:
        for name, parameters, summary in listing():
            print(f"{name} {parameters}".rstrip() + f"\n    {summary}")
        return 0
    query = load(options.name)
    values: dict[str, str] = {}
    for item in options.values:
        name, equals, value = item.partition("=")
        if not equals or name in values:
            problem = "is given twice" if equals else "is no name=value"
            raise QueryError(query.name, f"'{item}' {problem}; write for instance agency=ANITP")
        values[name] = value
    solutions = answer(open_store(options.store), query, values)
    print(write(solutions, options.format).rstrip("\r\n"))
    return 0
