"""Hold queries to their time, and let quick ones pass slow ones.

A query that takes more than a moment of a processor is slow, whatever else the machine has to do
meanwhile; so is one that has waited several moments for a disk. It may go on, beside the others,
on one of a few workers set apart, with lower priority. When these are taken and others wait, the
slow query that has run longest gives way: its client is told to come back later. So quick queries
are answered however many slow ones there are (a multilevel feedback queue with two levels).
"""

from __future__ import annotations

from collections.abc import Iterable

from plan_graph.web.pool.answer import Answer
from plan_graph.web.pool.process import Worker
from plan_graph.web.pool.waiting import RETRY
from plan_graph.web.problems import RequestError
from plan_graph.web.settings import Settings

_MOMENTS = 4.0
"""How many times as long a quick query may take by the clock as it may have a processor."""


def hold_to_time(workers: Iterable[Worker], now: float, settings: Settings) -> None:
    """Stop queries at the deadline; sooner if nobody waits for the answer any more.

    A quick one that nobody waits for comes to its end: that costs less than another worker.
    """
    limit = settings.deadline_seconds
    for worker in workers:
        answer = worker.answer
        if answer is None:
            continue
        if answer.over and now - answer.since > settings.quick_seconds:
            worker.kill()
        elif now - answer.since > limit:
            detail = (
                f"the query was stopped after {limit:g} seconds, which is all that one may take; "
                "ask for less: add a LIMIT, name more of what you look for, or join fewer patterns"
            )
            answer.cancel(RequestError(504, detail))


def make_room(workers: Iterable[Worker], now: float, settings: Settings) -> None:
    """Set slow queries apart, as far as there is room for them; stop the others."""
    running = [(worker, worker.answer) for worker in workers if worker.answer is not None]
    slow = sum(answer.slow for _, answer in running)
    room = 0 if settings.writable else settings.slow_workers - slow
    over_time = [pair for pair in running if _is_over_time(*pair, now, settings.quick_seconds)]
    # One whose client has seen a part of the answer is the last to give way.
    for worker, answer in sorted(over_time, key=lambda pair: (pair[1].begun, pair[1].since)):
        if room > 0:
            room -= 1
            answer.slow = True
            worker.give_way()
        else:
            detail = "slow queries must wait while the server is busy; come back in a few seconds"
            answer.cancel(RequestError(503, detail, RETRY))


def _is_over_time(worker: Worker, answer: Answer, now: float, quick_seconds: float) -> bool:
    free = not (answer.over or answer.slow or answer.patient)
    return free and is_slow(worker.spent_seconds(), now - answer.since, quick_seconds)


def is_slow(processor_seconds: float, clock_seconds: float, quick_seconds: float) -> bool:
    """Tell a slow query by what it takes, not by how busy the machine is with other things.

    >>> is_slow(0.3, 0.3, quick_seconds=0.25), is_slow(0.01, 0.3, quick_seconds=0.25)
    (True, False)
    >>> is_slow(0.01, 2.0, quick_seconds=0.25)
    True
    """
    return processor_seconds > quick_seconds or clock_seconds > _MOMENTS * quick_seconds
