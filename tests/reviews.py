"""The review of the real plan as a workbook, and ways to edit it as a person would."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pyoxigraph import Triple

from plan_graph.building.opening import read_plan
from plan_graph.building.pipeline import Built, convert
from plan_graph.building.task import open_plan
from plan_graph.iris import DEFAULT_BASE
from plan_graph.rdf.conversion import to_triples
from plan_graph.reading.source import PlanSource, open_source
from plan_graph.workbooks.opening import carried, carried_lines, hidden_name, open_workbook
from plan_graph.workbooks.review.cells import ReviewTongue
from plan_graph.workbooks.review.certainty import Item, reviewed
from plan_graph.workbooks.review.columns_sheet import sheet_name
from plan_graph.workbooks.review.sheet import KIND, NUMBER, Reviewed, review_workbook
from real_plan import PLAN_FOLDER, real_plan

CYCLING = Path(__file__).parent / "cases" / "review" / "cycling.md"
"""A small plan with every kind of column."""
Edits = dict[tuple[str, str], str]
"""What a person writes, by the identifier of the fact and the name of the column."""


@cache
def review_bytes() -> bytes:
    """Write the review of the real plan."""
    built = real_plan()
    items = reviewed(built.plan, built.iris, built.report, "ro")
    return _review(built, open_source(PLAN_FOLDER), items)


def _review(built: Built, source: PlanSource, items: list[Item]) -> bytes:
    plan = built.plan
    made_of = Reviewed(plan.document, plan.language, plan.tables, source, items)
    return review_workbook(made_of, built.register, plan.language)


def review_file(folder: Path) -> Path:
    """Put the review into a folder."""
    file = folder / "review.xlsx"
    file.write_bytes(review_bytes())
    return file


def review_of(document: Path, file: Path) -> Path:
    """Write the review of a document."""
    source = open_source(document)
    built = convert(source)
    items = reviewed(built.plan, built.iris, built.report)
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(_review(built, source, items))
    return file


def cycling_review(folder: Path) -> Path:
    """Put the review of the small plan into a folder."""
    return review_of(CYCLING, folder / "review.xlsx")


def saved_again(file: Path, change: Callable[[Workbook], None] = lambda book: None) -> Path:
    """Change a workbook, and save it by a program that is not the one that wrote it."""
    book = load_workbook(file)
    change(book)
    again = file.with_name("corrected.xlsx")
    book.save(again)
    return again


def edited(file: Path, edits: Edits) -> Path:
    """Write into cells of a review."""

    def change(book: Workbook) -> None:
        sheet = sheet_of(book)
        for (identifier, column), text in edits.items():
            sheet.cell(row_of(sheet, identifier), NUMBER[column]).value = text

    return saved_again(file, change)


def of_earlier_version(file: Path) -> Path:
    """Make a review as the versions wrote it that asked for no reasons and had no other sheet."""
    data = carried(open_workbook(file), KIND)
    for row in data["rows"].values():
        del row["why"]
    del data["columns"]
    for name in ("columns", "act", "coordinator", "continues"):
        del data["source"][name]

    def change(book: Workbook) -> None:
        del book[sheet_name(ReviewTongue(data["words"]))]
        sheet_of(book).delete_cols(NUMBER["why"])
        hidden = book[hidden_name(KIND)]
        hidden.delete_rows(1, hidden.max_row)
        for line in carried_lines(data):
            hidden.append([line])

    return saved_again(file, change)


def sheet_of(book: Workbook) -> Worksheet:
    """Return the sheet of the facts."""
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def row_of(sheet: Worksheet, identifier: str) -> int:
    """Find the row of a fact."""
    for number, (value,) in enumerate(
        sheet.iter_rows(
            min_col=NUMBER["identifier"], max_col=NUMBER["identifier"], values_only=True
        ),
        1,
    ):
        if value == identifier:
            return number
    raise LookupError(identifier)


def built_of(path: Path) -> Built:
    """Build what a path means, in memory."""
    return convert(open_plan(path))


def triples_of(path: Path) -> list[Triple]:
    """Return what a path states as RDF, without the checks."""
    source = open_plan(path)
    plan, words, register = read_plan(source)
    return list(to_triples(plan, source, words, register, base=DEFAULT_BASE))
