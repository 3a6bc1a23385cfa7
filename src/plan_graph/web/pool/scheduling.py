"""Which request is next: quick ones before slow ones, not too many, and not for too long.

A query that takes more than a moment of a processor is slow, whatever else the machine does. After
workers that end at once, the next waits longer and longer.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable

from plan_graph.phrases import phrase
from plan_graph.web.pool.job import Answer, Rank
from plan_graph.web.pool.process import Worker
from plan_graph.web.problems import RETRY, RequestError
from plan_graph.web.settings import Settings

_FIRST_DELAY_SECONDS = 0.1
_LONGEST_DELAY_SECONDS = 5.0
_TOO_MANY = 3


class Crashes:
    """Counts workers that ended unasked, one after the other.

    >>> crashes = Crashes()
    >>> for moment in (1.0, 1.1):
    ...     crashes.note(moment, "no store")
    >>> round(crashes.wait(1.1), 3), crashes.too_many
    (0.2, False)
    """

    def __init__(self) -> None:
        self.count = 0
        self.complaint: str = phrase("web.scheduling.worker_process_cannot_started")
        self._wake_at = 0.0

    @property
    def too_many(self) -> bool:
        """Whether something is wrong with the server itself."""
        return self.count >= _TOO_MANY

    def note(self, now: float, complaint: str) -> None:
        """Count one more."""
        self.count += 1
        self.complaint = complaint or self.complaint
        delay = min(_FIRST_DELAY_SECONDS * 2 ** (self.count - 1), _LONGEST_DELAY_SECONDS)
        self._wake_at = now + delay

    def wait(self, now: float) -> float:
        """Tell how long to wait before the next start."""
        return max(0.0, self._wake_at - now)

    def forget(self) -> None:
        """Begin anew: a worker has answered."""
        self.count = 0


_MOMENTS = 4.0
"""How many times as long as it may have a processor a quick query may take, as for reading."""


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
            detail = phrase("web.scheduling.query_stopped_after_seconds_all", limit=limit)
            answer.cancel(RequestError(504, detail))


def make_room(workers: Iterable[Worker], now: float, settings: Settings) -> list[str]:
    """Set slow requests apart, as far as there is room for them; stop queries of strangers.

    Returns:
        The addresses that asked what is slow.
    """
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
        elif answer.rank == Rank.QUERY:
            detail = phrase("web.scheduling.slow_queries_must_wait_while")
            answer.cancel(RequestError(503, detail, RETRY))
    return [answer.address for _, answer in over_time if answer.rank == Rank.QUERY]


def _is_over_time(worker: Worker, answer: Answer, now: float, quick_seconds: float) -> bool:
    free = not (answer.over or answer.slow or answer.rank == Rank.CHANGE)
    own_seconds = now - answer.since - worker.waited_seconds()
    return free and is_slow(worker.spent_seconds(), own_seconds, quick_seconds)


def is_slow(processor_seconds: float, own_seconds: float, quick_seconds: float) -> bool:
    """Tell a slow query by what it takes, not by how busy the machine is with other things.

    Its own seconds are those of the clock without those that it waited for a processor.

    >>> is_slow(0.3, 0.3, quick_seconds=0.25), is_slow(0.01, 0.3, quick_seconds=0.25)
    (True, False)
    >>> is_slow(0.01, 2.0, quick_seconds=0.25)
    True
    """
    return processor_seconds > quick_seconds or own_seconds > _MOMENTS * quick_seconds


class Held:
    """Addresses whose queries were slow: for a time each gets no more than its part of the workers.

    >>> held = Held(10.0)
    >>> held.note(["192.0.2.1"], 0.0)
    >>> sorted(held.now(5.0, ["192.0.2.1", "192.0.2.2"])), sorted(held.now(20.0, ["192.0.2.1"]))
    (['192.0.2.1'], [])
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._until: dict[str, float] = {}

    def note(self, addresses: Iterable[str], now: float) -> None:
        """Note that queries of these addresses were slow."""
        self._until = {each: end for each, end in self._until.items() if end > now}
        self._until.update(dict.fromkeys(addresses, now + self._seconds))

    def now(self, now: float, running: Iterable[str]) -> set[str]:
        """Return those that have something running already, and so must wait."""
        return {each for each in running if self._until.get(each, 0.0) > now}


class Queue:
    """Addresses take turns; of one address, first come, first served.

    Args:
        most: How many may wait.
        most_each: How many of one address may wait.
        seconds: How long one may wait.
    """

    def __init__(self, most: int, most_each: int, seconds: float) -> None:
        self._most = most
        self._most_each = most_each
        self._seconds = seconds
        self._urgent: deque[Answer] = deque()
        self._waiting: dict[str, deque[Answer]] = {}
        """By address, the one whose turn it is first."""

    def __len__(self) -> int:
        """Return how many wait."""
        return len(self._urgent) + sum(map(len, self._waiting.values()))

    def add(self, answer: Answer) -> None:
        """Let one more wait, an urgent one before all others.

        Raises:
            RequestError: With status 503 if too many wait.
        """
        own = self._waiting.get(answer.address, ())
        if len(self) >= self._most or len(own) >= self._most_each:
            raise RequestError(503, phrase("web.scheduling.too_many_queries_waiting"), RETRY)
        if answer.rank == Rank.URGENT:
            self._urgent.append(answer)
        else:
            self._waiting.setdefault(answer.address, deque()).append(answer)

    def take(self, held: Container[str] = ()) -> Answer | None:
        """Take the next one that somebody still waits for, of no address that is held back."""
        while self._urgent:
            answer = self._urgent.popleft()
            if not answer.over:
                return answer
        for address in [each for each in self._waiting if each not in held]:
            own = self._waiting.pop(address)
            while own:
                answer = own.popleft()
                if not answer.over:
                    if own:
                        self._waiting[address] = own  # The last whose turn it is.
                    return answer
        return None

    def send_away(self, now: float) -> None:
        """Refuse those that have waited too long."""
        for own in (self._urgent, *self._waiting.values()):
            while own and now - own[0].since > self._seconds:
                detail = phrase("web.scheduling.queries_before_one_take_too")
                own.popleft().fail(RequestError(503, detail, RETRY))

    def close(self) -> None:
        """Refuse all."""
        stops = RequestError(503, phrase("web.scheduling.server_stops"), RETRY)
        while (answer := self.take()) is not None:
            answer.fail(stops)
