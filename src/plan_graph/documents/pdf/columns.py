"""Find tables without vertical rules: columns parted by white space that many lines share.

A gutter is a stretch from left to right in which no line of the table has ink. It is believed
where several lines have words on both of its sides, far apart, and the words behind it stand
under each other. Columns of running text are no table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from plan_graph.documents.pdf.gutters import gutters as gutters_of
from plan_graph.documents.pdf.lines import TextLine
from plan_graph.documents.pdf.region import NARROW, WIDE, Region, Span, spans
from plan_graph.documents.pdf.running import by_column, is_running

MAX_LINES = 500
"""On a page of more lines no columns are sought; a page of small print has some 150."""
_ALIGNED = 2.0
"""Points within which words stand under each other."""
FARTHEST = 6.0
"""Lines farther apart than so many letter sizes are not of one table."""
_MOST_ACROSS = 2
"""Most lines one after another that run over the columns within a table."""


def regions(
    lines: Sequence[TextLine], hint: Sequence[Span] = ()
) -> list[Region | TextLine | list[TextLine]]:
    """Return lines in order, those that stand in columns as a region.

    Columns of running text are lists of lines, one after another. `hint` holds the gutters of a
    table that ended the page before; the first lines may go on with it.
    """
    if len(lines) > MAX_LINES:
        return list(lines)
    found: list[Region | TextLine | list[TextLine]] = []
    index = 0
    while index < len(lines):
        grown = _grow(lines, index, hint if not found else ())
        if grown is None:
            found.append(lines[index])
            index += 1
        elif is_running(grown):
            found += by_column(grown)
            index += len(grown.lines)
        else:
            found.append(grown)
            index += len(grown.lines)
    return found


def beginning(lines: Sequence[TextLine]) -> Region | None:
    """Return the table without rules that lines begin with, or None if they begin with none."""
    return _grow(lines, 0, ()) if 0 < len(lines) <= MAX_LINES else None


def _grow(lines: Sequence[TextLine], start: int, hint: Sequence[Span]) -> Region | None:
    """Return the region that begins with a line, or None if none does."""
    first = lines[start]
    gutters = list(hint) or list(_between(spans(first, WIDE)))
    if not gutters:
        return None
    if hint:
        left = narrowed(gutters, first)
        if len(left) < len(gutters):
            return _grow(lines, start, ())
        gutters = left
    across: list[int] = []
    pending: list[int] = []
    end = start + 1
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if line.area.top - lines[index - 1].area.bottom > FARTHEST * line.size:
            break
        kept = _kept(gutters, line)
        is_multiple = len(spans(line, WIDE)) > 1
        if kept == len(gutters) or (is_multiple and kept and 5 * kept >= 3 * len(gutters)):
            gutters = narrowed(gutters, line)
            across += pending
            pending = []
            if is_multiple or _is_close(lines[index - 1], line, lines[start:end]):
                end = index + 1
            continue
        pending.append(index)
        if len(pending) > _MOST_ACROSS:
            break
    over = frozenset(index - start for index in across if index < end)
    region = _region(lines[start:end], over, hint)
    whole = _whole(region)
    if whole < len(region.lines):
        region = _region(region.lines[:whole], frozenset(n for n in over if n < whole), hint)
    return region if _is_table(region, bool(hint)) else None


def _region(lines: Sequence[TextLine], over: frozenset[int], hint: Sequence[Span]) -> Region:
    """Return lines with the gutters between them that are believed, or that a table above has.

    Lines that make a column by themselves are no cells of one: centred headings run over all.
    """
    own = [line for number, line in enumerate(lines) if number not in over]
    believed = tuple(
        gutter
        for gutter in gutters_of(own)
        if _is_believed(gutter, own) or any(_overlap(gutter, each) for each in hint)
    )
    found = Region(tuple(lines), believed, over)
    lonely = _lonely(found)
    return _region(lines, over | lonely, hint) if lonely else found


def _lonely(region: Region) -> frozenset[int]:
    """Return the lines in columns, but the first, in which each line has no words elsewhere."""
    columns: dict[int, list[tuple[int, bool]]] = {}
    for number, line in enumerate(region.lines):
        cells = region.split(line) if number not in region.across else {}
        for column in cells:
            columns.setdefault(column, []).append((number, len(cells) == 1))
    apart = (lines for column, lines in columns.items() if column and all(a for _, a in lines))
    return frozenset(number for lines in apart for number, _ in lines)


def _whole(region: Region) -> int:
    """Count the lines to the end of the last row, without the text that stands below it.

    That begins where the table does, and runs over its columns or stands apart.
    """
    lines = region.lines
    rows = [number for number, line in enumerate(lines) if _cells(region, line) > 1]
    if not rows:
        return len(lines)
    end = rows[-1] + 1
    while end < len(lines) and _cells(region, lines[end]) == 1:
        is_first = 0 in region.split(lines[end])
        if is_first and not _is_close(lines[end - 1], lines[end], lines[:end]):
            break
        end += 1
    return end


def _cells(region: Region, line: TextLine) -> int:
    """Count the columns in which a line has words, 0 if the first run over several."""
    cells = region.split(line)
    return 0 if 0 in cells and region.last_column(cells[0]) else len(cells)


def _overlap(one: Span, other: Span) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


def _between(ink: Sequence[Span]) -> Iterable[Span]:
    return ((before[1], after[0]) for before, after in pairwise(ink))


def narrowed(gutters: Sequence[Span], line: TextLine) -> list[Span]:
    """Return what a line leaves of gutters; words within one part it."""
    found = []
    least = NARROW * line.size
    ink = spans(line, NARROW)
    for left, right in gutters:
        within = [(start, end) for start, end in ink if end > left and start < right]
        sides = [left, *(side for span in within for side in span), right]
        white = zip(sides[::2], sides[1::2], strict=True)
        found += [(start, end) for start, end in white if end - start > least]
    return found


def _kept(gutters: Sequence[Span], line: TextLine) -> int:
    """Count the gutters of which a line leaves something."""
    return sum(bool(narrowed([gutter], line)) for gutter in gutters)


def _is_close(above: TextLine, line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Tell whether a line goes on below another, as close as the lines of a table stand."""
    gap = line.area.top - above.area.bottom
    gaps = [below.area.top - each.area.bottom for each, below in pairwise(lines)]
    return gap <= 0.6 * line.size or (bool(gaps) and gap <= min(gaps) + 0.3 * line.size)


