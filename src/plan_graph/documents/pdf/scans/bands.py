"""A page in bands, which are read one after another.

What finds words in a picture takes memory with its size: 900 MB for a whole page of A4 at 200 dots
per inch.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from plan_graph.documents.pdf.scans.straighten import Ink

_MAX_PIXELS = 1_000_000
"""Of a band: a quarter of a page of A4."""
_REACH = 0.25
"""The part of its height by which a band may be higher or lower than others."""
_GAP = 9
"""Rows of pixels that are looked at together: the white between two lines."""


def bands(ink: Ink) -> list[tuple[int, int]]:
    """Return the first row of each band of a page, and the row after its last.

    Bands are about as high as each other, and parted where the least ink is.
    """
    height, width = ink.shape
    count = max(1, ceil(height * width / _MAX_PIXELS))
    inked = np.convolve(ink.sum(axis=1), np.ones(_GAP), "same")
    cuts = {0, height}
    for number in range(1, count):
        first, last = (ceil((number + part) * height / count) for part in (-_REACH, _REACH))
        if first < last:
            cuts.add(first + int(inked[first:last].argmin()))
    return list(pairwise(sorted(cuts)))
