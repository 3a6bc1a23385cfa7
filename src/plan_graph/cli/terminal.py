"""What the terminal is like; without the modules that `shutil` would load."""

from __future__ import annotations

import os

_ELSEWHERE = 120


def terminal_width() -> int:
    """Return the columns of the terminal, or of a page if standard output is none."""
    try:
        return int(os.environ.get("COLUMNS", "")) or _ELSEWHERE
    except ValueError:
        pass
    try:
        return os.get_terminal_size(1).columns or _ELSEWHERE
    except OSError:
        return _ELSEWHERE
