"""Lines that hold several labels with their values: 'Lead: A | Support: B | By: 2028'.

So cards are written in one line, and so paragraphs run together whose line breaks a format takes
for spaces. What stands before the first label is a part of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from plan_graph.language.columns import announced
from plan_graph.language.wording import Wording
from plan_graph.reading.cells.periods import PeriodReader
from plan_graph.text import Passage, fold, has_at_most

_FEWEST = 2
_COLON = re.compile(r"[*_ ]*:(?=[*_\s])")
_WORDS = re.compile(r"[^\s:|;.,·•]+")
_LABEL = r"(?:\d[\d.]{0,8}\s)?[^\W\d_]"
_SIGNED = re.compile(
    rf"(?:(?:\A[*_ ]*|(?P<bar>\|)\s*|[·•;]\s*)[*_]*(?P<label>{_LABEL}[^:|;·•\n]{{0,60}}?)"
    rf"|(?<=\w{{4}})\.\s+[*_]*(?P<behind>{_LABEL}[^:|;·•.\n]{{0,60}}?))[*_ ]*:(?=[*_\s]|\Z)"
)
"""A label at the beginning, or behind a sign that parts it from what stands before."""
_BAR = "|"
_LABEL_WORDS = 4
_MOST_WORDS = 6
"""Words of the longest label that a sign begins."""
_LONGEST = 60
"""Characters of the longest label."""
_NUMBER = re.compile(r"\W*\d[\d.]{0,8}\s+")
"""The number of what the first label names: '1.2. measure: …'."""
_OPENERS = ("", "|", ";", ".", "·", "•")
_EDGES = "|;,·•–—-*_"
"""What parts a value from the label behind it."""


@dataclass(frozen=True)
class RunOn:
    """Parts lines with the words of one language."""

    wording: Wording

    def parts(self, line: Passage) -> list[Passage]:
        """Return the parts of a line, each with one label; the whole line if it has no two.

        >>> from plan_graph.language import wording
        >>> line = Passage(0, "Mend the wall. Lead: Port Office | Deadline: 2028")
        >>> [part.text for part in RunOn(wording.load("en")).parts(line)]
        ['Mend the wall', 'Lead: Port Office', 'Deadline: 2028']
        """
        starts = self._starts(line.text)
        spans = pairwise([*starts, len(line.text)])
        pieces = [line.slice(*span).strip(_EDGES) for span in spans]
        if sum(self._is_known(piece.text) for piece in pieces) < _FEWEST:
            return [line]
        if _BAR not in line.text and any(len(_COLON.findall(each.text)) > 1 for each in pieces):
            return [line]  # nothing says where the label begins that no rule knows
        before = line.slice(0, starts[0]).strip(f"{_EDGES}.")
        return [before, *pieces] if before else pieces

    def _starts(self, text: str) -> list[int]:
        """Return where labels begin: behind a sign any, elsewhere known ones; a bar has its way."""
        known = list(self._labels(text))
        signed = []
        for found in _SIGNED.finditer(text):
            start, end = found.span("label" if found["label"] else "behind")
            is_short = has_at_most(_MOST_WORDS, text[start:end])
            if is_short and (found["bar"] or not any(start < place < end for place in known)):
                signed.append((start, end))
        known = [k for k in known if not any(start < k < end for start, end in signed)]
        return sorted({*known, *(start for start, _ in signed)})

    def _is_known(self, piece: str) -> bool:
        label, _, value = piece.partition(":")
        return bool(announced(self.wording, label.strip("*_ "))) or self.is_time(label, value)

    def is_time(self, label: str, value: str) -> bool:
        """Tell whether a label is a word before a time, and a time stands behind: 'By: 2028'."""
        return fold(label.strip()) in self._by and bool(
            self._periods.match(fold(value).lstrip("*_ "), 0)
        )

    def _labels(self, text: str) -> Iterator[int]:
        """Yield where the known labels of a line begin."""
        last = 0
        for colon in _COLON.finditer(text):
            words = list(_WORDS.finditer(text, max(last, colon.start() - _LONGEST), colon.start()))
            words = _straight(text, words, colon.start())[-_LABEL_WORDS:]
            begin = self._begin(text, [each.start() for each in words], colon.end() - 1)
            if begin is not None:
                yield 0 if _NUMBER.fullmatch(text, 0, begin) else begin
                last = colon.end()

    def _begin(self, text: str, places: list[int], end: int) -> int | None:
        """Return where the label before a colon begins: the longest in small letters, or one word.

        So 'Department' is of the value before it in 'Works Department Responsible: …'. A label
        has a capital letter, unless nothing or a sign stands before it.
        """
        words = {place: text[place:end].strip("*_ ") for place in places}
        begins = [p for p in places if text[:p].rstrip(" *_")[-1:] in _OPENERS]
        known = [
            place
            for place, label in words.items()
            if (
                (label[:1].isupper() or place in begins) and announced(self.wording, label).is_whole
            )
            or (place in begins and self.is_time(label, text[end + 1 :]))
        ]
        plain = [p for p in known if not any(word[0].isupper() for word in words[p].split()[1:])]
        return next(iter(plain), known[-1] if known else None)

    @cached_property
    def _by(self) -> frozenset[str]:
        return frozenset(map(fold, self.wording.deadlines["by"]))

    @cached_property
    def _periods(self) -> PeriodReader:
        return PeriodReader(self.wording)


def _straight(text: str, words: list[re.Match[str]], end: int) -> list[re.Match[str]]:
    """Return the last words before a place that only blanks part."""
    found: list[re.Match[str]] = []
    for word in reversed(words):
        if text[word.end() : end].strip():
            break
        found.insert(0, word)
        end = word.start()
    return found
