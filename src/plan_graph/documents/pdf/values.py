"""Values one below the other in a narrow cell, whose lines are full as those of a sentence are.

Where the end of a line was the only room there was, its width does not tell whether a break was
meant. That what stands above and below it is each the whole of a cell elsewhere tells it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from plan_graph.documents.pdf.lines import TextLine, spelled
from plan_graph.documents.pdf.paragraphs import Paragraph
from plan_graph.documents.pdf.tables import PdfCell
from plan_graph.plan.tables import LineKind

_MOST_LINES = 8
"""Paragraphs of more lines are sentences."""


def values_of(cells: Iterable[PdfCell]) -> frozenset[str]:
    """Return what stands between two breaks that are meant, on one line."""
    return frozenset(
        each.text for cell in cells for each in cell.paragraphs if len(each.lines) == 1
    )


def parted(paragraph: Paragraph, values: frozenset[str]) -> list[Paragraph]:
    """Part a paragraph into values, if its lines are nothing but several of them."""
    if not 1 < len(paragraph.lines) <= _MOST_LINES or paragraph.text in values:
        return [paragraph]
    parts = [paragraph.lines[a:b] for a, b in pairwise((0, *_cuts(paragraph.lines, values)))]
    first = [replace(paragraph, lines=lines) for lines in parts[:1]]
    others = [Paragraph(LineKind.BREAK, lines, paragraph.level) for lines in parts[1:]]
    return [*first, *others] or [paragraph]


def _cuts(lines: tuple[TextLine, ...], values: frozenset[str]) -> tuple[int, ...]:
    """Return where each value ends, () if the lines are not all of values."""
    ends: dict[int, tuple[int, ...]] = {0: ()}
    for end in range(1, len(lines) + 1):
        for start in range(end):
            if start in ends and spelled(lines[start:end])[0] in values:
                ends[end] = (*ends[start], end)
                break
    return ends.get(len(lines), ())
