"""The sheet of a review on which a person says what each column of the document holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plan_graph.errors import DocumentError
from plan_graph.language.announcement import CHOICES, REMARK, SAID
from plan_graph.language.wording import heading_key
from plan_graph.phrases import phrase
from plan_graph.plan import ColumnDecision, ColumnReading, TableReading, Workbook
from plan_graph.plan.tables import Document
from plan_graph.reading.gate import likeness
from plan_graph.text import Passage, clean
from plan_graph.workbooks.book import (
    Book,
    Column,
    cell_of,
    fit,
    lay_out,
    protect,
    ranges,
    shown,
    write_text,
)
from plan_graph.workbooks.opening import Opened, Row
from plan_graph.workbooks.review.cells import ReviewTongue
from plan_graph.workbooks.words import code_of

WIDTHS: Mapping[str, int] = {
    "tables": 12,
    "heading": 40,
    "kind": 28,
    "sure": 18,
    "example": 60,
    "why": 30,
}
"""The columns of the sheet in their order, with their widths."""
NUMBER = {name: number for number, name in enumerate(WIDTHS, start=1)}
_KIND = NUMBER["kind"]
_DOUBTFUL = ("check", "unknown")
_SURE = 0.75
_LONGEST = 120
"""Letters of an example."""


@dataclass(frozen=True)
class Heading:
    """One heading of a document, in whichever of its tables.

    Attributes:
        words: The heading.
        tables: The tables that have it, by their numbers.
        reading: What it is taken for in the first of them that holds actions.
        example: What stands below it.
    """

    words: str
    tables: tuple[int, ...]
    reading: ColumnReading
    example: str


def headings(document: Document, tables: Iterable[TableReading]) -> list[Heading]:
    """Return the headings of the tables of a document, each once, the likeliest tables first."""
    found: dict[str, Heading] = {}
    for table in sorted(tables, key=likeness, reverse=True):
        for column in table.columns:
            key = heading_key(column.heading.text)
            if key in found:
                known = found[key]
                best = known.reading if known.reading.kinds else column
                numbers = tuple(sorted({*known.tables, table.number}))
                found[key] = replace(known, tables=numbers, reading=best)
            elif key:
                example = _example(document, column.heading)
                words = clean(column.heading.text)
                found[key] = Heading(words, (table.number,), column, example)
    return list(found.values())


def _example(document: Document, heading: Passage) -> str:
    """Return the first words below a heading; of a label, those beside it."""
    place = document.place(heading)
    table = next((t for t in document.tables if place and t.number == place.table), None)
    if table is None or place is None:
        return ""
    below = (
        cell.passage
        for row in table.rows[place.row :]
        for cell in row.cells
        if cell.column == place.column and cell.passage and cell.passage != heading
    )
    found = next(below, None)
    words = clean(found.text) if found else ""
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"


def sheet_name(tongue: ReviewTongue) -> str:
    """Name the sheet."""
    return tongue.phrase("workbooks.review.columns_sheet.sheet")


def write_columns(
    book: Book,
    found: Sequence[Heading],
    tongue: ReviewTongue,
    earlier: Sequence[Sequence[str]] = (),
) -> list[list[str]]:
    """Add the sheet, after the rows of an earlier one; return its rows as they are written."""
    titles = tongue.table("workbooks.review.columns_sheet.columns")
    columns = [Column(titles[name], width) for name, width in WIDTHS.items()]
    sheet = book.sheet(sheet_name(tongue), columns, frozen="C2", filtered=True)
    rows = [[*row] for row in earlier]
    known = {heading_key(row[NUMBER["heading"] - 1]) for row in rows}
    rows += [_texts(each, tongue) for each in found if heading_key(each.words) not in known]
    lists: dict[tuple[str, ...], list[int]] = {}
    for number, texts in enumerate(rows, start=2):
        doubtful = degree(texts, tongue) in _DOUBTFUL
        for column, (name, text) in enumerate(zip(WIDTHS, texts, strict=True), start=1):
            cell = write_text(cell_of(sheet, number, column), text)
            is_open = name in ("kind", "why")
            lay_out(cell, editable=is_open, doubtful=doubtful and name in ("kind", "sure"))
        fit(sheet, number, zip(texts, WIDTHS.values(), strict=True))
        labels = dict.fromkeys((texts[_KIND - 1], *labels_of(tongue).values()))
        lists.setdefault(tuple(filter(None, labels)), []).append(number)
    for labels_, numbers in lists.items():
        letter = cell_of(sheet, 1, _KIND).column_letter
        title = titles["kind"]
        book.choice(sheet, ranges(letter, numbers), labels_, title=title)
    protect(sheet)
    return rows


def _texts(heading: Heading, tongue: ReviewTongue) -> list[str]:
    tables = ", ".join(map(str, heading.tables))
    sure = tongue.phrase(f"workbooks.review.columns_sheet.degrees.{_degree(heading.reading)}")
    texts = (tables, heading.words, _kind(heading.reading, tongue), sure, heading.example, "")
    return [clean(shown(text)) for text in texts]


def _kind(reading: ColumnReading, tongue: ReviewTongue) -> str:
    """Say what a column is taken for; '' if nobody knows."""
    labels = tongue.table("workbooks.review.columns_sheet.kinds")
    if not reading.kinds and reading.certainty >= SAID:
        return str(labels[REMARK])
    return ", ".join(labels[kind] for kind in reading.kinds)


def _degree(reading: ColumnReading) -> str:
    if reading.certainty >= SAID:
        return "said"
    if not reading.kinds:
        return "unknown"
    return "sure" if reading.certainty >= _SURE else "check"


def degree(row: Sequence[str], tongue: ReviewTongue) -> str:
    """Return how sure it is what the column of a row holds, as the row says it."""
    degrees = tongue.table("workbooks.review.columns_sheet.degrees")
    return code_of(row[NUMBER["sure"] - 1], degrees) or ""


def labels_of(tongue: ReviewTongue) -> Mapping[str, str]:
    """Return what a column can be said to hold, by code."""
    kinds = tongue.table("workbooks.review.columns_sheet.kinds")
    return {code: kinds[code] for code in CHOICES}


def take_columns(
    book: Opened, tongue: ReviewTongue, before: Sequence[Sequence[str]], file: Workbook
) -> Iterator[ColumnDecision]:
    """Return what a person changed on the sheet, as decisions.

    Raises:
        DocumentError: If a kind is none of the list, or what only the document can change was
            changed, or a row is gone or was added.
    """
    sheet = sheet_name(tongue)
    open_ones = {heading_key(row[1]): row for row in before}
    _, *rows = book.rows(sheet, len(WIDTHS))
    for row in filter(None, rows):
        texts = open_ones.pop(heading_key(row.texts[1]), None)
        if texts is None:
            raise book.problem(
                sheet,
                row.number,
                2,
                phrase("workbooks.columns_sheet.no_heading", heading=row.texts[1][:60]),
            )
        decision = _decision(book, sheet, tongue, row, texts[_KIND - 1], file)
        if decision:
            yield decision
    for texts in open_ones.values():
        problem = phrase("workbooks.columns_sheet.row_heading_gone", texts=texts[1][:60])
        raise DocumentError(book.name, problem, place=f"sheet '{sheet}'")


def _decision(  # noqa: PLR0913, PLR0917 - where it stands, what it was, what it is
    book: Opened, sheet: str, tongue: ReviewTongue, row: Row, read: str, file: Workbook
) -> ColumnDecision | None:
    given = row.texts[_KIND - 1]
    if given == clean(read):
        return None
    labels = labels_of(tongue)
    code = code_of(given, labels)
    if code is None:
        listed = ", ".join(f"'{label}'" for label in labels.values())
        problem = phrase(
            "workbooks.columns_sheet.found_choose_one_list", given=given, listed=listed
        )
        raise book.problem(sheet, row.number, _KIND, problem)
    kinds = () if code == REMARK else (code,)
    place = book.cell(sheet, row.number, _KIND)
    why = row.texts[NUMBER["why"] - 1]
    return ColumnDecision(row.texts[1], kinds, file, place, read, given, why)
