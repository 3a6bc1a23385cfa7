"""Rows of a table of actions that head those below, in the column of the actions or beside it.

A goal or a strategy stands there like an action, and has nothing to tell: its number is above
those of the rows below, or such rows part the whole table. Or its number stands in a cell of its
own, and its words over all other columns. What calls itself an action is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from plan_graph.language.columns import announced
from plan_graph.language.headings import HeadingReader
from plan_graph.plan.codes import code_cell, is_under, leading_code
from plan_graph.plan.tables import Cell, Row
from plan_graph.reading.tables.header import Header
from plan_graph.text import Passage

_ACROSS = 2
"""Columns that a title covers at least, beside the cell with its number."""
_FEWEST_WORDS = 2
_FEWEST_PAIRS = 2
"""So many titles, each with a row of its own below, are no chance."""
_NUMBERED = re.compile(
    r"(?:[^\W\d_]+\s+){1,3}(?P<code>\d{1,3}(?:\.\d{1,3})*)(?=[.:)\s–-])"
    r"|(?P<before>\d{1,3}(?:\.\d{1,3})*)\.?\s+[^\W\d_]+[.:]\s"
)
"""A word with its number before a title: 'Strategy 1.1 Reduce demand', '1 tikslas. Mažinti'."""


@dataclass(frozen=True)
class _Seen:
    """A row as it is compared: the code and words of its action, and whether it tells anything.

    `is_numbered` tells whether its number stands in a cell of its own.
    """

    row: Row
    words: Passage | None
    code: str
    is_bare: bool
    is_announced: bool
    is_numbered: bool


@dataclass(frozen=True)
class Turns:
    """Whether bare titles and rows that tell of something follow each other in turn.

    `details` are the numbers of the rows that go on with the title of the action above.
    """

    is_so: bool = False
    details: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sections:
    """Tells which rows below a header head others, by the words of one language."""

    headings: HeadingReader

    def of(self, rows: Sequence[Row], header: Header) -> frozenset[int]:
        """Return the numbers of such rows."""
        plain = [row for row in rows if not row.is_spanning]
        actions = [cell for row in plain if (cell := _action(row, header))]
        loud = sum(cell.passage.text.isupper() for cell in actions)
        are_loud = 2 * loud > len(actions)  # capitals head nothing where all is written in them
        seen = [self._seen(row, header, are_loud=are_loud) for row in plain]
        across = {each.row.number for each in seen if _title_across(each.row, header)}
        own = [each for each in seen if each.row.number not in across]
        return frozenset((*across, *_above(own), *_parting(own)))

    def in_turn(self, rows: Sequence[Row], header: Header) -> Turns:
        """Tell whether titles and rows that tell of something follow each other, and of what.

        The second row goes on with the title above if only the titles have numbers of their own,
        or if it calls itself a description; else nothing says what each of the two is.
        """
        seen = [self._seen(row, header, are_loud=False) for row in rows if not row.is_spanning]
        titles, below = seen[::2], seen[1::2]
        are_titles = all(each.is_bare and each.words for each in titles)
        if len(titles) < _FEWEST_PAIRS or any(each.is_bare for each in below):
            return Turns()
        if len(seen) % 2 or not are_titles:
            return Turns()
        is_counted = all(e.is_numbered for e in titles) and not any(e.code for e in below)
        if is_counted or all(each.words and self._describes(each.words) for each in below):
            return Turns(is_so=True, details=frozenset(each.row.number for each in below))
        return Turns(is_so=True)

    def _describes(self, words: Passage) -> bool:
        """Tell whether words call themselves a description: 'Details: two spans'."""
        label, sign, _ = words.text.partition(":")
        return bool(sign) and announced(self.headings.wording, label).kinds == ("description",)

    def _seen(self, row: Row, header: Header, *, are_loud: bool) -> _Seen:
        cells = [cell for cell in row.cells if cell.passage]
        action = _action(row, header)
        numbers = [c for c in cells if "number" in header.kinds.get(c.column, ())]
        words = action.passage.strip() if action else None
        is_own = words is not None and not self.headings.action(words)  # 'Measure 1: …' is one
        is_bare = is_own and all(c is action or c in numbers for c in cells)
        code = next(filter(None, (code_cell(cell.passage) for cell in numbers)), "")
        heading = self.headings.read(words) if words else None
        is_announced = heading is not None and not (heading.in_capitals and are_loud)
        own = code or (self._code(words) if words else "")
        return _Seen(row, words, own, is_bare, is_announced, is_numbered=bool(numbers))

    def _code(self, words: Passage) -> str:
        found = _NUMBERED.match(words.text)
        return leading_code(words).code or (found["code"] or found["before"] if found else "")


def _action(row: Row, header: Header) -> Cell | None:
    """Return the first cell with words of an action."""
    found = (c for c in row.cells if c.passage and "action" in header.kinds.get(c.column, ()))
    return next(found, None)


def title_of(row: Row) -> tuple[Cell, Cell]:
    """Return the first and the last cell of a row that heads others."""
    filled = [cell for cell in row.cells if cell.passage]
    return filled[0], filled[-1]


def _title_across(row: Row, header: Header) -> bool:
    """Tell whether a row is a number, and words over all columns behind it."""
    filled = [cell for cell in row.cells if cell.passage]
    if len(filled) != len(row.cells) or len(filled) != 2:
        return False
    number, title = filled
    reaches = title.column + title.columns - 1 >= header.width
    is_title = len(title.passage.text.split()) >= _FEWEST_WORDS
    return bool(code_cell(number.passage)) and title.columns >= _ACROSS and reaches and is_title


def _above(seen: Sequence[_Seen]) -> Iterator[int]:
    """Yield the rows that tell nothing and announce a part, or are above the next by their code."""
    for upper, lower in zip(seen, [*seen[1:], None], strict=False):
        is_above = lower and lower.words and is_under(_plain(lower.code), _plain(upper.code))
        if upper.is_bare and (is_above or upper.is_announced):
            yield upper.row.number


def _parting(seen: Sequence[_Seen]) -> Iterator[int]:
    """Yield the rows that tell nothing, if they part all others, which tell something each.

    The first row is one of them, the last is none, and no two follow each other.
    """
    runs = [(is_bare, list(run)) for is_bare, run in groupby(seen, key=lambda each: each.is_bare)]
    bare = [run for is_bare, run in runs if is_bare]
    told = [run for is_bare, run in runs if not is_bare]
    are_parts = len(runs) > 1 and runs[0][0] and not runs[-1][0]
    is_each = all(len(run) == 1 for run in bare) and all(run[0].words for run in told)
    if are_parts and is_each and sum(map(len, told)) > len(bare):
        yield from (run[0].row.number for run in bare)


def _plain(code: str) -> str:
    """Return a code without the word before its number: '1' of 'GOAL 1'."""
    return re.sub(r"\A[^\W\d_]{3,}\s+", "", code)
