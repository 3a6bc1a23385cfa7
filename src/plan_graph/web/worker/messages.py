"""How the server and a worker talk: frames over a pair of sockets.

A request is a JSON object and a body of bytes. An answer is a head, parts of data and an end, or
a refusal at any place before the end. Values in and out are bytes; nothing is read here.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterator
from enum import IntEnum
from typing import Any

_REQUEST = struct.Struct("!II")
_PART = struct.Struct("!BI")
_AT_ONCE = 64 * 1024
FORKED = struct.Struct("!I")
"""What the fork server says of a new worker: its number; its descriptor comes along."""


class Kind(IntEnum):
    """What a frame of an answer holds."""

    READY = 1
    """The worker has opened the store: JSON with what it found there."""
    HEAD = 2
    """JSON with the media type."""
    DATA = 3
    """A part of the body."""
    END = 4
    """The answer is complete."""
    REFUSAL = 5
    """JSON with status and detail; nothing follows."""


def request(message: dict[str, Any], body: bytes = b"") -> bytes:
    """Write a request.

    >>> request({"do": "query"}, b"x")[8:]
    b'{"do":"query"}x'
    """
    head = json.dumps(message, separators=(",", ":")).encode()
    return _REQUEST.pack(len(head), len(body)) + head + body


def frame(kind: Kind, payload: bytes | bytearray = b"") -> bytes:
    """Write one frame of an answer."""
    return _PART.pack(kind, len(payload)) + payload


def json_frame(kind: Kind, value: object) -> bytes:
    """Write one frame that holds JSON."""
    return frame(kind, json.dumps(value, separators=(",", ":")).encode())


class Reader:
    """Puts frames together from the bytes as they come.

    >>> reader = Reader()
    >>> list(reader.feed(frame(Kind.DATA, b"ab")[:4]))
    []
    >>> [(kind.name, data) for kind, data in reader.feed(frame(Kind.DATA, b"ab")[4:])]
    [('DATA', b'ab')]
    """

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[Kind, bytes]]:
        """Yield the frames that are complete now."""
        self._buffer += data
        start = 0
        try:
            while len(self._buffer) - start >= _PART.size:
                kind, size = _PART.unpack_from(self._buffer, start)
                end = start + _PART.size + size
                if len(self._buffer) < end:
                    break
                payload = bytes(memoryview(self._buffer)[start + _PART.size : end])
                start = end
                yield Kind(kind), payload
        finally:
            del self._buffer[:start]


class Requests:
    """Reads requests from a descriptor, one after the other.

    >>> ours, theirs = os.pipe()
    >>> os.write(theirs, request({"do": "put"}, b"a") + request({"do": "drop"}))
    42
    >>> os.close(theirs)
    >>> requests = Requests(ours)
    >>> requests.next(), requests.next(), requests.next()
    (({'do': 'put'}, b'a'), ({'do': 'drop'}, b''), None)
    >>> os.close(ours)
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._buffer = b""

    def next(self) -> tuple[dict[str, Any], bytes] | None:
        """Return the message and the body of the next request; None if there will be none."""
        if not self._fill(_REQUEST.size):
            return None
        head, body = _REQUEST.unpack_from(self._buffer)
        middle = _REQUEST.size + head
        end = middle + body
        if not self._fill(end):
            return None
        message, content = self._buffer[_REQUEST.size : middle], self._buffer[middle:end]
        self._buffer = self._buffer[end:]
        return json.loads(message), content

    def _fill(self, size: int) -> bool:
        """Read until there are so many bytes; tell whether there are."""
        if len(self._buffer) >= size:
            return True
        parts = bytearray(self._buffer)
        while len(parts) < size:
            part = os.read(self._descriptor, max(_AT_ONCE, size - len(parts)))
            if not part:
                return False
            parts += part
        self._buffer = bytes(parts)
        return True
