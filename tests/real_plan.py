"""The real plan, built once for all tests that ask about it."""

from __future__ import annotations

from functools import cache

from plan_graph.building.pipeline import Built, convert
from plan_graph.reading.source import open_source
from plan_graph.resources import folder

PLAN_FOLDER = folder("data") / "plans" / "ro-thb-2021-2022"


@cache
def real_plan() -> Built:
    """Build the real plan in memory."""
    return convert(open_source(PLAN_FOLDER))
