"""Turn a picture into PNG, by a library that brings its own font."""

from __future__ import annotations

import zlib
from importlib.util import find_spec

from plan_graph.errors import UsageError
from plan_graph.phrases import phrase

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SCALE = 2
"""Pixels for one unit of a picture: sharp on today's screens and on paper."""


def can_draw() -> bool:
    """Tell whether the library is installed."""
    return find_spec("vl_convert") is not None


def png(svg: str) -> bytes:
    """Return a picture in PNG.

    Raises:
        UsageError: If the drawing library is not installed.
    """
    try:
        import vl_convert  # noqa: PLC0415 - an extra, and large
    except ImportError:
        raise UsageError(phrase("asking.chart.charts_need_package_not_installed")) from None
    return _compressed(bytes(vl_convert.svg_to_png(svg, scale=_SCALE)))


def _compressed(content: bytes) -> bytes:
    """Return a PNG with its data compressed well, a quarter as large: the library is in a hurry."""
    chunks, data, place = [], b"", len(_SIGNATURE)
    while place < len(content):
        end = place + 12 + int.from_bytes(content[place : place + 4])
        kind, inside = content[place + 4 : place + 8], content[place + 8 : end - 4]
        if kind == b"IDAT":
            data += inside
        else:
            chunks.append((kind, inside))
        place = end
    chunks.insert(-1, (b"IDAT", zlib.compress(zlib.decompress(data))))
    return _SIGNATURE + b"".join(
        len(inside).to_bytes(4) + kind + inside + zlib.crc32(kind + inside).to_bytes(4)
        for kind, inside in chunks
    )
