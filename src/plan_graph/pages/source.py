"""The whole document, laid out with its tables; each quoted passage can be linked to.

A link to a passage ends with its name; the browser scrolls to it and the style sheet marks it,
without a script.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape
from pyoxigraph import NamedNode

from plan_graph.language.wording import tag_of
from plan_graph.pages import scans
from plan_graph.pages.ask import own_rows, statements
from plan_graph.pages.document import Document, Row, open_document
from plan_graph.pages.layout import render, visible
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Said, anchor
from plan_graph.vocab import DCTERMS, PLAN

_LONG = 60
"""From so many characters on, words in a narrow column are a tower of lines."""


class Mark(NamedTuple):
    """A passage that a fragment of the graph quotes; offsets are those of the whole text."""

    start: int
    end: int
    name: str


class Shown(NamedTuple):
    """One cell or paragraph, ready to be shown; one that `is_long` needs a wide column."""

    html: Markup
    columns: int
    rows: int
    is_long: bool
    name: str = ""
    places: Sequence[scans.Place] = ()


class Line(NamedTuple):
    """One row of a table, or a paragraph (then the numbers are 0)."""

    table: int
    number: int
    cells: list[Shown]


def page(visit: Visit) -> str:
    """Return the document of a plan, or a part of it if it is long: 'source/<plan>/2'.

    Raises:
        LookupError: If there is no such plan, or the build does not hold its text.
    """
    _, name, *rest = visit.path.split("/")
    part = int(rest[0]) if len(rest) == 1 and rest[0].isdigit() else 1
    document = open_document(visit.site.build, name) if visit.site.build else None
    if document is None or len(rest) > 1 or not 1 <= part <= len(document.parts):
        raise LookupError(visit.path)
    plan = NamedNode(f"{visit.site.base}id/plan/{name}")
    said = Said(visit, statements(visit, "document", thing=plan))
    sources = said.parts(plan, DCTERMS.source)
    marks = sorted(
        (mark for source in sources for mark in _marks(visit, source)),
        key=lambda mark: (mark.start, -mark.end),
    )
    tags = [tag_of(node.value) for node in said.nodes(plan, DCTERMS.language)]
    rows = document.parts[part - 1]
    cells = dict.fromkeys(cell[:2] for row in rows for cell in row.cells)
    places = scans.places(visit, name, document, cells)
    return render(
        visit,
        "source.html",
        plan=said.thing(plan),
        language="".join(tags[:1]),
        digest=said.text(sources[0], PLAN.sha256) if sources else "",
        blocks=blocks(document, rows, marks, places),
        scanned=scans.pages(place for own in places.values() for place in own),
        part=part,
        pages=[
            (number, visit.page(f"source/{name}/{number}" if number > 1 else f"source/{name}"))
            for number in range(1, len(document.parts) + 1)
        ],
        text=visit.file(f"dump/{name}/source.txt"),
        data=[("json", "application/json", visit.file(f"dump/{name}/source.json"))],
    )


def _marks(visit: Visit, source: NamedNode) -> list[Mark]:
    return [
        Mark(int(row["start"]), int(row["end"]), anchor(row["fragment"]))
        for row in own_rows(visit, "fragments", thing=source)
    ]


def blocks(
    document: Document,
    rows: Sequence[Row],
    marks: Sequence[Mark],
    places: Mapping[tuple[int, int], Sequence[scans.Place]],
) -> list[list[Line]]:
    """Return the rows of each table together; a paragraph stands alone."""
    blocks: list[list[Line]] = []
    starts = [mark.start for mark in marks]
    left = dict(places)  # what stands twice in a table is told once
    for row in rows:
        cells = []
        for cell in row.cells:
            inside = slice(bisect_left(starts, cell.start), bisect_left(starts, cell.end))
            html = marked(document.text, cell.start, cell.end, marks[inside])
            own = left.pop(cell[:2], ())
            is_long = cell.end - cell.start > _LONG
            cells.append(
                Shown(html, cell.columns, cell.rows, is_long, own[0].words if own else "", own)
            )
        if not blocks or not row.table or blocks[-1][0].table != row.table:
            blocks.append([])
        blocks[-1].append(Line(row.table, row.number, cells))
    return blocks


def marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> Markup:
    """Write a part of a text with a named element around each passage.

    The passages come in the order of their starts, longer ones first. One that would cross the end
    of another is cut there: its beginning, which a link leads to, is what counts.

    >>> print(marked("a<b c", 0, 5, [Mark(0, 3, "x"), Mark(2, 5, "y")]))
    <span id="x">a&lt;<span id="y">b</span></span> c
    """
    parts: list[str] = []
    ends: list[int] = []
    place = start

    def go_to(offset: int) -> None:
        nonlocal place
        while ends and ends[-1] <= offset:
            parts.append(f"{_text(text[place : ends[-1]])}</span>")
            place = ends.pop()
        parts.append(_text(text[place:offset]))
        place = offset

    for mark in marks:
        go_to(mark.start)
        ends.append(min(mark.end, *ends[-1:], end))
        parts.append(f'<span id="{escape(mark.name)}">')
    go_to(end)
    return Markup("".join(parts))


def _text(text: str) -> str:
    return str(escape(visible(text)))
