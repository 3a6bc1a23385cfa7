"""The builds that a server has open: the current one, and earlier ones while a worker has them."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from plan_graph.web.pool.fork_server import ForkServer
from plan_graph.web.settings import Settings
from plan_graph.web.snapshot import Snapshot


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
        """Close earlier builds that are not in use."""
        for generation in list(self._open):
            if generation != self.generation and generation not in in_use:
                self._open.pop(generation).close()

    def close(self) -> None:
        """Close all."""
        for build in self._open.values():
            build.close()
