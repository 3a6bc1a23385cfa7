"""Serve a build: SPARQL endpoint, linked data and files, for reading only unless told otherwise."""

from __future__ import annotations

import argparse
from pathlib import Path

from plan_graph.phrases import phrase

_SHORTEST_TOKEN = 16


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
    settings = replace(settings, workers=options.workers) if options.workers else settings
    serve(settings, assistants)
    return 0


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
