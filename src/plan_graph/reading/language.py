"""Find out the language of a document: the one whose words head most of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plan_graph.documents import read
from plan_graph.documents.limits import read_bytes
from plan_graph.errors import DocumentError, UsageError
from plan_graph.language import wording
from plan_graph.language.headings import HeadingReader
from plan_graph.language.wording import Wording
from plan_graph.plan.tables import Document
from plan_graph.text import Passage

_HEADING_WEIGHT = 3
"""A heading of a plan's part says more than one of a column: 'status' is a word of many."""


def language_of(path: Path) -> str:
    """Give the tag of the known language that a document is most likely in.

    Raises:
        DocumentError: If there is no such file.
        UsageError: If no language is known.
    """
    data = read_bytes(path)
    known = wording.languages()
    if not known:
        raise UsageError("there is no wording; install plan-graph again")
    counts = {}
    for language in known:
        words = wording.load(language)
        try:
            passages = _passages(read(path, words))
        except DocumentError:  # the reader of exported text stumbles over another language too
            lines = data.decode("utf-8", errors="replace").splitlines()
            passages = (Passage(0, line.strip()) for line in lines)
        counts[language] = sum(_weight(passage, words) for passage in passages if passage)
    return max(counts, key=lambda language: counts[language])


def _weight(passage: Passage, words: Wording) -> int:
    if HeadingReader(words).read(passage):
        return _HEADING_WEIGHT
    return len(words.columns_of(passage))


def _passages(document: Document) -> Iterator[Passage]:
    for block in document.blocks:
        if isinstance(block, Passage):
            yield block
        else:
            for row in block.rows:
                yield from (cell.passage for cell in row.cells)
