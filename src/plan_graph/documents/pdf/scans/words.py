"""What a program reads in a picture to words with the place of their ink and their certainty.

Programs draw boxes loosely around lines. Here a word stands where its ink is, all words of a
line on one base line, and lines of letters that are about as large are as large: so columns and
gaps between rows are as telling as those of letters that a program has set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from plan_graph.documents.pdf.marks import Area, Word

if TYPE_CHECKING:
    from plan_graph.documents.pdf.scans.straighten import Ink

_ALIKE = 0.25
"""By this part the heights of lines of the same letters differ at most."""
_ASCENT = 0.78
"""The part of the size of letters that stands above their base line."""
_BEARING = 0.06
"""The part of the size of letters that is white on each side of them."""


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word with its certainty from 0 to 1, and from where to where it goes, in pixels."""

    text: str
    certainty: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class ReadLine:
    """Words beside each other in a picture, and their height, in pixels.

    `looseness` is how many times the letter size the program makes its boxes high.
    """

    top: float
    bottom: float
    words: tuple[ReadWord, ...]
    looseness: float = 1.0

    @property
    def size(self) -> float:
        """The size of its letters as far as its own box tells."""
        return (self.bottom - self.top) / self.looseness


def words_of(found: Sequence[ReadLine], ink: Ink, scale: float) -> list[tuple[Word, float]]:
    """Return the words of lines, in points, each with its certainty."""
    result = []
    sizes = sorted(line.size for line in found)
    for line in found:
        size = median(each for each in sizes if abs(each - line.size) <= _ALIKE * line.size)
        base = _base(line, ink)
        top, bottom = base - _ASCENT * size, base + (1 - _ASCENT) * size
        for word, left, right in _parted(line, ink, size):
            start, end = left - _BEARING * size, right + _BEARING * size
            area = Area(start / scale, top / scale, end / scale, bottom / scale)
            result.append((Word(word.text, area, size / scale), word.certainty))
    return result


def _base(line: ReadLine, ink: Ink) -> float:
    """Return the height at which the letters of a line stand: where much of their ink ends."""
    top, bottom = max(int(line.top), 0), min(int(np.ceil(line.bottom)), ink.shape[0])
    left, right = int(max(line.words[0].left, 0)), int(np.ceil(line.words[-1].right))
    rows = ink[top:bottom, left:right].sum(axis=1)
    if not rows.size or not rows.max():
        return line.bottom - (line.bottom - line.top) * (1 - _ASCENT)
    return top + int(np.nonzero(rows >= 0.4 * rows.max())[0][-1]) + 1


def _parted(line: ReadLine, ink: Ink, size: float) -> list[tuple[ReadWord, float, float]]:
    """Return the words of a line with where the ink of each begins and ends."""
    top, bottom = max(int(line.top), 0), min(int(np.ceil(line.bottom)), ink.shape[0])
    columns: Ink = np.asarray(ink[top:bottom].any(axis=0))
    start, end = line.words[0].left - size / 2, line.words[-1].right + size / 2
    between = [(a.right + b.left) / 2 for a, b in pairwise(line.words)]
    cuts = [start, *_cuts(between, _gaps(columns, start, end)), end]
    found = []
    for word, (left, right) in zip(line.words, pairwise(cuts), strict=True):
        first, last = max(int(left), 0), min(int(np.ceil(right)), len(columns))
        inked = np.nonzero(columns[first:last])[0]
        if len(inked):
            found.append((word, float(first + inked[0]), float(first + inked[-1] + 1)))
        else:
            found.append((word, left, right))
    return found


def _gaps(columns: Ink, start: float, end: float) -> list[tuple[float, float]]:
    """Return the stretches without ink from one place to another."""
    first, last = max(int(start), 0), min(int(np.ceil(end)), len(columns))
    edges = np.diff(np.pad(columns[first:last].astype(np.int8), 1))
    ends, starts = np.nonzero(edges == 1)[0] + first, np.nonzero(edges == -1)[0] + first
    return list(zip(map(float, starts[:-1]), map(float, ends[1:]), strict=True))


def _cuts(about: Sequence[float], gaps: Sequence[tuple[float, float]]) -> list[float]:
    """Return where words part: one wide gap for each place, in order, as near to it as may be.

    >>> _cuts([10, 30], [(8, 12), (19, 20), (24, 30), (44, 46)])
    [10.0, 27.0]
    """
    if len(gaps) < len(about):
        return list(about)
    best: list[tuple[float, tuple[float, ...]]] = [(0.0, ())] * (len(gaps) + 1)
    for number, place in enumerate(about, start=1):
        row: list[tuple[float, tuple[float, ...]]] = [(-np.inf, ())] * (len(gaps) + 1)
        for index, (left, right) in enumerate(gaps, start=1):
            if index < number:
                continue
            middle = (left + right) / 2
            worth, before = best[index - 1]
            taken = (worth + right - left - abs(middle - place), (*before, middle))
            row[index] = max(row[index - 1], taken, key=lambda each: each[0])
        best = row
    return list(best[-1][1])
