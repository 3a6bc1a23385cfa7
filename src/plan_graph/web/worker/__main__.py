"""The fork server of a build: it has the data in memory, and makes a worker for each socket.

Started by the pool as `python -m plan_graph.web.worker FD PARENT MEMORY KEEP read|write STORE`. It
reads no text of a stranger; its children do, each confined, with memory that they share. A new
worker costs 2 ms so, and not the start of an interpreter.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from plan_graph.confinement import process as confine
from plan_graph.web.worker.messages import FORKED
from plan_graph.web.worker.serve import Source, serve


class Arguments(NamedTuple):
    """What the fork server is told on the command line."""

    descriptor: int
    parent: int
    memory: int
    keep: int
    writable: bool
    store: Path


def main(arguments: Arguments) -> None:
    """Make workers until the parent closes the socket."""
    confine.die_with_parent(arguments.parent)
    source = Source.prepare(arguments.store, writable=arguments.writable, keep=arguments.keep)
    signal.signal(signal.SIGCHLD, _reap)
    # What is there now is never looked through again, which would copy it for each child.
    gc.collect()
    gc.freeze()
    own = os.getpid()
    with socket.socket(fileno=arguments.descriptor) as pool:
        while descriptors := socket.recv_fds(pool, 1, 1)[1]:
            if not _fork(pool, descriptors[0]):
                break
    if os.getpid() != own:
        confine.die_with_parent(own)
        serve(descriptors[0], source, arguments.memory)
        os._exit(0)  # Giving back the memory piece by piece would take longer.


def _fork(pool: socket.socket, descriptor: int) -> bool:
    """Make a child, and tell the pool of it; give whether this is still the parent."""
    # No child is reaped before its descriptor is open: its number might be another's then.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        return False
    child = os.pidfd_open(pid)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    with suppress(BrokenPipeError):  # Nobody wants it any more; the next read says so.
        socket.send_fds(pool, [FORKED.pack(pid)], [child])
    os.close(child)
    os.close(descriptor)
    return True


def _reap(*_: object) -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _read(given: list[str]) -> Arguments:
    descriptor, parent, memory, keep = map(int, given[:4])
    mode, store = given[4:]
    return Arguments(descriptor, parent, memory, keep, mode == "write", Path(store))


if __name__ == "__main__":
    main(_read(sys.argv[1:]))
