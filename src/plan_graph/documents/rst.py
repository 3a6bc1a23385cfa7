"""Read reStructuredText (.rst): sections, paragraphs, lists, grid tables and simple tables.

Comments, labels and options of directives are no words. A simple table is cut at its columns; words
that stand across a column's edge without a line that says so are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from plan_graph.documents.decode import decode
from plan_graph.documents.layout import Box, Layout
from plan_graph.documents.limits import read_bytes
from plan_graph.documents.lines import typed_lines
from plan_graph.documents.plain.drawn import drawn_rows
from plan_graph.errors import DocumentError
from plan_graph.language.recognition import Languages
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Document

_ADORNMENT = re.compile(r"([!-/:-@[-`{-~])\1+\s*")
_GRID = re.compile(r"\s*\+(?:[-=]+\+)+\s*")
_SIMPLE = re.compile(r"=+(?: +=+)+\s*")
_SPANS = re.compile(r"-+(?: +-+)*\s*")
_MARKUP = re.compile(r"\.\.(?:\s|$)")
_DIRECTIVE = re.compile(r"\.\.\s+([\w-]+)::\s*(.*)")
_CAPTIONED = ("table",)
_OPTION = re.compile(r":[\w-]+:(?:\s|$)")
_ITEM = re.compile(r"(?:[-*+•]|#\.|\(?(?:[0-9]{1,3}|[a-zA-Z])[.)])\s+\S")
_INLINE = (
    (re.compile(r":[\w-]+:`([^`<]+?)(?:\s*<[^`>]*>)?`"), r"\1"),
    (re.compile(r"``([^`]+)``"), r"\1"),
    (re.compile(r"`([^`<]+?)\s*<[^`>]*>`__?"), r"\1"),
    (re.compile(r"`([^`]+)`_{0,2}"), r"\1"),
    (re.compile(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*"), r"\1"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"\\([^\s\w])"), r"\1"),
)


def read_rst(path: Path, languages: Languages) -> Document:
    """Read reStructuredText.

    Raises:
        DocumentError: If the file is no text, a table cannot be cut into its columns, or it is
            beyond a limit.
    """
    text = decode(path.name, read_bytes(path), languages)
    reader = _Reader(Layout(path.name), text.expandtabs(8).split("\n"))
    reader.read()
    return reader.layout.document()


@dataclass
class _Reader:
    """Walks through the lines; `levels` are the adornments of sections, the highest first."""

    layout: Layout
    lines: list[str]
    levels: list[tuple[str, bool]] = field(default_factory=list)

    def read(self) -> None:
        index = 0
        while index < len(self.lines):
            index = self._block(index)

    def _block(self, index: int) -> int:
        """Read the block that begins at a line; return where the next one may begin."""
        line = self.lines[index]
        if not line.strip():
            return index + 1
        if _GRID.fullmatch(line):
            end = self._end(index)
            rows = list(map(_plain_boxes, drawn_rows(self.lines[index:end])))
            if not rows:
                return self._paragraph(index)  # a line as of a table, and none below it
            self.layout.grid(rows)
            return end
        if _SIMPLE.fullmatch(line.strip()):
            return self._simple(index)
        if _MARKUP.match(line.strip()):
            return self._markup(index)
        return self._section(index) or self._paragraph(index)

    def _end(self, index: int) -> int:
        """Return where the next blank line stands."""
        ends = (n for n in range(index, len(self.lines)) if not self.lines[n].strip())
        return next(ends, len(self.lines))

    def _markup(self, index: int) -> int:
        """Pass by a comment, a label or a directive; what stands in a table's one is read."""
        found = _DIRECTIVE.match(self.lines[index].strip())
        indent = _indent(self.lines[index])
        index += 1
        if found and found[1] in _CAPTIONED:
            if found[2]:
                self.layout.paragraph(_plain(found[2]))
            while index < len(self.lines) and _OPTION.match(self.lines[index].strip()):
                index += 1
            return index
        while index < len(self.lines):
            line = self.lines[index]
            if line.strip() and _indent(line) <= indent:
                break
            index += 1
        return index

    def _section(self, index: int) -> int:
        """Read the title of a section; return 0 if there is none."""
        over = _ADORNMENT.fullmatch(self.lines[index])
        title = index + 1 if over else index
        if title + 1 >= len(self.lines) or not self.lines[title].strip():
            return index + 1 if over else 0  # a line between two parts
        under = _ADORNMENT.fullmatch(self.lines[title + 1])
        if not under or (over and over[1] != under[1]):
            return 0
        kind = (under[1], over is not None)
        if kind not in self.levels:
            self.levels.append(kind)
        self.layout.heading(_plain(self.lines[title]), self.levels.index(kind) + 1)
        return title + 2

    def _paragraph(self, index: int) -> int:
        end = index + 1
        while end < len(self.lines) and self._goes_on(end):
            end += 1
        self.layout.paragraph(_joined(self.lines[index:end]))
        return end

    def _goes_on(self, index: int) -> bool:
        line = self.lines[index].strip()
        begins = _GRID.fullmatch(line) or _SIMPLE.fullmatch(line) or _MARKUP.match(line)
        return bool(line) and not begins

    def _simple(self, index: int) -> int:
        """Read a simple table; it ends at a rule with a blank line below."""
        rules: list[int] = []
        end = None
        for number in range(index + 1, len(self.lines)):
            if _SIMPLE.fullmatch(self.lines[number].strip()):
                rules.append(number)
                if number + 1 == len(self.lines) or not self.lines[number + 1].strip():
                    end = number
                    break
        if end is None:
            raise DocumentError(
                self.layout.name,
                phrase("documents.rst.begins_table_no_end"),
                place=f"line {index + 1}",
            )
        indent = _indent(self.lines[index])
        inner = [(n, self.lines[n][indent:]) for n in range(index + 1, end)]
        head = next((n for n in rules if n < end), index)
        table = _Simple(self.layout.name, self.lines[index][indent:], head)
        self.layout.grid(list(table.rows(inner)))
        return end + 1


