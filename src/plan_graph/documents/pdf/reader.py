"""Read a PDF: its tables, whether rules, fills or white space part them, and its paragraphs.

A PDF knows no paragraphs and no cells, only where each letter stands; the optional library
`pdfminer.six` tells that. What this package makes of it rests on geometry alone: the words of
languages only tell whether a line cuts one. Where rules are wanting, a table is believed only if
its lines agree on its columns.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plan_graph.confinement.child import grant
from plan_graph.documents.layout import Box, Layout
from plan_graph.documents.limits import read_bytes
from plan_graph.documents.lines import typed_lines
from plan_graph.documents.pdf.lines import Known, bare, spelled
from plan_graph.documents.pdf.marks import Area, Marks, Scanned, bounds
from plan_graph.documents.pdf.pages import Block, Blocks, Page, blocks
from plan_graph.documents.pdf.paragraphs import Paragraph
from plan_graph.documents.pdf.scans import recognised
from plan_graph.documents.pdf.tables import PdfCell
from plan_graph.documents.pdf.values import parted, values_of
from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Cell, Document, Line, LineKind, PageBox
from plan_graph.text import Passage, printable

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument

logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # else it warns on stderr

_SECONDS_EACH, _MEGABYTES_EACH = 0.2, 0.2
"""What a page may take beyond the budget of the file; a full one takes 0.08 seconds."""
MAX_PAGES = 1_000
"""Most pages; the largest national plan known to us has some 300."""
Vocabulary = Callable[[], frozenset[str]]
_CUTS = 2
"""So many lines that surely cut a word make others likely that may do so."""
_PROGRAM = re.compile(r"(?:microsoft |libre|open)\w* ?-|untitled|\(?anonymous|\(?unspecified", re.I)
"""How a title begins that a program made up."""
_FILE = re.compile(r"\S+\.\w{2,5}|.*\.(?:docx?|xlsx?|odt|pdf|indd|rtf|qxd)", re.I)


def read_pdf(path: Path, vocabulary: Vocabulary = frozenset) -> Document:
    """Read a PDF.

    `vocabulary` gives words of the languages that it may be in, if a line may cut one.

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
    found = _laid_out(path.name, title, blocks(pages), vocabulary)
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


class _Spot(NamedTuple):
    """Where on a page words stand, and how certain they are if they were read in its picture."""

    page: int
    area: Area
    certainty: float | None = None


def _spots(found: Iterable[Paragraph], places: Iterable[tuple[int, Area]]) -> tuple[_Spot, ...]:
    """Return where words stand: in the picture of the page as it lies in the file, if it is one."""
    words = (word for paragraph in found for line in paragraph.lines for word in line.words)
    scanned: dict[int, list[Scanned]] = {}
    for word in words:
        if word.scanned:
            scanned.setdefault(word.scanned.page, []).append(word.scanned)
    if not scanned:
        return tuple(_Spot(page, area) for page, area in places)
    return tuple(
        _Spot(page, bounds([each.area for each in read]), min(each.certainty for each in read))
        for page, read in scanned.items()
    )


@dataclass(frozen=True, slots=True)
class _Box(Box):
    """A cell with the places on pages where it stands."""

    places: tuple[_Spot, ...] = ()


@dataclass
class _Layout(Layout):
    """A layout that knows on which page words stand."""

    boxes: list[PageBox] = field(default_factory=list)

    def document(self) -> Document:
        return replace(super().document(), boxes=tuple(self.boxes))

    def _cell(self, given: Box | Cell, row: int) -> Cell:
        cell = super()._cell(given, row)
        if isinstance(given, _Box):
            self.mark(cell.passage, given.places)
        return cell

    def mark(self, passage: Passage, spots: Iterable[_Spot]) -> None:
        """Note where words stand."""
        self.boxes += [
            PageBox(passage, each.page, *each.area, each.certainty) for each in spots if passage
        ]


def _laid_out(name: str, title: str, found: Blocks, vocabulary: Vocabulary) -> Document:
    layout = _Layout(name)
    known = _known(found, vocabulary)
    pieces = (block for block in found.found if not isinstance(block, Block))
    values = values_of(cell for piece in pieces for row in piece.rows for cell in row)
    for block in found.found:
        if isinstance(block, Block):
            passage = layout.put(spelled(block.paragraph.lines, known)[0])
            layout.blocks.append(passage)
            layout.mark(passage, _spots([block.paragraph], block.places))
        else:
            rows = ([_box(cell, known, values) for cell in row] for row in block.rows)
            layout.grid(rows, is_spaced=bool(block.gutters))
    for text in found.furniture:
        layout.repeat(text)
    layout.entitle(title)
    return layout.document()


def _known(found: Blocks, vocabulary: Vocabulary) -> Known:
    """Return the words of a document that no end of a line parts, and whether lines cut others."""
    paragraphs = (
        paragraph
        for block in found.found
        for paragraph in (
            (block.paragraph,)
            if isinstance(block, Block)
            else (each for row in block.rows for cell in row for each in cell.paragraphs)
        )
    )
    lines = [paragraph.lines for paragraph in paragraphs]
    pairs = [pair for each in lines for pair in pairwise(each)]
    words = [word for each in lines for word in each[0].words[:-1]]
    for above, line in pairs:
        words += line.words[int(above.is_cut or above.is_full) : -1]
    cuts = sum(above.cuts(line) for above, line in pairs)
    has_cuts = cuts >= _CUTS
    whole = frozenset(bare(word.text) for word in words)
    return Known(whole, has_cuts, vocabulary() if has_cuts else frozenset())


def _box(cell: PdfCell, known: Known, values: frozenset[str]) -> Box:
    own = (part for paragraph in cell.paragraphs for part in parted(paragraph, values))
    cell = replace(cell, paragraphs=tuple(own))
    parts = [spelled(paragraph.lines, known) for paragraph in cell.paragraphs]
    text = "\n".join(part for part, _ in parts)
    starts = accumulate((len(part) + 1 for part, _ in parts), initial=0)
    struck = tuple(
        Passage(start + first, text[start + first : start + last])
        for start, (_, spans) in zip(starts, parts, strict=False)
        for first, last in spans
    )
    return _Box(
        cell.column,
        text,
        cell.columns,
        cell.rows,
        lines=_lines(cell, text),
        struck=struck,
        is_filled=cell.is_filled,
        has_picture=cell.is_wordless,
        places=_spots(cell.paragraphs, cell.places),
    )


def _lines(cell: PdfCell, text: str) -> tuple[Line, ...]:
    """Return the lines of a cell, without their markers; places count from its start."""
    typed = typed_lines(text, LineKind.BREAK)
    if len(typed) != len(cell.paragraphs):
        return typed
    return tuple(
        replace(
            line,
            kind=line.kind if line.kind is LineKind.ITEM else _plain(paragraph.kind),
            level=paragraph.level if line.kind is LineKind.ITEM else 0,
        )
        for line, paragraph in zip(typed, cell.paragraphs, strict=True)
    )


def _plain(kind: LineKind) -> LineKind:
    return LineKind.PARAGRAPH if kind is LineKind.ITEM else kind
