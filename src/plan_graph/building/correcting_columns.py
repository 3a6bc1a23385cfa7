"""Say what a column of the document holds: the document is read again with that word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plan_graph.building.correcting import Correctable, EntryError
from plan_graph.building.pipeline import convert_opened
from plan_graph.building.reviewing import workbook
from plan_graph.language.wording import heading_key
from plan_graph.phrases import phrase
from plan_graph.text import clean
from plan_graph.workbooks.review.cells import ReviewTongue
from plan_graph.workbooks.review.columns_sheet import WIDTHS, degree, labels_of
from plan_graph.workbooks.review.edit import with_columns, with_corrections
from plan_graph.workbooks.review.form import Choice, Field
from plan_graph.workbooks.review.parse import take_content
from plan_graph.workbooks.words import code_of


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the document, in whichever of its tables.

    Attributes:
        heading: Its heading.
        tables: The numbers of the tables that have it, with commas.
        example: What stands below it.
        degree: How sure it is what it holds: 'sure', 'check', 'unknown', 'said'.
        read: What it was taken for, in the words of the workbook.
        given: What it is taken for now, in the same.
        understood: The same in the words of the page.
        why: Why a person said so.
        is_corrected: Whether a person said it.
    """

    heading: str
    tables: str
    example: str
    degree: str
    read: str
    given: str
    understood: str
    why: str
    is_corrected: bool


def columns(plan: Correctable, language: str) -> list[Column]:
    """Return the columns of a plan: those that are not sure first."""
    said = {heading_key(each.heading): each for each in plan.review.columns}
    book, page = plan.review.tongue, ReviewTongue(language)
    found = []
    for row in plan.review.headings:
        cells = dict(zip(WIDTHS, row, strict=True))
        decision = said.get(heading_key(cells["heading"]))
        given = decision.given if decision else cells["kind"]
        found.append(
            Column(
                cells["heading"],
                cells["tables"],
                cells["example"],
                degree(row, book),
                cells["kind"],
                given,
                _in_words_of(page, book, given),
                decision.reason if decision else "",
                decision is not None,
            )
        )
    return sorted(found, key=lambda each: each.is_corrected or each.degree in ("sure", "said"))


def _in_words_of(page: ReviewTongue, book: ReviewTongue, kinds: str) -> str:
    """Say in the words of a page what the workbook says that a column holds."""
    told, known = (t.table("workbooks.review.columns_sheet.kinds") for t in (page, book))
    codes = [code_of(kind, known) for kind in kinds.split(", ")]
    return ", ".join(told[code] for code in codes if code)


def fields(plan: Correctable, column: Column, language: str) -> tuple[Field, ...]:
    """Return what can be said of a column: what it holds, and why."""
    page = ReviewTongue(language)
    labels = page.table("workbooks.review.columns_sheet.columns")
    told = labels_of(page)
    kinds = {value: told[code] for code, value in labels_of(plan.review.tongue).items()}
    choices = {column.read: _in_words_of(page, plan.review.tongue, column.read), **kinds}
    chosen = tuple(Choice(value, label) for value, label in choices.items() if value)
    return (
        Field("kind", labels["kind"], "choice", column.given, column.read, chosen),
        Field("why", labels["why"], "text", column.why, ""),
    )


def with_column(plan: Correctable, column: Column, given: Mapping[str, str]) -> bytes:
    """Return the workbook with what a person says of a column, and the facts as read by it.

    Corrections of facts stay where the same words state a fact of the same name.

    Raises:
        EntryError: If it is said to hold nothing.
        PlanGraphError: If the document cannot be read so.
    """
    kind = clean(given.get("kind", column.given))
    if not kind and column.read:
        raise EntryError("kind", phrase("building.correcting.column_holds_nothing"))
    now = {each.heading: {"kind": each.given, "why": each.why} for each in columns(plan, "en")}
    now[column.heading] = {"kind": kind, "why": clean(given.get("why", column.why))}
    tongue = plan.review.tongue
    said = take_content(plan.file, with_columns(plan.content, tongue, now))
    opened = plan.opened_with(said.columns)
    again = workbook(opened, convert_opened(opened), plan.review.headings)
    fresh = with_columns(again, tongue, now)
    return with_corrections(fresh, plan.review)
