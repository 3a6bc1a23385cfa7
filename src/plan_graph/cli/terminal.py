"""What the terminal is like and what is typed there; without the modules that `shutil` loads."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager

from plan_graph.errors import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TextIO

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


@contextmanager
def plain_output() -> Iterator[None]:
    """Let no words of strangers command a terminal: escaped are messages, and output on a terminal.

    What goes to a file or a program stays as it is.
    """
    out, messages = sys.stdout, sys.stderr
    sys.stderr = _Plain(messages)
    if out.isatty():
        sys.stdout = _Plain(out)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, messages


class _Plain:
    """A stream whose text has no control characters but ends of lines and tabs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(shown(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def language_tag(text: str) -> str:
    """Return the language of a tag as people and locales write it.

    >>> language_tag("RO"), language_tag("en-US"), language_tag("pt_BR.UTF-8")
    ('ro', 'en', 'pt')
    """
    return text.strip().replace("_", "-").partition("-")[0].partition(".")[0].lower()
