"""The command line, one module a command; heavy imports happen inside the command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from plan_graph import __version__
from plan_graph.cli import build, check, query, read, serve
from plan_graph.errors import PlanGraphError

_COMMANDS = (build, read, check, query, serve)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit status: 0 well, 1 violations found, 2 wrong use or input.

    A deliberate error is one line on standard error; any other keeps its traceback.
    """
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except PlanGraphError as error:
        print(f"plan-graph: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader, such as 'head', has seen enough; spare the interpreter's own complaint.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("plan-graph: stopped", file=sys.stderr)
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="plan-graph",
        allow_abbrev=False,
        description="Turn government action plans into knowledge graphs.",
        epilog="Begin with: plan-graph build",
    )
    parser.add_argument("--version", action="version", version=f"plan-graph {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in _COMMANDS:
        subparser = commands.add_parser(
            command.__name__.rpartition(".")[2],
            help=command.HELP,
            description=command.__doc__,
            epilog=f"Example: {command.EXAMPLE}",
        )
        command.configure(subparser)
        subparser.set_defaults(run=command.run)
    return parser
