"""Search in all that plans say, blind to capitals and diacritics.

In the static site a script does the same with the index.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from plan_graph.pages.ask import Row, own_rows
from plan_graph.pages.layout import render
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import anchor
from plan_graph.text import fold

KINDS = ("action", "objective", "pillar", "indicator", "result", "deadline", "money", "body")
"""In the order in which findings are shown."""
_MOST_SHOWN = 200


class Entry(NamedTuple):
    """One thing that can be found.

    Attributes:
        kind: One of `KINDS`.
        code: The code of the action or part that has it, or the short name of a body.
        text: Its name in the language of the page, else in any.
        href: Where it is shown.
        folded: All that a search looks at.
    """

    kind: str
    code: str
    text: str
    href: str
    folded: str


def page(visit: Visit) -> str:
    """Return the search form, and what was found."""
    asked = visit.values.get("q", "").strip()[:200]
    found = find(entries(visit), asked) if asked else []
    return render(
        visit,
        "search.html",
        asked=asked,
        found=found[:_MOST_SHOWN],
        number=len(found),
        kinds=KINDS,
    )


def find(known: Iterable[Entry], asked: str) -> list[Entry]:
    """Return the entries that hold all the words, or parts of words."""
    words = fold(asked).split()
    return [entry for entry in known if all(word in entry.folded for word in words)]


def entries(visit: Visit) -> list[Entry]:
    """Return all that can be found, in order."""
    found: dict[str, list[Row]] = {}
    for row in own_rows(visit, "texts"):
        found.setdefault(row["thing"], []).append(row)
    for row in own_rows(visit, "names"):
        found.setdefault(row["thing"], []).append({**row, "kind": "body", "code": row["short"]})
    known = [_entry(visit, thing, rows) for thing, rows in found.items()]
    return sorted(known, key=lambda entry: (KINDS.index(entry.kind), entry.code, entry.text))


def _entry(visit: Visit, thing: str, rows: list[Row]) -> Entry:
    order = {visit.language: 0, "en": 1}
    best = min(rows, key=lambda row: order.get(row["language"], 2))
    kind = best["kind"]
    if kind == "part":
        kind = thing.rpartition("/id/")[2].partition("/")[0]
        kind = kind if kind in KINDS else "objective"
    href = visit.thing(thing)
    if kind in ("result", "deadline", "money"):
        href = f"{visit.thing(best['whole'])}#{anchor(thing)}"
    texts = dict.fromkeys([best["code"], *(row["text"] for row in rows)])
    return Entry(kind, best["code"], best["text"], href, fold(" ".join(texts)))


def index(visit: Visit) -> str:
    """Return all that can be found as JSON, for the script of the static site."""
    found = [
        (KINDS.index(entry.kind), entry.code, entry.text, entry.href, entry.folded)
        for entry in entries(visit)
    ]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))
