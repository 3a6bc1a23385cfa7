"""The start page: what there is."""

from __future__ import annotations

from plan_graph.pages.ask import rows
from plan_graph.pages.frame import render
from plan_graph.pages.site import Visit


def page(visit: Visit) -> str:
    """Give the start page."""
    return render(visit, "start.html", plans=rows(visit, "plan-overview"))
