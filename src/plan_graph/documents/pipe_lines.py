"""What the lines of a Markdown text are by themselves: rows, dashes, code, furniture of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from plan_graph.documents.wraps import LIST_ITEM
from plan_graph.text import fold

_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
BAR = re.compile(r"(?<!\\)\|")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+\S")
_PAGE_MARK = re.compile(r"#*\s*\d{0,4}\s*")
"""A number alone, or a heading without words: what a conversion leaves of a page's edge."""
_DIGITS = re.compile(r"\d+")
_RECURRING = 4
"""A short line that stands so often beside page marks is furniture of the pages."""
_LABEL = 8
"""Words that begin so many rows, and end none, are a label."""
_FURNITURE_WORDS = 12
_NEAR = 3
"""Lines, blank ones not counted, within which a page mark is beside another line."""
_FEWESTBARE = 6
"""So many rows without bars at their edges show that a text writes tables so."""


@dataclass(frozen=True)
class PipeLines:
    """The lines of a Markdown text."""

    lines: Sequence[str]

    def is_heading(self, index: int) -> bool:
        """Tell whether a line is a heading, and none that stands on many pages."""
        return self.has_sign(index) and index not in self.recurring

    def has_sign(self, index: int) -> bool:
        """Tell whether the sign of a heading stands before a line."""
        return bool(_HEADING.match(self.lines[index]))

    def is_bare_label(self, index: int) -> bool:
        """Tell whether a line is a label without a value, and no part of the value above it."""
        below = next((each for each in self.lines[index + 1 : index + 3] if each.strip()), "")
        return bool(BAR.search(below)) and _key(self.lines[index]) in self._labels

    def is_words(self, index: int) -> bool:
        """Tell whether a line is neither furniture nor the edge of a page."""
        return index not in self.recurring and not _PAGE_MARK.fullmatch(self.lines[index].strip())

    def is_row(self, index: int) -> bool:
        """Tell whether a line has a bar between cells."""
        return "|" in self.lines[index] and bool(BAR.search(self.lines[index]))

    def is_delimiter(self, index: int) -> bool:
        """Tell whether there is a line, and it has the dashes below a header."""
        return (
            index < len(self.lines)
            and "|" in self.lines[index]
            and bool(_DELIMITER.fullmatch(self.lines[index]))
        )

    @cached_property
    def writes_bare_rows(self) -> bool:
        """Whether the text writes rows without a bar at their beginning."""
        bare = (
            index
            for index, line in enumerate(self.lines)
            if self.is_row(index) and not line.lstrip().startswith("|") and not is_closed(line)
        )
        return sum(index not in self.fenced for index in bare) >= _FEWESTBARE

    @cached_property
    def _labels(self) -> frozenset[str]:
        """Return the words that begin many rows, and end none."""
        begin, end = Counter[str](), set[str]()
        for index, line in enumerate(self.lines):
            if self.is_row(index):
                *first, last = map(_key, cells_of(line))
                begin.update(filter(None, first[:2]))
                end.add(last)
        return frozenset(key for key, count in begin.items() if count >= _LABEL and key not in end)

    @cached_property
    def fenced(self) -> frozenset[int]:
        """The lines of code blocks that are closed."""
        found: set[int] = set()
        opened: int | None = None
        for index, line in enumerate(self.lines):
            if _FENCE.match(line):
                if opened is not None:
                    found.update(range(opened, index + 1))
                opened = index if opened is None else None
        return frozenset(found)

    @cached_property
    def recurring(self) -> frozenset[int]:
        """The short lines that recur beside the edges of pages, also with changing digits."""
        keys = {
            index: key
            for index, line in enumerate(self.lines)
            if "|" not in line and (key := _key(line)) and len(key.split()) <= _FURNITURE_WORDS
        }
        counts = Counter(keys.values())
        often = {index for index, key in keys.items() if counts[key] >= _RECURRING}
        beside: Counter[str] = Counter()
        filled = [index for index, line in enumerate(self.lines) if line.strip()]
        marks = {index for index in filled if _PAGE_MARK.fullmatch(self.lines[index].strip())}
        for place, index in enumerate(filled):
            if index in often and index not in marks:
                near = filled[max(0, place - _NEAR) : place + _NEAR + 1]
                beside[keys[index]] += any(each in marks for each in near)
        furniture = {key for key, count in beside.items() if 2 * count > counts[key]}
        return frozenset(index for index in often if keys[index] in furniture)


def _key(line: str) -> str:
    """Return the form in which lines of furniture are compared; '' for an item of a list."""
    return "" if LIST_ITEM.match(line) else _DIGITS.sub("0", fold(line.strip("# \t")))


def is_closed(line: str) -> bool:
    """Tell whether a bar ends a row."""
    text = line.rstrip()
    return text.endswith("|") and not text.endswith("\\|")


def cells_of(row: str) -> tuple[str, ...]:
    """Return the cells of a row.

    >>> cells_of("| a | b \\\\| c |")
    ('a', 'b \\\\| c')
    """
    text = row.strip()
    text = text[1:] if text.startswith("|") else text
    text = text[:-1] if is_closed(text) else text
    return tuple(cell.strip() for cell in BAR.split(text))
