"""Where the columns of a table part: the white space that all but a few of its lines leave.

Ink is counted over each place from left to right. A gutter is a valley between two columns: few
lines have ink in it, measured by the column beside it that holds fewer. So a heading over several
columns, or a long total, hides no gutter below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from plan_graph.documents.pdf.lines import TextLine
from plan_graph.documents.pdf.region import NARROW, Span, spans

_BRIDGED = 1 / 3
"""Of the lines that fill the column beside a gutter, so many may run over it."""
_LEAST = 0.2
"""A gutter is wider than this part of the letter size."""


def gutters(lines: Sequence[TextLine]) -> list[Span]:
    """Return the white space between the columns that lines fill, from left to right."""
    steps: dict[float, int] = {}
    for left, right in (span for line in lines for span in spans(line, NARROW)):
        steps[left] = steps.get(left, 0) + 1
        steps[right] = steps.get(right, 0) - 1
    places = sorted(steps)
    ink = list(accumulate(steps[place] for place in places))
    least = _LEAST * max(line.size for line in lines)
    found = ((places[first], places[last]) for first, last in _valleys(ink))
    return [(left, right) for left, right in found if right - left > least]


def _valleys(ink: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield from where to where counts are low between two that are high.

    >>> list(_valleys([5, 6, 1, 0, 1, 6, 4, 6, 0]))
    [(3, 4)]
    """
    peak, start, end = 0, 0, 0
    for number, count in enumerate(ink):
        if start and ink[start] <= _BRIDGED * min(peak, count):
            yield start, end
            peak, start = count, 0
        elif count >= peak and not start:
            peak = count
        elif not start or count < ink[start]:
            start, end = number, number + 1
        elif count == ink[start] and end == number:
            end = number + 1
