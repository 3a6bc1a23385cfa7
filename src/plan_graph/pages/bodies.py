"""The list of all bodies and groups, by kind."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from plan_graph.pages.ask import Row, rows, statements
from plan_graph.pages.layout import render
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Said


def page(visit: Visit) -> str:
    """Return the list of all bodies."""
    kinds: dict[str, list[Row]] = {}
    for row in _of_all_plans(rows(visit, "bodies-directory")):
        kinds.setdefault(row["kindLabel"], []).append(row)
    said = Said(visit, statements(visit, "schemes"))
    glossaries = [
        said.thing(node)
        for node in said.subjects()
        if isinstance(node, NamedNode) and node.value.startswith(visit.site.base + "id/")
    ]
    return render(visit, "bodies.html", kinds=sorted(kinds.items()), glossaries=glossaries)


def _of_all_plans(listed: Iterable[Row]) -> list[Row]:
    """Join the rows of a body, one for each plan and ministry: actions add up over the plans."""
    found: dict[tuple[str, str], dict[str, Row]] = {}
    for row in listed:
        found.setdefault((row["kind"], row["body"]), {}).setdefault(row["plan"], row)
    return [
        {
            **next(iter(plans.values())),
            "actions": str(sum(int(r["actions"]) for r in plans.values())),
        }
        for plans in found.values()
    ]
