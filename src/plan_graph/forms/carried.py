"""What a workbook carries for the machine, on a hidden sheet that people do not see.

The name of the sheet is the mark by which the workbook is known. The sheet holds the digest of
what it carries, and that itself: JSON, packed and in pieces that fit into cells.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plan_graph.documents.limits import MAX_BYTES, read_bytes
from plan_graph.documents.package import EXCEL, open_package
from plan_graph.errors import DocumentError
from plan_graph.forms.opened import Opened

_SHEET = "_plan-graph {}"
_PIECE = 30_000
"""Characters a cell; a spreadsheet keeps 32,767."""
_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def hidden_name(kind: str) -> str:
    """Name the hidden sheet of a kind of workbook, such as 'review'; it is the mark of the kind."""
    return _SHEET.format(kind)


def carried_lines(data: Mapping[str, Any]) -> list[str]:
    """Give the lines of the hidden sheet."""
    content = json.dumps(data, separators=(",", ":"))
    packed = base64.b64encode(zlib.compress(content.encode("utf-8"), 9)).decode("ascii")
    pieces = [packed[start : start + _PIECE] for start in range(0, len(packed), _PIECE)]
    return [hashlib.sha256(packed.encode("ascii")).hexdigest(), *pieces]


def is_of_kind(path: Path, kind: str) -> bool:
    """Tell whether a file is a workbook of a kind of ours, and not an ordinary one.

    Raises:
        DocumentError: If it has the name of a workbook and is none.
    """
    if path.suffix.lower() != ".xlsx" or not path.is_file():
        return False
    package = open_package(path.name, read_bytes(path), EXCEL)
    sheets = package.xml("xl/workbook.xml").iter(f"{_NAMESPACE}sheet")
    return any(sheet.get("name") == hidden_name(kind) for sheet in sheets)


def carried(book: Opened, kind: str) -> dict[str, Any]:
    """Unpack what a workbook of a kind carries.

    Raises:
        DocumentError: If it is of another kind, or its hidden sheet was changed.
    """
    sheet = hidden_name(kind)
    if sheet not in book.sheets:
        problem = f"is no workbook for {kind} that plan-graph made; give the right file"
        raise DocumentError(book.name, problem)
    digest, *pieces = [row.texts[0] for row in book.rows(sheet, 1)] + [""]
    packed = "".join(pieces)
    if hashlib.sha256(packed.encode("utf-8")).hexdigest() != digest:
        raise _changed(book, sheet)
    try:
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(base64.b64decode(packed, validate=True), MAX_BYTES)
        data = json.loads(content)
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        raise _changed(book, sheet) from None
    if not isinstance(data, dict):
        raise _changed(book, sheet)
    return data


def _changed(book: Opened, sheet: str) -> DocumentError:
    problem = (
        "the hidden sheet was changed, which carries what the workbook was made of; "
        "make the workbook again and carry your changes over"
    )
    return book.problem(sheet, 1, 1, problem)
