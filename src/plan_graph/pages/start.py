"""The start page: the plan, if there is only one, else the plans side by side."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import NamedNode

from plan_graph.language.country import name_of
from plan_graph.pages.ask import Row, rows, statements
from plan_graph.pages.layout import render
from plan_graph.pages.plan import plan_page
from plan_graph.pages.progress import Followed, follow
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Said, Thing
from plan_graph.text import fold
from plan_graph.vocab import DCTERMS

_FEW = 5
"""So many plans are looked through at a glance; more of them can be filtered."""


class Listed(NamedTuple):
    """A plan in the list of plans; `country` is '' if its data do not tell."""

    plan: Thing
    country: str
    start: str
    end: str
    actions: int
    followed: Followed


def page(visit: Visit) -> str:
    """Return the start page."""
    plans = rows(visit, "plan-overview")
    if len(plans) == 1:
        return plan_page(visit, NamedNode(plans[0]["plan"]))
    every = [listed(visit, row) for row in plans]
    asked = {field: visit.values.get(field, "")[:200] for field in ("q", "country")}
    return render(
        visit,
        "start.html",
        asked=asked,
        countries=sorted({each.country for each in every if each.country}),
        plans=[each for each in every if _fits(each, asked["q"], asked["country"])],
        can_filter=len(every) > _FEW,
    )


def _fits(plan: Listed, words: str, country: str) -> bool:
    title = fold(plan.plan.name.text)
    return country in ("", plan.country) and all(word in title for word in fold(words).split())


def listed(visit: Visit, row: Row) -> Listed:
    """Return a plan for the list of plans, by its row of 'plan-overview'."""
    plan = NamedNode(row["plan"])
    said = Said(visit, statements(visit, "thing", thing=plan))
    country = next((name_of(node.value) for node in said.nodes(plan, DCTERMS.spatial)), "")
    return Listed(
        said.thing(plan),
        country,
        row["start"],
        row["end"],
        int(row["actions"]),
        follow(visit, plan),
    )
