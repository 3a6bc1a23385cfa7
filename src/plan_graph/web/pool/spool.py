"""Hold the part of an answer that a slow client has not taken yet: first in memory, then on disk.

So a worker is free as soon as it has written its answer, however slow the client is.
"""

from __future__ import annotations

import tempfile
from collections import deque
from typing import IO

_IN_MEMORY = 1024 * 1024
_PART = 64 * 1024


class NoRoomError(Exception):
    """Nothing more can be put on the disk now."""


class Room:
    """How much all answers together may have on the disk.

    >>> room = Room(10)
    >>> room.take(8)
    >>> room.take(8)
    Traceback (most recent call last):
    plan_graph.web.pool.spool.NoRoomError
    """

    def __init__(self, most_bytes: int) -> None:
        self._left = most_bytes

    def take(self, size: int) -> None:
        """Take some.

        Raises:
            NoRoomError: If there is not so much left.
        """
        if size > self._left:
            raise NoRoomError
        self._left -= size

    def give_back(self, size: int) -> None:
        """Give back what is not used any more."""
        self._left += size


class Spool:
    """A queue of bytes, first in, first out; it never holds much of them in memory.

    >>> spool = Spool(Room(3_000_000))
    >>> spool.put(b"a" * 3_000_000); spool.put(b"b")
    >>> total = 0
    >>> while part := spool.take():
    ...     total += len(part)
    >>> total, part
    (3000001, b'')
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        self._parts: deque[bytes] = deque()
        self._in_memory = 0
        self._file: IO[bytes] | None = None
        self._read = self._written = 0

    def put(self, data: bytes) -> None:
        """Add to the end.

        Raises:
            NoRoomError: If there is no room for it on the disk.
        """
        if self._file is None and self._in_memory <= _IN_MEMORY:
            self._parts.append(data)
            self._in_memory += len(data)
            return
        self._room.take(len(data))
        self._written += len(data)
        try:
            self._write(data)
        except OSError:  # The disk is full, or may not be written to.
            raise NoRoomError from None

    def _write(self, data: bytes) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="plan-graph-")  # noqa: SIM115 (see close)
        self._file.seek(self._written - len(data))
        self._file.write(data)
        self._file.flush()

    def take(self) -> bytes:
        """Take from the front; give nothing if there is nothing now."""
        if self._parts:
            part = self._parts.popleft()
            self._in_memory -= len(part)
            return part
        if self._file is None:
            return b""
        self._file.seek(self._read)
        part = self._file.read(_PART)
        self._read += len(part)
        if self._read == self._written:
            self.close()
        return part

    def close(self) -> None:
        """Give up what is on the disk."""
        self._room.give_back(self._written)
        self._read = self._written = 0
        if self._file is not None:
            self._file.close()
            self._file = None
