"""A worker process: opens the store, gives up its rights, and answers one request at a time.

Started by the pool as `python -m plan_graph.web.worker FD PARENT MEMORY read|write STORE`. It
may be killed at any moment; it holds nothing that is not in the store.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from plan_graph.web.worker import confine
from plan_graph.web.worker.frames import REQUEST_HEADER, Kind, request_sizes
from plan_graph.web.worker.reply import Output, TaskError

_SPARE_SECONDS = 2.0
"""How much longer than the deadline a worker may use a processor, should nobody stop it."""


def main(arguments: list[str]) -> None:
    """Answer requests until the parent closes the socket."""
    descriptor, parent, memory = (int(number) for number in arguments[:3])
    mode, path = arguments[3:]
    output = Output(descriptor)
    try:
        confine.die_with_parent(parent)
        confine.forbid_network()
        from plan_graph.web.worker import tasks  # noqa: PLC0415 (the engine's threads inherit the ban)

        store = tasks.open_store(Path(path), writable=mode == "write")
        confine.limit_memory(memory)
        if mode == "read":
            confine.forbid_writing()
        output.say(Kind.READY, {"graphs": tasks.graph_names(store)})
    except (OSError, ValueError) as error:
        output.refuse(503, f"the store cannot be read: {error}")
        return
    while header := _read(descriptor, REQUEST_HEADER):
        head, body = request_sizes(header)
        message = json.loads(_read(descriptor, head))
        confine.limit_processor(message["seconds"] + _SPARE_SECONDS)
        _answer(tasks, store, message, _read(descriptor, body), output)


def _answer(tasks: Any, store: Any, message: dict[str, Any], body: bytes, output: Output) -> None:
    output.begin(compress=message.get("compress", False))
    try:
        tasks.TASKS[message["do"]](store, message, body, output)
        output.end()
    except TaskError as refusal:
        output.refuse(refusal.status, refusal.detail)
    except MemoryError:
        output.refuse(500, "the answer needs too much memory; ask for less")


def _read(descriptor: int, size: int) -> bytes:
    """Read so many bytes, or none if the parent has closed its end."""
    parts = bytearray()
    while len(parts) < size:
        part = os.read(descriptor, size - len(parts))
        if not part:
            return b""
        parts += part
    return bytes(parts)


if __name__ == "__main__":
    main(sys.argv[1:])
