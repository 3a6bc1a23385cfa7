"""Read tables whose cells are parted by '|' in plain text, one row on a line.

Nothing shows where a row that is too short has its gap: its cells are numbered from the left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from plan_graph.documents.layout import Box, Layout
from plan_graph.documents.lines import typed_lines, without_tags
from plan_graph.documents.overleaf import joined
from plan_graph.documents.plain.reflow import blocks, paragraphs
from plan_graph.documents.plain.running import without_running_lines
from plan_graph.language.headings import HeadingReader
from plan_graph.plan.tables import LineKind

_RULE = re.compile(r"\s*:?[-=]{3,}:?\s*")


def is_row(line: str) -> bool:
    """Tell whether a line is a row: it holds two bars at least, or one as its end."""
    return line.count("|") > 1 or line.rstrip().endswith("|")


def lay_out_piped(text: str, layout: Layout, headings: HeadingReader) -> None:
    """Lay a text with such tables out; lines outside are paragraphs."""
    lines, running = without_running_lines(text.split("\n"), headings, is_row)
    for rows, group in joined(_parts(lines)):
        if rows:
            layout.grid(rows)
        else:
            layout.paragraph(paragraphs(group, headings))
    for words in running:
        layout.repeat(words)


def _parts(lines: Sequence[str]) -> Iterator[tuple[list[list[Box]], list[str]]]:
    """Yield the tables as rows of boxes, and the lines between them."""
    for rows, group in blocks(lines, is_row):
        if not rows:
            yield [], group
        for table in _tables(group) if rows else ():
            cells = [row for row in map(_cells, table) if not all(map(_is_rule, row))]
            width = max(map(len, cells), default=0)
            yield [_boxes(row, width) for row in cells], []


def _tables(lines: Sequence[str]) -> list[list[str]]:
    """Return the lines of each table; a blank line ends one, unless most rows have one below."""
    stretches = [
        list(group) for blank, group in groupby(lines, lambda line: not line.strip()) if not blank
    ]
    rows = sum(map(len, stretches))
    if 2 * len(stretches) > rows:
        return [[line for stretch in stretches for line in stretch]]
    return stretches


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _boxes(row: list[str], width: int) -> list[Box]:
    if len(row) == 1:
        return [Box(1, row[0], width)]
    return [_box(column, text) for column, text in enumerate(row, start=1)]


def _box(column: int, value: str) -> Box:
    text = without_tags(value).strip()
    return Box(column, text, lines=typed_lines(text, LineKind.BREAK))


def _is_rule(cell: str) -> bool:
    return bool(_RULE.fullmatch(cell))
