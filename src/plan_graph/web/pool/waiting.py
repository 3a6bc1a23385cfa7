"""The requests that wait for a worker: not too many, and not for too long."""

from __future__ import annotations

from collections import deque

from plan_graph.web.pool.answer import Answer
from plan_graph.web.problems import RequestError

RETRY = {"Retry-After": "5"}
"""What a client that must come back is told."""


class Queue:
    """First come, first served.

    Args:
        most: How many may wait.
        seconds: How long one may wait.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._waiting: deque[Answer] = deque()

    def __len__(self) -> int:
        """Give how many wait."""
        return len(self._waiting)

    def add(self, answer: Answer, *, urgent: bool) -> None:
        """Let one more wait, an urgent one before all others.

        Raises:
            RequestError: With status 503 if too many wait.
        """
        if len(self._waiting) >= self._most:
            raise RequestError(
                503, "too many queries are waiting; come back in a few seconds", RETRY
            )
        if urgent:
            self._waiting.appendleft(answer)
        else:
            self._waiting.append(answer)

    def take(self) -> Answer | None:
        """Take the next one that somebody still waits for."""
        while self._waiting:
            answer = self._waiting.popleft()
            if not answer.over:
                return answer
        return None

    def put_back(self, answer: Answer) -> None:
        """Let one wait at its old place."""
        self._waiting.appendleft(answer)

    def send_away(self, now: float) -> None:
        """Refuse those that have waited too long."""
        while self._waiting and now - self._waiting[0].since > self._seconds:
            detail = "the queries before this one take too long; come back in a few seconds"
            self._waiting.popleft().fail(RequestError(503, detail, RETRY))

    def close(self) -> None:
        """Refuse all."""
        while self._waiting:
            self._waiting.popleft().fail(RequestError(503, "the server stops", RETRY))
