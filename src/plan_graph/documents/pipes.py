"""Part Markdown into tables of pipes and other text, also where a conversion broke the rows.

Markdown that was made from Word or PDF files breaks what the standard wants on one line: a cell
goes on below, blank lines and page numbers stand within it, a row loses the bars at its edges,
or a table has no line of dashes. A row that is not closed goes on to the line that closes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import dropwhile

from plan_graph.documents.pipe_lines import BAR, PipeLines, cells_of, is_closed
from plan_graph.documents.plain.running import is_page_number
from plan_graph.documents.wraps import LIST_ITEM, is_wrapped

_BULLET = re.compile(r"\s*[•·∙▪●◦‣]")
_LOOKED_AT = 20
"""So many rows above tell how rows begin."""
_NUMBER = re.compile(r"\W*[A-Za-z]{0,3}\W?\d[\d.]*\W*")
_LETTERED = re.compile(r"\(?[a-z]{1,2}[.)]\s")
"""How an item of a list begins that letters count: 'a) …'."""
_FARTHEST = 400
"""Lines within which a row that is open must be closed."""
_TALLEST = 40
"""Lines of the first row of a table at most, where dashes below tell that it is one."""


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

    @cached_property
    def known(self) -> PipeLines:
        """What each line is by itself."""
        return PipeLines(self.lines)

    def segments(self) -> Iterator[Prose | Rows]:
        """Return the tables and the text between them, in order."""
        prose: list[str] = []
        index = 0
        while index < len(self.lines):
            if index in self.known.fenced or not self._begins_table(index):
                if index in self.known.recurring:
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
        if not self.known.is_row(index) or (LIST_ITEM.match(line) and not self._is_as_wide(index)):
            return False
        if line.lstrip().startswith("|"):
            return (
                len(BAR.findall(line)) > 1
                or self.known.is_delimiter(index + 1)
                or self._filling(index, self._width_below(index)) is not None
            )
        is_bare = self.known.writes_bare_rows and not is_page_number(line)  # '7 | 40'
        return self.known.is_delimiter(index + 1) or is_bare

    def _is_as_wide(self, index: int) -> bool:
        """Tell whether dashes stand below as many cells as a line has: '2. | Mend | May'.

        Two cells are a row only where a table of two stands above, which a page may part.
        """
        if not self.known.is_delimiter(index + 1):
            return False
        cells, dashes = (len(cells_of(self.lines[each])) for each in (index, index + 1))
        return cells == dashes and (cells > 2 or cells == self.before == 2)

    def _table(self, index: int) -> tuple[Rows, int]:
        """Return the table that begins at a line, and the line behind it."""
        found: list[tuple[str, ...]] = []
        has_header = False
        is_framed = self.lines[index].lstrip().startswith("|") and is_closed(self.lines[index])
        while index < len(self.lines) and index not in self.known.fenced:
            width = len(found[0]) if found and (has_header or is_framed) else 0
            if not self.known.is_row(index) and not self._is_first_cell(index, width):
                break
            if self.known.is_delimiter(index):
                has_header = has_header or len(found) == 1
                index += 1
                continue
            wanted = width if found else self._width_below(index) or self.before
            text, index = self._row(index, wanted)
            cells = cells_of(text)
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
        if is_closed(line):
            return line, index + 1
        end = self._filling(index, width)
        if end is not None:
            closing = None if is_closed(self.lines[end]) else self._closing(end)
            return self._whole(index, end if closing is None else closing, width)
        end = self._closing(index)
        if end is not None:
            inner = self._words(index, end)
            last = inner[-1].lstrip().removeprefix("|")
            return "\n".join(filter(str.strip, (*inner[:-1], last))), end + 1
        return self._whole(index, index, width)

    def _whole(self, start: int, end: int, width: int) -> tuple[str, int]:
        """Return the text of the row within lines, with what its last cell goes on to below."""
        own = self._words(start, end)
        index = end + 1
        while index < len(self.lines) and self._goes_on(index, width) and not is_closed(own[-1]):
            own.append(self.lines[index])
            index += 1
        if end > start and own[-1].lstrip().startswith("|"):
            own[-1] = own[-1].lstrip().removeprefix("|")
        return "\n".join(filter(str.strip, own)), index

    def _words(self, start: int, end: int) -> list[str]:
        """Return the lines from one to another, without what is of the page."""
        return [self.lines[each] for each in range(start, end + 1) if self.known.is_words(each)]

    def _width_below(self, start: int) -> int:
        """Return how many cells the dashes show that stand below the row at a line, 0 if none."""
        for index in range(start + 1, min(start + _TALLEST, len(self.lines))):
            if self.known.is_delimiter(index):
                return len(cells_of(self.lines[index]))
            if not self.lines[index].strip():
                break
        return 0

    def _filling(self, start: int, width: int) -> int | None:
        """Return the line with which a row that a line leaves open has all its cells, or None."""
        count = len(cells_of(self.lines[start]))
        is_bare = not self.lines[start].lstrip().startswith("|")
        for index in range(start + 1, min(start + _FARTHEST, len(self.lines))):
            line = self.lines[index]
            is_new = self._is_new_row(index, is_bare=is_bare)
            is_heading = self.known.is_heading(index)
            if count >= width or is_new or is_heading:
                return None
            if is_bare and not is_wrapped(self.lines[index - 1], line):
                return None
            if self.known.is_row(index):
                count += len(cells_of(line.lstrip().removeprefix("|"))) - 1
                if count == width or is_closed(line):
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
        if width < 2 or not 0 < index < len(self.lines) - 1 or self.known.is_row(index):
            return False
        line, below = self.lines[index], self.lines[index + 1]
        return (
            bool(line.strip())
            and not below.lstrip().startswith("|")
            and not self.known.has_sign(index)
            and self.known.is_row(index + 1)
            and len(cells_of(below)) == width
            and is_wrapped(line, below)
            and not is_wrapped(self.lines[index - 1], line)
        )

    def _closing(self, start: int) -> int | None:
        """Return the line that closes the row that a line leaves open, or None."""
        for index in range(start + 1, min(start + _FARTHEST, len(self.lines))):
            line = self.lines[index]
            if self.known.is_heading(index):
                return None
            if self.known.is_row(index):
                return index if len(cells_of(line)) == 1 and is_closed(line) else None
        return None

    def _goes_on(self, index: int, width: int) -> bool:
        line = self.lines[index]
        return (
            bool(line.strip())
            and not self._is_first_cell(index, width)
            and not self.known.is_row(index)
            and self.known.is_words(index)
            and not self.known.has_sign(index)
            and not self.known.is_bare_label(index)
        )


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
