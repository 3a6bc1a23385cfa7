"""The workbook of a review from a document that is open: what a person is asked to look through."""

from __future__ import annotations

from collections.abc import Sequence

from plan_graph.building.opening import Opened
from plan_graph.building.pipeline import Built
from plan_graph.documents.limits import read_bytes
from plan_graph.plan import TableReading
from plan_graph.reading.rows import rows_of
from plan_graph.reading.tables.candidates import with_candidates
from plan_graph.reading.tables.header_reader import HeaderReader
from plan_graph.workbooks.review.certainty import Item, reviewed
from plan_graph.workbooks.review.comments import commented
from plan_graph.workbooks.review.sheet import Reviewed, review_workbook


def workbook(opened: Opened, built: Built, columns: Sequence[Sequence[str]] = ()) -> bytes:
    """Return the workbook of what was understood of a document, to be corrected.

    `columns` are the rows of the sheet of columns in an earlier one, which stay as they are.
    """
    items = reviewed(built.plan, built.iris, built.report, built.plan.language)
    return _workbook(opened, built.plan.tables, items, columns)


def with_comments(opened: Opened, built: Built, ending: str) -> bytes:
    """Return the file of a plan's document with a comment at each cell to look at.

    `ending` is that of the file that is asked for, '.docx' or '.odt'.

    Raises:
        UsageError: If the document is another kind of file, or an extra is not installed.
        DocumentError: If no comments can be written into it.
    """
    content = read_bytes(opened.source.document)
    items = reviewed(built.plan, built.iris, built.report, built.plan.language)
    return commented(content, opened.document, items, built.plan.language, ending)


def columns_workbook(opened: Opened) -> bytes:
    """Return the workbook of a document that could not be read: its columns, and no facts."""
    return _workbook(opened, rows_of(opened.document, opened.wording).tables, ())


def _workbook(
    opened: Opened,
    tables: Sequence[TableReading],
    items: Sequence[Item],
    columns: Sequence[Sequence[str]] = (),
) -> bytes:
    document, words = opened.document, opened.wording
    found = with_candidates(document, HeaderReader(words), tables)
    made_of = Reviewed(document, words.language, found, opened.source, items, columns)
    return review_workbook(made_of, opened.register, words.language)
