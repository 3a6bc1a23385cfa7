"""Bounds that every reader keeps, so that a document from a stranger can do no harm."""

from __future__ import annotations

from pathlib import Path

from plan_graph.errors import DocumentError

MAX_BYTES = 100_000_000
"""Largest document file; the largest plan known to us is under 5 MB."""


def read_bytes(path: Path) -> bytes:
    """Give the bytes of a document.

    Raises:
        DocumentError: If there is no such file, or it is a folder, empty, unreadable or too large.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise DocumentError(path.name, "is a folder; give one document")
        if size > MAX_BYTES:
            raise DocumentError(
                path.name, f"holds {size:,} bytes; at most {MAX_BYTES:,} are read, split it"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise DocumentError(str(path), "there is no such file; check the path") from None
    except OSError as error:
        raise DocumentError(path.name, f"cannot be read: {error.strerror}") from None
    if not data.strip():
        raise DocumentError(path.name, "the file is empty; give a document with an action table")
    return data
