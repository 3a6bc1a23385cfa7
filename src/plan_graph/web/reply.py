"""How a worker answers: frames of a fair size, or a refusal."""

from __future__ import annotations

import os
from typing import Any

from plan_graph.web.frames import Kind, frame, json_frame

_PART = 64 * 1024


class TaskError(Exception):
    """A request cannot be answered; the client is told why."""

    def __init__(self, status: int, detail: str) -> None:
        self.status = status
        self.detail = detail
        super().__init__(detail)


class Output:
    """Where an answer is written to: a binary file that sends frames of a fair size."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._frames: list[bytes] = []
        self._data = bytearray()

    def head(self, **told: Any) -> None:
        """Begin an answer."""
        self._frames.append(json_frame(Kind.HEAD, told))

    def write(self, data: bytes) -> int:
        """Add to the body."""
        self._data += data
        if len(self._data) >= _PART:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Send what has been written."""
        if self._data:
            self._frames.append(frame(Kind.DATA, self._data))
            self._data = bytearray()
        self._send()

    def end(self) -> None:
        """Complete an answer."""
        if self._data:
            self._frames.append(frame(Kind.DATA, self._data))
            self._data = bytearray()
        self._frames.append(frame(Kind.END))
        self._send()

    def say(self, kind: Kind, value: object) -> None:
        """Send one frame instead of what has not been sent yet."""
        self._data = bytearray()
        self._frames = [json_frame(kind, value)]
        self._send()

    def _send(self) -> None:
        view = memoryview(b"".join(self._frames))
        self._frames = []
        while view:
            view = view[os.write(self._descriptor, view) :]
