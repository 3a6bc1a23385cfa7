"""Serve a build: SPARQL endpoint, linked data and files, for reading only unless told otherwise."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "serve a build over HTTP"
EXAMPLE = "plan-graph serve build --port 8000"
_SHORTEST_TOKEN = 16


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "build", nargs="?", type=Path, default=Path("build"), help="what 'build' wrote (build)"
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port; 0 takes a free one (8000)")
    parser.add_argument("--url", default="", help="public address, if another; ends with a slash")
    parser.add_argument(
        "--allow-host", action="append", default=[], metavar="NAME", help="a further name of it"
    )
    parser.add_argument("--workers", type=int, help="processes for quick queries (one a core)")
    parser.add_argument(
        "--deadline", type=float, default=10.0, metavar="SECONDS", help="for one query (10)"
    )
    parser.add_argument("--memory", type=int, default=512, metavar="MB", help="for one query (512)")
    parser.add_argument(
        "--keep", type=int, default=32, metavar="MB", help="room for answers given again (32)"
    )
    parser.add_argument(
        "--writable",
        type=Path,
        metavar="TOKENFILE",
        help="take changes from those who know the token in the file; BUILD is then a store",
    )


def run(options: argparse.Namespace) -> int:
    """Serve until a signal says stop."""
    import logging  # noqa: PLC0415
    from dataclasses import replace  # noqa: PLC0415

    from plan_graph.web.server import serve  # noqa: PLC0415
    from plan_graph.web.settings import Settings  # noqa: PLC0415

    logging.basicConfig(level=logging.WARNING, format="plan-graph: %(message)s")
    settings = Settings(
        build=options.build,
        host=options.host,
        port=options.port,
        url=_checked_url(options.url),
        hosts=tuple(options.allow_host),
        token=_token(options.writable) if options.writable else None,
        deadline_seconds=options.deadline,
        memory_bytes=options.memory * 1024 * 1024,
        kept_bytes=options.keep * 1024 * 1024,
    )
    serve(replace(settings, workers=options.workers) if options.workers else settings)
    return 0


def _checked_url(url: str) -> str:
    from plan_graph.errors import UsageError  # noqa: PLC0415

    if url and not (url.startswith(("http://", "https://")) and url.endswith("/")):
        raise UsageError(f"--url '{url}': give an http or https address that ends with a slash")
    return url


def _token(file: Path) -> str:
    from plan_graph.errors import UsageError  # noqa: PLC0415

    try:
        token = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"--writable '{file}': cannot be read: {error}") from None
    if len(token) < _SHORTEST_TOKEN:
        raise UsageError(
            f"--writable '{file}': the token is shorter than {_SHORTEST_TOKEN} letters; "
            "make one with 'openssl rand -hex 16 > FILE'"
        )
    return token
