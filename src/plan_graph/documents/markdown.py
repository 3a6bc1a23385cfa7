"""Read Markdown with tables (.md): headings with their level, paragraphs, pipe tables.

Read are the words without their marks; HTML within is read as HTML. Addresses of links follow
behind the body, as passages that were skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from plan_graph.documents.decode import decode
from plan_graph.documents.html import lay_out
from plan_graph.documents.layout import Box, Layout
from plan_graph.documents.limits import read_bytes
from plan_graph.errors import DocumentError
from plan_graph.language.recognition import Languages
from plan_graph.plan.tables import Document

MAX_MARKDOWN_BYTES = 5_000_000
"""Largest text that is read: markdown-it-py takes some ten seconds for it."""
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_markdown(path: Path, languages: Languages) -> Document:
    """Read a Markdown text.

    Raises:
        DocumentError: If the file is no text, or beyond a limit.
    """
    data = read_bytes(path)
    if len(data) > MAX_MARKDOWN_BYTES:
        raise DocumentError(
            path.name,
            f"holds {len(data):,} bytes; at most {MAX_MARKDOWN_BYTES:,} are read, split it",
        )
    tokens = MarkdownIt("commonmark").enable("table").parse(decode(path.name, data, languages))
    layout = Layout(path.name)
    _Reader(layout, tokens).blocks()
    return layout.document()


class _Reader:
    """Walks through the blocks of a text."""

    def __init__(self, layout: Layout, tokens: Sequence[Token]) -> None:
        self.layout = layout
        self.tokens = iter(tokens)
        self.addresses: list[str] = []

    def blocks(self) -> None:
        level = 0
        for token in self.tokens:
            if token.type == "table_open":
                self.layout.grid(self._rows())
            elif token.type == "heading_open":
                level = int(token.tag[1])
            elif token.type == "heading_close":
                level = 0
            elif token.type == "inline" and level:
                self.layout.heading(self._words(token), level)
            elif token.type == "inline":
                self.layout.paragraph(self._words(token))
            elif token.type == "html_block":
                lay_out(token.content, self.layout)
            elif token.type in ("code_block", "fence"):
                self.layout.paragraph(token.content)
        for address in self.addresses:
            self.layout.skip(address)

    def _rows(self) -> Iterator[list[Box]]:
        row: list[Box] = []
        for token in self.tokens:
            if token.type == "inline":
                row.append(Box(len(row) + 1, self._words(token)))
            elif token.type == "tr_close":
                yield row
                row = []
            elif token.type == "table_close":
                return

    def _words(self, inline: Token) -> str:
        """Give the words of a paragraph or cell without their marks."""
        return "".join(map(self._piece, inline.children or ())).strip()

    def _piece(self, token: Token) -> str:
        if token.type in _BREAKS:
            return _BREAKS[token.type]
        if token.type == "html_inline":
            return "\n" if _BREAK.fullmatch(token.content) else ""
        if token.type == "link_open":
            self.addresses.append(str(token.attrGet("href") or ""))
        return token.content
