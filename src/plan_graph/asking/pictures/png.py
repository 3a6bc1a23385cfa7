"""Turn a picture into PNG, by a library that brings its own font."""

from __future__ import annotations

from importlib.util import find_spec

from plan_graph.errors import UsageError
from plan_graph.phrases import phrase

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
    return bytes(vl_convert.svg_to_png(svg, scale=_SCALE))