@dataclass
class _Simple:
    """A simple table: its columns as its rule draws them, and the line below its header."""

    name: str
    rule: str
    head: int

    def rows(self, lines: Sequence[tuple[int, str]]) -> Iterator[list[Box]]:
        """Yield the rows; a line whose first column is empty goes on with the row above."""
        edges = self._edges(self.rule)
        first = edges[0][1]
        row: list[tuple[int, str]] = []
        for number, line in lines:
            if number == self.head or (line.strip() and _SPANS.fullmatch(line.strip())):
                is_rule = number == self.head
                if row:
                    yield self._row(row, edges if is_rule else self._edges(line))
                row = []
            elif line[:first].strip() and row:
                yield self._row(row, edges)
                row = [(number, line)]
            elif line.strip() or row:
                row.append((number, line))
        if row:
            yield self._row(row, edges)

    @staticmethod
    def _edges(rule: str) -> list[tuple[int, int]]:
        return [each.span() for each in re.finditer(r"[=-]+", rule)]

    def _row(self, lines: Sequence[tuple[int, str]], edges: Sequence[tuple[int, int]]) -> list[Box]:
        starts = [start for start, _ in self._edges(self.rule)]
        for number, line in lines:
            for (_, end), (start, _) in pairwise(edges):
                if line[end:start].strip():
                    raise DocumentError(
                        self.name,
                        phrase(
                            "documents.rst.words_stand_across_edge_column", strip=line.strip()[:60]
                        ),
                        place=f"line {number + 1}",
                    )
        boxes = []
        for place, (start, _) in enumerate(edges):
            stop = edges[place + 1][0] if place + 1 < len(edges) else None
            text = _joined([line[start:stop] for _, line in lines])
            covered = [n for n in starts if n >= start and (stop is None or n < stop)]
            column = sum(each < start for each in starts) + 1
            is_heading = lines[0][0] < self.head
            width = max(len(covered), 1)
            lines_of = typed_lines(text)
            boxes.append(Box(column, text, width, lines=lines_of, is_heading=is_heading))
        return boxes


def _joined(lines: Sequence[str]) -> str:
    """Return the words of lines: one that is only wrapped goes on, a list's items do not."""
    found: list[str] = []
    is_new = True
    for line in map(str.strip, lines):
        if not line:
            is_new = True
            continue
        if found and not is_new and not _ITEM.match(line):
            found[-1] += f" {line}"
        else:
            found.append(line)
        is_new = False
    return "\n".join(map(_plain, found))


def _plain(text: str) -> str:
    text = " ".join(text.split())
    for pattern, words in _INLINE:
        text = pattern.sub(words, text)
    return text.strip()


def _plain_boxes(boxes: Sequence[Box]) -> list[Box]:
    plain = [(box, "\n".join(map(_plain, box.text.split("\n")))) for box in boxes]
    return [replace(box, text=text, lines=typed_lines(text)) for box, text in plain]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
