"""What the terminal is like and what is typed there; without the modules that `shutil` loads."""

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


def language_tag(text: str) -> str:
    """Return the language of a tag as people and locales write it.

    >>> language_tag("RO"), language_tag("en-US"), language_tag("pt_BR.UTF-8")
    ('ro', 'en', 'pt')
    """
    return text.strip().replace("_", "-").partition("-")[0].partition(".")[0].lower()
