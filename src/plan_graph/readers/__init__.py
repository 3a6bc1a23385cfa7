"""Documents to text with tables, one module a format."""

from __future__ import annotations

from pathlib import Path

from plan_graph.errors import DocumentError
from plan_graph.readers.limits import read_bytes
from plan_graph.tables import Document
from plan_graph.wording import Wording

FORMATS = {
    ".txt": "exported text",
    ".docx": "Word document",
    ".stratml": "StratML plan",
    ".xml": "StratML plan",
}
"""What can be read, by the ending of the file name."""


def read(path: Path, wording: Wording) -> Document:
    """Read a document; its format is told by the ending of its name.

    Raises:
        DocumentError: If it is not there, of no known format, or cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        read_bytes(path)  # a file that is not there, or empty, is the more useful complaint
        known = ", ".join(f"{ending} ({name})" for ending, name in FORMATS.items())
        raise DocumentError(path.name, f"'{suffix}' is no format that is read; give {known}")
    if suffix == ".docx":
        from plan_graph.readers.docx import read_docx  # noqa: PLC0415 - a heavy import

        return read_docx(path)
    if suffix in (".stratml", ".xml"):
        from plan_graph.readers.stratml import read_stratml  # noqa: PLC0415 - a heavy import

        return read_stratml(path, wording)
    from plan_graph.readers.text import read_text  # noqa: PLC0415 - needs only the words

    return read_text(path, wording)
