"""A scan is read band by band, and no line of it is cut."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from plan_graph.documents.pdf.scans.bands import bands

LINES = [(top, top + 20) for top in range(50, 2_200, 33)]


def test_a_page_is_parted_between_its_lines_into_bands_that_take_little_memory() -> None:
    ink = np.zeros((2_339, 1_654), dtype=bool)
    for top, bottom in LINES:
        ink[top:bottom, 100:1_500] = True

    found = bands(ink)

    assert (found[0][0], found[-1][1]) == (0, 2_339)
    assert all(one[1] == other[0] for one, other in pairwise(found))
    assert all((bottom - top) * 1_654 <= 1_600_000 for top, bottom in found)
    cuts = [bottom for _, bottom in found[:-1]]
    assert not [cut for cut in cuts for top, bottom in LINES if top < cut < bottom]


def test_a_small_picture_is_one_band() -> None:
    assert bands(np.zeros((300, 500), dtype=bool)) == [(0, 300)]
