"""Read a PDF: its tables, whether rules, fills or white space part them, and its paragraphs.

A PDF knows no paragraphs and no cells, only where each letter stands; the optional library
`pdfminer.six` tells that. What this package makes of it rests on geometry: of languages it knows
no words but the small ones, which no edge of a cell cuts. Where rules are wanting, a table is
believed only if its lines agree on its columns.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from plan_graph.confinement.child import grant
from plan_graph.documents.limits import read_bytes
from plan_graph.documents.pdf.layout import laid_out
from plan_graph.documents.pdf.marks import Marks
from plan_graph.documents.pdf.pages import Page, blocks
from plan_graph.documents.pdf.scans import recognised
from plan_graph.errors import DocumentError
from plan_graph.language.recognition import Languages
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Document
from plan_graph.text import printable

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument

logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # else it warns on stderr

_SECONDS_EACH, _MEGABYTES_EACH = 0.2, 0.2
"""What a page may take beyond the budget of the file; a full one takes 0.08 seconds."""
MAX_PAGES = 1_000
"""Most pages; the largest national plan known to us has some 300."""
_PROGRAM = re.compile(r"(?:microsoft |libre|open)\w* ?-|untitled|\(?anonymous|\(?unspecified", re.I)
"""How a title begins that a program made up."""
_FILE = re.compile(r"\S+\.\w{2,5}|.*\.(?:docx?|xlsx?|odt|pdf|indd|rtf|qxd)", re.I)


def read_pdf(path: Path, languages: Languages | None = None) -> Document:
    """Read a PDF; `languages` are those that it may be in.

    Raises:
        DocumentError: If the library is missing, or the file is no PDF, is locked, holds only
            pictures of text, or draws more than its share.
    """
    data = read_bytes(path)
    try:
        import pdfminer  # noqa: F401, PLC0415 - optional
    except ImportError:
        raise DocumentError(
            path.name,
            phrase("documents.reader.pdf_needs_one_more_library"),
        ) from None
    try:
        title, pages = _pages(path.name, data)
    except (DocumentError, MemoryError):
        raise
    except Exception as error:  # pdfminer raises whatever a damaged file leads to
        problem = phrase(
            "documents.reader.cannot_read_pdf", name=type(error).__name__, error=error
        ).replace("\n", " ")
        raise DocumentError(
            path.name, phrase("documents.reader.take_password_off_or_give", problem=problem)
        ) from None
    pictures = tuple(each.picture for each in pages if each.picture)
    found = laid_out(path.name, title, blocks(pages), languages)
    return replace(found, is_scanned=bool(pictures), pictures=pictures)


def _pages(name: str, data: bytes) -> tuple[str, list[Page]]:
    """Return the title that a file states, and what stands on its pages.

    Raises:
        DocumentError: If there are too many pages, too much on one, or no letters.
    """
    from pdfminer.pdfpage import PDFPage  # noqa: PLC0415 - optional

    from plan_graph.documents.pdf.device import MarksReader  # noqa: PLC0415
    from plan_graph.documents.pdf.drawn import PageTooFullError  # noqa: PLC0415
    from plan_graph.documents.pdf.grid import GridTooLargeError  # noqa: PLC0415
    from plan_graph.documents.pdf.pages import page  # noqa: PLC0415
    from plan_graph.documents.pdf.streams import StreamTooLargeError, open_bounded  # noqa: PLC0415

    found: list[Page] = []
    pictured: list[int] = []
    try:
        document = open_bounded(data)
        reader = MarksReader()
        for number, each in enumerate(PDFPage.create_pages(document), start=1):
            if number > MAX_PAGES:
                raise DocumentError(
                    name, phrase("documents.reader.holds_more_than_pages_most", max_pages=MAX_PAGES)
                )
            marks = reader.read(each, number)
            if marks.words:
                grant(_SECONDS_EACH, _MEGABYTES_EACH)
            found.append(page(marks))
            pictured += [number] if _is_picture(marks) else []
    except (StreamTooLargeError, PageTooFullError, GridTooLargeError):
        raise DocumentError(
            name,
            phrase("documents.reader.draws_far_more_than_page"),
            place=f"page {len(found) + 1}",
        ) from None
    if not any(each.parts for each in found):
        for number, scan in recognised(name, data, pictured).items():
            try:
                found[number - 1] = replace(page(scan.marks), picture=scan.picture)
            except GridTooLargeError:
                problem = phrase("documents.reader.draws_far_more_than_page")
                raise DocumentError(name, problem, place=f"page {number}") from None
        if not any(each.parts for each in found):
            raise DocumentError(name, phrase("documents.scans.no_words"))
    return _title(document), found


def _is_picture(marks: Marks) -> bool:
    """Tell whether a page holds no word, but something that is drawn."""
    return not marks.words and bool(marks.pictures or marks.across or marks.down or marks.fills)


def _title(document: PDFDocument) -> str:
    """Return the title in the properties of a file, '' if it is none that a person wrote."""
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415 - optional
    from pdfminer.utils import decode_text  # noqa: PLC0415 - optional

    found = (resolve1(info.get("Title")) for info in document.info)
    stated = [each for each in found if isinstance(each, str | bytes)]
    texts = [each if isinstance(each, str) else decode_text(each) for each in stated if each]
    title = " ".join(printable(texts[-1]).split()) if texts else ""
    is_words = len(title.split()) > 1 and any(map(str.isalpha, title))
    return title if is_words and not _PROGRAM.match(title) and not _FILE.fullmatch(title) else ""
