"""Write comments into a Word document, with the extra 'word'; nothing else of it is changed."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from plan_graph.documents.word.word_cells import cells_of
from plan_graph.documents.word.wordprocessing import Element, within
from plan_graph.errors import DocumentError, UsageError
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Place

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_RUNS = frozenset({"r"})


def with_comments(content: bytes, name: str, comments: Mapping[Place, str], author: str) -> bytes:
    """Return a document with a comment at each of some cells; one without words gets none.

    Raises:
        UsageError: If the extra 'word' is not installed.
        DocumentError: If it is not a file that comments can be written into.
    """
    word = _opened(content, name)
    cells = cells_of(word.element.body)
    for place, text in comments.items():
        runs = list(within(cells[place], _RUNS)) if place in cells else []
        if runs:
            _comment(word, runs[0], runs[-1], text, author)
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


def _comment(word: WordDocument, first: Element, last: Element, text: str, author: str) -> None:
    from docx.text.run import Run  # noqa: PLC0415 - of the same extra

    runs = [Run(each, word) for each in (first, last)]  # type: ignore[arg-type]
    initials = "".join(part[0] for part in author.split("-"))
    word.add_comment(runs, text, author=author, initials=initials)
