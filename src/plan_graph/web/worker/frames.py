"""How the server and a worker talk: frames over a pair of sockets.

A request is a JSON object and a body of bytes. An answer is a head, parts of data and an end, or
a refusal at any place before the end. Values in and out are bytes; nothing is read here.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from enum import IntEnum
from typing import Any

_REQUEST = struct.Struct("!II")
_PART = struct.Struct("!BI")
REQUEST_HEADER = _REQUEST.size
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

    >>> len(request({"do": "query"}, b"x")) - REQUEST_HEADER
    15
    """
    head = json.dumps(message, separators=(",", ":")).encode()
    return _REQUEST.pack(len(head), len(body)) + head + body


def request_sizes(header: bytes) -> tuple[int, int]:
    """Read the sizes of the JSON object and of the body of a request."""
    head, body = _REQUEST.unpack(header)
    return head, body


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
        """Give the frames that are complete now."""
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
