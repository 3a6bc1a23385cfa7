"""Read Markdown with tables (.md): headings with their level, paragraphs, tables of pipes.

Read are the words without their marks; HTML within is read as HTML. Addresses of links follow
behind the body, as passages that were skipped. Front matter states the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from plan_graph.documents.decode import decode
from plan_graph.documents.html import lay_out
from plan_graph.documents.layout import Box, Layout, check_length
from plan_graph.documents.limits import read_bytes
from plan_graph.documents.lines import struck_passages, typed_lines
from plan_graph.documents.overleaf import halves
from plan_graph.documents.pipes import Pipes, Prose, Rows
from plan_graph.documents.wraps import unwrapped
from plan_graph.errors import DocumentError
from plan_graph.language.recognition import Languages
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Document, LineKind
from plan_graph.text import Passage

MAX_MARKDOWN_BYTES = 5_000_000
"""Largest text that is read: markdown-it-py takes some ten seconds for it."""
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}
_STRIKE = "\x02"
"""What stands before and behind struck words while a cell is read; no document holds it."""
_STRIKES = re.compile(_STRIKE)
_STRUCK = re.compile(r"</?(?:s|del|strike)\s*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<body>(?:.*\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_STATED_TITLE = re.compile(r"(?m)^title[ \t]*:[ \t]*(?P<title>\S.*?)[ \t]*$", re.IGNORECASE)
_LABEL_WORDS = r"[^\W\d_](?:[^\s:]* ){0,5}[^\s:]*"
_LABEL = re.compile(rf"\s*[*_]{{0,3}}{_LABEL_WORDS}:[*_]{{0,3}}(?:\s|\Z)")
"""How a line begins that has a label of a few words, bold or not."""
_BOLD_LABEL = re.compile(rf"\s*[*_]{{2,3}}{_LABEL_WORDS}(?::[*_]{{2,3}}|[*_]{{2,3}}\s?:)")
_MARKED = re.compile(r"[*_`~\[\]<&\\!]")
"""Signs without which a cell holds no marks."""


def read_markdown(path: Path, languages: Languages) -> Document:
    """Read a Markdown text.

    Raises:
        DocumentError: If the file is no text, or beyond a limit.
    """
    data = read_bytes(path)
    if len(data) > MAX_MARKDOWN_BYTES:
        raise DocumentError(
            path.name,
            phrase(
                "documents.markdown.holds_bytes",
                data=len(data),
                max_markdown_bytes=MAX_MARKDOWN_BYTES,
            ),
        )
    text = decode(path.name, data, languages)
    front = _FRONT_MATTER.match(text)
    reader = _Reader(Layout(path.name))
    pipes = Pipes(text[front.end() if front else 0 :].split("\n"))
    for segment in _whole(list(pipes.segments())):
        if isinstance(segment, Rows):
            reader.table(segment)
        else:
            reader.prose(segment)
    return reader.document(front["body"] if front else "", pipes.furniture)


def _whole(segments: Sequence[Rows | Prose]) -> Iterator[Rows | Prose]:
    """Return the segments of a text with the rows put together that a page break parts."""
    tables = [each for each in segments if isinstance(each, Rows)]
    lines: list[list[str]] = [[]]
    for each in segments:
        if isinstance(each, Rows):
            lines.append([])
        else:
            lines[-1] += each.text.split("\n")
    found = halves([[dict(enumerate(row)) for row in each.cells] for each in tables], lines)
    rows = [list(each.cells) for each in tables]
    for place, number in found.items():
        rest = rows[place].pop(number)
        above = rows[place - 1]
        above[-1] = tuple(f"{a} {b}".rstrip() for a, b in zip(above[-1], rest, strict=True))
    whole = iter(replace(each, cells=tuple(own)) for each, own in zip(tables, rows, strict=True))
    for each in segments:
        part = next(whole) if isinstance(each, Rows) else each
        if isinstance(part, Prose) or part.cells:
            yield part


class _Reader:
    """Lays out the segments of a text."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
        # Before the marks of a paragraph are read, which takes memory for each of them.
        self.parser.core.ruler.before("inline", "length", self._check_lengths)
        self.addresses: list[str] = []

    def _check_lengths(self, state: StateCore) -> None:
        for token in state.tokens:
            if token.type == "inline":
                check_length(self.layout.name, token.content)

    def document(self, front: str, furniture: Sequence[str]) -> Document:
        """Return what was laid out, with what stands beside the body."""
        for address in self.addresses:
            self.layout.skip(address)
        title = self._stated_title(front)
        repeated = tuple(self.layout.put(line) for line in dict.fromkeys(furniture) if line)
        return replace(self.layout.document(), title=title, furniture=repeated)

    def _stated_title(self, front: str) -> Passage | None:
        found = _STATED_TITLE.search(front)
        for line in front.split("\n"):
            if not found or line.strip() not in found[0]:
                self.layout.skip(line)
        return self.layout.put(found["title"].strip("'\"")) if found else None

    def prose(self, prose: Prose) -> None:
        level = 0
        for token in self.parser.parse(prose.text):
            if token.type == "heading_open":
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

    def table(self, rows: Rows) -> None:
        """Lay a table out; rows below a header are as wide as it, or as they are."""
        width = len(rows.cells[0]) if rows.has_header else 0
        widest = max(map(len, rows.cells))
        self.layout.grid(self._boxes(row, width, widest) for row in rows.cells)

    def _boxes(self, row: Sequence[str], width: int, widest: int) -> list[Box]:
        if len(row) == 1 and not width:
            return [self._box(1, row[0], widest)]
        padded = [*row, *[""] * (width - len(row))]
        return [self._box(column, text) for column, text in enumerate(padded, start=1)]

    def _box(self, column: int, raw: str, columns: int = 1) -> Box:
        text = raw = unwrapped(raw)
        if _MARKED.search(raw):
            lines = map(self._line, _BREAK.split(raw.replace("\n", "<br>")))
            text = "\n".join(filter(None, lines))
        pieces = [(part, place % 2 == 1) for place, part in enumerate(_STRIKES.split(text))]
        plain = "".join(part for part, _ in pieces)
        lines_of = typed_lines(plain, LineKind.BREAK)
        return Box(column, plain, columns, lines=lines_of, struck=struck_passages(pieces))

    def _line(self, text: str) -> str:
        (token,) = self.parser.parseInline(text.strip()) or [Token("inline", "", 0)]
        return "".join(self._pieces(token)).strip()

    def _words(self, inline: Token) -> str:
        """Return the words of a paragraph without their marks.

        A line that begins with a bold label stays one, and so do lines that each begin with a
        label: 'Lead: …', 'Deadline: …'.
        """
        lines = inline.content.split("\n")
        label = _LABEL if all(map(_LABEL.match, lines)) else _BOLD_LABEL
        breaks = (token for token in inline.children or () if token.type in _BREAKS)
        for token, line in zip(breaks, lines[1:], strict=False):
            token.type = "hardbreak" if label.match(line) else token.type
        return "".join(self._pieces(inline)).replace(_STRIKE, "").strip()

    def _pieces(self, inline: Token) -> Iterator[str]:
        for token in inline.children or ():
            if token.type in _BREAKS:
                yield _BREAKS[token.type]
            elif token.type in ("s_open", "s_close"):
                yield _STRIKE
            elif token.type == "html_inline":
                is_struck = bool(_STRUCK.fullmatch(token.content))
                yield "\n" if _BREAK.fullmatch(token.content) else _STRIKE * is_struck
            else:
                if token.type == "link_open":
                    self.addresses.append(str(token.attrGet("href") or ""))
                yield token.content
