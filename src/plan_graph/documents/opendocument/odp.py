"""Read the slides of an OpenDocument presentation (.odp), or of one that LibreOffice converted.

What stands on a slide is read in the order of its shapes, a table as in a text. The notes of a
slide are no part of the plan, and follow as passages that were skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plan_graph.documents.libreoffice import opendocument
from plan_graph.documents.opendocument.odt import TextLayout
from plan_graph.documents.opendocument.package import (
    Element,
    attribute,
    is_read,
    kind,
    open_document,
    tag,
)
from plan_graph.documents.opendocument.paragraphs import Block, OdfReader
from plan_graph.documents.opendocument.styles import read_styles
from plan_graph.documents.package import IMPRESS
from plan_graph.plan.tables import Document

_NOTES = "presentation:notes"
_OPENED = ("draw:g", "draw:a", "draw:frame")
"""What holds shapes, or is one and holds words in another element."""


def read_odp(path: Path) -> Document:
    """Read a presentation.

    Raises:
        DocumentError: If the file is no such presentation, is damaged, locked with a password,
            beyond a limit, or cannot be converted.
    """
    package, root, body = open_document(*opendocument(path), IMPRESS, "office:presentation")
    reader = OdfReader(path.name, read_styles(package, root))
    return _Layout(path.name, reader=reader).read(package, body)


class _Layout(TextLayout):
    """Lays slides out one after another."""

    def body(self, body: Element) -> None:
        """Write what stands on each slide; its notes are kept apart."""
        for page in body.iterchildren(tag("draw:page")):
            for block in self._blocks(page):
                self.block(block)
            frames = (each for notes in page.iterchildren(tag(_NOTES)) for each in notes)
            said = (each for each in frames if attribute(each, "presentation:class") == "notes")
            self.reader.boxes += said

    def _blocks(self, page: Element) -> Iterator[Block]:
        """Yield the paragraphs and tables in the shapes of a slide."""
        pending = list(reversed(page))
        while pending:
            shape = pending.pop()
            name = kind(shape)
            if name == "table:table":
                yield Block(shape, None)
            elif name in _OPENED:
                pending.extend(reversed(shape))
            elif is_read(shape) and name != _NOTES:
                yield from self.reader.blocks(shape)
