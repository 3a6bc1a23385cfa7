"""Read when something is to be done: a time, one time to another, by a time, from a time.

'By fall 2027' has no first day, 'from 2024' no last. A time that stands for a longer one
ends with its last day: 'by March 2026' is by 31 March 2026.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from plan_graph.language.country import Country
from plan_graph.language.wording import Wording
from plan_graph.plan import Period
from plan_graph.reading.cells.period_words import ARROW, PeriodWords
from plan_graph.reading.cells.spans import day_after, day_before
from plan_graph.reading.cells.times import TimeReader


class Found(NamedTuple):
    """A period, and where its words end.

    Attributes:
        is_bare: Whether the words are only numbers.
        doubt: The code of what is doubtful, or ''.
        is_range: Whether the words say a first time and a last one.
    """

    period: Period
    end: int
    is_bare: bool = False
    doubt: str = ""
    is_range: bool = False


_Form = tuple[Found | None, int]
"""What words in the form of a time say, None where there is no such time, and where they end."""


def _range(first: Found | None, last: Found | None) -> Found | None:
    """Return the time from one to the other; None where the later comes first, or one is open."""
    start, end = first and first.period.start, last and last.period.end
    if last is None or start is None or end is None or end < start:
        return None
    return Found(Period(start, end), last.end, is_range=True)


_LAST = ("d2", "m2", "b", "p", "to")
"""The parts of forms that say a second time."""
_SIGN_BEFORE = re.compile(rf"(?:(?P<by>{ARROW}|≤|<=|<)|≥|>=|(?<![-=])>)\s*$")
_LONGEST_SIGN = 5
_ASKED = re.compile(r"\s*(?:\(\?\)|\?)")
_BEHIND_WORD = re.compile(r"\w[ \xa0]\Z")
_WORD = re.compile(r"(?<!\w)\w")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class PeriodReader:
    """Reads periods with the words of one language, as its country writes them."""

    wording: Wording
    country: Country | None = None

    def search(self, folded: str) -> tuple[Found, int] | None:
        """Return the first period within folded text, and where its words begin, or None."""
        position = 0
        while _DIGIT.search(folded, position):
            word = _WORD.search(folded, position)
            if word is None:
                return None
            found = self.match(folded, word.start())
            if found:
                return found, word.start()
            position = self.skipped(folded, word.start()) or word.end()
        return None

    def skipped(self, folded: str, position: int) -> int | None:
        """Return where words end that are no time: 'reporting year 2026', '30 February 2027'."""
        found = self.words.no_time.match(folded, position)
        return found.end() if found else self._false(folded, position)

    def _false(self, folded: str, position: int) -> int | None:
        """Return where words end that have the form of a time, or of one to another, and are none.

        There is no such day or quarter, or the later comes first: '15 June to 31 June 2027'.
        """
        first = self._form(folded, position)
        if first is None:
            return None
        found, end = self._whole(folded, *first) or first
        return None if found else end

    def match(self, folded: str, position: int) -> Found | None:
        """Return the period whose words begin at a position of folded text, or None.

        >>> from plan_graph.language import wording
        >>> reader = PeriodReader(wording.load("ro"))
        >>> reader.match("trimestrul 4\\n2021", 0).period.start
        datetime.date(2021, 10, 1)
        >>> reader.match("de la 2021 pana la sfarsitul anului 2022", 0).period.end
        datetime.date(2022, 12, 31)
        """
        found = self._bounded(folded, position)
        if found is None:
            plain = self._plain(folded, position)
            found = plain and self._bounded_by_sign(folded, position, plain)
        return found and self._doubted(folded, position, self._bounded_behind(folded, found))

    @staticmethod
    def _doubted(folded: str, position: int, found: Found) -> Found:
        """Return a time with the doubt that a sign beside it casts: '~2025', '2026?'."""
        is_about = folded[max(0, position - 2) : position].strip()[-1:] in set("~≈")
        asks = _ASKED.match(folded, found.end)
        if not is_about and not asks:
            return found
        return found._replace(doubt="two-ways", end=asks.end() if asks else found.end)

    @staticmethod
    def _bounded_by_sign(folded: str, position: int, found: Found) -> Found:
        """Return a time with what a sign before it says: '→ 2025', '≥ 2026'."""
        sign = _SIGN_BEFORE.search(folded[max(0, position - _LONGEST_SIGN) : position])
        if sign is None:
            return found
        start, end = found.period.start, found.period.end
        return found._replace(period=Period(None, end) if sign["by"] else Period(start, None))

    def _bounded_behind(self, folded: str, found: Found) -> Found:
        """Return a time with what the words behind it say: 'vuoden 2027 loppuun mennessä'."""
        behind = self.words.behind.match(folded, found.end)
        if behind is None or self._bounded(folded, behind.start("word")):
            return found
        start, end = found.period.start, found.period.end
        period = Period(None, end) if behind["by"] else Period(start, None)
        return Found(period, behind.end(), doubt=found.doubt)

    def _bounded(self, folded: str, position: int) -> Found | None:
        """Read 'by …', 'before …', 'from …', 'after …', 'end of …'."""
        opening = self.words.opening.match(folded, position)
        if opening is None:
            return None
        words = " ".join(opening["opening"].split())
        kind = self.words.openings[words]
        if words in self.words.of and _BEHIND_WORD.search(folded[max(0, position - 2) : position]):
            return self._of(folded, position)
        found = self._plain(folded, opening.end())
        if found and kind == "by" and found.period.end is None:
            found = self._single(folded, opening.end()) or found
        if kind == "between":
            return self._between(folded, found)
        if found is None:
            return None
        start, end = found.period.start, found.period.end
        if kind == "from" and end and start and found.is_range:
            return Found(found.period, found.end)
        period = {
            "by": Period(None, end),
            "before": Period(None, start and day_before(start)),
            "from": Period(start, None),
            "after": Period(end and day_after(end), None),
        }[kind]
        return Found(period, found.end, doubt=found.doubt)

    def _of(self, folded: str, position: int) -> Found | None:
        """Read a time behind a word that says 'of' there, or 'from': 'segunda semana de 2027'."""
        found = self._plain(folded, position)
        if found is None or found.period.end is None or found.is_range:
            return found
        return found._replace(doubt="two-ways")

    def _between(self, folded: str, first: Found | None) -> Found | None:
        """Read the later time behind the 'and' of 'between … and …'."""
        joined = self.words.joins.match(folded, first.end) if first else None
        last = self._form(folded, joined.end()) if joined else None
        if first is None or last is None:
            return first
        return _range(first, last[0]) or first._replace(end=last[1], doubt="two-ways")

    def _plain(self, folded: str, position: int) -> Found | None:
        """Read a time, or one to another, with words such as 'in the course of' before it."""
        lead = self.words.lead.match(folded, position)
        begin = lead.end() if lead else position
        first = self._single(folded, begin)
        if first is None:
            ending = self.words.end_of.match(folded, begin)
            last = self._single(folded, ending.end()) if ending else None
            return Found(Period(None, last.period.end), last.end) if last else None
        if whole := self._whole(folded, first, first.end):
            return whole[0]
        onwards = self.words.onwards.match(folded, first.end)
        if onwards:
            return Found(Period(first.period.start, None), onwards.end())
        in_time = self.words.in_time.match(folded, position)
        return first._replace(is_bare=first.is_bare and not in_time)

    def _whole(self, folded: str, first: Found | None, end: int) -> _Form | None:
        """Return what a time is with the one that it leads to; None where it leads to none."""
        joined = self.words.to.match(folded, end)
        last = self._form(folded, joined.end()) if joined else None
        if joined is None or last is None:
            return None
        whole = _range(first, last[0])
        is_item = "\n" in joined.group()  # the dash may be that of an item of a list
        return None if is_item and whole is None else (whole, last[1])

    def _single(self, folded: str, position: int) -> Found | None:
        form = self._form(folded, position)
        return form and form[0]

    def _form(self, folded: str, position: int) -> _Form | None:
        for pattern, make in self.times.forms:
            found = pattern.match(folded, position)
            if found:
                try:
                    period = make(found.groupdict())
                except ValueError:
                    return None, found.end()
                said = found.groupdict()
                doubt = "two-ways" if said.get("school") or self.times.is_vague(said) else ""
                is_bare, is_range = not _LETTER.search(found.group()), any(map(said.get, _LAST))
                return Found(period, found.end(), is_bare, doubt, is_range), found.end()
        return None

    @cached_property
    def times(self) -> TimeReader:
        """Reads the single times of which periods are made."""
        return TimeReader(self.wording, self.country)

    @cached_property
    def words(self) -> PeriodWords:
        """Matches the words around them."""
        return PeriodWords(self.wording, self.times)
