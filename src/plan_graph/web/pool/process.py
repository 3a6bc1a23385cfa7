"""One worker process, as the server sees it: started, spoken to, killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import cast

from plan_graph.phrases import phrase, unpacked
from plan_graph.web.pool.builds import ForkServer
from plan_graph.web.pool.job import Answer, Rank
from plan_graph.web.problems import RETRY, RequestError
from plan_graph.web.worker.messages import Kind, Reader

_NICE = 10
_CLOCK_OF_PROCESS = 2
"""With the number of a process it names the clock of what that had of all processors."""


class State(Enum):
    """What a worker is doing."""

    STARTING = 1
    IDLE = 2
    BUSY = 3
    ENDED = 4


def _ended_at(rank: Rank) -> RequestError:
    """Say that the process ended: a query of a stranger did that, all else may be asked again.

    >>> [_ended_at(rank).status for rank in (Rank.QUERY, Rank.NORMAL, Rank.CHANGE)]
    [400, 503, 503]
    """
    detail = phrase("web.process.answering_ended_process")
    return RequestError(400, detail) if rank == Rank.QUERY else RequestError(503, detail, RETRY)


class Worker(asyncio.Protocol):
    """A worker process.

    Attributes:
        changed: Called when it is ready, has answered, or has ended.
        generation: Counts the builds that the server has opened; a worker has one of them open.
        answer: What it is at.
        graphs: The names of the graphs of its store, once it is ready.
        complaint: Why it could not start.
        was_asked: Whether its end is no surprise: it is at a request, or was told to end.
        proven: Whether it has answered a request.
        given_way: Whether it runs with lower priority, which cannot be taken back.
        connecting: What connects it; kept, so that it is not lost halfway.
    """

    def __init__(
        self, fork_server: ForkServer, generation: int, changed: Callable[[Worker], None]
    ) -> None:
        self.generation = generation
        self.state = State.STARTING
        self.answer: Answer | None = None
        self.graphs: frozenset[str] = frozenset()
        self.complaint = ""
        self.was_asked = False
        self.proven = False
        self.given_way = False
        self.connecting: asyncio.Task[None] | None = None
        self.changed = changed
        self._reader = Reader()
        self._transport: asyncio.Transport | None = None
        self._exited = asyncio.Event()
        self._pid, self._pidfd = 0, -1
        self._processor_before = self._waiting_before = 0.0
        self._ready = False
        self._socket, theirs = socket.socketpair()
        with theirs:
            fork_server.fork(theirs, self._forked)

    def _forked(self, pid: int, pidfd: int) -> None:
        """Take the process that was made; none was if the number is 0."""
        if pid == 0:
            self._exited.set()
            return
        # The descriptor tells of the end of the process, and keeps its number from being reused.
        self._pid, self._pidfd = pid, pidfd
        asyncio.get_running_loop().add_reader(pidfd, self._on_exit)
        if self.state == State.ENDED:
            self.kill()
        elif self._ready:
            self._rest()

    async def connect(self) -> None:
        """Begin to listen to it."""
        loop = asyncio.get_running_loop()
        await loop.connect_accepted_socket(lambda: self, self._socket)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to the worker."""
        self._transport = cast(asyncio.Transport, transport)

    def ask(self, answer: Answer) -> None:
        """Hand it a request."""
        if self._transport is None:
            raise RuntimeError("the worker is not connected; wait until it is ready")
        self.state, self.answer, self.was_asked = State.BUSY, answer, True
        answer.since = asyncio.get_running_loop().time()
        self._processor_before = self._processor_seconds()
        self._waiting_before = self._waiting_seconds()
        answer.on_cancel = self.kill
        self._transport.write(answer.request)

    def data_received(self, data: bytes) -> None:
        """Take frames."""
        for kind, payload in self._reader.feed(data):
            if self.answer is not None:
                self.answer.take_frame(kind, payload)
                if kind in (Kind.END, Kind.REFUSAL):
                    self.proven = True
                    self._rest()
            elif kind == Kind.READY:
                self.graphs, self._ready = frozenset(json.loads(payload)["graphs"]), True
                if self._pid:
                    self._rest()
            elif kind == Kind.REFUSAL:
                self.complaint = unpacked(json.loads(payload)["detail"])

    def _rest(self) -> None:
        if self.state != State.ENDED:
            self.state, self.answer, self.was_asked = State.IDLE, None, False
            self.changed(self)

    def spent_seconds(self) -> float:
        """Tell for how long it has had a processor since it was asked."""
        return self._processor_seconds() - self._processor_before

    def waited_seconds(self) -> float:
        """Tell for how long it has waited for a processor since it was asked."""
        return self._waiting_seconds() - self._waiting_before

    def _waiting_seconds(self) -> float:
        try:
            told = Path(f"/proc/{self._pid}/schedstat").read_text(encoding="ascii")
            return int(told.split()[1]) / 1e9
        except (OSError, ValueError, IndexError):
            return 0.0  # It has just ended, or the system does not tell.

    def _processor_seconds(self) -> float:
        try:
            return time.clock_gettime((~self._pid << 3) | _CLOCK_OF_PROCESS)
        except OSError:
            return 0.0  # It has just ended.

    def give_way(self) -> None:
        """Let the system prefer other processes from now on."""
        self.given_way = True
        try:
            os.setpriority(os.PRIO_PROCESS, self._pid, _NICE)
        except ProcessLookupError:
            return  # It has just ended.

    def retire(self) -> None:
        """End the process, which has nothing to do."""
        self.was_asked = True
        self.kill()

    def kill(self) -> None:
        """End the process at once; what it still says changes nothing any more."""
        self.state = State.ENDED
        if self._pidfd >= 0:
            with suppress(ProcessLookupError):  # It has just ended by itself.
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)

    def _on_exit(self) -> None:
        asyncio.get_running_loop().remove_reader(self._pidfd)
        os.close(self._pidfd)
        self._pidfd = -1
        self._exited.set()
        # Frames that it sent before its end are still to be read.
        if self._transport is None:
            self._socket.close()
            self.connection_lost(None)

    def eof_received(self) -> None:
        """Let the transport close."""

    def connection_lost(self, error: Exception | None) -> None:
        """Tell those who wait for it that it has ended."""
        self.kill()
        self.state, answer, self.answer = State.ENDED, self.answer, None
        if answer is not None:
            answer.fail(_ended_at(answer.rank))
        self.changed(self)

    async def exited(self) -> None:
        """Wait for the end of the process."""
        await self._exited.wait()
