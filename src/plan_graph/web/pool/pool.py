"""Workers for requests: few processes, a queue with a bound, quick queries before slow ones."""

from __future__ import annotations

import asyncio
import logging

from plan_graph.errors import UsageError
from plan_graph.phrases import phrase
from plan_graph.web.pool.builds import Builds, ForkServer
from plan_graph.web.pool.job import Answer, Request
from plan_graph.web.pool.process import State, Worker
from plan_graph.web.pool.scheduling import Crashes, Held, Queue, hold_to_time, make_room
from plan_graph.web.pool.spool import Room
from plan_graph.web.problems import RETRY, RequestError
from plan_graph.web.settings import Settings
from plan_graph.web.snapshot import Snapshot, built_at

_TICK_SECONDS = 0.05
_logger = logging.getLogger(__name__)


class Pool:
    """The workers of a server: a request runs at once on an idle one, or waits.

    Attributes:
        crashes: The workers that have ended unasked, one after the other.
        starts: How many workers were started.
    """

    def __init__(self, settings: Settings, snapshot: Snapshot | None) -> None:
        self.crashes = Crashes()
        self.starts = 0
        self._settings = settings
        self._builds = Builds(settings, snapshot)
        self._workers: list[Worker] = []
        self._queue = Queue(settings.queue, settings.queue_each, settings.queue_seconds)
        self._held = Held(settings.deadline_seconds)
        self._room = Room(settings.disk_bytes)
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
        return self._builds.current

    @property
    def newest(self) -> float:
        """When the build that lies in the folder was written, in seconds since 1970; 0 if none."""
        return built_at(self._settings.build)

    def count(self, state: State) -> int:
        """Tell how many workers are at something."""
        return sum(worker.state == state for worker in self._workers)

    @property
    def waiting(self) -> int:
        """How many requests wait."""
        return len(self._queue)

    @property
    def healthy(self) -> bool:
        """Whether workers live as they should."""
        return not self.crashes.too_many and bool(self._workers)

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
        self._queue.close()
        workers = list(self._workers)
        for worker in workers:
            worker.kill()
        self._builds.close()
        for worker in workers:
            await worker.exited()

    async def replace(self, snapshot: Snapshot) -> None:
        """Answer from another build from now on; what runs goes on with the earlier one.

        Raises:
            UsageError: If the other build cannot be opened; then nothing changes.
            OSError: If there is no room for more processes at this moment.
        """
        try:
            fork_server, fresh = await self._warm(snapshot)
        except (UsageError, OSError):
            snapshot.close()
            raise
        self._builds.add(snapshot, fork_server)
        self._workers += fresh
        self.starts += len(fresh)
        self.crashes.forget()
        for worker in fresh:
            worker.changed = self._changed
            self._changed(worker)

    async def _warm(self, snapshot: Snapshot) -> tuple[ForkServer, list[Worker]]:
        """Start the workers for another build; all are ready, so that no request waits for one."""
        news = asyncio.Event()
        fork_server = self._builds.start(snapshot)
        generation = self._builds.generation + 1
        fresh = [
            Worker(fork_server, generation, lambda worker: news.set())
            for _ in range(self._settings.workers)
        ]
        for worker in fresh:
            await worker.connect()
        while any(worker.state == State.STARTING for worker in fresh):
            await news.wait()
            news.clear()
        ended = [worker for worker in fresh if worker.state == State.ENDED]
        if ended or self._stopped:
            fork_server.kill()
            complaint = ended[0].complaint if ended else phrase("web.pool.server_stops")
            raise UsageError(f"build '{self._settings.build}': {complaint}")
        return fork_server, fresh

    def ask(self, request: Request) -> Answer:
        """Hand in a request.

        Raises:
            RequestError: With status 503 if too many wait.
        """
        if self._stopped:
            raise RequestError(503, phrase("web.pool.server_stops"), RETRY)
        answer = Answer(request, limit=self._settings.result_bytes, room=self._room)
        self._queue.add(answer)
        self._hand_out()
        self._set_timer(_TICK_SECONDS)
        return answer

    def _hand_out(self) -> None:
        """Give waiting requests to idle workers of the current build."""
        while (worker := self._idle()) and (answer := self._queue.take(self._held_back())):
            worker.ask(answer)

    def _held_back(self) -> set[str]:
        """Return the addresses that have to leave the idle workers to others."""
        running = [
            worker.answer.address
            for worker in self._workers
            if worker.answer is not None and not worker.answer.slow
        ]
        return self._held.now(asyncio.get_running_loop().time(), running)

    def _idle(self) -> Worker | None:
        generation = self._builds.generation
        for worker in self._workers:
            if worker.state == State.IDLE and worker.generation == generation:
                return worker
        return None

    def _changed(self, worker: Worker) -> None:
        """See to a worker that is ready, has answered, or has ended."""
        if worker.state == State.ENDED:
            self._bury(worker)
        elif worker.generation == self._builds.generation:
            self._known_graphs = worker.graphs
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
            _logger.warning(
                phrase("web.pool.worker_ended"),
                worker.complaint or phrase("web.pool.killed_by_somebody"),
            )
        self.crashes.note(asyncio.get_running_loop().time(), worker.complaint)

    def _look_after(self) -> None:
        """Hand out work, start workers that are missing, end those that are not needed."""
        if self._stopped:
            return
        self._hand_out()
        self._retire()
        missing = self._missing()
        if missing <= 0:
            return
        if delay := self.crashes.wait(asyncio.get_running_loop().time()):
            self._set_timer(delay)
            return
        for _ in range(missing):
            self._spawn()

    def _spawn(self) -> None:
        worker = Worker(self._builds.fork_server, self._builds.generation, self._changed)
        self._workers.append(worker)
        self.starts += 1
        worker.connecting = asyncio.get_running_loop().create_task(worker.connect())

    def _missing(self) -> int:
        """Tell how many workers for quick queries there should be more."""
        if self._settings.writable:
            return 0 if self._workers else 1  # Only one process may have the store open.
        generation = self._builds.generation
        quick = sum(
            worker.generation == generation and not (worker.answer and worker.answer.slow)
            for worker in self._workers
        )
        return self._settings.workers - quick

    def _retire(self) -> None:
        """End idle workers of earlier builds, and those that were set apart and are done."""
        generation = self._builds.generation
        for worker in list(self._workers):
            outdated = worker.generation != generation
            if worker.state == State.IDLE and (outdated or worker.given_way):
                worker.retire()
        self._builds.close_others({worker.generation for worker in self._workers})

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
        self._queue.send_away(now)
        running = [worker for worker in self._workers if worker.answer is not None]
        hold_to_time(running, now, self._settings)
        if self._queue:
            self._held.note(make_room(running, now, self._settings), now)
        if self._queue or running:
            self._set_timer(_TICK_SECONDS)
        self._look_after()
