"""A real Oxigraph server on loopback, empty, which anybody may write."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from servers import Server, free_ports, running


@contextmanager
def oxigraph_server(folder: Path) -> Iterator[Server]:
    """Run an Oxigraph server whose data are in memory."""
    (port,) = free_ports(1)
    program = Path(sys.executable).parent / "oxigraph"
    address = f"http://127.0.0.1:{port}"
    with running([str(program), "serve", "--bind", f"127.0.0.1:{port}"], folder, address):
        yield Server(f"{address}/query", f"{address}/update")
