"""How the text of a document is laid out, as JSON beside it: offsets of paragraphs and cells.

`source.txt` with `source.json` is the document as the reader saw it, without the document.
"""

from __future__ import annotations

import json
from typing import Any

from plan_graph.plan.tables import Document, Table
from plan_graph.text import Passage


def layout(document: Document) -> bytes:
    """Describe the paragraphs and tables, in reading order, and what no reader could place.

    A block is a paragraph `[start, end]` or a table with rows of cells
    `[start, end, column, columns]`; offsets count Unicode characters from 0, all else from 1.
    """
    found = {
        "blocks": [_block(block) for block in document.blocks],
        "skipped": [_span(passage) for passage in document.skipped],
    }
    return json.dumps(found, separators=(",", ":")).encode() + b"\n"


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
