"""Where tasks run: in this process, in a pool of processes, or on a cluster of Dask.

All three are executors of `concurrent.futures`, so that the same code feeds them.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    as_completed,
    wait,
)
from contextlib import AbstractContextManager, contextmanager
from typing import Any, ParamSpec, TypeVar

from plan_graph.confinement import process
from plan_graph.errors import FULL_DISK, UsageError
from plan_graph.phrases import phrase

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_P = ParamSpec("_P")
_PRELOADED = ["plan_graph.building.task", "plan_graph.checking.pyshacl_engine"]
Pool = Callable[[], AbstractContextManager[tuple[Executor, int]]]
"""Opens an executor, with the number of tasks to hand out at once."""
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
def here() -> Iterator[tuple[Executor, int]]:
    """Give an executor that runs one task after the other, in this process."""
    yield _Here(), 1


@contextmanager
def local(jobs: int) -> Iterator[tuple[Executor, int]]:
    """Give an executor with some processes, and how many tasks to give."""
    # A server that has loaded everything forks the workers: they start at once, and share memory.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin) as pool:
        yield pool, jobs * WAITING_PER_WORKER


def _begin() -> None:
    """Look for garbage rarely, as the program itself does: a plan is mostly made of what stays.

    What a task says is its result.
    """
    process.silence()
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
        raise UsageError(phrase("building.executors.cluster_needs_dask")) from None
    try:
        make: Any = distributed.Client
        client = make(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as error:
        problem = phrase("building.executors.no_dask_scheduler_answers", error=error)
        raise UsageError(f"cluster '{address}': {problem}") from None
    with client, client.get_executor(pure=False) as executor:
        yield executor, max(1, len(client.nthreads())) * WAITING_PER_WORKER


def completed(
    pool: Pool,
    function: Callable[[_Item], _Result],
    items: Iterable[_Item],
    lost: Callable[[_Item, str], _Result],
) -> Iterator[_Result]:
    """Yield results as they come, in no order, with a bounded number of tasks under way.

    When the system kills a process, nobody knows which task it was at: those under way are
    tried again, each alone in a new pool, so that the one that cannot be done stops no other.

    Args:
        pool: Opens what runs the tasks.
        function: What is done with each.
        items: The tasks.
        lost: Makes the result of a task that was not brought to an end, and why.
    """
    left = deque(items)
    while left:
        with pool() as (executor, at_once):
            suspects = yield from _until_broken(executor, function, left, lost, at_once)
        for item in suspects:
            with pool() as (executor, _):
                again = yield from _until_broken(executor, function, deque([item]), lost, 1)
            if again:
                yield lost(item, phrase("building.executors.killed"))


def _until_broken(
    executor: Executor,
    function: Callable[[_Item], _Result],
    left: deque[_Item],
    lost: Callable[[_Item, str], _Result],
    at_once: int,
) -> Generator[_Result, None, list[_Item]]:
    """Do tasks until none is left or a process is killed; return those that were under way."""
    pending: dict[Future[_Result], _Item] = {}
    suspects: list[_Item] = []
    try:
        while not suspects:
            while left and len(pending) < at_once:
                item = left.popleft()
                pending[_submitted(executor, function, item)] = item
            if not pending:
                break
            for future in wait(pending, return_when=FIRST_COMPLETED).done:
                yield from _result(future, pending.pop(future), suspects, lost)
        for future in as_completed(pending):
            yield from _result(future, pending[future], suspects, lost)
        pending.clear()
    finally:
        for future in pending:
            future.cancel()
    return suspects


def _submitted(
    executor: Executor, function: Callable[[_Item], _Result], item: _Item
) -> Future[_Result]:
    """Hand a task out; a pool that broke meanwhile says so in its result."""
    try:
        return executor.submit(function, item)
    except BrokenExecutor as error:
        future: Future[_Result] = Future()
        future.set_exception(error)
        return future


def _result(
    future: Future[_Result],
    item: _Item,
    suspects: list[_Item],
    lost: Callable[[_Item, str], _Result],
) -> Iterator[_Result]:
    try:
        yield future.result()
    except BrokenExecutor:
        suspects.append(item)
    except OSError as error:
        if error.errno in FULL_DISK:
            raise
        yield lost(item, str(error))
    except Exception as error:  # such as that of a cluster, whose workers were killed
        yield lost(item, f"{type(error).__name__}: {error}")
