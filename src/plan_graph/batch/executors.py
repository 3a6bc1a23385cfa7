"""Where tasks run: in this process, in a pool of processes, or on a cluster of Dask.

All three are executors of `concurrent.futures`, so that the same code feeds them.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from itertools import islice
from typing import Any, ParamSpec, TypeVar

from plan_graph.errors import UsageError

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_P = ParamSpec("_P")
_PRELOADED = ["plan_graph.batch.task", "plan_graph.validate.engine"]
WAITING_PER_WORKER = 16
"""How many tasks are handed out for each worker, so that none waits while results are loaded."""


def cores() -> int:
    """Tell how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Here(Executor):
    """Runs each task at once, in this process."""

    def submit(
        self, fn: Callable[_P, _Result], /, *args: _P.args, **kwargs: _P.kwargs
    ) -> Future[_Result]:
        future: Future[_Result] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def local(jobs: int) -> Iterator[tuple[Executor, int]]:
    """Give an executor with some processes, or this process for one, and how many tasks to give."""
    if jobs == 1:
        yield _Here(), 1
        return
    # A server that has loaded everything forks the workers: they start at once, and share memory.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_collect_rarely) as pool:
        yield pool, jobs * WAITING_PER_WORKER


def _collect_rarely() -> None:
    """Look for garbage rarely, as the program itself does: a plan is mostly made of what stays."""
    gc.freeze()
    gc.set_threshold(100_000)


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """Give an executor that runs tasks on the workers of a Dask scheduler.

    The workers must have plan-graph installed, and see the documents and the output folder under
    the same names.

    Raises:
        UsageError: If Dask is not installed, or there is no scheduler at the address.
    """
    try:
        import distributed  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise UsageError(
            "a cluster needs Dask; install it with: pip install 'plan-graph[distributed]'"
        ) from None
    try:
        make: Any = distributed.Client
        client = make(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as error:
        problem = f"no Dask scheduler answers: {error}; start one with 'dask scheduler'"
        raise UsageError(f"cluster '{address}': {problem}") from None
    with client, client.get_executor(pure=False) as executor:
        yield executor, max(1, len(client.nthreads())) * WAITING_PER_WORKER


def completed(
    executor: Executor,
    function: Callable[[_Item], _Result],
    items: Iterable[_Item],
    *,
    at_once: int,
) -> Iterator[_Result]:
    """Give results as they come, in no order, with a bounded number of tasks under way.

    Raises:
        UsageError: If the system has killed a worker.
    """
    left = iter(items)
    pending: set[Future[_Result]] = set()
    try:
        while True:
            room = at_once - len(pending)
            pending |= {executor.submit(function, item) for item in islice(left, room)}
            if not pending:
                return
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
    except BrokenExecutor:
        raise UsageError(
            "a worker was killed, perhaps for want of memory; run again with fewer --jobs: "
            "the plans that are done are kept"
        ) from None
    finally:
        for future in pending:
            future.cancel()
