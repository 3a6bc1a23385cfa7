"""Answer the questions of an AI assistant over the Model Context Protocol (stdio)."""

from __future__ import annotations

import argparse
from pathlib import Path

from plan_graph.phrases import phrase


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "build", nargs="?", type=Path, default=Path("build"), help="cli.mcp.argument.build"
    )
    parser.add_argument(
        "--tools", choices=("small", "all"), default="small", help="cli.mcp.argument.tools"
    )
    parser.add_argument(
        "--deadline", type=float, default=10.0, metavar="SECONDS", help="cli.mcp.argument.deadline"
    )


def run(options: argparse.Namespace) -> int:
    """Serve one assistant, until it closes the input."""
    import asyncio  # noqa: PLC0415

    from plan_graph.errors import UsageError  # noqa: PLC0415
    from plan_graph.web.settings import Settings  # noqa: PLC0415

    try:
        from plan_graph.assistant.server import run as serve  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("mcp"):
            raise
        raise UsageError(phrase("cli.mcp.mcp_needs_package_not_installed")) from None
    settings = Settings(build=options.build, deadline_seconds=options.deadline)
    asyncio.run(serve(settings, all_tools=options.tools == "all"))
    return 0
