"""Render a document that a reader understood in other formats, to read it back from each.

Cells keep their lines; what stands outside tables becomes a row of one cell where a format
knows no paragraphs.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from fpdf import FPDF
from lxml import etree
from lxml.builder import E  # type: ignore[import-not-found]  # no stubs

from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.text import Passage


def render_xlsx(document: Document, path: Path) -> None:
    """Write one sheet; a cell that covers several columns is merged."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    if sheet is None:
        raise TypeError("a new workbook has a sheet")
    for number, row in enumerate(_rows(document), start=1):
        for cell in row.cells:
            sheet.cell(number, cell.column, cell.passage.text)
            if cell.columns > 1:
                end = cell.column + cell.columns - 1
                sheet.merge_cells(None, number, cell.column, number, end)
    workbook.save(path)


def render_csv(document: Document, path: Path) -> None:
    """Write all rows with commas; a merged cell stands in its first column."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([cell.passage.text for cell in r.cells] for r in _rows(document))


def render_html(document: Document, path: Path) -> None:
    """Write paragraphs and tables; lines of a cell are paragraphs, wide gaps are columns."""
    body = E.body(*(_html_block(block) for block in document.blocks))
    page = etree.tostring(E.html(E.head(E.title("Plan")), body), method="html", encoding="utf-8")
    path.write_bytes(b"<!DOCTYPE html><meta charset=utf-8>" + page)


def _html_block(block: Passage | Table) -> Any:
    if isinstance(block, Passage):
        columns = re.split(r"\t+|\s{2,}", block.text, maxsplit=1)
        return E.table(E.tr(*map(E.td, columns))) if columns[1:] else E.p(block.text)
    rows = (
        E.tr(
            *(
                E.td(*map(E.p, cell.passage.text.split("\n")), colspan=str(cell.columns))
                for cell in row.cells
            )
        )
        for row in block.rows
    )
    return E.table(*rows)


def render_markdown(document: Document, path: Path) -> None:
    """Write one pipe table; a cell that covers several columns stands in the first of them."""
    rows = [[_escaped(cell.passage.text.strip()) for cell in row.cells] for row in _rows(document)]
    width = max(map(len, rows))
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    path.write_text("\n".join([lines[0], "|---" * width + "|", *lines[1:]]), encoding="utf-8")


def _escaped(text: str) -> str:
    for sign in "\\`*_[]<>|#":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "<br>")


_UNRULED = {"padding": 0.7, "v_align": "TOP", "text_align": "LEFT", "line_height": 4}
"""In millimetres."""


def render_pdf(document: Document, path: Path) -> None:
    """Write ruled tables over several pages, in letters that every reader of PDF has a font for."""
    _render_pdf(document, path, {}, size=8, portrait=False)


def render_unruled_pdf(
    document: Document, path: Path, *, size: int = 8, portrait: bool = False, **looks: object
) -> None:
    """Write tables without rules, with a little more room between rows than between lines.

    `looks` are those of fpdf2's tables, for others than that.
    """
    looks = {"borders_layout": "NONE", **_UNRULED, **looks}
    _render_pdf(document, path, looks, size=size, portrait=portrait)


def _render_pdf(
    document: Document, path: Path, looks: Mapping[str, Any], *, size: int, portrait: bool
) -> None:
    pdf = FPDF(orientation="portrait" if portrait else "landscape", format="A4")
    pdf.set_font("helvetica", size=size)
    pdf.add_page()
    for block in document.blocks:
        if isinstance(block, Passage):
            pdf.multi_cell(0, text=plain(block.text), new_x="LMARGIN", new_y="NEXT")
            continue
        with pdf.table(first_row_as_headings=False, num_heading_rows=0, **looks) as table:
            for row in block.rows:
                drawn = table.row()
                for cell in row.cells:
                    drawn.cell(plain(cell.passage.text).strip(), colspan=cell.columns)
    pdf.output(str(path))


def plain(text: str) -> str:
    """Return the ASCII letters of a text, which compare as the text itself does."""
    return unicodedata.normalize("NFKD", fold_dashes(text)).encode("ascii", "ignore").decode()


def fold_dashes(text: str) -> str:
    return re.sub("[–—‑]", "-", text.replace("\t", " "))


def _rows(document: Document) -> Iterator[Row]:
    for block in document.blocks:
        if isinstance(block, Passage):
            yield Row(0, (Cell(block, 1),))
        else:
            yield from block.rows


RENDERERS: dict[str, Callable[[Document, Path], None]] = {
    "plan.xlsx": render_xlsx,
    "plan.csv": render_csv,
    "plan.html": render_html,
    "plan.md": render_markdown,
}
