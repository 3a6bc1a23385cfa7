"""Words that a column is too narrow for, cut at its edge without a hyphen.

Programs cut a word where it alone is wider than its cell: the line above is full to its last
letter, and the rest is short. A line may be so full by chance, but not most such lines. Where a
page draws spaces at the ends of its lines, none stands behind the part of a word, though it may
have been left out where it did not fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plan_graph.documents.pdf.lines import TextLine, bare, is_cut_figure

_LETTERS, _SHORT = 2, 4
"""So few letters that are no word elsewhere are the rest of one; some more where several are."""
_SEVERAL = 2
"""So many full lines tell that words are cut, if they are half of those that may be."""
_SPACE = 0.28
"""The width of a space, as a part of the letter size."""
_LETTER = 0.65
"""The width of a letter that is not one of the widest, as a part of the letter size."""
_SLACK = 0.05
"""By how much of the letter size the white space of a cell is not known."""


@dataclass(frozen=True)
class Join:
    """Words at the end of a line and below it that are too wide for one line together.

    `is_full` tells whether the line above has no room for one more letter, `is_drawn` whether it
    has room for the space that the page draws behind words, and ends without it.
    """

    above: str
    below: str
    is_full: bool
    is_drawn: bool = False

    @property
    def whole(self) -> str:
        """The word that the two are, if one was cut."""
        return bare(self.above + self.below)


def joins(lines: Sequence[TextLine], start: float, limit: float) -> Iterator[Join]:
    """Yield where words may be cut: a word alone on its line above small letters."""
    for above, below in pairwise(lines):
        first, rest = above.words[-1], below.words[0]
        is_word = first.text[-1:].isalpha() and rest.text[:1].islower()
        is_figure = is_cut_figure(first.text, rest.text)
        if len(above.words) > 1 or first.has_space or not (is_word or is_figure):
            continue
        if first.area.width + rest.area.width > limit - start:
            letter = max(
                rest.area.width / len(rest.text) + _SLACK * below.size, _LETTER * below.size
            )
            room = limit - start - first.area.width
            is_drawn = first.has_space is False and room >= _SPACE * below.size
            yield Join(first.text, rest.text, room < letter, is_drawn)


def whole_words(lines: Sequence[TextLine]) -> Iterator[str]:
    """Yield the words of a paragraph that stand within its lines, or at its very ends."""
    last = len(lines) - 1
    for number, line in enumerate(lines):
        inside = line.words[bool(number) : None if number == last else -1]
        yield from (word.text for word in inside)


def cut_words(found: Iterable[Join], known: frozenset[str]) -> frozenset[str]:
    """Return the words that the edges of cells cut, as they are compared.

    `known` are the words of the document that stand within its lines: none of them is a part.
    """
    may_be = [each for each in found if not {bare(each.above), bare(each.below)} & known]
    full = [each for each in may_be if each.is_full]
    are_cut = len(full) >= _SEVERAL and 2 * len(full) >= len(may_be)
    most = _SHORT if are_cut else _LETTERS
    return frozenset(
        each.whole
        for each in full
        if each.is_drawn or is_cut_figure(each.above, each.below) or len(bare(each.below)) <= most
    )
