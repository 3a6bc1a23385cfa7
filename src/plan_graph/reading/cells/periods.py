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
from plan_graph.language.patterns import either, whole_words
from plan_graph.language.wording import Wording
from plan_graph.plan import Period
from plan_graph.reading.cells.spans import DASH, YEAR, day_after, day_before
from plan_graph.reading.cells.times import TimeReader
from plan_graph.text import fold


class Found(NamedTuple):
    """A period, where its words end, whether these are only numbers, and what is doubtful."""

    period: Period
    end: int
    is_bare: bool = False
    doubt: str = ""


def _range(first: Found | None, last: Found | None) -> Found | None:
    """Return the time from one to the other; None where the later comes first, or one is open."""
    start, end = first and first.period.start, last and last.period.end
    if last is None or start is None or end is None or end < start:
        return None
    return Found(Period(start, end), last.end)


_ARROW = r"(?:→|⇒|➔|->|=>|--)"
_SIGN_BEFORE = re.compile(rf"(?:(?P<by>{_ARROW}|≤|<=|<)|≥|>=|(?<![-=])>)\s*$")
_LONGEST_SIGN = 5
_ASKED = re.compile(r"\s*(?:\(\?\)|\?)")
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
        found = self._no_time.match(folded, position)
        return found.end() if found else self._without_day(folded, position)

    def _without_day(self, folded: str, position: int) -> int | None:
        """Return where words end that have the form of a day which is in no calendar."""
        for pattern, make in self.times.days:
            found = pattern.match(folded, position)
            if found:
                try:
                    make(found.groupdict())
                except ValueError:
                    return found.end()
        return None

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
        behind = self._behind.match(folded, found.end)
        if behind is None:
            return found
        start, end = found.period.start, found.period.end
        period = Period(None, end) if behind["by"] else Period(start, None)
        return Found(period, behind.end(), doubt=found.doubt)

    def _bounded(self, folded: str, position: int) -> Found | None:
        """Read 'by …', 'before …', 'from …', 'after …', 'end of …'."""
        opening = self._opening.match(folded, position)
        if opening is None:
            return None
        kind = self._openings[" ".join(opening["opening"].split())]
        found = self._plain(folded, opening.end())
        if found and kind == "by" and found.period.end is None:
            found = self._single(folded, opening.end()) or found
        if kind == "between":
            return self._between(folded, found)
        if found is None:
            return None
        start, end = found.period.start, found.period.end
        if kind == "from" and end and start and self._is_range(folded, opening.end(), found):
            return Found(found.period, found.end)
        period = {
            "by": Period(None, end),
            "before": Period(None, start and day_before(start)),
            "from": Period(start, None),
            "after": Period(end and day_after(end), None),
        }[kind]
        return Found(period, found.end, doubt=found.doubt)

    def _between(self, folded: str, first: Found | None) -> Found | None:
        """Read the later time behind the 'and' of 'between … and …'."""
        joined = self._and.match(folded, first.end) if first else None
        last = self._single(folded, joined.end()) if joined else None
        return _range(first, last) or first

    def _is_range(self, folded: str, position: int, found: Found) -> bool:
        """Tell whether the words that were read are two times, one to the other."""
        single = self._single(folded, position)
        return single is not None and single.end < found.end

    def _plain(self, folded: str, position: int) -> Found | None:
        """Read a time, or one to another, with words such as 'in the course of' before it."""
        lead = self._lead.match(folded, position)
        begin = lead.end() if lead else position
        first = self._single(folded, begin)
        if first is None:
            ending = self._end_of.match(folded, begin)
            last = self._single(folded, ending.end()) if ending else None
            return Found(Period(None, last.period.end), last.end) if last else None
        joined = self._to.match(folded, first.end)
        last = self._single(folded, joined.end()) if joined else None
        if whole := _range(first, last):
            return whole
        onwards = self._onwards.match(folded, first.end)
        if onwards:
            return Found(Period(first.period.start, None), onwards.end())
        in_time = self._in_time.match(folded, position)
        return first._replace(is_bare=first.is_bare and not in_time)

    def _single(self, folded: str, position: int) -> Found | None:
        for pattern, make in self.times.forms:
            found = pattern.match(folded, position)
            if found:
                try:
                    period = make(found.groupdict())
                except ValueError:  # words in the form of a time that does not exist
                    return None
                doubt = "two-ways" if found.groupdict().get("school") else ""
                return Found(period, found.end(), not _LETTER.search(found.group()), doubt)
        return None

    @cached_property
    def times(self) -> TimeReader:
        """Reads the single times of which periods are made."""
        return TimeReader(self.wording, self.country)

    @cached_property
    def _no_time(self) -> re.Pattern[str]:
        words = either(self.wording.deadlines.get("no_time", ()))
        years = rf"[\s:]{{0,3}}{YEAR}(?:\s?[-/]\s?\d{{2,4}})?"
        return re.compile(rf"(?<!\w)(?:{words}|{self.times.own_years.names}){years}(?!\w)")

    @cached_property
    def _opening(self) -> re.Pattern[str]:
        words = either(self._openings)
        return re.compile(rf"(?<!\w)(?P<opening>{words})[\s:,-]*(?:{self._end}[\s-]*)?")

    @cached_property
    def _end(self) -> str:
        """Match 'end of', where it does not begin the name of a month as in Irish."""
        return rf"(?!{either(self.times.month_numbers)}){either(self.wording.deadlines['end_of'])}"

    @cached_property
    def _openings(self) -> dict[str, str]:
        """What each phrase before a time announces; the longest that fits decides."""
        table = self.wording.deadlines
        kinds = ("from", "by", "after", "before", "between")  # the last has the last word
        return {" ".join(fold(words).split()): kind for kind in kinds for words in table[kind]}

    @cached_property
    def _behind(self) -> re.Pattern[str]:
        """Words of languages that say behind a time that it is the last, or the first."""
        words = self.wording.deadlines
        by, since = either(words["by_behind"]), either(words["from_behind"])
        return re.compile(rf"{self.times.filler}(?:(?P<by>{by})|{since})")

    @cached_property
    def _lead(self) -> re.Pattern[str]:
        words = self.wording.deadlines
        own = set(words.get("fiscal_year", ()))
        usual = [word for word in (*words["year"], *words["fillers"]) if word not in own]
        return re.compile(rf"(?<!\w)(?:{either(usual)}\s{{0,9}}){{1,4}}")

    @cached_property
    def _in_time(self) -> re.Pattern[str]:
        return whole_words(self.wording.deadlines["year"])

    @cached_property
    def _and(self) -> re.Pattern[str]:
        return re.compile(rf"\s*{either(self.wording.lists['conjunctions'])}\s*")

    @cached_property
    def _end_of(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){self._end}(?!\w)[\s-]*")

    @cached_property
    def _to(self) -> re.Pattern[str]:
        words = self.wording.deadlines
        to = rf"\s*{either(words['to'])}\s*(?:{self._end}[\s-]*)?"
        lead = rf"(?:{either(words['year'])}\s*)?"
        return re.compile(rf"(?:{DASH}|{to}|\s*(?:{_ARROW}|\.{{2,3}}|…)\s*){lead}")

    @cached_property
    def _onwards(self) -> re.Pattern[str]:
        words = self.wording.deadlines
        later, left_open = either(words["onwards"]), either(words["open"])
        sign = rf"(?:{_ARROW}|\+|\.{{3}}|…|-|ff?\.?)(?=\s*(?:$|[,;)\n]))"
        return re.compile(rf"[\s,(]*{later}\)?|\s*{sign}|{DASH}{left_open}")
