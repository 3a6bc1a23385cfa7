"""Part Markdown into tables of pipes and other text, also where a conversion broke the rows.

Markdown that was made from Word or PDF files breaks what the standard wants on one line: a cell
goes on below, blank lines and page numbers stand within it, a row loses the bars at its edges,
or a table has no line of dashes. A row that is not closed goes on to the line that closes it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import dropwhile

from plan_graph.documents.plain.running import is_page_number
from plan_graph.documents.wraps import LIST_ITEM, is_wrapped
from plan_graph.text import fold

_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+\S")
_BULLET = re.compile(r"\s*[•·∙▪●◦‣]")
_PAGE_MARK = re.compile(r"#*\s*\d{0,4}\s*")
"""A number alone, or a heading without words: what a conversion leaves of a page's edge."""
_LOOKED_AT = 20
"""So many rows above tell how rows begin."""
_NUMBER = re.compile(r"\W*[A-Za-z]{0,3}\W?\d[\d.]*\W*")
_LETTERED = re.compile(r"\(?[a-z]{1,2}[.)]\s")
"""How an item of a list begins that letters count: 'a) …'."""
_DIGITS = re.compile(r"\d+")

_FARTHEST = 400
"""Lines within which a row that is open must be closed."""
_TALLEST = 40
"""Lines of the first row of a table at most, where dashes below tell that it is one."""
_RECURRING = 4
"""A short line that stands so often beside page marks is furniture of the pages."""
_LABEL = 8
"""Words that begin so many rows, and end none, are a label."""
_FURNITURE_WORDS = 12
_NEAR = 3
"""Lines, blank ones not counted, within which a page mark is beside another line."""
_FEWEST_BARE = 6
"""So many rows without bars at their edges show that a text writes tables so."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: the raw Markdown of each cell; `has_header` where dashes stand below its first."""

    cells: tuple[tuple[str, ...], ...]
    has_header: bool


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines that are no table."""

    text: str


@dataclass
class Pipes:
    """The lines of a Markdown text, and what they are.

    Attributes:
        lines: The lines.
        furniture: The lines that stand on many pages, in the order in which they were met.
        before: How many cells the rows of the last table have, which may go on without a header.
    """

    lines: Sequence[str]
    furniture: list[str] = field(default_factory=list)
    before: int = 0

    def segments(self) -> Iterator[Prose | Rows]:
        """Return the tables and the text between them, in order."""
        prose: list[str] = []
        index = 0
        while index < len(self.lines):
            if index in self._fenced or not self._begins_table(index):
                if index in self._recurring:
                    self.furniture.append(self.lines[index].strip("# "))
                    prose.append("")
                else:
                    prose.append(self.lines[index])
                index += 1
                continue
            if prose:
                yield Prose("\n".join(prose))
                prose = []
            rows, index = self._table(index)
            yield rows
        if prose:
            yield Prose("\n".join(prose))

    def _begins_table(self, index: int) -> bool:
        line = self.lines[index]
        if not self._is_row(index) or (LIST_ITEM.match(line) and not self._is_as_wide(index)):
            return False
        if line.lstrip().startswith("|"):
            return (
                len(_BAR.findall(line)) > 1
                or self._is_delimiter(index + 1)
                or self._filling(index, self._width_below(index)) is not None
            )
        is_bare = self._writes_bare_rows and not is_page_number(line)  # '7 | 40'
        return self._is_delimiter(index + 1) or is_bare

    def _is_as_wide(self, index: int) -> bool:
        """Tell whether dashes stand below as many cells as a line has: '2. | Mend | May'.

        Two cells are a row only where a table of two stands above, which a page may part.
        """
        cells = len(_cells(self.lines[index]))
        is_ruled = self._is_delimiter(index + 1) and cells == len(_cells(self.lines[index + 1]))
        return is_ruled and (cells > 2 or cells == self.before == 2)

    def _table(self, index: int) -> tuple[Rows, int]:
        """Return the table that begins at a line, and the line behind it."""
        found: list[tuple[str, ...]] = []
        has_header = False
        is_framed = self.lines[index].lstrip().startswith("|") and _ends(self.lines[index])
        while index < len(self.lines) and index not in self._fenced:
            width = len(found[0]) if found and (has_header or is_framed) else 0
            if not self._is_row(index) and not self._is_first_cell(index, width):
                break
            if self._is_delimiter(index):
                has_header = has_header or len(found) == 1
                index += 1
                continue
            wanted = width if found else self._width_below(index) or self.before
            text, index = self._row(index, wanted)
            cells = _cells(text)
            if _is_rest(cells, found):
                found[-1] = tuple(
                    " ".join(filter(None, pair)) for pair in zip(found[-1], cells, strict=True)
                )
            else:
                found.append(cells)
        self.before = len(found[0]) if found else 0
        return Rows(tuple(found), has_header), index

    def _row(self, index: int, width: int) -> tuple[str, int]:
        """Return the text of the row that begins at a line, and the line behind it."""
        line = self.lines[index]
        if _ends(line):
            return line, index + 1
        end = self._filling(index, width)
        if end is not None:
            closing = None if _ends(self.lines[end]) else self._closing(end)
            return self._whole(index, end if closing is None else closing, width)
        end = self._closing(index)
        if end is not None:
            inner = [self.lines[each] for each in range(index, end + 1) if self._is_words(each)]
            last = inner[-1].lstrip().removeprefix("|")
            return "\n".join(filter(str.strip, (*inner[:-1], last))), end + 1
        return self._whole(index, index, width)

    def _whole(self, start: int, end: int, width: int) -> tuple[str, int]:
        """Return the text of the row within lines, with what its last cell goes on to below."""
        own = [self.lines[each] for each in range(start, end + 1) if self._is_words(each)]
        index = end + 1
        while index < len(self.lines) and self._goes_on(index, width) and not _ends(own[-1]):
            own.append(self.lines[index])
            index += 1
        if end > start and own[-1].lstrip().startswith("|"):
            own[-1] = own[-1].lstrip().removeprefix("|")
        return "\n".join(filter(str.strip, own)), index

    def _width_below(self, start: int) -> int:
        """Return how many cells the dashes show that stand below the row at a line, 0 if none."""
        for index in range(start + 1, min(start + _TALLEST, len(self.lines))):
            if self._is_delimiter(index):
                return len(_cells(self.lines[index]))
            if not self.lines[index].strip():
                break
        return 0

    def _filling(self, start: int, width: int) -> int | None:
        """Return the line with which a row that a line leaves open has all its cells, or None."""
        count = len(_cells(self.lines[start]))
        is_bare = not self.lines[start].lstrip().startswith("|")
        for index in range(start + 1, min(start + _FARTHEST, len(self.lines))):
            line = self.lines[index]
            is_new = self._is_new_row(index, is_bare=is_bare)
            is_heading = _HEADING.match(line) and index not in self._recurring
            if count >= width or is_new or is_heading:
                return None
            if is_bare and not is_wrapped(self.lines[index - 1], line):
                return None
            if self._is_row(index):
                count += len(_cells(line.lstrip().removeprefix("|"))) - 1
                if count == width or _ends(line):
                    return index if count == width else None
        return None

    def _is_new_row(self, index: int, *, is_bare: bool) -> bool:
        """Tell whether a row must begin here; one that begins with an item of a list goes on."""
        line = self.lines[index].strip()
        if is_bare:
            return not line or line.startswith("|")
        return line.startswith("|") and not _BULLET.match(line[1:])

    def _is_first_cell(self, index: int, width: int) -> bool:
        """Tell whether a line without bars is the beginning of a row, broken in its first cell."""
        if width < 2 or not 0 < index < len(self.lines) - 1 or self._is_row(index):
            return False
        line, below = self.lines[index], self.lines[index + 1]
        return (
            bool(line.strip())
            and not below.lstrip().startswith("|")
            and not _HEADING.match(line)
            and self._is_row(index + 1)
            and len(_cells(below)) == width
            and is_wrapped(line, below)
            and not is_wrapped(self.lines[index - 1], line)
        )

    def _closing(self, start: int) -> int | None:
        """Return the line that closes the row that a line leaves open, or None."""
        for index in range(start + 1, min(start + _FARTHEST, len(self.lines))):
            line = self.lines[index]
            if _HEADING.match(line) and index not in self._recurring:
                return None
            if self._is_row(index):
                return index if len(_cells(line)) == 1 and _ends(line) else None
        return None

    def _goes_on(self, index: int, width: int) -> bool:
        line = self.lines[index]
        return (
            bool(line.strip())
            and not self._is_first_cell(index, width)
            and not self._is_row(index)
            and self._is_words(index)
            and (not _HEADING.match(line))
            and not self._is_bare_label(index)
        )

    def _is_bare_label(self, index: int) -> bool:
        """Tell whether a line is a label without a value, and no part of the value above it."""
        below = next((each for each in self.lines[index + 1 : index + 3] if each.strip()), "")
        return bool(_BAR.search(below)) and _key(self.lines[index]) in self._labels

    def _is_words(self, index: int) -> bool:
        """Tell whether a line is neither furniture nor the edge of a page."""
        return index not in self._recurring and not _PAGE_MARK.fullmatch(self.lines[index].strip())

    def _is_row(self, index: int) -> bool:
        return "|" in self.lines[index] and bool(_BAR.search(self.lines[index]))

    def _is_delimiter(self, index: int) -> bool:
        return (
            index < len(self.lines)
            and "|" in self.lines[index]
            and bool(_DELIMITER.fullmatch(self.lines[index]))
        )

    @cached_property
    def _writes_bare_rows(self) -> bool:
        """Whether the text writes rows without a bar at their beginning."""
        bare = (
            index
            for index, line in enumerate(self.lines)
            if self._is_row(index) and not line.lstrip().startswith("|") and not _ends(line)
        )
        return sum(index not in self._fenced for index in bare) >= _FEWEST_BARE

    @cached_property
    def _labels(self) -> frozenset[str]:
        """Return the words that begin many rows, and end none."""
        begin, end = Counter[str](), set[str]()
        for index, line in enumerate(self.lines):
            if self._is_row(index):
                *first, last = map(_key, _cells(line))
                begin.update(filter(None, first[:2]))
                end.add(last)
        return frozenset(key for key, count in begin.items() if count >= _LABEL and key not in end)

    @cached_property
    def _fenced(self) -> frozenset[int]:
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
    def _recurring(self) -> frozenset[int]:
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


def _is_rest(cells: Sequence[str], above: Sequence[Sequence[str]]) -> bool:
    """Tell whether cells go on with those of the row above, as a page parts a row.

    Every row above has a number, and this one none; its words begin small, below such as never do.
    """
    body = list(dropwhile(lambda row: not _NUMBER.fullmatch(row[0]), above[-_LOOKED_AT:]))
    if not body or cells[0] or len(cells) != len(body[-1]):
        return False
    own = [column for column, cell in enumerate(cells) if cell]
    return (
        bool(own)
        and all(_NUMBER.fullmatch(row[0]) for row in body)
        and all(cells[column][0].islower() and body[-1][column] for column in own)
        and not any(_LETTERED.match(cells[column]) for column in own)
        and not any(row[column][:1].islower() for row in body for column in own)
    )


def _key(line: str) -> str:
    """Return the form in which lines of furniture are compared; '' for an item of a list."""
    return "" if LIST_ITEM.match(line) else _DIGITS.sub("0", fold(line.strip("# \t")))


def _ends(line: str) -> bool:
    text = line.rstrip()
    return text.endswith("|") and not text.endswith("\\|")


def _cells(row: str) -> tuple[str, ...]:
    """Return the cells of a row.

    >>> _cells("| a | b \\\\| c |")
    ('a', 'b \\\\| c')
    """
    text = row.strip()
    text = text[1:] if text.startswith("|") else text
    text = text[:-1] if _ends(text) else text
    return tuple(cell.strip() for cell in _BAR.split(text))
