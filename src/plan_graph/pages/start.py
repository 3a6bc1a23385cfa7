"""The start page: what there is."""

from __future__ import annotations

from pyoxigraph import NamedNode

from plan_graph.pages.ask import rows
from plan_graph.pages.layout import render
from plan_graph.pages.plan import plan_page
from plan_graph.pages.site import Visit


def page(visit: Visit) -> str:
    """Return the start page: the plan, if there is only one, else the list of plans."""
    plans = rows(visit, "plan-overview")
    if len(plans) == 1:
        return plan_page(visit, NamedNode(plans[0]["plan"]))
    return render(visit, "start.html", plans=plans)
