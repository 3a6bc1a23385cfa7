"""The store of the real plan, built once for all tests that ask it."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from plan_graph.asking.store import Embedded, open_store
from plan_graph.building.build import write
from real_plan import real_plan


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="plan-graph-")


@cache
def real_build() -> Path:
    """Write the real plan's publication; it goes when the tests end."""
    target = Path(_folder().name) / "build"
    target.mkdir()
    write([real_plan()], target)
    return target


@cache
def real_store() -> Embedded:
    """Open the store of the real plan."""
    return open_store(real_build() / "store")
