"""What a workbook carries for the machine, on a hidden sheet that people do not see.

The sheet holds a mark, by which the workbook is known, the digest of what it carries, and
that itself: JSON, packed and in pieces that fit into cells.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import Any

from plan_graph.errors import DocumentError
from plan_graph.forms.opened import Opened
from plan_graph.readers.limits import MAX_BYTES

SHEET = "_plan-graph"
"""The name of the sheet; a workbook without it is an ordinary one."""
_MARK = "plan-graph"
_PIECE = 30_000
"""Characters a cell; a spreadsheet keeps 32,767."""


def carried_lines(kind: str, data: Mapping[str, Any]) -> list[str]:
    """Give the lines of the hidden sheet of a workbook of a kind, such as 'review'."""
    content = json.dumps(data, separators=(",", ":"))
    packed = base64.b64encode(zlib.compress(content.encode("utf-8"), 9)).decode("ascii")
    pieces = [packed[start : start + _PIECE] for start in range(0, len(packed), _PIECE)]
    return [f"{_MARK} {kind}", hashlib.sha256(packed.encode("ascii")).hexdigest(), *pieces]


def kind_of(book: Opened) -> str | None:
    """Tell which kind of workbook of ours it is, or None for an ordinary one."""
    if SHEET not in book.sheets:
        return None
    mark, _, kind = str(book.sheets[SHEET]["A1"].value or "").partition(" ")
    return kind if mark == _MARK else None


def carried(book: Opened, kind: str) -> dict[str, Any]:
    """Unpack what a workbook of a kind carries.

    Raises:
        DocumentError: If it is of another kind, or its hidden sheet was changed.
    """
    found = kind_of(book)
    if found != kind:
        problem = f"is a workbook for '{found or 'nothing of ours'}' where '{kind}' was expected"
        raise DocumentError(book.name, f"{problem}; give the right file")
    _, digest, *pieces = [row.texts[0] for row in book.rows(SHEET, 1)] + [""]
    packed = "".join(pieces)
    if hashlib.sha256(packed.encode("utf-8")).hexdigest() != digest:
        raise _changed(book)
    try:
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(base64.b64decode(packed, validate=True), MAX_BYTES)
        data = json.loads(content)
    except (binascii.Error, zlib.error, ValueError):
        raise _changed(book) from None
    if not isinstance(data, dict):
        raise _changed(book)
    return data


def _changed(book: Opened) -> DocumentError:
    problem = (
        "the hidden sheet was changed, which carries what the workbook was made of; "
        "make the workbook again and carry your changes over"
    )
    return book.problem(SHEET, 3, 1, problem)
