"""Which function makes which page, and all the pages that a site has."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from plan_graph.errors import PlanGraphError
from plan_graph.pages import (
    action,
    bodies,
    body,
    data,
    ontology,
    part,
    pictures,
    plan,
    questions,
    search,
    source,
    sparql,
    start,
    thing,
    validation,
)
from plan_graph.pages.site import Visit


class NoPageError(PlanGraphError):
    """There is no page at a path."""


PAGES: Mapping[str, Callable[[Visit], str]] = {
    "action": action.page,
    "bodies": bodies.page,
    "data": data.page,
    "index": start.page,
    "question": questions.page,
    "questions": questions.index,
    "sparql": sparql.page,
    "objective": part.page,
    "ontology": ontology.page,
    "organisation": body.page,
    "pictures": pictures.page,
    "pillar": part.page,
    "plan": plan.page,
    "search": search.page,
    "source": source.page,
    "validation": validation.page,
}
"""By the first part of a path; all others are things that have no page of their own kind."""


def page(visit: Visit) -> str:
    """Give a page as HTML.

    Raises:
        NoPageError: If there is none at the path.
    """
    try:
        return PAGES.get(visit.path.partition("/")[0], thing.page)(visit)
    except LookupError:
        raise NoPageError("there is no such page; begin at the start page") from None
