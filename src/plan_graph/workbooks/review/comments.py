"""The review of a Word document in the author's own file: a comment at each cell to look at.

Nothing else of the file is changed. Words outside of tables are told in the workbook alone.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from plan_graph.documents.word.word_cells import cells_of
from plan_graph.documents.word.wordprocessing import Element, within
from plan_graph.errors import DocumentError, UsageError
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Document, Place
from plan_graph.workbooks.review.cells import ReviewTongue, cells
from plan_graph.workbooks.review.certainty import Item
from plan_graph.workbooks.review.form import Row, Speaker

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_RUNS = frozenset({"r"})
_AUTHOR, _INITIALS = "plan-graph", "pg"


def commented(content: bytes, document: Document, items: Iterable[Item], language: str) -> bytes:
    """Return a Word document with a comment at each cell that holds something to look at.

    Args:
        content: The file that the document was read from.
        document: The document.
        items: What was understood of it.
        language: Of the words of the comments.

    Raises:
        UsageError: If the extra 'word' is not installed.
        DocumentError: If it is not a file that comments can be written into.
    """
    word = _opened(content, document.name)
    cells_at = cells_of(word.element.body)
    for place, rows in _to_look_at(document, items, ReviewTongue(language)).items():
        runs = list(within(cells_at[place], _RUNS)) if place in cells_at else []
        if runs:
            _comment(word, runs[0], runs[-1], "\n".join(map(_said, rows)))
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def _opened(content: bytes, name: str) -> WordDocument:
    try:
        from docx import Document as OpenWord  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageError(phrase("workbooks.comments.needs_package")) from None
    try:
        return OpenWord(io.BytesIO(content))
    except (KeyError, ValueError):  # what python-docx says of macros and of Strict documents
        raise DocumentError(name, phrase("workbooks.comments.not_into_this_file")) from None


def _to_look_at(
    document: Document, items: Iterable[Item], tongue: ReviewTongue
) -> dict[Place, list[Row]]:
    """Return the facts that are not sure, by the cell in which their words stand."""
    speaker = Speaker(tongue, tongue)
    found: defaultdict[Place, list[Row]] = defaultdict(list)
    for item in items:
        place = document.place(item.fact.words)
        if item.sureness.degree != "sure" and place and not item.fact.inherited:
            own = cells(item.fact, tongue)
            found[place].append(speaker.row(item, document, own, is_corrected=False))
    return found


def _said(row: Row) -> str:
    """Say what a fact was understood as, and why it is to be looked at."""
    understood = f": {row.understood}" if row.understood else ""
    return "\n".join(filter(None, (f"{row.part}{understood}", row.reason, *row.findings)))


def _comment(word: WordDocument, first: Element, last: Element, text: str) -> None:
    from docx.text.run import Run  # noqa: PLC0415 - of the same extra

    runs = [Run(each, word) for each in (first, last)]  # type: ignore[arg-type]
    word.add_comment(runs, text, author=_AUTHOR, initials=_INITIALS)
