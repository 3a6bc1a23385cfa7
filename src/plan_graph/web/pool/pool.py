"""Workers for requests: few processes, a queue with a bound, quick queries before slow ones.

A request runs at once on an idle worker, or waits. A query that takes longer than a moment is
slow: it may go on, beside the others, on one of a few workers set apart, with lower priority. When
these are taken and others wait, the slow query that has run longest gives way: its client is told
to come back later. So quick queries are answered however many slow ones there are (a multilevel
feedback queue with two levels).
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque

from plan_graph.errors import UsageError
from plan_graph.web.pool.answer import Answer
from plan_graph.web.pool.crashes import Crashes
from plan_graph.web.pool.process import State, Worker
from plan_graph.web.problems import RequestError
from plan_graph.web.settings import Settings
from plan_graph.web.snapshot import Snapshot

_TICK_SECONDS = 0.05
_RETRY = {"Retry-After": "5"}
_logger = logging.getLogger(__name__)


class Pool:
    """The workers of a server.

    Attributes:
        crashes: The workers that have ended unasked, one after the other.
        starts: How many workers were started.
    """

    def __init__(self, settings: Settings, snapshot: Snapshot | None) -> None:
        self.crashes = Crashes()
        self.starts = 0
        self._settings = settings
        self._snapshots = {0: snapshot}
        self._generation = 0
        self._workers: list[Worker] = []
        self._queue: deque[Answer] = deque()
        self._stopped = False
        self._timer: asyncio.TimerHandle | None = None
        self._known_graphs: frozenset[str] = frozenset()
        self._news = asyncio.Event()

    @property
    def graphs(self) -> frozenset[str]:
        """The names of the graphs of the current build."""
        return self._known_graphs

    @property
    def snapshot(self) -> Snapshot | None:
        """The current build, or None if the store may be changed."""
        return self._snapshots[self._generation]

    def count(self, state: State) -> int:
        """Tell how many workers are at something."""
        return sum(worker.state == state for worker in self._workers)

    @property
    def waiting(self) -> int:
        """How many requests wait."""
        return len(self._queue)

    async def start(self) -> None:
        """Start the workers, and wait until one is ready.

        Raises:
            UsageError: If it cannot open the store.
        """
        self._look_after()
        while not self.count(State.IDLE):
            self._news.clear()
            await self._news.wait()
            if self.crashes.count:
                raise UsageError(f"build '{self._settings.build}': {self.crashes.complaint}")

    async def stop(self) -> None:
        """End all workers; requests that run or wait are refused."""
        self._stopped = True
        while self._queue:
            self._queue.popleft().fail(RequestError(503, "the server stops", _RETRY))
        workers = list(self._workers)
        for worker in workers:
            worker.kill()
        for worker in workers:
            await worker.exited()
        for snapshot in self._snapshots.values():
            if snapshot is not None:
                snapshot.close()

    async def replace(self, snapshot: Snapshot) -> None:
        """Answer from another build from now on; what runs goes on with the earlier one.

        Raises:
            UsageError: If the other build cannot be opened; then nothing changes.
        """
        news = asyncio.Event()
        first = Worker(
            self._settings, snapshot.store, self._generation + 1, lambda worker: news.set()
        )
        await first.connect()
        await news.wait()
        if first.state == State.ENDED:
            snapshot.close()
            raise UsageError(f"build '{self._settings.build}': {first.complaint}")
        self._generation += 1
        self._snapshots[self._generation] = snapshot
        self._workers.append(first)
        self.crashes.forget()
        first.changed = self._changed
        self._changed(first)

    @property
    def healthy(self) -> bool:
        """Whether workers live as they should."""
        return not self.crashes.too_many and bool(self._workers)

    def ask(self, request: bytes, *, patient: bool = False, urgent: bool = False) -> Answer:
        """Hand in a request; a patient one does not give way to others, an urgent one waits less.

        Raises:
            RequestError: With status 503 if too many wait.
        """
        if len(self._queue) >= self._settings.queue or self._stopped:
            raise RequestError(
                503, "too many queries are waiting; come back in a few seconds", _RETRY
            )
        answer = Answer(request, patient=patient, limit=self._settings.result_bytes)
        if urgent:
            self._queue.appendleft(answer)
        else:
            self._queue.append(answer)
        self._hand_out()
        self._set_timer(_TICK_SECONDS)
        return answer

    def _hand_out(self) -> None:
        """Give waiting requests to idle workers of the current build."""
        while self._queue:
            if self._queue[0].over:
                self._queue.popleft()
                continue
            worker = self._idle()
            if worker is None:
                return
            worker.ask(self._queue.popleft())

    def _idle(self) -> Worker | None:
        for worker in self._workers:
            if worker.state == State.IDLE and worker.generation == self._generation:
                return worker
        return None

    def _changed(self, worker: Worker) -> None:
        """See to a worker that is ready, has answered, or has ended."""
        if worker.state == State.ENDED:
            self._bury(worker)
        elif worker.generation == self._generation:
            self._known_graphs = frozenset(worker.graphs)
            if worker.proven:
                self.crashes.forget()
        self._news.set()
        self._look_after()

    def _bury(self, worker: Worker) -> None:
        if worker not in self._workers:
            return
        self._workers.remove(worker)
        if worker.was_asked or self._stopped:
            return
        # Nobody asked it anything: the fault is not that of a query.
        if not self.crashes.count or worker.complaint not in ("", self.crashes.complaint):
            _logger.warning("a worker ended: %s", worker.complaint or "killed by somebody")
        self.crashes.note(asyncio.get_running_loop().time(), worker.complaint)

    def _look_after(self) -> None:
        """Hand out work, start workers that are missing, end those that are not needed."""
        if self._stopped:
            return
        self._hand_out()
        self._retire()
        delay = self.crashes.wait(asyncio.get_running_loop().time())
        if self._missing() > 0 and delay:
            self._set_timer(delay)
            return
        while self._missing() > 0:
            self._spawn()

    def _spawn(self) -> None:
        snapshot = self.snapshot
        store = snapshot.store if snapshot else self._settings.build
        worker = Worker(self._settings, store, self._generation, self._changed)
        self._workers.append(worker)
        self.starts += 1
        worker.connecting = asyncio.get_running_loop().create_task(worker.connect())

    def _missing(self) -> int:
        """Tell how many workers for quick queries there should be more."""
        quick = sum(
            worker.generation == self._generation and not (worker.answer and worker.answer.slow)
            for worker in self._workers
        )
        if self._settings.writable and self._workers:
            return 0  # Only one process may have the store open.
        return (1 if self._settings.writable else self._settings.workers) - quick

    def _retire(self) -> None:
        """End idle workers of earlier builds, and those that were set apart and are done."""
        for worker in list(self._workers):
            outdated = worker.generation != self._generation
            if worker.state == State.IDLE and (outdated or worker.given_way):
                worker.retire()
        in_use = {worker.generation for worker in self._workers} | {self._generation}
        for generation in set(self._snapshots) - in_use:
            snapshot = self._snapshots.pop(generation)
            if snapshot is not None:
                snapshot.close()

    def _set_timer(self, delay: float) -> None:
        loop = asyncio.get_running_loop()
        if self._timer is not None:
            if self._timer.when() <= loop.time() + delay:
                return
            self._timer.cancel()
        self._timer = loop.call_later(delay, self._tick)

    def _tick(self) -> None:
        """Hold requests to their time, and let quick ones pass slow ones."""
        self._timer = None
        now = asyncio.get_running_loop().time()
        while self._queue and now - self._queue[0].since > self._settings.queue_seconds:
            busy = RequestError(503, "the queries before this one take too long; come back", _RETRY)
            self._queue.popleft().fail(busy)
        running = [worker for worker in self._workers if worker.answer is not None]
        for worker in running:
            self._hold_to_time(worker, now)
        if self._queue:
            self._make_room(running, now)
        if self._queue or running:
            self._set_timer(_TICK_SECONDS)
        self._look_after()

    def _hold_to_time(self, worker: Worker, now: float) -> None:
        """Stop a query at the deadline; sooner if nobody waits for its answer any more.

        A quick one comes to its end: that costs less than another worker.
        """
        answer, limit = worker.answer, self._settings.deadline_seconds
        if answer is None:
            return
        if answer.over and now - answer.since > self._settings.quick_seconds:
            worker.kill()
        elif now - answer.since > limit:
            answer.cancel(
                RequestError(504, f"the query was stopped after {limit:g} seconds; ask for less")
            )

    def _make_room(self, running: list[Worker], now: float) -> None:
        """Set slow queries apart, as far as there is room for them; stop one if there is none."""
        slow = sum(bool(worker.answer and worker.answer.slow) for worker in self._workers)
        room = 0 if self._settings.writable else self._settings.slow_workers - slow
        over_time = [
            (worker, worker.answer)
            for worker in running
            if worker.answer is not None
            and not (worker.answer.over or worker.answer.slow or worker.answer.patient)
            and now - worker.answer.since > self._settings.quick_seconds
        ]
        # One whose client has seen a part of the answer is the last to give way.
        for worker, answer in sorted(over_time, key=lambda pair: (pair[1].begun, pair[1].since)):
            if room > 0:
                room -= 1
                answer.slow = True
                worker.give_way()
            else:
                answer.cancel(
                    RequestError(503, "slow queries must wait while the server is busy", _RETRY)
                )
