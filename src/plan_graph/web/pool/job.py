"""One request to a worker and what comes back: its state from the queue to the last byte."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from plan_graph.phrases import phrase, unpacked
from plan_graph.web.pool.spool import NoRoomError, Room, Spool
from plan_graph.web.problems import RequestError
from plan_graph.web.worker.messages import Kind

FIRST_PART = 64 * 1024
"""So much of an answer is seen before its status is sent: what fails until then is an error."""


class Rank(Enum):
    """How a request stands to others."""

    URGENT = "it waits before all others"
    NORMAL = "it is one of ours, and runs until its end or the deadline"
    QUERY = "it is a query of a stranger, and may be refused in favour of others if it is slow"
    CHANGE = "it changes the store, and must not be interrupted"


@dataclass(frozen=True, slots=True)
class Request:
    """What the pool is asked.

    Attributes:
        message: The frame for the worker.
        address: Who asks.
        rank: How it stands to others.
    """

    message: bytes
    address: str = ""
    rank: Rank = Rank.NORMAL


class BrokenAnswerError(Exception):
    """An answer ends before its end; what was sent of it must not look complete."""


class Answer:
    """A request that waits, is being answered, or has been.

    Attributes:
        request: The frame for the worker.
        address: Who asks.
        rank: How it stands to others.
        since: When it began to wait, and later when it began to run.
        slow: Whether it runs on a worker that is set apart for slow queries.
        head: What the worker said of the answer, as soon as it has said so.
    """

    def __init__(self, request: Request, *, limit: int, room: Room) -> None:
        self.request = request.message
        self.address = request.address
        self.rank = request.rank
        self.since = asyncio.get_running_loop().time()
        self.slow = False
        self.head: dict[str, Any] = {}
        self.received = 0
        self.on_cancel: Callable[[], None] = lambda: None
        self._limit = limit
        self._spool = Spool(room)
        self._over = False
        self._problem: RequestError | None = None
        self._news = asyncio.Event()

    @property
    def over(self) -> bool:
        """Whether nothing more will come from a worker."""
        return self._over

    @property
    def begun(self) -> bool:
        """Whether the client may have seen a part of it."""
        return self.received >= FIRST_PART

    def take_frame(self, kind: Kind, payload: bytes) -> None:
        """Take what the worker says."""
        if self._over:
            return
        if kind == Kind.HEAD:
            self.head = json.loads(payload)
        elif kind == Kind.DATA:
            self._take_data(payload)
        elif kind == Kind.END:
            self._end(None)
        elif kind == Kind.REFUSAL:
            told = json.loads(payload)
            self._end(RequestError(told["status"], unpacked(told["detail"])))

    def _take_data(self, payload: bytes) -> None:
        self.received += len(payload)
        if self.received > self._limit:
            self.cancel(
                RequestError(400, phrase("web.job.answer_larger_than_bytes", limit=self._limit))
            )
            return
        try:
            self._spool.put(payload)
        except NoRoomError:
            detail = phrase("web.job.too_many_large_answers_wait")
            self.cancel(RequestError(503, detail, {"Retry-After": "30"}))
            return
        self._news.set()

    def _end(self, problem: RequestError | None) -> None:
        self._over = True
        self._problem = problem
        self._news.set()

    def fail(self, problem: RequestError) -> None:
        """End it because the worker has ended."""
        if not self._over:
            self._end(problem)

    def cancel(self, problem: RequestError) -> None:
        """End it before its time; its worker, if it has one, is stopped."""
        if not self._over:
            self._end(problem)
            self.on_cancel()

    async def start(self) -> dict[str, Any]:
        """Wait for the first part, and give the head.

        Raises:
            RequestError: If it cannot be answered, or has failed until now.
        """
        while not self._over and not self.begun:
            self._news.clear()
            await self._news.wait()
        if self._problem is not None:
            raise self._problem
        return self.head

    async def finish(self) -> None:
        """Wait for the last part.

        Raises:
            RequestError: If it has failed.
        """
        while not self._over:
            self._news.clear()
            await self._news.wait()
        if self._problem is not None:
            raise self._problem

    async def body(self) -> bytes:
        """Wait for all of it, which must not be large, and give it.

        Raises:
            RequestError: If it has failed.
        """
        await self.finish()
        return b"".join([part async for part in self.parts()])

    async def parts(self) -> AsyncIterator[bytes]:
        """Yield the body as it comes.

        Raises:
            BrokenAnswerError: If the worker did not come to the end.
        """
        while True:
            if part := self._spool.take():
                yield part
            elif self._problem is not None:
                raise BrokenAnswerError(self._problem.detail)
            elif self._over:
                return
            else:
                self._news.clear()
                await self._news.wait()

    def whole(self) -> bytes | None:
        """Return the whole body if the answer is whole and small, else None; only before parts."""
        if not self._over or self.received > FIRST_PART:
            return None
        body = b""
        while part := self._spool.take():
            body += part
        return body

    def abandon(self) -> None:
        """Give it up because the client has gone: the pool stops the worker if it takes long."""
        if not self._over:
            self._end(RequestError(503, phrase("web.job.client_gone")))
        self._spool.close()

    def close(self) -> None:
        """Give up what has not been taken; stop the worker if it is still at it."""
        self.cancel(RequestError(503, phrase("web.job.rest_not_wanted")))
        self._spool.close()
