"""A TCP proxy that cuts the line after a number of bytes, and counts them."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

_RESET = struct.pack("ii", 1, 0)  # Close by RST, so that nothing in the buffers gets through.


class FaultProxy:
    """Passes bytes on to one address until the cut; `passed` counts those of both directions.

    Args:
        target: The URL whose host and port are proxied.
    """

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "", parts.port or 80)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._left: int | None = None
        self._dead_after = False
        self._dead = False
        self._on_cut: Callable[[], object] = lambda: None
        self.passed = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def address(self, url: str) -> str:
        """Return a URL of the target as it is reached through the proxy."""
        port = self._listener.getsockname()[1]
        return urlsplit(url)._replace(netloc=f"127.0.0.1:{port}").geturl()

    def arm(
        self, after: int | None, *, dead: bool = False, on_cut: Callable[[], object] = lambda: None
    ) -> None:
        """Mend the line, to be cut again after a number of bytes.

        Args:
            after: Bytes until the cut, or None for never.
            dead: Whether it stays cut.
            on_cut: Called at the cut.
        """
        with self._lock:
            self._left, self._dead_after, self._on_cut = after, dead, on_cut
            self._dead, self.passed = False, 0

    def close(self) -> None:
        """End it."""
        self._listener.close()
        self._cut()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._connect, args=(client,), daemon=True).start()

    def _connect(self, client: socket.socket) -> None:
        server = socket.create_connection(self._target)
        with self._lock:
            dead = self._dead
            if not dead:
                self._open |= {client, server}
        if not dead:
            back = threading.Thread(target=self._pass, args=(server, client), daemon=True)
            back.start()
            self._pass(client, server)
            back.join()
        with self._lock:
            self._open -= {client, server}
        _reset(client)
        _reset(server)

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while data := one.recv(4_096):
                other.sendall(self._allowed(data))
                if self._left == 0:
                    self._cut()
                    return
            other.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # The other direction was cut.

    def _allowed(self, data: bytes) -> bytes:
        with self._lock:
            if self._left is not None:
                data = data[: self._left]
                self._left -= len(data)
            self.passed += len(data)
            return data

    def _cut(self) -> None:
        with self._lock:
            self._left, self._dead = None, self._dead_after
            cut, self._open = self._open, set()
            on_cut, self._on_cut = self._on_cut, lambda: None
        for sock in cut:
            _reset(sock)
        on_cut()


def _reset(sock: socket.socket) -> None:
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # It has ended by itself.
    sock.close()


@contextmanager
def fault_proxy(target: str) -> Iterator[FaultProxy]:
    """Run a proxy until the block ends."""
    proxy = FaultProxy(target)
    try:
        yield proxy
    finally:
        proxy.close()
