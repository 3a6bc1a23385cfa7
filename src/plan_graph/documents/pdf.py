"""Read a PDF whose tables have ruled lines; the optional library `pdfplumber` finds them.

A PDF knows no paragraphs and no cells, only where each letter stands. Lines are put together
again where the next word would not have fitted. A row that goes over a page break is put
together if it plainly goes on: all that stands in it begins with a small letter. Page numbers
are no words of the plan.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from plan_graph.documents.decode import printable
from plan_graph.documents.layout import Box, Layout
from plan_graph.documents.limits import read_bytes
from plan_graph.documents.reflow import reflow
from plan_graph.errors import DocumentError
from plan_graph.plan.tables import Document

MAX_PAGES = 1_000
"""Most pages; the largest national plan known to us has some 300."""
_TOLERANCE = 3.0
"""Points within which two lines of a table are one."""
_Rows = list[list[Box]]
_Block = str | _Rows
_Area = tuple[float, float, float, float]


def read_pdf(path: Path) -> Document:
    """Read a PDF.

    Raises:
        DocumentError: If `pdfplumber` is missing, or the file is no PDF, is locked, holds only
            pictures of text, or no table whose columns can be told apart.
    """
    data = read_bytes(path)
    try:
        import pdfplumber  # noqa: PLC0415 - optional
    except ImportError:
        raise DocumentError(
            path.name,
            "a PDF needs one more library; pip install 'plan-graph[pdf]', or give the .docx",
        ) from None
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            blocks = _blocks(path.name, pdf)
    except DocumentError:
        raise
    except Exception as error:  # pdfminer raises whatever a damaged file leads to
        problem = f"cannot be read as PDF ({type(error).__name__}: {error})".replace("\n", " ")
        raise DocumentError(
            path.name, f"{problem}; take a password off, or give the .docx"
        ) from None
    layout = Layout(path.name)
    for block in blocks:
        if isinstance(block, str):
            layout.paragraph(block)
        else:
            layout.grid(block)
    return layout.document()


def _blocks(name: str, pdf: Any) -> list[_Block]:
    """Give the paragraphs and tables of all pages; a table that goes on is one.

    Raises:
        DocumentError: If there are too many pages, no letters, or no ruled table.
    """
    if len(pdf.pages) > MAX_PAGES:
        raise DocumentError(
            name, f"holds {len(pdf.pages):,} pages; at most {MAX_PAGES:,} are read, split it"
        )
    blocks: list[_Block] = []
    letters = 0
    for page in pdf.pages:
        letters += len(page.chars)
        found = list(_page(page))
        page.close()  # its letters take much memory
        if blocks and found and isinstance(found[0], list) and isinstance(blocks[-1], list):
            _join(blocks[-1], found[0], found)
        blocks.extend(found)
    if not letters:
        raise DocumentError(
            name,
            "holds no letters, only pictures of pages (a scan); recognise its text (OCR) first, "
            "or give the .docx",
        )
    if not any(isinstance(block, list) for block in blocks):
        raise DocumentError(
            name,
            "no action table found: no table has ruled lines, so its columns cannot be told "
            "apart; give the .docx or .xlsx that the PDF was made from",
        )
    return blocks


def _page(page: Any) -> Iterator[_Block]:
    """Give the blocks of a page from top to bottom."""
    tables = [table for table in page.find_tables() if len(table.cells) > 1]
    rest = page.filter(lambda letter: not any(_is_in(letter, table.bbox) for table in tables))
    lines = [line for line in rest.extract_text_lines() if not line["text"].strip().isdigit()]
    parts: list[tuple[float, Any]] = [(table.bbox[1], table) for table in tables]
    parts += [(line["top"], line["text"]) for line in lines]
    longest = max((len(line["text"]) for line in lines), default=0)
    parts.sort(key=lambda part: part[0])
    for is_text, group in groupby((part for _, part in parts), key=lambda p: isinstance(p, str)):
        if is_text:
            yield reflow(map(printable, group), longest)
        else:
            yield from (list(_rows(page, table)) for table in group)


def _rows(page: Any, table: Any) -> Iterator[list[Box]]:
    """Give the boxes of each row of a table; an area that goes over several rows is one box."""
    areas: list[_Area] = sorted(table.cells, key=lambda area: (area[1], area[0]))
    columns = _edges(edge for area in areas for edge in (area[0], area[2]))
    rows = _edges(edge for area in areas for edge in (area[1], area[3]))
    for row in range(len(rows) - 1):
        boxes = [
            Box(
                _nearest(columns, area[0]) + 1,
                _text(page, area),
                max(_nearest(columns, area[2]) - _nearest(columns, area[0]), 1),
                max(_nearest(rows, area[3]) - row, 1),
            )
            for area in areas
            if _nearest(rows, area[1]) == row
        ]
        yield sorted(boxes, key=lambda box: box.column)


def _text(page: Any, area: _Area) -> str:
    """Give the lines of a cell, put together again."""
    inside = page.filter(lambda letter: _is_in(letter, area))
    letters = [letter["width"] for letter in inside.chars]
    if not letters:
        return ""
    fitting = int((area[2] - area[0]) * len(letters) / (sum(letters) or 1)) - 1
    return reflow(printable(inside.extract_text()).split("\n"), fitting)


def _is_in(letter: Any, area: _Area) -> bool:
    middle, height = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
    return bool(area[0] <= middle < area[2] and area[1] <= height < area[3])


def _edges(values: Iterable[float]) -> list[float]:
    """Give where the lines of a table stand, each once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _TOLERANCE:
            found.append(value)
    return found


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _join(above: _Rows, below: _Rows, found: list[_Block]) -> None:
    """Put a table that goes on over a page break to the one above; `found` begins with it."""
    if _width(above) != _width(below):
        return
    found.pop(0)
    first = below[0]
    words = [box.text for box in first if box.text]
    goes_on = [box.column for box in first] == [box.column for box in above[-1]]
    if words and goes_on and all(text[0].islower() for text in words):
        above[-1] = [
            replace(box, text=f"{box.text} {more.text}".strip())
            for box, more in zip(above[-1], first, strict=True)
        ]
        below = below[1:]
    above.extend(below)


def _width(rows: _Rows) -> int:
    return max((box.column + box.columns - 1 for row in rows for box in row), default=0)
