"""The builds that a server has open, each with the process that makes its workers.

The current build is there, and earlier ones while a worker has them. See `plan_graph.web.worker`.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Container
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plan_graph import phrases
from plan_graph.web.settings import Settings
from plan_graph.web.snapshot import Snapshot
from plan_graph.web.worker.messages import FORKED

_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}
Forked = Callable[[int, int], None]
"""Takes the number and the descriptor of a new process; 0 and -1 if there will be none."""


def _environment() -> dict[str, str]:
    """Return what a worker is told of the system: nothing but where more languages are."""
    further = os.environ.get(phrases.ENVIRONMENT)
    return _ENVIRONMENT | ({phrases.ENVIRONMENT: str(Path(further).resolve())} if further else {})


class ForkServer:
    """A process that has a store open, or in memory, and makes workers."""

    def __init__(self, settings: Settings, store: Path) -> None:
        self._waiting: deque[Forked] = deque()
        self._exited = asyncio.Event()
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket.setblocking(False)
        with theirs:
            self._process = subprocess.Popen(
                _command(settings, store, theirs.fileno()),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                cwd="/",
            )
        asyncio.get_running_loop().add_reader(self._socket, self._hear)

    @property
    def ended(self) -> bool:
        """Whether it makes no workers any more."""
        return self._exited.is_set()

    def fork(self, end: socket.socket, forked: Forked) -> None:
        """Have a worker made that answers at the other end of a socket."""
        if self.ended:
            forked(0, -1)
            return
        self._waiting.append(forked)
        with suppress(BrokenPipeError, ConnectionResetError):  # It has ended; that is heard soon.
            socket.send_fds(self._socket, [b"+"], [end.fileno()])

    def _hear(self) -> None:
        try:
            data, descriptors, *_ = socket.recv_fds(self._socket, FORKED.size, 1)
        except BlockingIOError:
            return
        except ConnectionResetError:
            data, descriptors = b"", []
        if not data:
            self.kill()
        else:
            self._waiting.popleft()(FORKED.unpack(data)[0], descriptors[0])

    def kill(self) -> None:
        """End it; its workers end with it."""
        if self.ended:
            return
        self._exited.set()
        asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.close()
        self._process.kill()
        self._process.wait()
        while self._waiting:
            self._waiting.popleft()(0, -1)


def _command(settings: Settings, store: Path, descriptor: int) -> list[Any]:
    mode = "write" if settings.writable else "read"
    arguments = [
        descriptor,
        os.getpid(),
        settings.memory_bytes,
        settings.in_memory_bytes,
        mode,
        store.resolve(),
    ]
    return [
        sys.executable, "-I", "-m", "plan_graph.web.worker", *(str(item) for item in arguments),
    ]  # fmt: skip


@dataclass
class _Build:
    snapshot: Snapshot | None
    fork_server: ForkServer | None = None

    def close(self) -> None:
        if self.fork_server is not None:
            self.fork_server.kill()
        if self.snapshot is not None:
            self.snapshot.close()


class Builds:
    """Counts builds by generations, from 0.

    Attributes:
        generation: The current one.
    """

    def __init__(self, settings: Settings, first: Snapshot | None) -> None:
        self.generation = 0
        self._settings = settings
        self._open = {0: _Build(first)}

    @property
    def current(self) -> Snapshot | None:
        """The current build, or None if the store may be changed."""
        return self._open[self.generation].snapshot

    @property
    def fork_server(self) -> ForkServer:
        """What makes workers for the current build; it is started if there is none."""
        build = self._open[self.generation]
        if build.fork_server is None or build.fork_server.ended:
            build.fork_server = self.start(build.snapshot)
        return build.fork_server

    def start(self, snapshot: Snapshot | None) -> ForkServer:
        """Start what makes workers for a build."""
        return ForkServer(self._settings, snapshot.store if snapshot else self._settings.build)

    def add(self, snapshot: Snapshot, fork_server: ForkServer) -> None:
        """Let another build be the current one."""
        self.generation += 1
        self._open[self.generation] = _Build(snapshot, fork_server)

    def close_others(self, in_use: Container[int]) -> None:
        """Close earlier builds of which no worker is left; their files stay while they are sent."""
        for generation in list(self._open):
            if generation < self.generation and generation not in in_use:
                self._open.pop(generation).close()

    def close(self) -> None:
        """Close all."""
        for build in self._open.values():
            build.close()
