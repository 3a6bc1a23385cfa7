"""Take a review back: what a person changed in the workbook, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from plan_graph.documents.limits import read_bytes
from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase
from plan_graph.plan import ColumnDecision, Workbook
from plan_graph.plan.tables import Document
from plan_graph.reading.source import PlanSource
from plan_graph.text import clean
from plan_graph.workbooks.opening import Opened, Row, carried, hidden_name, is_of_kind, workbook_of
from plan_graph.workbooks.review.cells import VALUES, ReviewTongue
from plan_graph.workbooks.review.columns_sheet import take_columns
from plan_graph.workbooks.review.origin import document_of, source_of
from plan_graph.workbooks.review.sheet import COLUMNS, KIND

_FIXED = ("thing", "words", "place")
"""Columns that only the document can change."""
_LATER = ("why",)
"""Columns that a review of an earlier version may lack."""


@dataclass(frozen=True)
class Edited:
    """A row that a person changed.

    Attributes:
        number: Of the row in the sheet.
        cells: What the editable cells hold now, by column.
        before: What they held when the workbook was written.
    """

    number: int
    cells: Mapping[str, str]
    before: Mapping[str, str]

    @property
    def columns(self) -> list[str]:
        """The columns in which another value was given."""
        return [name for name in VALUES if self.cells[name] != self.before[name]]


@dataclass(frozen=True)
class Review:
    """A review that came back.

    Attributes:
        book: The workbook.
        path: Its file.
        tongue: The language of its words.
        language: Tag of the document's language.
        document: The document that it is about.
        sha256: The digest of the document's text.
        edited: The rows that were changed, by the identifier of their fact.
        columns: What the person said of columns.
        headings: The rows of the sheet of columns as they were written.
        order: The columns of the sheet of facts.
        is_earlier: Whether an earlier version wrote it, which knew less.
        file: The workbook, as those who tell of a correction name it.
        written: The cells of every row as they were written, by the identifier of its fact.
    """

    book: Opened
    path: Path
    tongue: ReviewTongue
    language: str
    document: Document
    sha256: str
    edited: Mapping[str, Edited]
    columns: tuple[ColumnDecision, ...]
    headings: Sequence[Sequence[str]]
    order: Sequence[str]
    is_earlier: bool
    file: Workbook
    written: Mapping[str, Mapping[str, str]]
    _source: Mapping[str, Any]

    @property
    def source(self) -> PlanSource:
        """The plan as its publisher described it when the review was written."""
        source = source_of(self._source, self.path)
        return source if source.language else replace(source, language=self.language)

    def problem(self, row: int, column: str, problem: str) -> DocumentError:
        """Make the complaint about a cell."""
        return self.book.problem(self.tongue.sheet, row, self.order.index(column) + 1, problem)

    def place(self, row: int, column: str) -> str:
        """Name a cell, such as 'Review!E12'."""
        return self.book.cell(self.tongue.sheet, row, self.order.index(column) + 1)


def is_review(path: Path) -> bool:
    """Tell whether a file is a review, and not an ordinary workbook or something else."""
    return is_of_kind(path, KIND)


def take(path: Path) -> Review:
    """Open a review and find what was changed.

    Raises:
        DocumentError: If it is no review, rows were added, copied or deleted, what only the
            document can change was changed, or its hidden sheet was.
    """
    return take_content(path, read_bytes(path))


@lru_cache(maxsize=1)  # A build asks for the source of a review, and then for its corrections.
def take_content(path: Path, content: bytes) -> Review:
    """Open the review that a file holds, or is to hold, as `take` does."""
    book = workbook_of(path.name, content)
    data = carried(book, KIND)
    try:
        tongue = ReviewTongue(data["words"])
        document = document_of(data["document"])
        order = _order(data["rows"].values())
        rows: Mapping[str, Mapping[str, str]] = {
            name: dict.fromkeys(_LATER, "") | {column: row[column] for column in order}
            for name, row in data["rows"].items()
        }
        language, sha256, source = data["language"], data["sha256"], data["source"]
        headings: Sequence[Sequence[str]] = data.get("columns", ())
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        problem = phrase("workbooks.parse.written_by_another_version_plan", error=error)
        raise book.problem(hidden_name(KIND), 1, 1, problem) from None
    edited = dict(_edited(book, tongue, order, rows))
    file = Workbook(book.name, book.sha256)
    has_columns = "columns" in data
    return Review(
        book,
        path,
        tongue,
        language,
        document,
        sha256,
        edited,
        tuple(take_columns(book, tongue, headings, file)) if has_columns else (),
        headings,
        order,
        not has_columns or len(order) < len(COLUMNS),
        file,
        rows,
        source,
    )


def _order(rows: Iterable[Mapping[str, str]]) -> Sequence[str]:
    """Return the columns that a review has, in their order."""
    lacking = {column for row in rows for column in _LATER if column not in row}
    return [column for column in COLUMNS if column not in lacking]


def _edited(
    book: Opened,
    tongue: ReviewTongue,
    order: Sequence[str],
    rows: Mapping[str, Mapping[str, str]],
) -> Iterator[tuple[str, Edited]]:
    sheet = tongue.sheet
    seen: dict[str, int] = {}
    found = book.rows(sheet, len(order))
    _check_headings(book, tongue, order, next(found, Row(1, [""] * len(order))))
    for row in found:
        if not row:
            continue
        cells = dict.fromkeys(_LATER, "") | dict(zip(order, row.texts, strict=True))
        identifier = cells["identifier"]
        if identifier not in rows:
            raise book.problem(sheet, row.number, 1, phrase("workbooks.parse.row_added"))
        if identifier in seen:
            raise book.problem(
                sheet, row.number, 1, phrase("workbooks.parse.repeats_row", seen=seen[identifier])
            )
        seen[identifier] = row.number
        before = rows[identifier]
        for name in _FIXED:
            if cells[name] != clean(before[name]):
                raise book.problem(
                    sheet,
                    row.number,
                    order.index(name) + 1,
                    phrase(
                        "workbooks.parse.found_where_document_says",
                        cells=cells[name][:60],
                        before=before[name][:60],
                    ),
                )
        edited = Edited(row.number, cells, before)
        if edited.columns:
            yield identifier, edited
    for identifier, before in rows.items():
        if identifier not in seen:
            raise DocumentError(book.name, _gone(before, tongue), place=f"sheet '{sheet}'")


def _gone(before: Mapping[str, str], tongue: ReviewTongue) -> str:
    name = f"{before['thing']}, {before['part']}, '{before['words'][:60]}'"
    remove, part = tongue.parts["remove"], tongue.phrase("workbooks.review.columns.part")
    return phrase("workbooks.parse.row_gone", name=name, remove=remove, part=part)


def _check_headings(book: Opened, tongue: ReviewTongue, order: Sequence[str], row: Row) -> None:
    for number, (name, found) in enumerate(zip(order, row.texts, strict=True), start=1):
        expected = clean(tongue.phrase(f"workbooks.review.columns.{name}"))
        if found != expected:
            problem = phrase("workbooks.parse.found_where_heading", found=found, expected=expected)
            raise book.problem(tongue.sheet, 1, number, problem)
