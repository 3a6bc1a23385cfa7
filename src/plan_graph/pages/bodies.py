"""The list of all bodies and groups, by kind."""

from __future__ import annotations

from plan_graph.pages.ask import Row, rows
from plan_graph.pages.frame import render
from plan_graph.pages.site import Visit


def page(visit: Visit) -> str:
    """Give the list of all bodies."""
    kinds: dict[str, list[Row]] = {}
    for row in rows(visit, "bodies-directory"):
        kinds.setdefault(row["kindLabel"], []).append(row)
    return render(visit, "bodies.html", kinds=sorted(kinds.items()))
