"""The process that draws the pages of a PDF, reads the words in their pictures, and keeps these.

It runs by itself within limits, as it decodes pictures of strangers: one run a document. It is
called with the folder in which `plan.pdf` lies, and the numbers of the pages.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import cos, radians, sin, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2
from PIL import Image

from plan_graph.confinement.child import Budget, in_child
from plan_graph.documents.pdf.marks import Area, bounds
from plan_graph.documents.pdf.scans.bands import bands
from plan_graph.documents.pdf.scans.engines import Engine, engine
from plan_graph.documents.pdf.scans.picture import jpeg
from plan_graph.documents.pdf.scans.straighten import ink_of, lean, rules_of
from plan_graph.documents.pdf.scans.words import ReadLine, words_of

if TYPE_CHECKING:
    from plan_graph.documents.pdf.scans.straighten import Grey, Ink

_SCALE = 200 / 72
"""Pixels of a point where words are read: 200 of an inch, at which small print is told."""
_MAX_PIXELS = 8_000_000
"""Of a picture that is read; a page of A4 has four millions, one of A3 eight."""
_DRAWING = Budget(10, 300)
"""What drawing a page may take; one of A3 in colour takes a second."""
_LEVEL = 0.05
"""Degrees by which a page may lean and count as straight."""


def main(arguments: Sequence[str]) -> None:
    """Do a task in a folder; what is done page by page stays there if it is broken off."""
    folder, *numbers = arguments
    plan = Path(folder) / "plan.pdf"
    document = pypdfium2.PdfDocument(plan)
    reader = engine()
    for number in map(int, numbers):
        grey, scale = in_child(plan, partial(_rendered, document, number), _DRAWING)
        file = Path(folder) / f"page-{number}.json"
        file.with_suffix(".jpg").write_bytes(jpeg(grey, scale))
        words = json.dumps(_read(grey, scale, reader))
        file.with_suffix(".part").write_text(words, encoding="utf-8")
        file.with_suffix(".part").rename(file)


def _rendered(document: pypdfium2.PdfDocument, number: int) -> tuple[Grey, float]:
    """Return the pixels of a page, and how many of them a point has."""
    drawn = document[number - 1]
    width, height = drawn.get_size()
    scale = min(_SCALE, sqrt(_MAX_PIXELS / (width * height)))
    grey = drawn.render(scale=scale, grayscale=True).to_numpy()
    return np.ascontiguousarray(grey.reshape(grey.shape[:2])), scale


@dataclass(frozen=True)
class _Turned:
    """A page that was turned about its middle so that its lines are level."""

    degrees: float
    before: tuple[float, float]
    after: tuple[float, float]

    def origin(self, area: Area) -> Area:
        """Return where an area of the straight page stood."""
        c, s = cos(radians(self.degrees)), sin(radians(self.degrees))
        corners = []
        for x in area[::2]:
            for y in area[1::2]:
                dx, dy = x - self.after[0] / 2, y - self.after[1] / 2
                left = self.before[0] / 2 + c * dx - s * dy
                top = self.before[1] / 2 + s * dx + c * dy
                corners.append(Area(left, top, left, top))
        return bounds(corners)


def _read(grey: Grey, scale: float, reader: Engine) -> dict[str, object]:
    """Return what is read in the picture of a page as JSON values, in points."""
    degrees = lean(ink_of(grey))
    picture = Image.fromarray(grey)
    before = picture.width / scale, picture.height / scale
    if abs(degrees) > _LEVEL:
        picture = picture.rotate(
            degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=int(np.median(grey))
        )
    after = picture.width / scale, picture.height / scale
    turned = _Turned(degrees if before != after or abs(degrees) > _LEVEL else 0.0, before, after)
    ink = ink_of(np.asarray(picture))
    across, down = rules_of(ink, scale)
    found = words_of(_lines(picture, ink, reader), ink, scale) if ink.any() else []
    return {
        "picture": before,
        "width": after[0],
        "height": after[1],
        "words": [
            [word.text, list(word.area), word.size, certainty, list(turned.origin(word.area))]
            for word, certainty in found
        ],
        "across": across,
        "down": down,
    }


def _lines(picture: Image.Image, ink: Ink, reader: Engine) -> list[ReadLine]:
    """Return the lines of a page, which is read band by band."""
    return [
        replace(line, top=line.top + top, bottom=line.bottom + top)
        for top, bottom in bands(ink)
        for line in reader(picture.crop((0, top, picture.width, bottom)))
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
