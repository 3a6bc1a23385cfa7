"""Paragraphs and tables of pages to the text of a document, with the places of its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import NamedTuple

from plan_graph.documents.layout import Box, Layout
from plan_graph.documents.lines import typed_lines
from plan_graph.documents.pdf.cut_words import cut_words, whole_words
from plan_graph.documents.pdf.full import parts_of
from plan_graph.documents.pdf.lines import bare, spelled
from plan_graph.documents.pdf.marks import Area, Scanned, bounds
from plan_graph.documents.pdf.pages import Block, Blocks
from plan_graph.documents.pdf.paragraphs import Paragraph
from plan_graph.documents.pdf.tables import PdfCell
from plan_graph.documents.pdf.values import parted, values_of
from plan_graph.language.recognition import Languages
from plan_graph.plan.tables import Cell, Document, Line, LineKind, PageBox
from plan_graph.text import Passage

_SMALL = ("connectives", "conjunctions", "articles")
"""The lists of words that are small and frequent."""


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


def laid_out(name: str, title: str, found: Blocks, languages: Languages | None = None) -> Document:
    """Return the document that paragraphs and tables make.

    `languages` are those that it may be in: their small words are no parts of others.
    """
    layout = _Layout(name)
    known = _known(found, languages)
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


def _known(found: Blocks, languages: Languages | None) -> frozenset[str]:
    """Return the words of a document that no end of a line parts, and those that one cuts."""
    paragraphs = [
        paragraph
        for block in found.found
        for paragraph in (
            (block.paragraph,)
            if isinstance(block, Block)
            else (each for row in block.rows for cell in row for each in cell.paragraphs)
        )
    ]
    known = frozenset(bare(word) for each in paragraphs for word in whole_words(each.lines))
    joins = [join for each in paragraphs for join in each.joins]
    if not joins or languages is None:
        return known | cut_words(joins, known)
    own = _own_words(languages)
    named = {each.whole for each in joins if each.whole in own and bare(each.above) not in known}
    return known | named | cut_words(joins, known | _small_words(languages))


def _own_words(languages: Languages) -> frozenset[str]:
    """Return the words of headings and lists: 'Tot' above 'al' is one of them."""
    return frozenset(
        bare(word)
        for each in languages.wordings
        for table in (each.columns, each.headings, each.lists)
        for names in table.values()
        for name in names
        for word in name.split()
    )


def _small_words(languages: Languages) -> frozenset[str]:
    """Return the frequent words of languages, which are whole however they stand."""
    return frozenset(
        word.lower()
        for each in languages.wordings
        for words in (each.common["words"], *(each.lists[name] for name in _SMALL))
        for word in words
    )


def _box(cell: PdfCell, known: frozenset[str], values: frozenset[str]) -> Box:
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
        lines=_lines(cell, text, known),
        struck=struck,
        is_filled=cell.is_filled,
        has_picture=cell.is_wordless,
        places=_spots(cell.paragraphs, cell.places),
    )


def _lines(cell: PdfCell, text: str, known: frozenset[str]) -> tuple[Line, ...]:
    """Return the lines of a cell, without their markers; places count from its start."""
    typed = typed_lines(text, LineKind.BREAK)
    if len(typed) != len(cell.paragraphs):
        return typed
    found = (
        replace(
            line,
            kind=line.kind if line.kind is LineKind.ITEM else _plain(paragraph.kind),
            level=paragraph.level if line.kind is LineKind.ITEM else 0,
        )
        for line, paragraph in zip(typed, cell.paragraphs, strict=True)
    )
    return tuple(
        part
        for line, paragraph in zip(found, cell.paragraphs, strict=True)
        for part in parts_of(line, paragraph, known)
    )


def _plain(kind: LineKind) -> LineKind:
    return LineKind.PARAGRAPH if kind is LineKind.ITEM else kind
