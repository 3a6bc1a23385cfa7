"""A worker process without a server before it: nothing looks at what it is asked."""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from plan_graph.web.worker.messages import FORKED, Kind, Reader, request
from serving import LONG

_MEMORY = 200 * 1024 * 1024


class DirectWorker:
    """A worker, and the only one who speaks to it.

    Attributes:
        pid: Its number.
        ready: What it said first.
    """

    def __init__(self, store: Path, in_memory_bytes: int = _MEMORY) -> None:
        self._socket, end = socket.socketpair()
        self._socket.settimeout(LONG)
        self._reader = Reader()
        self._frames: list[tuple[Kind, bytes]] = []
        self._forks, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        arguments = [theirs.fileno(), os.getpid(), _MEMORY, in_memory_bytes, "read", store]
        command = [sys.executable, "-m", "plan_graph.web.worker", *map(str, arguments)]
        with end, theirs:
            self._fork_server = subprocess.Popen(command, pass_fds=[theirs.fileno()])
            socket.send_fds(self._forks, [b"+"], [end.fileno()])
        told, (self._pidfd,), *_ = socket.recv_fds(self._forks, FORKED.size, 1)
        (self.pid,) = FORKED.unpack(told)
        self.ready = self._next()

    def _next(self) -> tuple[Kind, Any]:
        while not self._frames:
            data = self._socket.recv(65536)
            if not data:
                return Kind.REFUSAL, {"status": 0, "detail": "the worker has ended"}
            self._frames += self._reader.feed(data)
        kind, payload = self._frames.pop(0)
        return kind, payload if kind == Kind.DATA else json.loads(payload or b"{}")

    def query(self, text: str) -> tuple[int, str]:
        """Return the status and the body, or the detail of a refusal."""
        message = {
            "do": "query", "query": text, "base": "http://example.org/", "union": True,
            "default": None, "named": None, "seconds": 2,
            "solution_formats": ["json"], "graph_formats": ["turtle"],
        }  # fmt: skip
        self._socket.sendall(request(message))
        body = b""
        while True:
            kind, told = self._next()
            if kind == Kind.DATA:
                body += told
            elif kind == Kind.REFUSAL:
                return told["status"], told["detail"]
            elif kind == Kind.END:
                return 200, body.decode()

    def close(self) -> None:
        """Speak to it no more, and wait for its end."""
        self._socket.close()
        assert select.select([self._pidfd], [], [], LONG)[0]
        os.close(self._pidfd)
        self._forks.close()
        assert self._fork_server.wait(LONG) == 0
