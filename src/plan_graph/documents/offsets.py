"""How the text of a document is laid out, as JSON beside it: offsets of paragraphs and cells.

`source.txt` with `source.json` is the document as the reader saw it, without the document.
"""

from __future__ import annotations

import json
from typing import Any

from plan_graph.plan.tables import Document, PagePicture, Table
from plan_graph.text import Passage

PICTURE = ".jpg"
"""How the names of pictures of pages end."""


def layout(document: Document) -> bytes:
    """Describe the paragraphs and tables, in reading order, and what no reader could place.

    A block is a paragraph `[start, end]` or a table with rows of cells
    `[start, end, column, columns]`; offsets count Unicode characters from 0, all else from 1.
    Where words were read in the picture of a page, `pages` has its file and sides, and `[start,
    end, left, top, right, bottom, certainty]` of the words of each cell or paragraph, in points.
    """
    found = {
        "blocks": [_block(block) for block in document.blocks],
        "skipped": [_span(passage) for passage in document.skipped],
    }
    if document.pictures:
        found["pages"] = [_page(document, picture) for picture in document.pictures]
    return json.dumps(found, separators=(",", ":")).encode() + b"\n"


def picture_file(picture: PagePicture) -> str:
    """Name the file of the picture of a page, beside the text of its document."""
    return f"page-{picture.page}{PICTURE}"


def _page(document: Document, picture: PagePicture) -> dict[str, Any]:
    return {
        "page": picture.page,
        "file": picture_file(picture),
        "width": round(picture.width, 1),
        "height": round(picture.height, 1),
        "words": [
            [*_span(box.passage), *(round(side) for side in box.area), round(box.certainty, 2)]
            for box in document.boxes
            if box.page == picture.page and box.certainty is not None
        ],
    }


def _block(block: Passage | Table) -> Any:
    if isinstance(block, Passage):
        return _span(block)
    return {
        "table": block.number,
        "rows": [
            {
                "row": row.number,
                "cells": [[*_span(cell.passage), cell.column, cell.columns] for cell in row.cells],
            }
            for row in block.rows
        ],
    }


def _span(passage: Passage) -> list[int]:
    return [passage.start, passage.end]
