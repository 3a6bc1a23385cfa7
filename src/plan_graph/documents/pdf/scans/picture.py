"""The picture of a page as it is published, so that people can hold what was read against it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from plan_graph.documents.pdf.scans.straighten import Grey

MAX_PICTURE_BYTES = 200_000
"""Of the picture of a page: a visitor may load some dozen of them at once."""
_SCALE = 110 / 72
"""Pixels of a point: 110 of an inch, at which small print can just be read by people."""
_QUALITIES = (70, 50, 35)
"""Of a JPEG, from the best: a page of text takes the first, one of photographs a later one."""


def jpeg(grey: Grey, scale: float) -> bytes:
    """Return pixels, of which a point has as many as `scale`, as a JPEG of bounded size.

    The same pixels give the same bytes. Where no quality is low enough, it is made smaller.
    """
    picture = Image.fromarray(grey)
    wanted = min(1.0, _SCALE / scale)
    while True:
        sides = [max(1, round(side * wanted)) for side in picture.size]
        drawn = picture.resize((sides[0], sides[1]), Image.Resampling.LANCZOS)
        for quality in _QUALITIES:
            content = BytesIO()
            drawn.save(content, "JPEG", quality=quality, optimize=True, progressive=True)
            if content.tell() <= MAX_PICTURE_BYTES:
                return content.getvalue()
        wanted *= 0.7
