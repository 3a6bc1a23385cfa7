"""The start page: the plan, if there is only one, else the plans side by side."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import NamedNode

from plan_graph.asking.search.overview import PlanOverview
from plan_graph.pages.ask import named
from plan_graph.pages.layout import render
from plan_graph.pages.paging import paged
from plan_graph.pages.pictures import as_data
from plan_graph.pages.plan import plan_page
from plan_graph.pages.plans import FEW, overviews
from plan_graph.pages.progress import Followed, follow
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Thing, Words
from plan_graph.phrases import table
from plan_graph.text import fold

_ON_A_PAGE = 50


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
    plans = overviews(visit)
    if len(plans) == 1:
        return plan_page(visit, NamedNode(plans[0].iri))
    asked = {field: visit.values.get(field, "")[:200] for field in ("q", "country")}
    countries = {iri: _country(visit, iri) for iri in {plan.country for plan in plans} if iri}
    chosen = [
        plan
        for plan in plans
        if asked["country"] in ("", countries.get(plan.country, ""))
        and (not asked["q"] or _has(plan.title(visit.language)[0], asked["q"]))
    ]
    shown = paged(visit, chosen, _ON_A_PAGE)
    return render(
        visit,
        "start.html",
        asked=asked,
        countries=sorted({*countries.values()} - {""}),
        pages=shown,
        plans=[listed(visit, plan) for plan in shown.items],
        can_filter=len(plans) > FEW,
        data=as_data(visit, named("plan-overview")),
    )


def _has(title: str, words: str) -> bool:
    title = fold(title)
    return all(word in title for word in fold(words).split())


def _country(visit: Visit, iri: str) -> str:
    """Name a country in the language of the page; its code if we have no name."""
    code = iri.rpartition("/")[2]
    return table("pages.countries", visit.language).get(code, code)


def listed(visit: Visit, plan: PlanOverview) -> Listed:
    """Return a plan for the list of plans."""
    country = _country(visit, plan.country)
    thing = Thing(plan.iri, visit.thing(plan.iri), Words(*plan.title(visit.language)))
    nothing = Followed({}, {}, visit.day.isoformat())
    followed = follow(visit, NamedNode(plan.iri)) if plan.is_followed else nothing
    return Listed(thing, country, plan.start, plan.end, plan.actions, followed)
