"""Write comments into an OpenDocument text; nothing else of it is changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from plan_graph.documents.opendocument.package import (
    CONTENT,
    Element,
    open_document,
    tag,
    within,
)
from plan_graph.documents.opendocument.paragraphs import OdfReader
from plan_graph.documents.opendocument.styles import read_styles
from plan_graph.documents.opendocument.text_tables import cells_of
from plan_graph.documents.package import WRITER
from plan_graph.plan.tables import Place

_PARAGRAPHS = frozenset({"text:p", "text:h"})


def with_comments(content: bytes, name: str, comments: Mapping[Place, str], author: str) -> bytes:
    """Return a text with a comment at each of some cells; one without a paragraph gets none.

    Raises:
        DocumentError: If it is no such text, is damaged, locked with a password, or beyond a limit.
    """
    package, root, body = open_document(name, content, WRITER, "office:text")
    cells = cells_of(body, OdfReader(name, read_styles(package, root)))
    for place, text in comments.items():
        inside = within(cells[place], _PARAGRAPHS) if place in cells else iter(())
        paragraph = next(inside, None)
        if paragraph is not None:
            _comment(paragraph, text, author)
    changed = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True)
    return _replaced(content, CONTENT, changed)


def _comment(paragraph: Element, text: str, author: str) -> None:
    """Put a comment before the words of a paragraph."""
    annotation = etree.Element(tag("office:annotation"))
    etree.SubElement(annotation, tag("dc:creator")).text = author
    for line in text.splitlines():
        etree.SubElement(annotation, tag("text:p")).text = line
    annotation.tail, paragraph.text = paragraph.text, None
    paragraph.insert(0, annotation)


def _replaced(content: bytes, part: str, changed: bytes) -> bytes:
    """Return a package with another part in the place of one."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(written, "w") as after,
    ):
        for member in before.infolist():
            data = changed if member.filename == part else before.read(member)
            after.writestr(member, data, member.compress_type)
    return written.getvalue()
