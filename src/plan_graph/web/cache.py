"""Answers that are kept to be given again: a build never changes, so they stay right as long as it.

They are known by their entity tags, which name the data, what was asked and the form.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

Lines = tuple[tuple[bytes, bytes], ...]
_OVERHEAD = 1_000
"""About what an answer takes besides its body."""


class Kept(NamedTuple):
    """A whole answer: the lines of its head, and its body."""

    lines: Lines
    body: bytes


class Keeper:
    """Keeps the answers that were wanted last, as many as there is room for.

    Args:
        most_bytes: How much room there is; 0 keeps nothing.

    >>> keeper = Keeper(2_500)
    >>> for tag in "abc":
    ...     keeper.keep(tag, Kept((), b"x"))
    >>> [tag for tag in "abc" if keeper.find(tag)]
    ['b', 'c']
    """

    def __init__(self, most_bytes: int) -> None:
        self.found = 0
        self.bytes = 0
        self._most_bytes = most_bytes
        self._answers: OrderedDict[str, Kept] = OrderedDict()

    def find(self, key: str) -> Kept | None:
        """Return an answer that is kept, or None."""
        kept = self._answers.get(key)
        if kept is not None:
            self._answers.move_to_end(key)
            self.found += 1
        return kept

    def keep(self, key: str, kept: Kept) -> None:
        """Keep an answer, and let go those that nobody has wanted for longest."""
        if key in self._answers:
            return
        self._answers[key] = kept
        self.bytes += len(kept.body) + _OVERHEAD
        while self.bytes > self._most_bytes:
            _, oldest = self._answers.popitem(last=False)
            self.bytes -= len(oldest.body) + _OVERHEAD
