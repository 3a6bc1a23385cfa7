"""Pictures of pages to ink: how much a page leans, and the rules drawn on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from plan_graph.documents.pdf.marks import Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ink = NDArray[np.bool_]
    Grey = NDArray[np.uint8]

MAX_LEAN = 6.0
"""Degrees by which a page in a scanner may lean; what leans more was laid down otherwise."""
_STEPS = ((1.0, MAX_LEAN), (0.2, 1.0), (0.04, 0.2))
"""How finely the angle is sought, and how far on both sides of the best so far."""
_MOST_POINTS = 60_000
_WIDTH = 1_200
"""Pixels of the picture in which the angle is sought."""
_SHORTEST = 30.0
"""A rule is at least so many points long; an upright stroke of a letter is shorter."""
_THICKEST = 3.5
"""In points; what is thicker is a fill."""


def ink_of(grey: Grey) -> Ink:
    """Return where a page is darker than half way from its paper to its darkest ink.

    A page on which nothing is much darker than the paper has none.
    """
    paper = float(np.median(grey))
    darkest = float(np.percentile(grey, 0.2))
    if paper - darkest < 40:
        return np.zeros(grey.shape, dtype=bool)
    return np.asarray(grey < (paper + darkest) / 2)


def lean(ink: Ink) -> float:
    """Return by how many degrees the lines of a page go down to the right.

    That is the angle at which rows of ink and rows of paper differ most.
    """
    step = max(1, ink.shape[1] // _WIDTH)
    ys, xs = np.nonzero(ink[::step, ::step])
    if len(ys) < 50:
        return 0.0
    if len(ys) > _MOST_POINTS:
        kept = np.linspace(0, len(ys) - 1, _MOST_POINTS).astype(int)
        ys, xs = ys[kept], xs[kept]
    best = 0.0
    for fineness, reach in _STEPS:
        last = round(reach / fineness)
        angles = [best + fineness * number for number in range(-last, last + 1)]
        best = max(angles, key=lambda angle: (_contrast(ys, xs, angle), -abs(angle)))
    return best


def _contrast(ys: NDArray[np.int64], xs: NDArray[np.int64], degrees: float) -> float:
    heights = np.round(ys - xs * np.tan(np.radians(degrees))).astype(int)
    counts = np.bincount(heights - heights.min())
    return float(np.square(counts.astype(float)).sum())


def rules_of(ink: Ink, scale: float) -> tuple[list[Rule], list[Rule]]:
    """Return the rules on a straight page, those across and those down, in points."""
    return _rules(ink, scale), _rules(ink.T, scale)


def _rules(ink: Ink, scale: float) -> list[Rule]:
    """Return the long thin runs of ink along the rows of a picture."""
    thick = ink.copy()
    thick[1:] |= ink[:-1]  # a rule that leans by a pixel is whole
    thick[:-1] |= ink[1:]
    edges = np.diff(np.pad(thick.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    long = ends - starts >= _SHORTEST * scale
    found: list[list[int]] = []  # first row, last row, start, end
    for row, start, end in zip(rows[long], starts[long], ends[long], strict=True):
        near = next(
            (one for one in found[-50:] if row - one[1] <= 1 and start < one[3] and end > one[2]),
            None,
        )
        if near is None:
            found.append([int(row), int(row), int(start), int(end)])
        else:
            near[1:] = [int(row), min(near[2], int(start)), max(near[3], int(end))]
    return [
        Rule((first + last + 1) / 2 / scale, start / scale, end / scale)
        for first, last, start, end in found
        if last - first - 1 <= _THICKEST * scale
    ]
