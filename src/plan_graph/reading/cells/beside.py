"""What stands beside a time and may make it another: 'Easter 2027', '6 months from June 2027'.

A deadline tells more than its time, as 'Published in March 2027' does. Only what stands straight
beside the time, or tells a part of it or a distance from it, and was not read, leaves it doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import chain

from plan_graph.language.patterns import either, whole_words
from plan_graph.language.wording import Wording
from plan_graph.reading.cells.spans import YEAR
from plan_graph.text import fold

_NEAR = 60
"""How many characters before a time may tell something of it."""
_FEW = 3
"""So many words between two times, of one clause, may make one time of them: '2027 or 2028'."""
_APART = re.compile(r"[\n;()]")
_NUMBER_LAST = re.compile(r"(?<![\w.])[\d./]{1,8}(?:[^\W\d_]{1,3}|[°ºª])?\s*\Z")
_BEFORE_DASH = re.compile(r"(?P<word>[^\W\d_]{4,})\s+-\s+\Z")
_JOINED_LAST = re.compile(r"\w\.?(?:\s*[/&]\s*|-)\Z")
_WORD_LAST = re.compile(r"(?P<word>[^\W\d_]+)[.']?\s*\Z")
_WORD_NEXT = re.compile(r"[^\S\n]+(?P<word>[^\W\d_]+)")
_ENDS_WITH_YEAR = re.compile(rf"(?P<before>[^\W\d_]*)[\W_]*{YEAR}\Z")
_WORD = re.compile(r"\w+")
_ALIKE = 0.75
"""How alike a word and the name of a month are that may be one, as `difflib` counts."""


_YEARS = frozenset(("fiscal_year", "school_year", "no_time", "lengths"))


@dataclass(frozen=True)
class Beside:
    """Tells what stands beside times, with the words of one language, in folded text."""

    wording: Wording

    def before(self, unread: str, *, is_number: bool) -> bool:
        """Tell whether the unread words before a time may make it another; see the module.

        Args:
            unread: The words between the time and the one before it.
            is_number: Whether the time is told by numbers only, so that a word may be a part of it.
        """
        near = _APART.split(unread[-_NEAR:])[-1]
        straight = (_NUMBER_LAST, _JOINED_LAST, self._about, self._part)
        if any(pattern.search(near) for pattern in straight) or self._turned.match(near.lstrip()):
            return True
        dashed = _BEFORE_DASH.search(near)
        if dashed and get_close_matches(dashed["word"], self._months, 1, _ALIKE):
            return True
        word = _WORD_LAST.search(near) if is_number else None
        while word and word["word"] in self._of:  # 'the elections of 2027'
            word = _WORD_LAST.search(near, 0, word.start())
        return word is not None and word["word"] not in self._known

    def behind(self, words: str, text: str) -> bool:
        """Tell whether a word straight behind a year may make it another: '2027 elections'.

        Args:
            words: The words of the time.
            text: What stands behind them.
        """
        if self._undecided.match(text):
            return True
        year = _ENDS_WITH_YEAR.search(words)
        word = _WORD_NEXT.match(text) if year else None
        if year is None or word is None or word["word"] in self._known:
            return False
        return not year["before"] or year["before"] in self._known

    def between(self, words: str) -> bool:
        """Tell whether unread words may make one time of the two that they stand between."""
        found = _WORD.findall(self._conjunction.sub(" ", words))
        return 0 < len(found) <= _FEW and not re.search(r"[,;()\n]", words)

    @cached_property
    def _part(self) -> re.Pattern[str]:
        """What is a part of a time, or a distance from it, and was not read with it."""
        words = self.wording
        named = chain.from_iterable((*words.months.values(), *words.parts.values()))
        lengths = words.deadlines["lengths"]
        units = (*words.deadlines["half_year"], *words.deadlines["quarter"])
        return whole_words((*lengths, *(word for word in (*named, *units) if len(word) > _FEW)))

    @cached_property
    def _months(self) -> list[str]:
        return [fold(name) for names in self.wording.months.values() for name in names]

    @cached_property
    def _about(self) -> re.Pattern[str]:
        """'About' straight before a time."""
        return re.compile(rf"(?<!\w){either(self.wording.amounts['about'])}\s*\Z")

    @cached_property
    def _turned(self) -> re.Pattern[str]:
        """'After' and 'before' at the beginning of words: a time behind is that of a thing."""
        return whole_words((*self.wording.deadlines["after"], *self.wording.deadlines["before"]))

    @cached_property
    def _undecided(self) -> re.Pattern[str]:
        """'To be confirmed' behind a time."""
        return re.compile(rf"[\s,(–-]*{either(self.wording.absences['to-be-decided'])}")

    @cached_property
    def _of(self) -> frozenset[str]:
        """Words that join a time to a thing, as 'of' does and 'in' does not."""
        words = self.wording.deadlines
        return _last_words(words["fillers"]) - _last_words(words["year"])

    @cached_property
    def _known(self) -> frozenset[str]:
        """Words beside a time that leave it what it is."""
        words = self.wording
        columns = (words.columns[kind] for kind in ("deadline", "start", "end"))
        own = (phrases for kind, phrases in words.deadlines.items() if kind not in _YEARS)
        told = chain(words.common.values(), words.statuses.values(), own)
        named = chain.from_iterable((*told, words.lists["conjunctions"], *columns))
        return _last_words(named)

    @cached_property
    def _conjunction(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){either(self.wording.lists['conjunctions'])}")


def _last_words(phrases: Iterable[str]) -> frozenset[str]:
    found = (re.findall(r"[^\W\d_]+", fold(each)) for each in phrases)
    return frozenset(words[-1] for words in found if words)
