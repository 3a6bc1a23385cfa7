"""The plans of a publication as lists show them, and which of many a page is to speak of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from plan_graph.asking.search.overview import PlanOverview
from plan_graph.pages.ask import rows, statements
from plan_graph.pages.paging import Paged, paged
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Said
from plan_graph.vocab import DCTERMS

FEW = 5
"""What is said of so many plans stands on one page; of more, one is told at a time."""
_ON_A_PAGE = 50


def overviews(visit: Visit) -> Sequence[PlanOverview]:
    """Return all plans by their IRIs: those of the index, or what the graph says where none is."""
    index = visit.site.index
    if index:
        return index.plans
    return [
        PlanOverview(
            row["plan"],
            row["start"],
            row["end"],
            _country(visit, NamedNode(row["plan"])),
            int(row["actions"]),
            titles={visit.language: row["planLabel"]},
        )
        for row in rows(visit, "plan-overview")
    ]


def _country(visit: Visit, plan: NamedNode) -> str:
    said = Said(visit, statements(visit, "thing", thing=plan))
    return next((node.value for node in said.nodes(plan, DCTERMS.spatial)), "")


class Choice(NamedTuple):
    """A plan that a page could speak of; `actions` is how many of it that would be about, or 0."""

    title: str
    language: str
    href: str
    actions: int
    shown: bool


def choice(
    visit: Visit, plans: Sequence[tuple[PlanOverview, int]]
) -> tuple[NamedNode | None, Paged[Choice] | None]:
    """Return the one of many plans that a page is to speak of, and the list to choose from.

    It is None where they are few: the page speaks of all of them.
    """
    if len(plans) <= FEW:
        return None, None
    asked = visit.values.get("plan", "")
    of_most = max(plans, key=lambda each: each[1])[0]
    chosen = next((plan for plan, _ in plans if plan.identifier == asked), of_most)
    pages = paged(visit, plans, _ON_A_PAGE)
    listed = [
        Choice(*plan.title(visit.language), _href(visit, plan), actions, plan is chosen)
        for plan, actions in pages.items
    ]
    return NamedNode(chosen.iri), pages.of(listed)


def _href(visit: Visit, plan: PlanOverview) -> str:
    """Return where a page speaks of a plan; pages that are files lead to the plan itself."""
    if visit.site.static:
        return visit.thing(plan.iri)
    return f"{visit.page(visit.path)}?{urlencode({'plan': plan.identifier})}"
