"""Where the words that were looked for stand in a text, and the part of a text around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plan_graph.asking.search.entry import Words, token_places, tokens
from plan_graph.asking.search.meaning import Concept

_AROUND = 70
"""So many characters are shown before and behind the first word that was found."""


@dataclass(frozen=True)
class Marked:
    """A text, and from where to where the words that were looked for stand in it."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """Return the text in pieces, each with whether it was looked for.

        >>> Marked("a bc", ((2, 4),)).pieces
        [('a ', False), ('bc', True)]
        """
        found, last = [], 0
        for start, end in self.marks:
            found += [(self.text[last:start], False), (self.text[start:end], True)]
            last = end
        return [piece for piece in [*found, (self.text[last:], False)] if piece[0]]


def marked(text: str, concepts: Iterable[Concept]) -> Marked:
    """Return a text with the words that concepts match."""
    places = token_places(text)
    words = [word for _, _, word in places]
    hits = {at for concept in concepts for at in concept.places(words)}
    return Marked(text, tuple(places[at][:2] for at in sorted(hits)))


def snippet(parts: Sequence[Words], concepts: Sequence[Concept], language: str) -> Marked:
    """Return the part that has most of what was looked for, in a language if it can be, cut."""
    best, score = "", (0, False)
    for words in parts:
        found = tokens(words.text)
        number = sum(concept.is_in(found) for concept in concepts)
        if number and (number, words.language == language) > score:
            best, score = words.text, (number, words.language == language)
    return _cut(marked(best, concepts))


def _cut(whole: Marked) -> Marked:
    """Return the part around the first mark."""
    if not whole.marks or len(whole.text) <= 2 * _AROUND:
        return whole
    start = max(0, whole.marks[0][0] - _AROUND)
    end = min(len(whole.text), whole.marks[0][1] + 2 * _AROUND)
    if start:
        start = whole.text.find(" ", start, whole.marks[0][0]) + 1 or start
    if end < len(whole.text):
        end = max(whole.text.rfind(" ", 0, end), whole.marks[0][1])
    before, behind = "… " * (start > 0), " …" * (end < len(whole.text))
    shift = len(before) - start
    marks = [(a + shift, b + shift) for a, b in whole.marks if a >= start and b <= end]
    return Marked(before + whole.text[start:end] + behind, tuple(marks))
