"""How a worker answers: frames of a fair size, or a refusal."""

from __future__ import annotations

import os
import zlib
from typing import Any

from plan_graph.web.worker.frames import Kind, frame, json_frame

_PART = 64 * 1024
_WORTH_COMPRESSING = 1_000
_LEVEL = 4
_GZIP = 31
"""What zlib calls the gzip form."""


class TaskError(Exception):
    """A request cannot be answered; the client is told why."""

    def __init__(self, status: int, detail: str) -> None:
        self.status = status
        self.detail = detail
        super().__init__(detail)


class Output:
    """Where an answer is written to: a binary file that sends frames of a fair size.

    It compresses what is worth it, if the client takes that: here rather than in the process that
    serves everybody.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._head: dict[str, Any] | None = None
        self._data = bytearray()
        self._compress = False
        self._compressor: Any = None

    def begin(self, *, compress: bool) -> None:
        """Forget what was not sent, for a new request."""
        self._head, self._data, self._compressor = None, bytearray(), None
        self._compress = compress

    def head(self, **told: Any) -> None:
        """Begin an answer."""
        self._head = told

    def write(self, data: bytes) -> int:
        """Add to the body."""
        self._data += data
        if len(self._data) >= _PART:
            self._send(self._frames(last=False))
        return len(data)

    def flush(self) -> None:
        """Leave it to the end of the answer: a small one is sent, and read, at once."""

    def end(self) -> None:
        """Complete an answer."""
        self._send([*self._frames(last=True), frame(Kind.END)])

    def refuse(self, status: int, detail: str) -> None:
        """Send a refusal instead of what has not been sent yet."""
        self.say(Kind.REFUSAL, {"status": status, "detail": detail})

    def say(self, kind: Kind, value: object) -> None:
        """Send one frame of JSON."""
        self._send([json_frame(kind, value)])

    def _frames(self, *, last: bool) -> list[bytes]:
        data, self._data = self._data, bytearray()
        frames = []
        if self._head is not None:
            if self._compress and len(data) >= _WORTH_COMPRESSING:
                self._head["encoding"] = "gzip"
                self._compressor = zlib.compressobj(_LEVEL, wbits=_GZIP)
            frames.append(json_frame(Kind.HEAD, self._head))
            self._head = None
        if self._compressor is not None:
            data = self._compressor.compress(data) + (self._compressor.flush() if last else b"")
        if data:
            frames.append(frame(Kind.DATA, data))
        return frames

    def _send(self, frames: list[bytes]) -> None:
        view = memoryview(b"".join(frames))
        while view:
            view = view[os.write(self._descriptor, view) :]
