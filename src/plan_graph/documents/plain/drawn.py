"""Read tables that are drawn with characters, as official gazettes print them: ┌─┬─┐ or +--+.

A rule parts rows, below all columns or below some; a column that it passes by goes on, as a
merged cell does. White space in cells may be lost on the way, so that their ends no longer
stand below each other; then the columns are told by their order between two rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from plan_graph.documents.layout import Box, Layout
from plan_graph.documents.lines import typed_lines
from plan_graph.documents.overleaf import joined
from plan_graph.documents.plain.reflow import blocks, paragraphs, reflow
from plan_graph.documents.plain.running import without_running_lines
from plan_graph.language.headings import HeadingReader

_BARS = "│┃║┆┇┊┋"
_UPWARD = "└┴┘╚╩╝┗┻┛╙╨╜╘╧╛"
"""Corners and crossings with nothing below."""
_CROSSINGS = "┌┬┐├┼┤╔╦╗╠╬╣┏┳┓┣╋┫╒╤╕╞╪╡╓╥╖╟╫╢" + _UPWARD
_RULES = "─━═┄┅┈┉╌╍"
_EDGES = re.compile(f"[{_BARS}{_CROSSINGS}]")
_DRAWN = re.compile(rf"\s*[{_BARS}{_CROSSINGS}{_RULES}]")
_ASCII_RULE = re.compile(r"\+(?:[-=]{2,}\+?)+")
_ASCII_LINE = re.compile(r"\s*(?:\+[-=]{2}|\|)")
_TO_BOXES = str.maketrans("+-=|", "┼──│")


def is_drawn(text: str) -> bool:
    """Tell whether a text holds a table drawn with characters.

    >>> is_drawn("+----+----+\\n| a  | b  |\\n+----+----+")
    True
    """
    lines = text.split("\n")
    boxes = sum(bool(_DRAWN.match(line) and _EDGES.search(line)) for line in lines)
    rules = sum(bool(_ASCII_RULE.fullmatch(line.strip())) for line in lines)
    return boxes > 2 or rules > 1


def lay_out_drawn(text: str, layout: Layout, headings: HeadingReader) -> None:
    """Lay a text with drawn tables out; lines outside are paragraphs."""
    boxes = [_as_boxes(line) for line in text.split("\n")]
    lines, running = without_running_lines(boxes, headings, _is_drawn_line)
    for rows, group in joined(_parts(lines)):
        if rows:
            layout.grid(rows)
        else:
            layout.paragraph(paragraphs(group, headings))
    for words in running:
        layout.repeat(words)


def drawn_rows(lines: Sequence[str]) -> list[list[Box]]:
    """Return the rows of one table that is drawn on lines."""
    return list(_Drawing([_as_boxes(line) for line in lines]).rows())


def _parts(lines: Sequence[str]) -> Iterator[tuple[list[list[Box]], list[str]]]:
    """Yield the tables as rows of boxes, and the lines between them."""
    for drawn, group in blocks(lines, _is_drawn_line):
        if not drawn:
            yield [], group
        for table in _tables(group) if drawn else ():
            yield list(_Drawing(table).rows()), []


def _is_drawn_line(line: str) -> bool:
    return bool(_DRAWN.match(line))


def _tables(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of each table; one ends where a blank line stands between two whole rules."""
    table: list[str] = []
    is_parted = False
    for line in lines:
        if not line.strip():
            is_parted = True
            continue
        if table and is_parted and _is_whole_rule(table[-1]) and _is_whole_rule(line):
            yield table
            table = []
        table.append(line)
        is_parted = False
    yield table


def _is_whole_rule(line: str) -> bool:
    return all(piece.is_rule for piece in _pieces(line))


def _as_boxes(line: str) -> str:
    """Put box characters for the plain ones that rules and bars are made of."""
    if not _ASCII_LINE.match(line):
        return line
    ruled = _ASCII_RULE.sub(lambda rule: rule[0].translate(_TO_BOXES), line)
    return ruled.replace("|", "│")


