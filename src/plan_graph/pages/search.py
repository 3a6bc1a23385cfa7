"""Search in all that plans say: a form that works without scripts, and results in pages.

The index of the build is asked. The script of the page asks for this page again as one types.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from plan_graph.asking.search.entry import KINDS
from plan_graph.asking.search.index import AT_ONCE, Index
from plan_graph.asking.search.marks import Marked
from plan_graph.asking.search.question import Meaning, Understood, is_asking, meaning
from plan_graph.asking.search.results import MOST_FOUND, Found, Results
from plan_graph.pages.document import open_document
from plan_graph.pages.layout import render
from plan_graph.pages.paging import page_number
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import anchor

_LONGEST_TITLE = 300
LONGEST_WORDS = 200
"""So many characters the field takes."""


class Shown(NamedTuple):
    """One result as a page shows it.

    Attributes:
        kind: One of `KINDS`.
        code: The code of the action or part that has it, or the short name of a body.
        title: Its name in pieces, each with whether it was looked for.
        snippet: Words about it, in pieces too.
        plan: The title of its plan, where there are several.
        href: Where it is shown.
    """

    kind: str
    code: str
    title: list[tuple[str, bool]]
    snippet: list[tuple[str, bool]]
    plan: str
    href: str


def page(visit: Visit) -> str:
    """Return the search form, and what was found."""
    asked = visit.values.get("q", "").strip()[:LONGEST_WORDS]
    kind = visit.values.get("kind", "")
    kind = kind if kind in KINDS else ""
    index = visit.site.index
    results, number, last = Results(), 1, 1
    kinds: Sequence[tuple[str, int]] = ()
    if asked and index:
        whole = index.find(asked)
        chosen = index.find(asked, kind=kind) if kind else whole
        last = max(1, -(-len(chosen.ids) // AT_ONCE))
        number = page_number(visit.values.get("page", ""), last)
        results = index.shown(chosen, visit.language, offset=(number - 1) * AT_ONCE)
        kinds = index.counts(asked, whole)
    meant = meaning(index, asked, visit.language) if asked and index else Meaning()
    others = () if meant.sure or not is_asking(asked) else meant.near
    return render(
        visit,
        "search.html",
        asked=asked,
        has_index=index is not None,
        results=results,
        kinds=kinds,
        kind=kind,
        question=meant.sure,
        others=others,
        question_href=lambda asked: question_href(visit, asked),
        found=[_shown(visit, index, each) for each in results.found] if index else [],
        most=MOST_FOUND,
        here=lambda **values: _here(visit, asked, {"kind": kind, **values}),
        number=number,
        every_kind=KINDS,
        last=last,
    )


def _here(visit: Visit, asked: str, values: Mapping[str, object]) -> str:
    """Return the address of this search with other values; empty ones are left out."""
    given = {"q": asked, **{name: str(value) for name, value in values.items() if value}}
    return f"{visit.page('search')}?{urlencode(given)}"


def question_href(visit: Visit, question: Understood) -> str:
    """Return where the answer to a question stands."""
    asked = f"?{urlencode(question.values)}" if question.values else ""
    return visit.page(f"question/{question.name}") + asked


def _shown(visit: Visit, index: Index, found: Found) -> Shown:
    tells_plan = len(index.plans) > 1 and found.kind != "plan"
    return Shown(
        found.kind,
        found.code,
        brief(found.title).pieces,
        found.snippet.pieces,
        index.plan_title(found.plan, visit.language) if tells_plan else "",
        href(visit, found.kind, found.iri, found.owner, found.place),
    )


def brief(title: Marked) -> Marked:
    """Cut a very long title; the page of the thing has all of it."""
    if len(title.text) <= _LONGEST_TITLE:
        return title
    cut = title.text[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip()
    return Marked(f"{cut} …", tuple(mark for mark in title.marks if mark[1] <= len(cut)))


def href(visit: Visit, kind: str, iri: str, owner: str, place: int = -1) -> str:
    """Return where a result is shown, or '' if it is on no page."""
    if kind == "question":
        return visit.page(f"question/{iri}")
    if kind == "document":
        return _place_in_document(visit, iri.rpartition("/")[2], place)
    if owner:
        return visit.thing(owner) and f"{visit.thing(owner)}#{anchor(iri)}"
    return visit.thing(iri)


def _place_in_document(visit: Visit, plan: str, place: int) -> str:
    document = open_document(visit.site.build, plan) if visit.site.build else None
    if document is None or not document.parts:
        return ""
    part = document.part(place)
    return visit.page(f"source/{plan}/{part}" if part > 1 else f"source/{plan}")
