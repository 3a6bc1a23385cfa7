"""Lines to paragraphs: a break is meant where the next word would have fitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from plan_graph.documents.pdf.cut_words import Join, joins
from plan_graph.documents.pdf.lines import TextLine, spelled
from plan_graph.plan.tables import LineKind

_SPACE = 0.25
"""The width of a space, as a part of the letter size, at least."""
_WIDEST_SPACE = 0.4
"""The width of the widest space, as a part of the letter size; lines that are justified have wider
gaps."""
_LEADING = 0.35
"""By how much of the letter size a gap between paragraphs is larger than that between lines."""
_AT_MARGIN = 1.5
"""A line ends at the margin if less than so many letter sizes are left."""
_FULL_LINES = 3
_LETTER_O = "o"
"""How a round bullet is typed."""
_NEAR_ROOM = 0.1
"""A word fits for sure that leaves so much of the letter size: widths of spaces are not known."""
_UNSURE = 0.6
"""The white space at the sides of a cell is not known, as a part of the letter size, where no line
begins there."""
_LEVEL = 1.0
"""Points by which edges or middles of lines differ that stand one below the other."""


@dataclass(frozen=True)
class Paragraph:
    """Lines that are one, and why it begins where it does."""

    kind: LineKind
    lines: tuple[TextLine, ...]
    level: int = 0
    joins: tuple[Join, ...] = ()
    """Where the edge of its cell may cut a word."""

    @cached_property
    def text(self) -> str:
        """The words on one line."""
        return spelled(self.lines)[0]

    @property
    def marker(self) -> str:
        """What an item begins with."""
        return self.lines[0].marker if self.kind is LineKind.ITEM else ""


def paragraphs(
    found: Sequence[TextLine],
    limit: float,
    *,
    start: float | None = None,
    is_running: bool = False,
) -> list[Paragraph]:
    """Return lines as paragraphs.

    `limit` is how far to the right a line may go, `start` how far to the left, where lines need
    not begin there. In running text a line that begins with a label is a paragraph of its own, and
    one that begins with a small letter goes on.
    """
    result: list[Paragraph] = []
    moved = start is not None and _are_moved(found, start, limit)
    gaps = [_gap(above, below) for above, below in pairwise(found)]
    usual = min((gap for gap in gaps if gap > -found[0].size / 2), default=0.0)
    items = _items(found)
    indents = sorted({round(found[number].area.left) for number in items})
    for number, line in enumerate(found):
        above = found[number - 1] if number else None
        if number in items:
            level = indents.index(round(line.area.left))
            result.append(Paragraph(LineKind.ITEM, (line,), level))
        elif above is None or (is_running and line.has_label):
            result.append(Paragraph(LineKind.PARAGRAPH, (line,)))
        else:
            left = above.area.left - start - _UNSURE * line.size if moved and start else 0.0
            kind = _kind(above, line, limit + left, usual)
            if is_running and kind is LineKind.BREAK and line.text[0].islower():
                kind = LineKind.WRAP
            if kind is LineKind.WRAP:
                last = result[-1]
                result[-1] = Paragraph(last.kind, (*last.lines, line), last.level)
            else:
                result.append(Paragraph(kind, (line,)))
    if start is None:
        return result
    return [replace(each, joins=tuple(joins(each.lines, start, limit))) for each in result]


def _items(found: Sequence[TextLine]) -> set[int]:
    """Return the numbers of the lines that begin items.

    A single '2.' may be the end of a date, and a single 'o' that of a word, or a word.
    """
    markers = {number: line.marker for number, line in enumerate(found) if line.marker}
    if list(markers.values()).count(_LETTER_O) == 1:
        markers = {number: marker for number, marker in markers.items() if marker != _LETTER_O}
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
    room = limit - above.area.right - _space(above, line) - line.first_width
    return LineKind.BREAK if room > _NEAR_ROOM * size else LineKind.WRAP


def _are_moved(found: Sequence[TextLine], start: float, limit: float) -> bool:
    """Tell whether lines stand in the middle or at the right: then both sides are room."""
    lefts = [line.area.left for line in found]
    rights = [line.area.right for line in found]
    middles = [line.area.middle[0] for line in found]
    if max(lefts, default=0.0) - min(lefts, default=0.0) <= _LEVEL:
        return False
    centred = all(abs(middle - (start + limit) / 2) <= _LEVEL for middle in middles)
    return centred or max(rights) - min(rights) <= _LEVEL


def _space(above: TextLine, line: TextLine) -> float:
    """Return how wide a space is in two lines: as wide as the narrowest gap between words."""
    size = max(above.size, line.size)
    pairs = (pair for each in (above, line) for pair in pairwise(each.words))
    gaps = [right.area.left - left.area.right for left, right in pairs]
    return min(max(min(gaps, default=0.0), _SPACE * size), _WIDEST_SPACE * size)


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
