"""Which function makes which page, and all the pages that a site has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from pyoxigraph import NamedNode

from plan_graph.asking.queries import aliases, names
from plan_graph.errors import PlanGraphError
from plan_graph.pages import (
    action,
    bodies,
    body,
    data,
    gallery,
    indicator,
    ontology,
    part,
    plan,
    questions,
    search,
    source,
    sparql_editor,
    start,
    strategy,
    thing,
    validation,
)
from plan_graph.pages.document import open_document
from plan_graph.pages.site import Site, Visit, has_page
from plan_graph.phrases import phrase
from plan_graph.vocab import PLAN_BASE


class NoPageError(PlanGraphError):
    """There is no page at a path."""


PAGES: Mapping[str, Callable[[Visit], str]] = {
    "action": action.page,
    "bodies": bodies.page,
    "data": data.page,
    "embed": gallery.embed,
    "index": start.page,
    "indicator": indicator.page,
    "question": questions.page,
    "questions": questions.index,
    "sparql": sparql_editor.page,
    "objective": part.page,
    "ontology": ontology.page,
    "organisation": body.page,
    "picture": gallery.one,
    "pictures": gallery.page,
    "pillar": part.page,
    "plan": plan.page,
    "search": search.page,
    "source": source.page,
    "strategy": strategy.page,
    "validation": validation.page,
}
"""By the first part of a path; all others are things that have no page of their own kind."""


def page(visit: Visit) -> str:
    """Return a page as HTML.

    Raises:
        NoPageError: If there is none at the path.
    """
    try:
        return PAGES.get(visit.path.partition("/")[0], thing.page)(visit)
    except LookupError:
        raise NoPageError(phrase("pages.routes.no_such_page")) from None


_SINGLE = (
    "index", "bodies", "data", "ontology", "pictures", "questions", "search", "validation",
)  # fmt: skip
_THINGS = "SELECT DISTINCT ?thing WHERE { ?thing a ?kind }"
_FIT = re.compile(r"[^\x00-\x1f\\]+")


def every_page(site: Site) -> list[str]:
    """List the paths of all pages, as addresses have them, in order."""
    asked = [*names(), *aliases()]
    found = [*_SINGLE, *(f"question/{name}" for name in asked), *_pictures(site), *things(site)]
    return [*found, *_documents(site)]


def things(site: Site) -> list[str]:
    """List the paths of the pages of things."""
    found = set()
    for (term,) in site.engine.select(_THINGS).rows:
        for base in (site.base, PLAN_BASE):
            if isinstance(term, NamedNode) and term.value.startswith(base):
                path = term.value.removeprefix(base)
                if has_page(path) and _FIT.fullmatch(path):
                    found.add(path.removeprefix("id/"))
    return sorted(found)


def _pictures(site: Site) -> Iterator[str]:
    """List the pages of pictures that show something."""
    for name in gallery.declared():
        if gallery.shows(site, name):
            yield from (f"picture/{name}", f"embed/{name}")


def _documents(site: Site) -> Iterator[str]:
    for file in sorted(site.build.glob("*/source.json")) if site.build else ():
        name = file.parent.name
        document = open_document(file.parent.parent, name)
        for number in range(1, len(document.parts) + 1 if document else 1):
            yield f"source/{name}/{number}" if number > 1 else f"source/{name}"
