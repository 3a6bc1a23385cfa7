"""Words to lines, lines to paragraphs: a break is meant where the next word would have fitted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from plan_graph.documents.pdf.marks import Area, Turn, Word, bounds
from plan_graph.plan.tables import LineKind

_MARKER = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|\(?[A-Za-z][.)]|\([ivx]{1,4}\)|[ivx]{1,4}[.)]"
    r"|[-–—•*·●○■□▪▫►➢➤✓✔]|o(?=\s+[^\W\d_]))(?=\s)"
)
"""How an item of a list begins."""
_LABEL = re.compile(r"[^\W\d_][^:.;]{1,40}:(?:\s|$)")
"""How a line with a label begins: 'Responsible unit: …'."""
_LABEL_WORDS = 5
_SIGNS = re.compile(r"^\W+|\W+$")
_TOUCH = 0.1
"""Words nearer than this part of their size are parts of one word."""
_SPACE = 0.25
"""The width of a space, as a part of the letter size, where none can be measured."""
_LEADING = 0.35
"""By how much of the letter size a gap between paragraphs is larger than that between lines."""
_AT_MARGIN = 1.5
"""A line ends at the margin if less than so many letter sizes are left."""
_FULL_LINES = 3


@dataclass(frozen=True)
class TextLine:
    """Words that stand side by side, in the order in which they are read."""

    words: tuple[Word, ...]

    @cached_property
    def area(self) -> Area:
        """Where the line stands."""
        return bounds([word.area for word in self.words])

    @property
    def is_upright(self) -> bool:
        """Whether its words run to the right."""
        return self.words[0].turn is Turn.RIGHT

    @property
    def place(self) -> Area:
        """Where it stands on the page as it is shown, however its words are turned."""
        left, top, right, bottom = self.area
        match self.words[0].turn:
            case Turn.RIGHT:
                return self.area
            case Turn.UP:
                return Area(top, -right, bottom, -left)
            case Turn.DOWN:
                return Area(-bottom, left, -top, right)
            case Turn.LEFT:
                return Area(-right, -bottom, -left, -top)

    @cached_property
    def size(self) -> float:
        """The size of its largest letters."""
        return max(word.size for word in self.words)

    @cached_property
    def text(self) -> str:
        """The words, with spaces between those that do not touch."""
        return spelled((self,))[0]

    @property
    def first_width(self) -> float:
        """How wide its first word is."""
        return self.words[0].area.width

    @property
    def marker(self) -> str:
        """What it begins with as an item of a list, or ''."""
        found = _MARKER.match(self.text)
        return found[0] if found else ""

    @property
    def has_label(self) -> bool:
        """Whether it begins with a label and a colon."""
        found = _LABEL.match(self.text)
        if found is None or not self.text[0].isupper():
            return False
        return len(found[0].split()) <= _LABEL_WORDS


def lines(words: Iterable[Word]) -> list[TextLine]:
    """Return the lines that words make, from top to bottom; turned words make lines of their own.

    Words drawn twice to look bold are one.
    """
    upright = sorted(words, key=lambda word: word.turn.value)
    found: list[TextLine] = []
    for turn, group in groupby(upright, key=lambda word: word.turn):
        found += _level([_turned(word, turn) for word in group])
    return found


def _turned(word: Word, turn: Turn) -> Word:
    """Return a word as it stands when the page is turned so that it runs to the right."""
    left, top, right, bottom = word.area
    match turn:
        case Turn.RIGHT:
            return word
        case Turn.UP:
            area = Area(-bottom, left, -top, right)
        case Turn.DOWN:
            area = Area(top, -right, bottom, -left)
        case Turn.LEFT:
            area = Area(-right, -bottom, -left, -top)
    return word._replace(area=area)


def _level(words: list[Word]) -> list[TextLine]:
    groups: list[list[Word]] = []
    tallest: list[Area] = []
    for word in sorted(words, key=lambda each: (sum(each.area[1::2]), each.area.left)):
        middle = word.area.middle[1]
        if groups and (
            tallest[-1].top < middle < tallest[-1].bottom
            and word.area.top < tallest[-1].middle[1] < word.area.bottom
        ):
            groups[-1].append(word)
            if word.area.height > tallest[-1].height:
                tallest[-1] = word.area
        else:
            groups.append([word])
            tallest.append(word.area)
    return [TextLine(tuple(_once(group))) for group in groups]


def _once(words: list[Word]) -> Iterator[Word]:
    """Yield words from left to right, one that is drawn over itself once."""
    last: Word | None = None
    for word in sorted(words, key=lambda each: each.area.left):
        if (
            last is None
            or word.text != last.text
            or abs(word.area.left - last.area.left) > _TOUCH * word.size
        ):
            yield word
        last = word


@dataclass(frozen=True)
class Paragraph:
    """Lines that are one, and why it begins where it does."""

    kind: LineKind
    lines: tuple[TextLine, ...]
    level: int = 0

    @cached_property
    def text(self) -> str:
        """The words on one line."""
        return spelled(self.lines)[0]

    @property
    def marker(self) -> str:
        """What an item begins with."""
        return self.lines[0].marker if self.kind is LineKind.ITEM else ""


def spelled(
    found: Iterable[TextLine], known: frozenset[str] = frozenset()
) -> tuple[str, list[tuple[int, int]]]:
    """Return the words of lines on one line, and where those begin and end that are struck.

    A hyphen at the end of a line is left out where the word without it is among the `known` ones.
    """
    text = ""
    struck: list[tuple[int, int]] = []
    for line in found:
        before: Word | None = None
        for word in line.words:
            glue = " "
            if before is not None:
                gap = word.area.left - before.area.right
                glue = "" if abs(gap) < _TOUCH * word.size else " "
            elif _is_parted(text, word.text):
                glue = ""
                start = text.rpartition(" ")[2][:-1]
                text = text[:-1] if bare(start + word.text) in known else text
            text += glue + word.text if text else word.text
            if word.is_struck:
                start_of = len(text) - len(word.text)
                if struck and start_of - struck[-1][1] <= 1:
                    start_of = struck.pop()[0]
                struck.append((start_of, len(text)))
            before = word
    return text, struck


def _is_parted(text: str, following: str) -> bool:
    """Tell whether a word is parted by the end of a line."""
    return text[-1:] == "-" and text[-2:-1].isalpha() and following[:1].islower()


def bare(word: str) -> str:
    """Return a word as it is compared, without the signs around it."""
    return _SIGNS.sub("", word).lower()


def paragraphs(found: Sequence[TextLine], limit: float, *, labels: bool = False) -> list[Paragraph]:
    """Return lines as paragraphs.

    `limit` is how far to the right a line may go. With `labels`, a line that begins with a label
    is a paragraph of its own.
    """
    result: list[Paragraph] = []
    gaps = [_gap(above, below) for above, below in pairwise(found)]
    usual = min((gap for gap in gaps if gap > -found[0].size / 2), default=0.0)
    items = _items(found)
    indents = sorted({round(found[number].area.left) for number in items})
    for number, line in enumerate(found):
        above = found[number - 1] if number else None
        if number in items:
            level = indents.index(round(line.area.left))
            result.append(Paragraph(LineKind.ITEM, (line,), level))
        elif above is None or (labels and line.has_label):
            result.append(Paragraph(LineKind.PARAGRAPH, (line,)))
        else:
            kind = _kind(above, line, limit, usual)
            if kind is LineKind.WRAP:
                last = result[-1]
                result[-1] = Paragraph(last.kind, (*last.lines, line), last.level)
            else:
                result.append(Paragraph(kind, (line,)))
    return result


def _items(found: Sequence[TextLine]) -> set[int]:
    """Return the numbers of the lines that begin items; a single '2.' may be the end of a date."""
    markers = {number: line.marker for number, line in enumerate(found) if line.marker}
    ranks = {number: _rank(marker) for number, marker in markers.items()}
    every = set(ranks.values())
    return {
        number
        for number, rank in ranks.items()
        if rank is None or rank - 1 in every or rank + 1 in every or rank in (1, 1001)
    }


def _rank(marker: str) -> int | None:
    """Return what a marker such as '2.' or 'b.' counts, letters apart from numbers."""
    sign = marker.rstrip(".")
    if not marker.endswith(".") or not sign.isalnum():
        return None
    return int(sign) if sign.isdecimal() else 1000 + ord(sign[0].lower()) - ord("a") + 1


def _kind(above: TextLine, line: TextLine, limit: float, usual: float) -> LineKind:
    size = max(above.size, line.size)
    if _gap(above, line) > usual + _LEADING * size or abs(above.size - line.size) > 0.15 * size:
        return LineKind.PARAGRAPH
    fits = above.area.right + _SPACE * size + line.first_width < limit
    return LineKind.BREAK if fits else LineKind.WRAP


def _gap(above: TextLine, below: TextLine) -> float:
    return below.area.top - above.area.bottom


def margin(found: Sequence[TextLine], width: float) -> float:
    """Return how far to the right the lines of a page go that is so wide.

    That is where several long lines end, else as far from the right edge as the lines stand from
    the left one.
    """
    if not found:
        return width
    furthest = max(line.area.right for line in found)
    full = sum(furthest - line.area.right < _AT_MARGIN * line.size for line in found)
    left = min(line.area.left for line in found)
    if full >= _FULL_LINES and furthest - left > width / 2:
        return furthest + 0.5
    return max(furthest + 0.5, width - left)
