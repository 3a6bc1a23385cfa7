"""The list of all bodies and groups, by kind."""

from __future__ import annotations

from pyoxigraph import NamedNode

from plan_graph.pages.ask import Row, rows, statements
from plan_graph.pages.layout import render
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Said


def page(visit: Visit) -> str:
    """Return the list of all bodies."""
    kinds: dict[str, list[Row]] = {}
    for row in rows(visit, "bodies-directory"):
        kinds.setdefault(row["kindLabel"], []).append(row)
    said = Said(visit, statements(visit, "schemes"))
    glossaries = [
        said.thing(node)
        for node in said.subjects()
        if isinstance(node, NamedNode) and node.value.startswith(visit.site.base + "id/")
    ]
    return render(visit, "bodies.html", kinds=sorted(kinds.items()), glossaries=glossaries)
