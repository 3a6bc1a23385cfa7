"""All pages that a site has: those of things, the documents, the questions, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode

from plan_graph.pages.document import open_document
from plan_graph.pages.site import Site, has_page
from plan_graph.queries import names
from plan_graph.vocab import PLAN_BASE

_SINGLE = (
    "index", "bodies", "data", "ontology", "pictures", "questions", "search", "validation",
)  # fmt: skip
_THINGS = "SELECT DISTINCT ?thing WHERE { ?thing a ?kind }"
_FIT = re.compile(r"[^\x00-\x1f\\]+")


def every_page(site: Site) -> list[str]:
    """List the paths of all pages, as addresses have them, in order."""
    found = [*_SINGLE, *(f"question/{name}" for name in names()), *things(site)]
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


def _documents(site: Site) -> Iterator[str]:
    for file in sorted(site.build.glob("*/source.json")) if site.build else ():
        name = file.parent.name
        document = open_document(file.parent.parent, name)
        for number in range(1, len(document.parts) + 1 if document else 1):
            yield f"source/{name}/{number}" if number > 1 else f"source/{name}"
