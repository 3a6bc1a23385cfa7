"""Real servers on loopback: a free port for each, started, waited for, and stopped again."""

from __future__ import annotations

import secrets
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

_PORTS = range(15_000, 32_000)
"""Below those of clients: one of these might be taken between its choice and the server's start."""


@dataclass(frozen=True)
class Server:
    """A SPARQL endpoint that the tests have started.

    Attributes:
        environment: Who may update it, and what its bulk loader needs.
        readable: The folder of which it may read files, if there is one.
        process: The number of its process.
    """

    url: str
    update_url: str
    environment: dict[str, str] = field(default_factory=dict)
    readable: Path = Path()
    process: int = 0


def free_ports(number: int) -> list[int]:
    """Return ports of 127.0.0.1 that nothing listens on, and that the system gives to no client."""
    found: set[int] = set()
    while len(found) < number:
        port = secrets.choice(_PORTS)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            found.add(port)
    return list(found)


@contextmanager
def running(
    command: Sequence[str], folder: Path, answers_at: str, *, within: float = 180
) -> Iterator[int]:
    """Run a server in a folder from when it answers until the block ends; give its process.

    Raises:
        RuntimeError: If it ends or does not answer; with the end of what it wrote.
    """
    log = folder / "output.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
        try:
            until = time.monotonic() + within
            while not _answers(answers_at):
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"{command[0]}: no answer\n{log.read_text()[-2_000:]}")
                time.sleep(0.05)
            yield process.pid
        finally:
            process.terminate()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=60):
            return True
    except urllib.error.HTTPError as error:
        error.close()
        return False
    except OSError:
        return False
