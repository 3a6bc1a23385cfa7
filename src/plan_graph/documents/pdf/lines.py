"""Words to lines, lines to paragraphs: a break is meant where the next word would have fitted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from plan_graph.documents.pdf.marks import Area, Turn, Word, bounds

_MARKER = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|\(?[A-Za-z][.)]|\([ivx]{1,4}\)|[ivx]{1,4}[.)]"
    r"|[-–—•*·●○■□▪▫►➢➤✓✔]|o(?=\s+[^\W\d_]))(?=\s)"
)
"""How an item of a list begins."""
_LABEL = re.compile(r"[^\W\d_][^:.;]{1,40}:(?:\s|$)")
"""How a line with a label begins: 'Responsible unit: …'."""
_LABEL_WORDS = 5
_SIGNS = re.compile(r"^\W+|\W+$")
_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d\.?")
"""A date in figures."""
_GROUPED = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*")
"""A number in thousands."""
_TOUCH = 0.1
"""Words nearer than this part of their size are parts of one word."""


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


def spelled(
    found: Iterable[TextLine], known: frozenset[str] = frozenset()
) -> tuple[str, list[tuple[int, int]]]:
    """Return the words of lines on one line, and where those begin and end that are struck.

    A hyphen at the end of a line is left out where the word without it is among the `known` ones.
    A word alone on its line, as narrow columns break it, goes on below if the whole is known.
    """
    text = ""
    struck: list[tuple[int, int]] = []
    above: TextLine | None = None
    for line in found:
        before: Word | None = None
        for word in line.words:
            glue = " "
            if before is not None:
                gap = word.area.left - before.area.right
                is_one = word.scanned is None and abs(gap) < _TOUCH * word.size
                glue = "" if is_one else " "
            elif _is_parted(text, word.text):
                glue = ""
                start = text.rpartition(" ")[2][:-1]
                text = text[:-1] if bare(start + word.text) in known else text
            elif above and _is_broken(above, word, known):
                glue = ""
            text += glue + word.text if text else word.text
            if word.is_struck:
                start_of = len(text) - len(word.text)
                if struck and start_of - struck[-1][1] <= 1:
                    start_of = struck.pop()[0]
                struck.append((start_of, len(text)))
            before = word
        above = line
    return text, struck


def _is_parted(text: str, following: str) -> bool:
    """Tell whether a word is parted by the end of a line."""
    return text[-1:] == "-" and text[-2:-1].isalnum() and following[:1].isalnum()


def _is_broken(above: TextLine, following: Word, known: frozenset[str]) -> bool:
    """Tell whether a line of one word and the word behind it are the parts of a known one."""
    first, rest = above.words[-1].text, following.text
    if len(above.words) > 1 or bare(first + rest) not in known:
        return False
    if is_cut_figure(first, rest):
        return True
    is_word = first[-1:].isalpha() and rest[:1].islower()
    return is_word and not {bare(first), bare(rest)} <= known


def is_cut_figure(first: str, rest: str) -> bool:
    """Tell whether the end of a line and what stands below make one date, or one number.

    >>> is_cut_figure("31.12.202", "7"), is_cut_figure("47.50", "0"), is_cut_figure("200", "50")
    (True, True, False)
    """
    if _DATE.fullmatch(first + rest):
        return True
    if not rest.isdigit() or not first[-1:].isdigit():
        return False
    is_torn = _GROUPED.fullmatch(first + rest) and not _GROUPED.fullmatch(first)
    return bool(is_torn and not first.isdigit()) or (first.isdigit() and not rest.strip("0"))


def bare(word: str) -> str:
    """Return a word as it is compared, without the signs around it."""
    return _SIGNS.sub("", word).lower()
