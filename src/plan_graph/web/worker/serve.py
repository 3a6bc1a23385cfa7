"""The life of one worker: give up all rights, then answer one request at a time.

It may be killed at any moment; it holds nothing that is not in the store.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from plan_graph.web.worker import confine, data
from plan_graph.web.worker.frames import Kind, Requests
from plan_graph.web.worker.reply import Output, TaskError
from plan_graph.web.worker.tasks import TASKS

_SPARE_SECONDS = 2.0
"""How much longer than the deadline a worker may use a processor, should nobody stop it."""


@dataclass(frozen=True)
class Source:
    """Where the data come from.

    Attributes:
        path: The store on the disk.
        writable: Whether it may be changed.
        memory: Its copy in memory, if there is one.
        complaint: Why it cannot be read, or ''.
    """

    path: Path
    writable: bool
    memory: Store | None = None
    complaint: str = ""

    @classmethod
    def prepare(cls, path: Path, *, writable: bool, keep: int) -> Source:
        """Copy a store of at most `keep` bytes into memory, unless it may be changed."""
        if writable:
            return cls(path, writable)
        try:
            return cls(path, writable, data.in_memory(path, keep))
        except (OSError, ValueError) as error:
            return cls(path, writable, None, str(error))

    def open(self) -> Store:
        """Open it.

        Raises:
            OSError: If it cannot be read.
            ValueError: If it holds nothing.
        """
        if self.complaint:
            raise ValueError(self.complaint)
        if self.memory is not None:
            return self.memory
        return data.open_store(self.path, writable=self.writable)


def serve(descriptor: int, source: Source, memory: int) -> None:
    """Answer requests until the other end is closed, with so many bytes of memory at most."""
    output = Output(descriptor)
    try:
        confine.forbid_network()
        store = source.open()  # The engine's threads inherit the ban.
        confine.limit_memory(memory)
        if not source.writable:
            confine.forbid_writing()
        output.say(Kind.READY, {"graphs": data.graph_names(store)})
    except (OSError, ValueError) as error:
        output.refuse(503, f"the store cannot be read: {error}")
        return
    requests, limit = Requests(descriptor), 0.0
    while request := requests.next():
        message, body = request
        needed = time.process_time() + message["seconds"] + _SPARE_SECONDS
        if needed > limit:
            limit = needed + _SPARE_SECONDS
            confine.limit_processor(limit)
        _answer(store, message, body, output)


def _answer(store: Store, message: dict[str, Any], body: bytes, output: Output) -> None:
    output.begin(compress=message.get("compress", False))
    try:
        TASKS[message["do"]](store, message, body, output)
        output.end()
    except TaskError as refusal:
        output.refuse(refusal.status, refusal.detail)
    except MemoryError:
        output.refuse(500, "the answer needs too much memory; ask for less")
