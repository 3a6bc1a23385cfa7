"""Write a document in the formats of offices: Word, Excel, HTML, PDF."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from fpdf import FPDF
from lxml import etree
from lxml.builder import E  # type: ignore[import-not-found]  # no stubs
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from layouts.blocks import Block, Box, Break, Grid, Heading, Text, placed, width

FILL = "C6D9F0"


def html(blocks: tuple[Block, ...], path: Path, rng: Random) -> None:
    """Write HTML with merged cells, headings of columns, lists."""
    body = E.body(*(element for block in blocks for element in _elements(block)))
    page = etree.tostring(E.html(E.head(E.title("")), body), method="html", encoding="utf-8")
    path.write_bytes(b"<!DOCTYPE html><meta charset=utf-8>" + page)


def _elements(block: Block) -> list[Any]:
    match block:
        case Heading(text, level):
            return [getattr(E, f"h{level}")(text)]
        case Text(text):
            return [E.p(text)]
        case Break(foot, head):
            return [E.p(line) for line in (foot, head) if line]
    return [E.table(*(E.tr(*map(_cell, row)) for row in block.rows))]


def _cell(box: Box) -> Any:
    spans = {"colspan": box.columns, "rowspan": box.rows}
    marks = {name: str(count) for name, count in spans.items() if count > 1}
    if box.is_filled:
        marks["style"] = f"background-color: #{FILL}"
    lines = box.text.split("\n")
    if box.is_nested:
        content = [E.table(*(E.tr(E.td(line)) for line in lines))]
    elif box.is_list:
        content = [E.ul(*map(E.li, lines))]
    else:
        content = [lines[0], *(piece for line in lines[1:] for piece in (E.br(), line))]
    return (E.th if box.is_heading else E.td)(*content, **marks)


def xlsx(blocks: tuple[Block, ...], path: Path, rng: Random) -> None:
    """Write a workbook; another table stands on a sheet of its own, or below."""
    book = openpyxl.Workbook()
    apart = rng.random() < 0.6
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has a sheet")
    row = 1
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            row = _on_sheet(sheet, block, row) + 1
        elif isinstance(block, (Heading, Text)):
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            if apart and isinstance(following, Grid) and following.sheet and row > 1:
                sheet, row = book.create_sheet(following.sheet[:30]), 1
            sheet.cell(row, 1, block.text)
            row += 1
        if apart and isinstance(block, Grid) and block.sheet and number + 1 < len(blocks):
            sheet, row = book.create_sheet(f"Plan {number}"), 1
    book.save(path)


def _on_sheet(sheet: Worksheet, grid: Grid, top: int) -> int:
    for number, row in enumerate(placed(grid), start=top):
        for each in row:
            if each.is_below:
                continue
            box, column = each.box, each.column + 1
            cell = sheet.cell(
                number, column, (box.text or None) if box.value is None else box.value
            )
            if box.is_filled:
                cell.fill = PatternFill("solid", fgColor=FILL)
            if box.columns > 1 or box.rows > 1:
                last = number + box.rows - 1, column + box.columns - 1
                sheet.merge_cells(None, number, column, *last)
    return top + len(grid.rows)


def word(blocks: tuple[Block, ...], path: Path, rng: Random) -> None:
    """Write a Word document with headings, tables, lists, and a running head and foot."""
    document: Any = docx.Document()
    for block in blocks:
        match block:
            case Heading(text, level):
                document.add_heading(text, level)
            case Text(text):
                document.add_paragraph(text)
            case Break(foot, head):
                document.sections[0].header.paragraphs[0].text = head
                document.sections[0].footer.paragraphs[0].text = foot
                document.add_page_break()
            case Grid():
                _in_word(document, block)
                document.add_paragraph()
    document.save(str(path))


def _in_word(document: Any, grid: Grid) -> None:
    table = document.add_table(len(grid.rows), width(grid))
    table.style = "Table Grid"
    for number, row in enumerate(placed(grid)):
        for each in row:
            if each.is_below:
                continue
            box = each.box
            cell = table.cell(number, each.column)
            if box.columns > 1 or box.rows > 1:
                cell = cell.merge(table.cell(number + box.rows - 1, each.column + box.columns - 1))
            _fill_word(cell, box)


def _fill_word(cell: Any, box: Box) -> None:
    lines = box.text.split("\n")
    if box.is_nested:
        inner = cell.add_table(len(lines), 1)
        for number, line in enumerate(lines):
            inner.cell(number, 0).text = line
        return
    style = "List Bullet" if box.is_list else None
    cell.paragraphs[0].text = lines[0]
    if style:
        cell.paragraphs[0].style = style
    for line in lines[1:]:
        cell.add_paragraph(line, style)
    if box.is_heading and cell.paragraphs[0].runs:
        cell.paragraphs[0].runs[0].bold = True
    if box.is_filled:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), FILL)
        cell._tc.get_or_add_tcPr().append(shade)


class _Paper(FPDF):
    """Pages with a running head and a counted foot."""

    def __init__(self, head: str) -> None:
        super().__init__(orientation="landscape", format="A4")
        self.head = head

    def header(self) -> None:
        if self.head:
            self.cell(0, 6, self.head, new_x="LMARGIN", new_y="NEXT")
            self.ln(4)

    def footer(self) -> None:
        self.set_y(-12)
        self.cell(0, 6, str(self.page_no()), align="C")


def pdf(blocks: tuple[Block, ...], path: Path, rng: Random) -> None:
    """Write ruled tables over pages, in letters that every reader of PDF has a font for."""
    heads = [plain(block.head) for block in blocks if isinstance(block, Break)]
    justified = rng.random() < 0.3
    paper = _Paper(heads[0] if heads else "")
    paper.set_font("helvetica", size=8)
    paper.add_page()
    for number, block in enumerate(blocks):
        match block:
            case Heading(text, level):
                paper.ln(2)
                paper.set_font("helvetica", "B", 14 - 2 * level)
                paper.multi_cell(0, text=plain(text), new_x="LMARGIN", new_y="NEXT")
                paper.set_font("helvetica", size=8)
                paper.ln(2)
            case Text(text):
                paper.multi_cell(0, text=plain(text), new_x="LMARGIN", new_y="NEXT")
            case Break():
                paper.add_page()
            case Grid():
                widths = _widths([block, *_overleaf(blocks, number)])
                _on_paper(paper, block, widths, "JUSTIFY" if justified else "LEFT")
    paper.output(str(path))


def _overleaf(blocks: Sequence[Block], place: int) -> list[Grid]:
    """Return the other part of a table that a page parts; both have the same columns."""
    beside = [blocks[n - 1 : n + 2] for n in (place - 1, place + 1) if 0 < n < len(blocks) - 1]
    parted = [three for three in beside if isinstance(three[1], Break)]
    return [each for three in parted for each in three[::2] if isinstance(each, Grid)]


def _on_paper(paper: FPDF, grid: Grid, widths: Sequence[int], align: str) -> None:
    with paper.table(
        first_row_as_headings=False, num_heading_rows=0, col_widths=widths, text_align=align
    ) as table:
        for row in grid.rows:
            drawn = table.row()
            for box in row:
                drawn.cell(plain(box.text), colspan=box.columns, rowspan=box.rows)
    paper.ln(4)


def _widths(grids: Sequence[Grid]) -> tuple[int, ...]:
    """Return how wide the columns of the parts of a table are, so that no word is cut."""
    widths = [2] * max(map(width, grids))
    for row in (row for grid in grids for row in placed(grid)):
        for each in row:
            if each.box.columns == 1 and not each.is_below:
                longest = max((len(word) for word in each.box.text.split()), default=0)
                wanted = max(longest + 3, min(len(each.box.text), 24))
                widths[each.column] = max(widths[each.column], wanted)
    return tuple(widths)


def plain(text: str) -> str:
    """Return a text in the letters of Latin-1, without the marks that it lacks."""
    text = text.replace("•", "-").replace("’", "'").replace("œ", "oe").replace("Œ", "OE")
    return "".join(
        letter if ord(letter) < 256 else unicodedata.normalize("NFKD", letter)[0] for letter in text
    )


OfficeWriter = Callable[[tuple[Block, ...], Path, Random], None]
WRITERS: dict[str, tuple[str, OfficeWriter]] = {
    "html": (".html", html),
    "xlsx": (".xlsx", xlsx),
    "docx": (".docx", word),
    "pdf": (".pdf", pdf),
}
