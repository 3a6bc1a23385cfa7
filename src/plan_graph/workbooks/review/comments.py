"""The review of a document in the author's own file: a comment at each cell to look at.

Nothing else of the file is changed. Words outside of tables are told in the workbook alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from plan_graph.documents.opendocument.comments import with_comments as into_text
from plan_graph.documents.word.comments import with_comments as into_word
from plan_graph.errors import UsageError
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Document, Place
from plan_graph.workbooks.review.cells import ReviewTongue, cells
from plan_graph.workbooks.review.certainty import Item
from plan_graph.workbooks.review.form import Row, Speaker

_AUTHOR = "plan-graph"
_WRITERS: Mapping[str, Callable[[bytes, str, Mapping[Place, str], str], bytes]] = {
    ".docx": into_word,
    ".odt": into_text,
}


def commented(
    content: bytes, document: Document, items: Iterable[Item], language: str, ending: str
) -> bytes:
    """Return the file of a document with a comment at each cell that holds something to look at.

    Args:
        content: The file that the document was read from.
        document: The document.
        items: What was understood of it.
        language: Of the words of the comments.
        ending: Of the file that is asked for, '.docx' or '.odt': that of the document's own.

    Raises:
        UsageError: If the document is another kind of file, or an extra is not installed.
        DocumentError: If it is not a file that comments can be written into.
    """
    if Path(document.name).suffix.lower() != ending:
        told = {"name": document.name, "ending": ending}
        raise UsageError(phrase("workbooks.comments.another_file", **told))
    to_look_at = _to_look_at(document, items, ReviewTongue(language))
    comments = {place: "\n".join(map(_said, rows)) for place, rows in to_look_at.items()}
    return _WRITERS[ending](content, document.name, comments, _AUTHOR)


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
