"""The page of a plan: what it is, its parts as a tree, filters, figures that lead to lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from plan_graph.pages.actions import (
    FIELDS,
    OPEN,
    RECURRING,
    Item,
    chosen,
    facets,
    items,
    mark_of,
    options,
)
from plan_graph.pages.ask import statements
from plan_graph.pages.atom import address
from plan_graph.pages.data import catalogued, creators, dataset_of
from plan_graph.pages.description import citation
from plan_graph.pages.layout import licensed, render
from plan_graph.pages.pictures import card_of
from plan_graph.pages.progress import follow, trend
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Said, Words
from plan_graph.pages.tree import Branch, grow
from plan_graph.pages.validation import reading
from plan_graph.vocab import DCTERMS, PLAN, RDF

MOST_ACTIONS = 200
"""So many actions are listed on one page; beyond it the objectives lead to them."""

_MOST_LATEST = 6
_MOST_CELLS = 150
"""So many actions are shown as marks of one picture."""


class Figure(NamedTuple):
    """A number that leads to the list behind it; `word` says what is counted."""

    number: int
    word: str
    href: str


def page(visit: Visit) -> str:
    """Return the page of a plan.

    Raises:
        LookupError: If there is no such plan.
    """
    return plan_page(visit, NamedNode(f"{visit.site.base}id/{visit.path}"))


def plan_page(visit: Visit, plan: NamedNode) -> str:
    """Return the page of a plan, wherever it is shown.

    Raises:
        LookupError: If there is no such plan.
    """
    own = Said(visit, statements(visit, "thing", thing=plan))
    if PLAN.ActionPlan not in own.values(plan, RDF.type):
        raise LookupError(plan.value)
    said = Said(visit, [*statements(visit, "actions", thing=plan),
                        *statements(visit, "structure", thing=plan)])  # fmt: skip
    glossary = NamedNode(plan.value.replace("/id/plan/", "/id/glossary/"))
    followed = follow(visit, plan)
    every = items(said, followed)
    filters = {field: visit.values.get(field, "")[:200] for field in ("q", *FIELDS)}
    filtered = any(filters.values())
    filters["date"] = visit.day.isoformat() if visit.day != visit.site.day else ""
    wanted = set(map(id, chosen(every.values(), filters)))
    shown = {node: item for node, item in every.items() if id(item) in wanted}
    here = "plan/" + plan.value.rpartition("/id/plan/")[2]
    listed = dict(list(shown.items())[:MOST_ACTIONS]) if filtered else shown
    tree = grow(said, plan, listed, prune=filtered)
    return render(
        visit,
        "plan.html",
        place=here,
        image=card_of(visit, here),
        here=here,
        plan=own.thing(plan)._replace(code=""),
        others=own.other_names(plan),
        quotes=own.quotes(plan),
        start=own.text(plan, PLAN.startDate),
        end=own.text(plan, PLAN.endDate),
        strategies=own.things(plan, PLAN.implementsStrategy),
        acts=own.things(plan, PLAN.adoptedBy),
        coordinators=own.things(plan, PLAN.coordinator),
        followed=followed,
        counts=followed.counts(),
        days=trend(visit, plan, followed),
        reports=[
            (every[node], report)
            for action, report in followed.latest(_MOST_LATEST)
            if (node := NamedNode(action)) in every
        ],
        feed=address(visit, here),
        mosaic=[] if filtered or len(every) > _MOST_CELLS else list(_rows(tree, own.name(plan))),
        undated=[mark for mark in (RECURRING, OPEN) if mark in map(mark_of, every.values())],
        figures=_figures(visit, here, list(every.values()), filters),
        filters=filters,
        filtered=filtered,
        options=options(said, every.values()),
        facets=facets(said, list(every.values()), filters),
        tree=tree,
        found=len(shown),
        with_items=filtered or len(every) <= MOST_ACTIONS,
        reading=reading(visit, said),
        glossary=said.thing(glossary) if said.values(glossary, DCTERMS.title) else None,
        cite=citation(visit, plan),
        json_ld=_json_ld(visit, own, plan),
    )


def _rows(branch: Branch, name: Words, code: str = "") -> Iterator[tuple[str, str, list[Item]]]:
    """Yield each part that has actions of its own, by name and code, with them."""
    if branch.items:
        yield name.text, code, branch.items
    for part in branch.branches:
        yield from _rows(part, part.thing.name, part.thing.code)


def _figures(
    visit: Visit, here: str, every: list[Item], filters: Mapping[str, str]
) -> list[Figure]:
    """Count what people ask first; each number leads to the actions that it counts."""
    dated = {"date": filters["date"]} if filters["date"] else {}

    def counted(word: str, **wanted: str) -> Figure:
        query = f"?{urlencode({**wanted, **dated})}" if wanted or dated else ""
        return Figure(len(chosen(every, wanted)), word, f"{visit.page(here)}{query}#actions")

    years = sorted({year for item in every for year in item.years} - {RECURRING})
    found = [
        counted("actions"),
        counted("external", funding="external"),
        counted("recurring", year=RECURRING),
        *(counted(year, year=year) for year in years[:4]),
    ]
    return [figure for figure in found if figure.number]


def _json_ld(visit: Visit, own: Said, plan: NamedNode) -> dict[str, object]:
    """Describe the data of the plan in schema.org, for search engines."""
    start, end = own.text(plan, PLAN.startDate), own.text(plan, PLAN.endDate)
    name = own.text(plan, DCTERMS.identifier)
    dataset = dataset_of(visit, plan.value)
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": dataset.value,
        "about": {"@id": plan.value},
        "identifier": name,
        "name": own.name(plan).text,
        "description": own.name(plan).text,
        "inLanguage": [visit.language],
        **creators(catalogued(visit, [dataset]), dataset),
        **licensed(visit),
        "isAccessibleForFree": True,
    }
    if start and end:
        found["temporalCoverage"] = f"{start}/{end}"
    if visit.site.address:
        found["url"] = visit.whole(f"{visit.language}/plan/{name}.html")
        found["distribution"] = [
            {"@type": "DataDownload", "encodingFormat": kind,
             "contentUrl": visit.whole(f"dump/{name}/{file}")}
            for file, kind in (("plan.ttl", "text/turtle"), ("plan.csv", "text/csv"),
                               ("plan.jsonld", "application/ld+json"))
        ]  # fmt: skip
    return found
