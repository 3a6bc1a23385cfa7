"""Run a function in a child of this process, within a budget of memory and processor time.

A child is forked, so that it starts in milliseconds with all that is loaded here; what it returns
comes back pickled. Whatever a document does to it, the parent lives on and says so in one line.
"""

from __future__ import annotations

import gc
import os
import pickle
import resource
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn, TypeVar

from plan_graph.confinement import process
from plan_graph.errors import DocumentError, FaultError
from plan_graph.phrases import phrase

_Result = TypeVar("_Result")
_MEGABYTE = 1024 * 1024
_GRACE = 3
"""Seconds of the processor between being asked to stop and being ended."""
_PATIENCE = 40
"""How much longer than its time of the processor a child may take by the clock: others need that
processor as well, and programs that it starts have limits of their own."""
_OVER = (signal.SIGXCPU, signal.SIGPROF)
_OUT_OF_MEMORY = ("SIGABRT", "SIGBUS", "SIGKILL", "SIGSEGV")
"""How a process may end that gets no more memory, the last when that was for its stack."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Budget:
    """What may be used for one document: seconds of a processor, and megabytes of memory.

    The memory is what is taken beyond that of the process that runs it.
    """

    seconds: int
    megabytes: int

    @classmethod
    def of_graph(cls, path: Path) -> Budget:
        """Return what a file of RDF may take: a share, and more for its size."""
        try:
            size = path.stat().st_size / _MEGABYTE
        except OSError:  # Whoever reads it says so.
            size = 0
        seconds, memory = (
            min(most, least + each * size)
            for least, each, most in zip(_GRAPH, _GRAPH_EACH, _GRAPH_MOST, strict=True)
        )
        return cls(int(seconds), int(memory))


DOCUMENT = Budget(15, 400)
"""What a document may take, however large its file is, until it is known what is in it.

What its pages, cells and actions take is granted when they are counted.
"""
_GRAPH, _GRAPH_EACH, _GRAPH_MOST = (20, 400), (10, 150), (900, 4_000)
"""Seconds and megabytes of RDF, for each of its own megabytes, and at most: ten thousand actions
are 50 MB of it.
"""


class _OverError(BaseException):
    """Stops the work in the middle; no reader that is cautious of errors holds it up."""


def in_child(path: Path, function: Callable[[], _Result], budget: Budget = DOCUMENT) -> _Result:
    """Return what a function returns, which a child computes; it is about the document at `path`.

    Where a process cannot be forked, the function runs here.

    Raises:
        DocumentError: If it takes more than the budget.
        FaultError: If the child is ended in another way.
        Exception: Whatever the function raises.
    """
    if not hasattr(os, "fork"):
        return function()
    name = path.name
    sys.stdout.flush()
    sys.stderr.flush()
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # Other threads are no danger: the child takes no lock that one of them may hold.
        warnings.simplefilter("ignore", DeprecationWarning)
        parent, child = os.getpid(), os.fork()
    if child == 0:
        os.close(reading)
        _work(parent, writing, name, budget, function)
    os.close(writing)
    try:
        sent = _received(reading, time.monotonic() + _PATIENCE * budget.seconds)
    finally:
        os.close(reading)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
    return _taken(name, budget, sent, status)


def _taken(name: str, budget: Budget, sent: bytes | None, status: int) -> _Result:  # type: ignore[type-var]
    if sent:
        returned, value = pickle.loads(sent)
        if returned:
            result: _Result = value
            return result
        raise value
    if sent is None or (os.WIFSIGNALED(status) and os.WTERMSIG(status) in _OVER):
        raise _over_time(name, budget)
    ended = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else str(status)
    if ended in _OUT_OF_MEMORY:
        raise _over_memory(name, budget)
    raise FaultError(name, phrase("confinement.ended", signal=ended))


def _received(descriptor: int, end: float) -> bytes | None:
    """Return all that comes until the other side closes; None if that takes too long."""
    parts: list[bytes] = []
    while (left := end - time.monotonic()) > 0:
        if select.select([descriptor], [], [], left)[0]:
            part = os.read(descriptor, _CHUNK)
            if not part:
                return b"".join(parts)
            parts.append(part)
    return None


def _work(
    parent: int, writing: int, name: str, budget: Budget, function: Callable[[], object]
) -> NoReturn:
    """Do the work of the child, and end it without the parent's handlers of an end."""
    with suppress(BaseException):
        gc.freeze()  # What is the parent's is not given back here.
        _confine(parent)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(_outcome(name, budget, function))
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(0)


def _confine(parent: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    process.silence()
    if process.supported():
        process.die_with_parent(parent)
        with suppress(OSError):  # No reader asks for the network; this is a second wall.
            process.forbid_internet()


def _outcome(name: str, budget: Budget, function: Callable[[], object]) -> bytes:
    """Return whether the function returned, and what, or what it raised."""
    try:
        with within(name, budget):
            result = function()
        return pickle.dumps((True, result), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps((False, _over_memory(name, budget)))
    except (Exception, KeyboardInterrupt) as error:
        error.__traceback__ = error.__cause__ = error.__context__ = None
        try:
            sent = pickle.dumps((False, error))
            pickle.loads(sent)
        except Exception:
            return pickle.dumps((False, FaultError(name, f"{type(error).__name__}: {error}")))
        return sent


@contextmanager
def within(name: str, budget: Budget) -> Iterator[None]:
    """Hold this process, which may be lost, to a budget while it works on a document.

    It is asked to stop when its time is over, and ended if it does not. In a thread other than
    the first the system cannot ask, and memory alone is held.

    Raises:
        DocumentError: If the work takes more.
    """
    before = resource.getrlimit(resource.RLIMIT_AS)
    if process.supported():
        process.limit_memory(budget.megabytes * _MEGABYTE, hard=before[1])
    try:
        with _limited_time(budget.seconds):
            yield
    except _OverError:
        raise _over_time(name, budget) from None
    except MemoryError:
        resource.setrlimit(resource.RLIMIT_AS, before)  # To say so takes memory as well.
        raise _over_memory(name, budget) from None
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def grant(seconds: float, megabytes: float) -> None:
    """Give this process more of what it is held to, for what the document turned out to hold.

    Where it is held to nothing, nothing changes.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft != resource.RLIM_INFINITY:
        more = soft + int(megabytes * _MEGABYTE)
        if hard != resource.RLIM_INFINITY:
            more = min(more, hard)
        resource.setrlimit(resource.RLIMIT_AS, (more, hard))
    for timer in (signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
        left, again = signal.getitimer(timer)
        if left:
            with suppress(ValueError):  # in another thread than the first
                signal.setitimer(timer, left + seconds, again)


@contextmanager
def _limited_time(seconds: int) -> Iterator[None]:
    try:
        former = signal.signal(signal.SIGVTALRM, _stop)
    except ValueError:  # not in the first thread
        yield
        return
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1)
    signal.setitimer(signal.ITIMER_PROF, seconds + _GRACE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGVTALRM, former)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise _OverError


def _over_time(name: str, budget: Budget) -> DocumentError:
    return DocumentError(name, phrase("confinement.time", seconds=budget.seconds))


def _over_memory(name: str, budget: Budget) -> DocumentError:
    return DocumentError(name, phrase("confinement.memory", megabytes=budget.megabytes))
