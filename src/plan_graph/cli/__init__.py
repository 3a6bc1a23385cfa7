"""The command line, one module a command; heavy imports happen inside the command."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from functools import partial
from importlib import import_module
from typing import NoReturn

from plan_graph import __version__
from plan_graph.cli.terminal import plain_output, terminal_width
from plan_graph.errors import FULL_DISK, PlanGraphError, ReadingError
from plan_graph.phrases import phrase

COMMANDS = (
    "build",
    "read",
    "new",
    "monitor",
    "check",
    "query",
    "search",
    "diff",
    "export",
    "catalogue",
    "publish",
    "verify",
    "feed",
    "docs",
    "site",
    "serve",
    "mcp",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit status: 0 well, 1 violations found, 2 wrong use or input.

    A deliberate error is one line on standard error, and what to write into plan.toml below it
    where that helps; any other keeps its traceback.
    """
    with plain_output():
        return _run(sys.argv[1:] if arguments is None else arguments)


def _run(arguments: Sequence[str]) -> int:
    options, unknown = _parser(arguments[:1]).parse_known_args(arguments)
    if unknown:
        options.parser.unknown(unknown[0])
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except PlanGraphError as error:
        print(phrase("cli.error", error=error), file=sys.stderr)
        if isinstance(error, ReadingError) and error.advice:
            print(error.advice, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader, such as 'head', has seen enough; spare the interpreter's own complaint.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno not in FULL_DISK:
            raise
        print(phrase("cli.output_cannot_be_written", strerror=error.strerror), file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except KeyboardInterrupt:
        print(phrase("cli.stopped"), file=sys.stderr)
        return 130
    return status


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong, with what was perhaps meant."""

    def error(self, message: str) -> NoReturn:
        """End with what is wrong."""
        self.exit(2, phrase("cli.error", error=self._problem(message)) + "\n")

    def _problem(self, message: str) -> str:
        lacks = re.fullmatch(r"argument (\S+): expected one argument", message)
        if lacks:
            return phrase("cli.option_without_value", option=lacks[1])
        no_command = re.fullmatch(r"argument COMMAND: invalid choice: '(.*)' \(.*\)", message)
        if no_command:
            problem, known = phrase("cli.no_such_command", name=no_command[1]), list(COMMANDS)
            return problem + self._nearest(no_command[1], known)
        return message + self._nearest("", [])

    def unknown(self, argument: str) -> NoReturn:
        """End with an argument that the command does not know."""
        name = argument.partition("=")[0]
        known = re.findall(r"--[\w-]+", self.format_usage()) if name.startswith("-") else []
        problem = phrase("cli.unknown_argument", argument=argument)
        self.exit(2, phrase("cli.error", error=problem + self._nearest(name, known)) + "\n")

    def _nearest(self, name: str, known: Sequence[str]) -> str:
        """Return the end of a problem: what is most like a name, else where all is told."""
        # The dashes that all options begin with make none like another.
        bare = {each.lstrip("-"): each for each in known}
        near = get_close_matches(name.lstrip("-"), bare, 1)
        if near:
            return phrase("cli.did_you_mean", near=bare[near[0]])
        return phrase("cli.help_tells", program=self.prog)


class _Help(argparse.HelpFormatter):
    """Writes help from keys of texts, which are read only when somebody asks for it."""

    def add_text(self, text: str | None) -> None:
        """Add a description or what stands below."""
        super().add_text(_said(text))

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return _said(action.help)


def _said(text: str | None) -> str | None:
    """Return the text of a key; what argparse says itself is none."""
    return phrase(text) if text and text.startswith("cli.") else text


def _parser(first: Sequence[str]) -> argparse.ArgumentParser:
    """Make the parser; a command that is named first is the only one that is loaded."""
    layout = partial(_Help, width=terminal_width() - 2)
    parser = _Parser(
        prog="plan-graph",
        allow_abbrev=False,
        formatter_class=layout,
        description="cli.about",
        epilog="cli.begin",
    )
    parser.add_argument("--version", action="version", version=f"plan-graph {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, prog=parser.prog)
    for name in [name for name in COMMANDS if name in first] or COMMANDS:
        command = import_module(f"plan_graph.cli.{name}")
        subparser = commands.add_parser(
            name,
            help=f"cli.{name}.help",
            description=f"cli.{name}.about",
            epilog=f"cli.{name}.example",
            formatter_class=layout,
        )
        command.configure(subparser)
        subparser.set_defaults(run=command.run, parser=subparser)
    return parser
