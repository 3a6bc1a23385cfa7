"""Which function makes which page, and all the pages that a site has."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from plan_graph.errors import PlanGraphError
from plan_graph.pages import questions, sparql, start
from plan_graph.pages.site import Visit


class NoPageError(PlanGraphError):
    """There is no page at a path."""


PAGES: Mapping[str, Callable[[Visit], str]] = {
    "index": start.page,
    "question": questions.page,
    "questions": questions.index,
    "sparql": sparql.page,
}
"""By the first part of a path; a page raises LookupError if there is no such thing."""


def page(visit: Visit) -> str:
    """Give a page as HTML.

    Raises:
        NoPageError: If there is none at the path.
    """
    try:
        return PAGES[visit.path.partition("/")[0]](visit)
    except LookupError:
        raise NoPageError("there is no such page; begin at the start page") from None
