"""Pages to blocks: paragraphs and tables in reading order, put together over page breaks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from plan_graph.documents.pdf.aligned import aligned
from plan_graph.documents.pdf.columns import beginning, regions
from plan_graph.documents.pdf.furniture import furniture
from plan_graph.documents.pdf.grid import Grid, grids
from plan_graph.documents.pdf.heads import head_of, header_lines
from plan_graph.documents.pdf.lines import TextLine, lines
from plan_graph.documents.pdf.marks import Area, Marks, Rule, Turn, Word, bounds
from plan_graph.documents.pdf.overleaf import joined
from plan_graph.documents.pdf.paragraphs import Paragraph, margin, paragraphs
from plan_graph.documents.pdf.region import Region
from plan_graph.documents.pdf.ruled import ruled
from plan_graph.documents.pdf.rules import merged
from plan_graph.documents.pdf.tables import Piece
from plan_graph.plan.tables import PagePicture

_UPPER, _LOWER = 0.4, 0.75
"""Between these parts of its height a line goes through a word; an underline is lower."""
_MOST_NEAR = 50
_SMALL = 0.9
"""Letters smaller than this part of those of a table are of a note below it."""
_WHOLE = 0.8
"""A rule parts rows if it goes along this part of the width of the table."""


@dataclass(frozen=True)
class Block:
    """A paragraph, with the pages and areas where it stands."""

    paragraph: Paragraph
    places: tuple[tuple[int, Area], ...]


@dataclass(frozen=True)
class Page:
    """What stands on a page: the ruled tables, and the lines outside of them.

    Attributes:
        number: The page, counted from 1.
        width: How wide it is.
        height: How high it is.
        parts: Its tables and lines, from top to bottom.
        across: The rules outside tables, and the edges of fills, from left to right.
        fills: The areas that have a colour of their own.
        picture: Its picture, if its words were read there.
    """

    number: int
    width: float
    height: float
    parts: tuple[Piece | TextLine, ...]
    across: tuple[Rule, ...] = ()
    fills: tuple[Area, ...] = ()
    picture: PagePicture | None = None

    @property
    def edges(self) -> list[TextLine | None]:
        """Its lines in order, None for a table, and for the header of one it begins with."""
        held = {id(line) for line in header_lines(_first_lines(self.parts))}
        lines = (part if isinstance(part, TextLine) else None for part in self.parts)
        return [None if id(line) in held else line for line in lines]


def page(marks: Marks) -> Page:
    """Return what stands on a page.

    Raises:
        GridTooLargeError: If its rules part more cells than are read.
    """
    found = grids(marks)
    held: dict[int, list[Word]] = defaultdict(list)
    for word in _struck(marks):
        inside = (number for number, grid in enumerate(found) if _is_in(word.area, grid))
        held[next(inside, -1)].append(word)
    loose = held.pop(-1, [])
    tables = [(grid, held[number]) for number, grid in enumerate(found) if held[number]]
    parts: list[Piece | TextLine] = [ruled(marks, grid, words) for grid, words in tables]
    parts += lines(loose)
    parts.sort(key=_top)
    outside = [rule for rule in marks.across if not any(_is_on(rule, grid) for grid, _ in tables)]
    fills = [Rule(y, fill.left, fill.right) for fill in marks.fills for y in fill[1::2]]
    across = tuple(merged([*outside, *fills]))
    return Page(marks.number, marks.width, marks.height, tuple(parts), across, marks.fills)


def _struck(marks: Marks) -> Iterator[Word]:
    """Yield the words of a page, marked where a line goes through."""
    rules = sorted(marks.across)
    places = [rule.place for rule in rules]
    for word in marks.words:
        left, top, right, bottom = word.area
        first = bisect_left(places, top + _UPPER * (bottom - top))
        last = bisect_right(places, top + _LOWER * (bottom - top))
        near = rules[first : min(last, first + _MOST_NEAR)]
        through = any(rule.start <= left + 2 and right - 2 <= rule.end for rule in near)
        yield word._replace(is_struck=True) if through and word.turn is Turn.RIGHT else word


def _is_in(area: Area, grid: Grid) -> bool:
    return grid.unit(area.middle) is not None


def _is_on(rule: Rule, grid: Grid) -> bool:
    left, top, right, bottom = grid.area
    return top - 1 <= rule.place <= bottom + 1 and rule.start < right and rule.end > left


def _top(part: Piece | TextLine) -> float:
    return part.area.top if isinstance(part, Piece) else part.place.top


@dataclass
class Blocks:
    """The blocks of a document so far.

    Attributes:
        found: Paragraphs and tables, in reading order.
        furniture: Lines that only repeat on the pages.
    """

    found: list[Block | Piece] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)

    def add(self, block: Block | Piece) -> None:
        """Add a block; a table that goes on over the page break is one with that above."""
        place = self._last_table()
        last = self.found[place] if place is not None else None
        if isinstance(block, Piece) and isinstance(last, Piece) and block.page > last.page:
            whole = joined(last, block)
            if place is not None and whole is not None:
                self.found[place] = whole.piece
                self.furniture += [
                    " ".join(cell.text.split()) for row in whole.repeated for cell in row
                ]
                return
        self.found.append(block)

    def _last_table(self) -> int | None:
        """Return the place of the table above, with nothing below it but notes in small print."""
        for place in range(len(self.found) - 1, max(len(self.found) - _MOST_NEAR, -1), -1):
            block = self.found[place]
            if isinstance(block, Piece):
                below = [each for each in self.found[place + 1 :] if isinstance(each, Block)]
                size = block.size
                notes = all(
                    each.places[0][0] == block.page and each.paragraph.lines[0].size < _SMALL * size
                    for each in below
                )
                return place if notes else None
        return None


def blocks(pages: Sequence[Page]) -> Blocks:
    """Return the paragraphs and tables of pages in reading order."""
    result = Blocks()
    repeats = furniture([(page.height, page.edges) for page in pages])
    bodies = [
        [part for number, part in enumerate(each.parts) if number not in repeated]
        for each, repeated in zip(pages, repeats, strict=True)
    ]
    for each, repeated, kept, following in zip(
        pages, repeats, bodies, [*bodies[1:], []], strict=True
    ):
        for number in sorted(repeated):
            part = each.parts[number]
            result.furniture += [part.text] if isinstance(part, TextLine) else []
        limit = margin([part for part in kept if isinstance(part, TextLine)], each.width)
        for is_lines, group in groupby(kept, key=lambda part: isinstance(part, TextLine)):
            if is_lines:
                stretch = [part for part in group if isinstance(part, TextLine)]
                last = result.found[-1] if result.found else None
                above = last if isinstance(last, Piece) and last.page < each.number else None
                is_last = stretch[-1] is kept[-1]
                below = beginning(_first_lines(following)) if is_last else None
                for block in _of_lines(each, stretch, limit, above, below):
                    result.add(block)
            else:
                for part in group:
                    if isinstance(part, Piece):
                        result.add(part)
    return result


def _first_lines(parts: Sequence[Piece | TextLine]) -> list[TextLine]:
    """Return the upright lines that a page begins with."""
    lines = takewhile(lambda part: isinstance(part, TextLine), parts)
    return [line for line in lines if isinstance(line, TextLine) and line.is_upright]


def _of_lines(
    each: Page,
    stretch: Sequence[TextLine],
    limit: float,
    above: Piece | None,
    below: Region | None,
) -> Iterator[Block | Piece]:
    """Yield the tables without rules and the paragraphs that lines make.

    `above` is the table that ends the page before; `below` is that which begins the next page, and
    its header may be all of it that stands here.
    """
    upright = [line for line in stretch if line.is_upright]
    loose: list[TextLine] = []
    for part in regions(upright, above.gutters if above else ()):
        if isinstance(part, TextLine):
            loose.append(part)
            continue
        yield from _paragraphs(each, loose, limit)
        loose = []
        if isinstance(part, Region):
            yield aligned(each.number, part, _separators(each, part), each.fills, above)
            above = None
        else:
            yield from _paragraphs(each, part, max(line.area.right for line in part) + 0.5)
    head = head_of(below, loose) if below else None
    yield from _paragraphs(each, loose[: len(loose) - len(head.lines)] if head else loose, limit)
    yield from _paragraphs(each, [line for line in stretch if not line.is_upright], each.width)
    if head:
        yield aligned(each.number, head, _separators(each, head), each.fills)


def _separators(each: Page, region: Region) -> list[float]:
    """Return the heights of the rules that go along a table, each perhaps drawn cell by cell."""
    width = region.right - region.left
    found: list[float] = []
    for place, level in groupby(sorted(each.across), key=lambda rule: round(rule.place)):
        reached, covered = region.left, 0.0
        for rule in sorted(level, key=lambda rule: rule.start):
            start, end = max(rule.start, reached), min(rule.end, region.right)
            covered += max(0.0, end - start)
            reached = max(reached, end)
        found += [float(place)] if covered >= _WHOLE * width else []
    return found


def _paragraphs(each: Page, found: Sequence[TextLine], limit: float) -> Iterator[Block]:
    for paragraph in paragraphs(found, limit, is_running=True):
        place = bounds([line.place for line in paragraph.lines])
        yield Block(paragraph, ((each.number, place),))
