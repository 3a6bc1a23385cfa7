"""Hold queries to their time, and let quick ones pass slow ones.

A query that takes longer than a moment is slow: it may go on, beside the others, on one of a few
workers set apart, with lower priority. When these are taken and others wait, the slow query that
has run longest gives way: its client is told to come back later. So quick queries are answered
however many slow ones there are (a multilevel feedback queue with two levels).
"""

from __future__ import annotations

from collections.abc import Iterable

from plan_graph.web.pool.answer import Answer
from plan_graph.web.pool.process import Worker
from plan_graph.web.pool.waiting import RETRY
from plan_graph.web.problems import RequestError
from plan_graph.web.settings import Settings


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
    over_time = [pair for pair in running if _is_over_time(pair[1], now, settings.quick_seconds)]
    # One whose client has seen a part of the answer is the last to give way.
    for worker, answer in sorted(over_time, key=lambda pair: (pair[1].begun, pair[1].since)):
        if room > 0:
            room -= 1
            answer.slow = True
            worker.give_way()
        else:
            detail = "slow queries must wait while the server is busy; come back in a few seconds"
            answer.cancel(RequestError(503, detail, RETRY))


def _is_over_time(answer: Answer, now: float, quick_seconds: float) -> bool:
    free = not (answer.over or answer.slow or answer.patient)
    return free and now - answer.since > quick_seconds
