"""Wait longer and longer before another worker takes the place of those that end at once."""

from __future__ import annotations

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
        self.complaint = "a worker process cannot be started"
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
