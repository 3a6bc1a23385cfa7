"""What can be set about a server, with the limits that it holds its clients to."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

_LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Editing:
    """What may be corrected at a server, which is known on the loopback only.

    Attributes:
        plans: The plans that are served, as `plan-graph build` takes them.
        token: What a browser must know.
        catalogue: The `catalogue.toml` that they are built with, or None for the usual one.
    """

    plans: tuple[Path, ...]
    token: str = field(repr=False)
    catalogue: Path | None = None


@dataclass(frozen=True)
class Settings:
    """Limits and addresses of one server; sizes in bytes, times in seconds.

    Attributes:
        build: The folder that `plan-graph build` wrote; with a token, a store that may be changed.
        url: The public address, ends with a slash; where links and `Location` point to.
        hosts: Names under which the server may be asked, besides that of `url` and the loopback.
        token: What allows a client to change the store; None for a read-only server.
        editing: What may be corrected in the browser, or None.
        assistant_token: What assistants must know; None answers them on the loopback only.
        workers: Processes that answer quick queries.
        slow_workers: Processes that may go on with slow queries beside them.
        queue: Requests that may wait for a worker; beyond it a client is told to come back.
        queue_each: How many of them may come from one address.
        deadline_seconds: How long a query may run.
        quick_seconds: How much of a processor a quick query takes; a slow one gives way to others.
        queue_seconds: How long a request may wait for a worker.
        memory_bytes: What a worker may use beyond what it needs to open the store.
        in_memory_bytes: The largest store that is copied into memory; a larger one stays on disk.
        result_bytes: The largest answer.
        disk_bytes: What slow clients have not taken yet of their answers, all together.
        kept_bytes: Room for answers that are kept to be given again; 0 keeps none.
        query_bytes: The longest query or update.
        body_bytes: The largest body of a request.
        connections: Connections at a time; a new one takes the place of the oldest that is idle.
        connections_each: How many of them one address may have.
        header_seconds, body_seconds, write_seconds: How long a client may take to send the
            head or the body of a request, or to take 48 kB of the answer.
        stop_seconds: How long requests may go on after the signal to stop.
    """

    build: Path
    host: str = "127.0.0.1"
    port: int = 8000
    url: str = ""
    hosts: tuple[str, ...] = ()
    token: str | None = field(default=None, repr=False)
    editing: Editing | None = None
    assistant_token: str | None = field(default=None, repr=False)
    workers: int = field(default_factory=lambda: max(2, os.cpu_count() or 2))
    slow_workers: int = field(default_factory=lambda: max(2, os.cpu_count() or 2))
    queue: int = 200
    queue_each: int = 100
    deadline_seconds: float = 10.0
    quick_seconds: float = 0.25
    queue_seconds: float = 20.0
    memory_bytes: int = 512 * 1024 * 1024
    in_memory_bytes: int = 64 * 1024 * 1024
    result_bytes: int = 1024 * 1024 * 1024
    disk_bytes: int = 2 * 1024 * 1024 * 1024
    kept_bytes: int = 32 * 1024 * 1024
    query_bytes: int = 100_000
    body_bytes: int = 1_000_000
    url_bytes: int = 16_000
    header_bytes: int = 32_000
    headers: int = 100
    connections: int = 1_000
    connections_each: int = 500
    header_seconds: float = 10.0
    body_seconds: float = 20.0
    write_seconds: float = 30.0
    keep_alive_seconds: int = 15
    stop_seconds: int = 5

    @property
    def address(self) -> str:
        """The public address, ends with a slash."""
        return self.url or f"http://{self.host}:{self.port}/"

    @property
    def writable(self) -> bool:
        """Whether clients that know the token may change the store."""
        return self.token is not None

    def only_local(self) -> bool:
        """Tell whether the server is known on the loopback only."""
        return self.allowed_hosts() == frozenset(_LOCAL_HOSTS) and self.host in _LOOPBACK

    def allowed_hosts(self) -> frozenset[str]:
        """Return the names that a `Host` header may hold, without ports, in lower case."""
        own = urlsplit(self.address).hostname or ""
        return frozenset(name.lower() for name in (*_LOCAL_HOSTS, own, *self.hosts) if name)
