"""Bounds that every reader keeps, so that a document from a stranger can do no harm."""

from __future__ import annotations

from pathlib import Path

from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase

MAX_BYTES = 100_000_000
"""Largest document file; the largest plan known to us is under 5 MB."""


def check_path(path: Path) -> None:
    """Refuse a pipe, which would be waited for, a device, which has no end, and a name in no text.

    Raises:
        DocumentError: If it is none for a document or a folder.
    """
    try:
        path.name.encode()
    except UnicodeEncodeError:  # The graph tells it, and would be no text.
        raise DocumentError(path.name, phrase("documents.limits.name_no_text")) from None
    if path.exists() and not path.is_file() and not path.is_dir():
        raise DocumentError(path.name, phrase("documents.limits.no_ordinary_file"))


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a document.

    Raises:
        DocumentError: If there is no such file, or it is a folder, empty, unreadable or too large.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise DocumentError(path.name, phrase("documents.limits.folder_give_one_document"))
        check_path(path)
        if size > MAX_BYTES:
            raise DocumentError(
                path.name, phrase("documents.limits.holds_bytes", size=size, max_bytes=MAX_BYTES)
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise DocumentError(str(path), phrase("documents.limits.no_such_file")) from None
    except OSError as error:
        raise DocumentError(
            path.name, phrase("documents.limits.cannot_read", strerror=error.strerror)
        ) from None
    if not data.strip():
        raise DocumentError(path.name, phrase("documents.limits.file_empty"))
    return data