@dataclass
class _Open:
    """A cell whose lower rule has not come yet."""

    row: int
    column: int
    columns: int
    width: int
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two edges of a line."""

    start: int
    end: int
    text: str

    @property
    def is_rule(self) -> bool:
        return bool(self.text) and all(sign in _RULES for sign in self.text)


class _Drawing:
    """One drawn table; its columns are numbered from 0."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = [(line, _pieces(line)) for line in lines]
        ruled = (line for line, pieces in self.lines if all(piece.is_rule for piece in pieces))
        self.edges = sorted({each.start() for line in ruled for each in _EDGES.finditer(line)})
        self.bounds = self.edges
        self.padding = _padding([piece for _, pieces in self.lines for piece in pieces])
        self.row = 0
        self.open: dict[int, _Open] = {}
        self.done: dict[int, list[Box]] = {}

    def rows(self) -> Iterator[list[Box]]:
        """Yield the boxes of each row."""
        for line, pieces in self.lines:
            spans = self._spans(pieces)
            ruled = [span for span, piece in zip(spans, pieces, strict=True) if piece.is_rule]
            is_whole = bool(ruled) and len(ruled) == len(pieces)
            self._close(ruled, is_whole=is_whole)
            for span, piece in zip(spans, pieces, strict=True):
                if not piece.is_rule:
                    self._add(span, piece)
            if ruled:
                self._rebound(line, whole=is_whole)
        self._close((), is_whole=True)
        for row in range(self.row):
            yield self.done.get(row, [])

    def _spans(self, pieces: Sequence[_Piece]) -> list[tuple[int, int]]:
        """Return the first column of each piece, and the one behind its last."""
        known = {edge: column for column, edge in enumerate(self.edges)}
        if all(piece.start in known and piece.end in known for piece in pieces):
            return [(known[piece.start], known[piece.end]) for piece in pieces]
        bounds = [known[edge] for edge in self.bounds]
        if len(pieces) == len(bounds) - 1:
            return list(pairwise(bounds))
        columns = max(len(self.edges) - 1, len(pieces))
        ends = [*range(1, len(pieces)), columns]
        return [(end - 1 if end < columns else len(pieces) - 1, end) for end in ends]

    def _rebound(self, line: str, *, whole: bool) -> None:
        """Note where the columns below a rule begin."""
        below = [each.start() for each in _EDGES.finditer(line) if each[0] not in _UPWARD]
        if whole or set(below) <= set(self.edges):
            ends = {*self.edges[:1], *self.edges[-1:]}
            self.bounds = sorted({*below, *ends} & set(self.edges))

    def _add(self, span: tuple[int, int], piece: _Piece) -> None:
        first, end = span
        if first not in self.open:
            width = piece.end - piece.start - 1
            if end < len(self.edges):
                width = self.edges[end] - self.edges[first] - 1
            room = width - self.padding + bool(self.padding)
            self.open[first] = _Open(self.row, first, max(end - first, 1), room)
        self.open[first].lines.append(piece.text)

    def _close(self, spans: Iterable[tuple[int, int]], *, is_whole: bool) -> None:
        """End the cells above a rule; those that it passes by go on in a new row.

        A whole rule passes none by, nor those beyond its end where a row has more cells.
        """
        ruled = set(chain.from_iterable(range(first, end) for first, end in spans))
        closed = [column for column in self.open if is_whole or column in ruled]
        for column in closed:
            cell = self.open.pop(column)
            text = reflow(cell.lines, cell.width)
            height = self.row - cell.row + 1
            box = Box(column + 1, text, cell.columns, height, lines=typed_lines(text))
            self.done.setdefault(cell.row, []).append(box)
        self.row += bool(closed)


def _padding(pieces: Iterable[_Piece]) -> int:
    """Return how many spaces stand at the sides of every cell, and are no room for words."""
    texts = [piece.text for piece in pieces if piece.text.strip() and not piece.is_rule]
    before = min((len(text) - len(text.lstrip()) for text in texts), default=0)
    behind = min((len(text) - len(text.rstrip()) for text in texts), default=0)
    return before + min(before, behind)


def _pieces(line: str) -> list[_Piece]:
    """Cut a line at its edges; words before the first or behind the last are pieces too."""
    edges = [each.start() for each in _EDGES.finditer(line)]
    cuts = [-1, *edges, len(line)]
    found = [_Piece(start, end, line[start + 1 : end]) for start, end in pairwise(cuts)]
    inner = found[1:-1]
    before = [found[0]] if found[0].text.strip() else []
    behind = [found[-1]] if len(found) > 1 and found[-1].text.strip() else []
    return [*before, *inner, *behind]
