"""The text of a document as the build keeps it, in parts that are each a page."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from markupsafe import escape

_MOST_BYTES = 60_000
"""So much text is shown on one page; what marks the quotes in it comes on top of that."""
_MOST_PICTURES = 10
"""So many pages of a scan are shown on one page; the picture of each has some 100 kilobytes."""


class Cell(NamedTuple):
    """One cell of a table, or a paragraph: from where to where it goes in the text."""

    start: int
    end: int
    columns: int = 1
    rows: int = 1


class Row(NamedTuple):
    """One row of a table, or a paragraph (then the numbers of table and row are 0)."""

    table: int
    number: int
    cells: tuple[Cell, ...]


class Box(NamedTuple):
    """Where in the picture of a page the words of a cell or paragraph were read, in points."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float
    certainty: float


class Scanned(NamedTuple):
    """A page whose words were read in its picture: the file, its sides in points, the words."""

    number: int
    file: str
    width: float
    height: float
    boxes: tuple[Box, ...]


class Document:
    """A document as the reader understood it.

    Attributes:
        text: All of it.
        parts: Its rows and paragraphs in reading order, in parts that are each a page.
        scanned: Its pages whose words were read in their pictures.
    """

    def __init__(self, text: str, blocks: Sequence[Row], scanned: Sequence[Scanned] = ()) -> None:
        self.text = text
        self.scanned = scanned
        self.parts = _parts(text, blocks, self.places)

    @cached_property
    def places(self) -> dict[tuple[int, int], list[tuple[Scanned, Box]]]:
        """Where in pictures the words between two offsets stand."""
        found: dict[tuple[int, int], list[tuple[Scanned, Box]]] = {}
        for page in self.scanned:
            for box in page.boxes:
                found.setdefault((box.start, box.end), []).append((page, box))
        return found

    @cached_property
    def _starts(self) -> list[int]:
        """Where each part begins in the text."""
        return [min(cell.start for row in part for cell in row.cells) for part in self.parts]

    @cached_property
    def _line_ends(self) -> list[int]:
        return [place for place, character in enumerate(self.text) if character == "\n"]

    def line(self, offset: int) -> int:
        """Tell on which line a character stands, counted from 1."""
        return bisect_right(self._line_ends, offset - 1) + 1

    def part(self, offset: int) -> int:
        """Tell in which part a character stands, counted from 1."""
        return max(1, bisect_right(self._starts, offset))


@lru_cache(maxsize=8)
def open_document(build: Path, plan: str) -> Document | None:
    """Open the text of a plan's document; None if the build has none."""
    folder = build / plan
    try:
        if folder.parent != build:
            return None
        text = (folder / "source.txt").read_bytes().decode("utf-8")
        layout = json.loads((folder / "source.json").read_bytes())
    except OSError:
        return None
    return Document(text, _rows(layout), [_scanned(**page) for page in layout.get("pages", ())])


def _scanned(
    page: int, file: str, width: float, height: float, words: list[list[float]]
) -> Scanned:
    boxes = (Box(int(start), int(end), *rest) for start, end, *rest in words)
    return Scanned(page, file, width, height, tuple(boxes))


def _rows(layout: dict[str, list[object]]) -> list[Row]:
    found: list[Row] = []
    for block in [*layout["blocks"], *layout["skipped"]]:
        if isinstance(block, list):
            found.append(Row(0, 0, (Cell(*block),)))
        elif isinstance(block, dict):
            found += _table(block["table"], block["rows"])
    return found


def _table(table: int, rows: list[dict[str, list[list[int]]]]) -> list[Row]:
    """Return the rows of a table; a cell that goes on in rows below stands in its first."""
    seen: dict[tuple[int, ...], tuple[int, int]] = {}
    found: list[list[Cell]] = []
    for number, row in enumerate(rows):
        cells: list[Cell] = []
        for start, end, column, columns in row["cells"]:
            above = seen.get((start, end, column))
            if above and end > start:
                first = found[above[0]][above[1]]
                found[above[0]][above[1]] = first._replace(rows=number - above[0] + 1)
            else:
                seen[start, end, column] = (number, len(cells))
                cells.append(Cell(start, end, columns))
        found.append(cells)
    return [
        Row(table, int(str(row["row"])), tuple(cells))
        for row, cells in zip(rows, found, strict=True)
    ]


def _parts(
    text: str, rows: Sequence[Row], places: Mapping[tuple[int, int], list[tuple[Scanned, Box]]]
) -> list[list[Row]]:
    parts: list[list[Row]] = []
    size = _MOST_BYTES
    pages: set[int] = set()
    for row in rows:
        if not row.cells:
            continue
        length = sum(len(escape(text[cell.start : cell.end]).encode()) for cell in row.cells)
        own = {page.number for cell in row.cells for page, _ in places.get(cell[:2], ())}
        if size + length > _MOST_BYTES or len(pages | own) > _MOST_PICTURES:
            parts.append([])
            size, pages = 0, set()
        parts[-1].append(row)
        size += length
        pages |= own
    return parts
