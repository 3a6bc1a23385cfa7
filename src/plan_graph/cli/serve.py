"""Serve a build: SPARQL endpoint, linked data and files, for reading only unless told otherwise."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plan_graph.phrases import phrase

if TYPE_CHECKING:  # loaded by the command itself, which alone needs them
    from plan_graph.web.settings import Editing, Settings

_SHORTEST_TOKEN = 16
_BOUNDS = {
    "port": (0, 65_535),
    "workers": (1, 1_000),
    "deadline": (0.1, 3_600),
    "memory": (64, 1_000_000),
    "keep": (0, 1_000_000),
}
"""From where to where each number may go."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "build", nargs="?", type=Path, default=Path("build"), help="cli.serve.argument.build"
    )
    parser.add_argument("--host", default="127.0.0.1", help="cli.serve.argument.host")
    parser.add_argument("--port", type=int, default=8000, help="cli.serve.argument.port")
    parser.add_argument("--url", default="", help="cli.serve.argument.url")
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="cli.serve.argument.allow_host",
    )
    parser.add_argument("--workers", type=int, help="cli.serve.argument.workers")
    parser.add_argument(
        "--deadline",
        type=float,
        default=10.0,
        metavar="SECONDS",
        help="cli.serve.argument.deadline",
    )
    parser.add_argument(
        "--memory", type=int, default=512, metavar="MB", help="cli.serve.argument.memory"
    )
    parser.add_argument(
        "--keep", type=int, default=32, metavar="MB", help="cli.serve.argument.keep"
    )
    parser.add_argument(
        "--mcp-token", type=Path, metavar="TOKENFILE", help="cli.serve.argument.mcp_token"
    )
    parser.add_argument(
        "--edit",
        action="append",
        type=Path,
        default=[],
        metavar="PLAN",
        help="cli.serve.argument.edit",
    )
    parser.add_argument(
        "--catalogue", type=Path, metavar="FILE", help="cli.serve.argument.catalogue"
    )
    parser.add_argument(
        "--writable",
        type=Path,
        metavar="TOKENFILE",
        help="cli.serve.argument.writable",
    )


def run(options: argparse.Namespace) -> int:
    """Serve until a signal says stop."""
    import logging  # noqa: PLC0415
    from dataclasses import replace  # noqa: PLC0415

    from plan_graph.assistant.http import assistants  # noqa: PLC0415
    from plan_graph.web.server import serve  # noqa: PLC0415
    from plan_graph.web.settings import Settings  # noqa: PLC0415

    _check_numbers(options)
    logging.basicConfig(level=logging.WARNING, format="plan-graph: %(message)s")
    settings = Settings(
        build=options.build,
        host=options.host,
        port=options.port,
        url=_checked_url(options.url),
        hosts=tuple(options.allow_host),
        token=_token("--writable", options.writable) if options.writable else None,
        assistant_token=_token("--mcp-token", options.mcp_token) if options.mcp_token else None,
        deadline_seconds=options.deadline,
        memory_bytes=options.memory * 1024 * 1024,
        kept_bytes=options.keep * 1024 * 1024,
    )
    if options.edit:
        settings = replace(settings, editing=_editing(options, settings))
    settings = replace(settings, workers=options.workers) if options.workers else settings
    serve(settings, assistants)
    return 0


def _editing(options: argparse.Namespace, settings: Settings) -> Editing:
    """Build the plans that are to be corrected, so that what is served is what they say."""
    import secrets  # noqa: PLC0415

    from plan_graph.errors import UsageError  # noqa: PLC0415
    from plan_graph.web.settings import Editing  # noqa: PLC0415

    if settings.url or settings.hosts or settings.writable or not settings.only_local():
        raise UsageError(phrase("cli.serve.edit_only_here"))
    _build(options.edit, options.build, options.catalogue)
    plans = tuple(path.resolve() for path in options.edit)
    return Editing(plans, secrets.token_urlsafe(24), options.catalogue)


def _build(plans: Sequence[Path], out: Path, catalogue: Path | None) -> None:
    """Build plans into what is served.

    Raises:
        UsageError: If the build holds other plans, which it would lose, or one cannot be built.
    """
    from plan_graph.building import library, record  # noqa: PLC0415
    from plan_graph.building.correcting import corrections_file  # noqa: PLC0415
    from plan_graph.building.shared import State  # noqa: PLC0415
    from plan_graph.building.task import open_plan_apart  # noqa: PLC0415
    from plan_graph.errors import UsageError  # noqa: PLC0415
    from plan_graph.iris import DEFAULT_BASE  # noqa: PLC0415

    sources = [open_plan_apart(path) for path in plans]
    for source in sources:
        corrections_file(source)
    held = State.of(out).plans
    others = sorted(held.keys() - {source.identifier for source in sources})
    if others:
        raise UsageError(phrase("cli.serve.edit_all", build=out, plans=", ".join(others)))
    earlier = [record.load(out / plan) for plan in held]
    base = next((each.base for each in earlier if each), DEFAULT_BASE)
    result = library.build(plans, out, base=base, catalogue=catalogue)
    problems = [f"{failure.plan}: {failure.problem}" for failure in result.failures]
    problems += [f"{plan.plan}: {line}" for plan in result.broken for line in plan.findings[:1]]
    if problems:
        raise UsageError(problems[0])


def _check_numbers(options: argparse.Namespace) -> None:
    from plan_graph.errors import UsageError  # noqa: PLC0415

    for name, (least, most) in _BOUNDS.items():
        number = getattr(options, name)
        if number is not None and not least <= number <= most:
            told = {"option": f"--{name}", "number": number, "least": least, "most": most}
            raise UsageError(phrase("cli.serve.number_from_to", **told))


def _checked_url(url: str) -> str:
    from plan_graph.errors import UsageError  # noqa: PLC0415

    if url and not (url.startswith(("http://", "https://")) and url.endswith("/")):
        raise UsageError(phrase("cli.serve.url_give_http_or_https", url=url))
    return url


def _token(option: str, file: Path) -> str:
    from plan_graph.errors import UsageError  # noqa: PLC0415

    try:
        token = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        problem = phrase("cli.serve.token_cannot_read", option=option, file=file, error=error)
        raise UsageError(problem) from None
    if len(token) < _SHORTEST_TOKEN:
        raise UsageError(
            phrase(
                "cli.serve.token_shorter_than_letters",
                option=option,
                file=file,
                shortest_token=_SHORTEST_TOKEN,
            )
        )
    return token
