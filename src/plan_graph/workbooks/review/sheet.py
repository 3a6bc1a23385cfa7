"""Write the review of a plan as a workbook: one fact a row, for a person to correct."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from plan_graph.language.register import Register
from plan_graph.plan import TableReading
from plan_graph.plan.stated import bodies_in
from plan_graph.plan.tables import Document
from plan_graph.reading.source import PlanSource
from plan_graph.text import clean
from plan_graph.workbooks.book import (
    Book,
    Column,
    cell_of,
    comment,
    fit,
    lay_out,
    protect,
    ranges,
    shown,
    write_text,
)
from plan_graph.workbooks.opening import carried_lines, hidden_name
from plan_graph.workbooks.review.cells import USED, ReviewTongue, body_cells, cells, options
from plan_graph.workbooks.review.certainty import Item
from plan_graph.workbooks.review.columns_sheet import headings, sheet_name, write_columns
from plan_graph.workbooks.review.fact_rows import Fact
from plan_graph.workbooks.review.origin import document_data, source_data

COLUMNS: Mapping[str, int] = {
    "thing": 14,
    "part": 18,
    "words": 48,
    "text": 48,
    "kind": 22,
    "unit": 24,
    "start": 12,
    "end": 12,
    "months": 10,
    "bodies": 24,
    "why": 30,
    "sure": 12,
    "remark": 40,
    "place": 22,
    "identifier": 10,
}
"""The columns in their order, with their widths."""
NUMBER = {name: number for number, name in enumerate(COLUMNS, start=1)}
KIND = "review"


@dataclass(frozen=True)
class Reviewed:
    """What a review is made of; the workbook alone is enough to build the plan again.

    Attributes:
        document: The document.
        language: Tag of its language.
        tables: What its tables were taken for.
        source: Where it comes from.
        items: The facts of the plan; none of a document that could not be read.
        columns: The rows of the sheet of columns in an earlier review, which stay as they are.
    """

    document: Document
    language: str
    tables: Sequence[TableReading]
    source: PlanSource
    items: Sequence[Item] = ()
    columns: Sequence[Sequence[str]] = ()


def review_workbook(reviewed: Reviewed, register: Register, language: str) -> bytes:
    """Write the review.

    Args:
        reviewed: What it is made of.
        register: The bodies that can be chosen.
        language: Of the words of the workbook.
    """
    tongue, items, document = ReviewTongue(language), reviewed.items, reviewed.document
    rows = {item.fact.identifier: _texts(document, item, tongue) for item in items}
    book = Book()
    sheet = book.sheet(tongue.sheet, _columns(tongue), frozen="D2", filtered=True)
    for number, item in enumerate(items, start=2):
        _write_row(sheet, number, item, rows[item.fact.identifier])
    _add_lists(book, sheet, [item.fact for item in items], register, tongue)
    protect(sheet)
    found = headings(document, reviewed.tables)
    columns = write_columns(book, found, tongue, reviewed.columns)
    names = {
        "remove": tongue.parts["remove"],
        "part": tongue.phrase("workbooks.review.columns.part"),
        "columns": sheet_name(tongue),
        "file": "….xlsx",
    }
    guide = [line.format(**names) for line in tongue.lines("workbooks.review.lines")]
    book.text_sheet(tongue.phrase("workbooks.review.guide"), guide)
    own = {"words": language, "rows": rows, "columns": columns}
    book.hidden_sheet(hidden_name(KIND), carried_lines({**own, **_carried(reviewed)}))
    return book.content()


def _carried(reviewed: Reviewed) -> dict[str, object]:
    return {
        "language": reviewed.language,
        "source": source_data(reviewed.source),
        "document": document_data(reviewed.document),
        "sha256": hashlib.sha256(reviewed.document.text.encode("utf-8")).hexdigest(),
    }


def _columns(tongue: ReviewTongue) -> list[Column]:
    headings = tongue.table("workbooks.review.columns")
    return [
        Column(headings[name], width, hidden=name == "identifier")
        for name, width in COLUMNS.items()
    ]


def _texts(document: Document, item: Item, tongue: ReviewTongue) -> dict[str, str]:
    """Return all cells of a row."""
    fact = item.fact
    texts = {
        **cells(fact, tongue),
        "thing": tongue.thing(fact.thing),
        "words": clean(fact.words.text),
        "sure": tongue.phrase(f"workbooks.review.degrees.{item.sureness.degree}"),
        "remark": "; ".join(filter(None, (reason(item, tongue), *item.remarks))),
        "place": place_of(document, fact, tongue),
        "identifier": fact.identifier,
    }
    return {name: clean(shown(texts[name])) for name in COLUMNS}


def place_of(document: Document, fact: Fact, tongue: ReviewTongue) -> str:
    """Say where the words of a fact stand."""
    place = document.place(fact.words)
    if place:
        return tongue.phrase("workbooks.review.places.table", **asdict(place))
    return tongue.phrase("workbooks.review.places.line", line=document.line(fact.words))


def reason(item: Item, tongue: ReviewTongue) -> str:
    """Say why a fact is to be looked at, but for what the check found."""
    return tongue.table("workbooks.review.reasons").get(item.sureness.reason, "")


def _write_row(sheet: Worksheet, number: int, item: Item, texts: Mapping[str, str]) -> None:
    doubtful = item.sureness.degree != "sure"
    used = open_columns(item.fact)
    for name, column in NUMBER.items():
        cell = write_text(cell_of(sheet, number, column), texts[name])
        lay_out(cell, editable=name in used, doubtful=doubtful and name in (*used, "sure"))
        if item.fact.part in ("title", "action"):
            cell.font = Font(bold=True)
    fit(sheet, number, ((texts[name], COLUMNS[name]) for name in COLUMNS))
    if doubtful and texts["remark"]:
        comment(cell_of(sheet, number, NUMBER[_doubtful_column(item.fact)]), texts["remark"])


def open_columns(fact: Fact) -> tuple[str, ...]:
    """Return the columns in which a person can write something about a fact."""
    made = [column for part in options(fact) for column in USED.get(part, ())]
    choice = ("part",) if len(options(fact)) > 1 else ()
    own = ("text",) if fact.part not in USED else ()
    return tuple(dict.fromkeys((*choice, *made, *own, "why")))


def _doubtful_column(fact: Fact) -> str:
    """Return the column at which to look first."""
    if fact.part == "words":
        return "part"
    if (
        fact.part == "funding"
        and bodies_in(fact.value)
        and not all(b.known for b in bodies_in(fact.value))
    ):
        return "bodies"
    return "kind" if "kind" in USED.get(fact.part, ()) else "text"


def _add_lists(
    book: Book, sheet: Worksheet, facts: Sequence[Fact], register: Register, tongue: ReviewTongue
) -> None:
    """Let people choose parts, kinds and bodies; cells of one list share one rule."""
    known = [code for code, entry in register.entries.items() if entry.is_body]
    unknown = {body.code for fact in facts for body in bodies_in(fact.value) if not body.known}
    names = (*known, *sorted(unknown))
    rows: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for row, fact in enumerate(facts, start=2):
        for column, labels in _lists(fact, names, tongue):
            rows.setdefault((column, labels), []).append(row)
    for (column, labels), numbers in rows.items():
        places = ranges(get_column_letter(NUMBER[column]), numbers)
        strict = column in ("part", "kind")
        title = tongue.phrase(f"workbooks.review.columns.{column}")
        book.choice(sheet, places, labels, title=title, strict=strict)


def _lists(
    fact: Fact, names: tuple[str, ...], tongue: ReviewTongue
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what can be chosen in the cells of a fact, by column."""
    if len(options(fact)) > 1:
        yield "part", tuple(tongue.parts[part] for part in options(fact))
    if tongue.kinds(fact.part):
        yield "kind", tuple(tongue.kinds(fact.part).values())
    for column in body_cells(fact.part):
        yield column, names