def _is_believed(gutter: Span, lines: Sequence[TextLine]) -> bool:
    """Tell whether lines have words on both sides of a gutter, far apart, and aligned behind it."""
    far, both = 0, 0
    starts: list[Span] = []
    for line in lines:
        before = [word for word in line.words if word.area.right <= gutter[0] + 0.01]
        behind = [word for word in line.words if word.area.left >= gutter[1] - 0.01]
        if behind:
            ink = spans(TextLine(tuple(behind)), WIDE)[0]
            starts.append(ink)
        if before and behind:
            both += 1
            far += behind[0].area.left - before[-1].area.right >= WIDE * line.size
    if far < 2 or 3 * far < both:
        return False
    near = [ink for ink in starts if ink[0] < gutter[1] + WIDE * 20]
    places = ([a for a, _ in near], [b for _, b in near], [(a + b) / 2 for a, b in near])
    return any(2 * _most_aligned(each) >= len(near) for each in places)


def _most_aligned(values: list[float]) -> int:
    counts = Counter(round(value / _ALIGNED) for value in values)
    return max((counts[each] + counts[each + 1] for each in counts), default=0)


def _is_table(region: Region, goes_on: bool) -> bool:
    """Tell whether a region is a table: several rows of several columns that hold words."""
    columns = len(region.gutters) + 1
    if columns < 2:
        return False
    own = (line for number, line in enumerate(region.lines) if number not in region.across)
    split = [region.split(line) for line in own]
    several = [line for line in split if len(line) > 1]
    if goes_on:
        return bool(several)
    if columns == 2:  # a list with markers is no table
        several = [line for line in several if not _is_marked(line)]
    if len(several) < (2 if columns > 2 else 3):
        return False
    worded = [
        sum(column in line and _has_word(line[column]) for line in several)
        for column in range(columns)
    ]
    return sum(4 * count >= len(several) for count in worded) > 1


def _is_marked(line: Mapping[int, TextLine]) -> bool:
    """Tell whether the first column of a line holds no word but a marker, such as a bullet."""
    return 0 in line and not _has_word(line[0])


def _has_word(line: TextLine) -> bool:
    """Tell whether a line holds a word, not only a marker or a number."""
    return any(sum(map(str.isalpha, word.text)) > 1 for word in line.words)
