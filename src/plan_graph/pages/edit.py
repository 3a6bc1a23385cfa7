"""The pages on which a person corrects what was read: plans, facts, one fact with its form.

The words of the document stand beside the form, marked in their row; what a correction changes is
shown before it is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plan_graph.iris import Iris
from plan_graph.pages.document import Row, open_document
from plan_graph.pages.layout import render
from plan_graph.pages.site import Visit
from plan_graph.pages.source import Line, Mark, blocks
from plan_graph.publishing.diff.compare import Change, lines
from plan_graph.text import fold

_ON_A_PAGE = 40
SHOWN = ("check", "corrected", "all")
"""Which facts a list shows, the usual first."""
LISTS = ("facts", "bodies", "columns")
"""What can be corrected."""


class Asked(NamedTuple):
    """One fact, body or column of a plan, by its number in its list; 0 is the list."""

    plan: str
    about: str
    number: int = 0

    @property
    def path(self) -> str:
        """Where its page is below those of corrections."""
        part = "" if self.about == "facts" else f"/{self.about}"
        return f"{self.plan}{part}" + (f"/{self.number}" if self.number else "")


def locked(visit: Visit) -> str:
    """Return the page that tells whom the browser is not known of how to begin."""
    return render(visit, "edit-told.html", told="locked", problem="")


def broken(visit: Visit, problem: str) -> str:
    """Return the page that tells why a plan cannot be corrected now."""
    return render(visit, "edit-told.html", told="broken", problem=problem)


def plans(visit: Visit, found: Sequence[Mapping[str, Any]]) -> str:
    """Return the plans that can be corrected."""
    return render(visit, "edit-plans.html", plans=found)


def listed(
    visit: Visit,
    plan: str,
    about: str,
    found: Mapping[str, Any],
    saved: Mapping[str, Any] | None,
) -> str:
    """Return the facts, bodies or columns of a plan; `saved` is what was changed just now."""
    shown: dict[str, Any] = {"plan": plan, "about": about, "found": found, "lists": _lists(plan)}
    changed = _difference(visit, saved or {})
    if about == "facts":
        return render(visit, "edit-facts.html", **shown, **changed, **_facts(visit, found))
    rows = list(enumerate(found["rows"], start=1))
    number = len(rows)
    return render(visit, f"edit-{about}.html", **shown, **changed, rows=rows, number=number)


def _lists(plan: str) -> dict[str, str]:
    return {about: f"edit/{Asked(plan, about).path}" for about in LISTS}


def _facts(visit: Visit, found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts that a page shows, those to look at first; or those asked for."""
    every = list(enumerate(found["rows"], start=1))
    thing, words = visit.values.get("thing", ""), fold(visit.values.get("q", "")).split()
    counts = {shown: sum(_is_shown(row, shown) for _, row in every) for shown in SHOWN}
    usual = "check" if counts["check"] and not (thing or words) else "all"
    asked = visit.values.get("show", "")
    show = asked if asked in SHOWN else usual
    rows = [
        (number, row)
        for number, row in every
        if _is_shown(row, show) and thing in ("", row["thing"]) and _holds(row, words)
    ]
    pages = max(1, -(-len(rows) // _ON_A_PAGE))
    page = visit.values.get("page", "")
    part = min(int(page), pages) if page.isdecimal() and int(page[:9]) > 0 else 1
    return {
        "rows": rows[(part - 1) * _ON_A_PAGE : part * _ON_A_PAGE],
        "number": len(rows),
        "counts": counts,
        "show": show,
        "asked": {"q": visit.values.get("q", ""), "thing": thing},
        "part": part,
        "parts": pages,
    }


def _is_shown(row: Mapping[str, Any], show: str) -> bool:
    if show == "check":
        return bool(row["is_open"])
    return show == "all" or row["is_corrected"]


def _holds(row: Mapping[str, Any], words: Sequence[str]) -> bool:
    text = fold(f"{row['owner']} {row['part']} {row['words']} {row['understood']}")
    return all(word in text for word in words)


def form(  # noqa: PLR0913 - what a page of a form shows
    visit: Visit,
    asked: Asked,
    found: Mapping[str, Any],
    *,
    token: str,
    given: Mapping[str, str] | None = None,
    told: Mapping[str, Any] | None = None,
    saved: Mapping[str, Any] | None = None,
) -> str:
    """Return one fact, body or column with its form.

    Args:
        visit: What was asked for.
        asked: Which it is.
        found: What is known of it, its fields, what comes next.
        token: What the form holds to be taken.
        given: What the person filled in, if anything.
        told: What that would change, or what is wrong with it.
        saved: What the correction changed that was saved just now.
    """
    told, row = told or {}, found["row"]
    about = _ABOUT[asked.about](visit, asked.plan, row)
    return render(
        visit,
        f"edit-{_ONE[asked.about]}.html",
        asked=asked,
        lists=_lists(asked.plan),
        found=found,
        row=row,
        fields=[_filled(field, given or {}) for field in found["fields"]],
        token=token,
        problem=told.get("problem", ""),
        column=told.get("column", ""),
        **_difference(visit, saved or told),
        **about,
    )


def _difference(visit: Visit, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a correction changes, or would change, in words."""
    shown = told.get("difference")
    said = list(_said(shown, visit.language)) if shown and shown["changes"] else []
    return {"difference": shown, "changes": said, "saved": told if "problems" in told else None}


def _of_fact(visit: Visit, plan: str, row: Mapping[str, Any]) -> dict[str, Any]:
    words = excerpt(visit, plan, row["start"], row["end"])
    return {"excerpt": words, "thing_page": _page_of(visit, plan, row["thing"])}


_ABOUT: Mapping[str, Callable[[Visit, str, Mapping[str, Any]], dict[str, Any]]] = {
    "facts": _of_fact,
    "bodies": lambda _visit, _plan, _row: {},
    "columns": lambda _visit, _plan, _row: {},
}
_ONE = {"facts": "fact", "bodies": "body", "columns": "column"}


def _filled(field: Mapping[str, Any], given: Mapping[str, str]) -> dict[str, Any]:
    groups: dict[str, list[Mapping[str, str]]] = {}
    for choice in field["choices"]:
        groups.setdefault(choice["part"], []).append(choice)
    return {**field, "value": given.get(field["name"], field["value"]), "groups": groups}


def _said(difference: Mapping[str, Any], language: str) -> Iterator[str]:
    changes = [
        Change(**{**change, "details": tuple(change["details"])})
        for change in difference["changes"]
    ]
    return lines(changes, language)


def _page_of(visit: Visit, plan: str, thing: str) -> str:
    """Return the page that shows the thing of a fact."""
    if thing == "plan":
        return visit.page(f"plan/{plan}")
    kind, _, code = thing.rpartition(" ")
    return visit.thing(Iris(plan, "", visit.site.base).thing(kind or "action", code).value)


def excerpt(visit: Visit, plan: str, start: int, end: int) -> list[Line]:
    """Return the row or paragraph of the document that holds words, with these marked.

    Above it comes the first row of its table, which tells what stands where.
    """
    document = open_document(visit.site.build, plan) if visit.site.build else None
    if document is None:
        return []
    rows = [row for part in document.parts for row in part]
    holding = next((row for row in rows if _has(row, start)), None)
    if holding is None:
        return []
    head = next((row for row in rows if row.table == holding.table), holding)
    shown = [head, holding] if holding.table and head != holding else [holding]
    marks = [Mark(start, end, "words")]
    return [line for block in blocks(document, shown, marks, {}) for line in block]


def _has(row: Row, place: int) -> bool:
    return any(cell.start <= place < max(cell.end, cell.start + 1) for cell in row.cells)
