"""The words and signs around a time: before it, behind it, and between two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from plan_graph.language.patterns import either, whole_words
from plan_graph.language.wording import Wording
from plan_graph.reading.cells.spans import DASH, YEAR
from plan_graph.reading.cells.times import TimeReader
from plan_graph.text import fold

ARROW = r"(?:→|⇒|➔|->|=>|--)"


@dataclass(frozen=True)
class PeriodWords:
    """Matches them in one language, in folded text.

    Attributes:
        times: Reads the times between them.
    """

    wording: Wording
    times: TimeReader

    @cached_property
    def no_time(self) -> re.Pattern[str]:
        """Years that are not those of a deadline: 'reporting year 2026'."""
        words = either(self.wording.deadlines.get("no_time", ()))
        years = rf"[\s:]{{0,3}}{YEAR}(?:\s?[-/]\s?\d{{2,4}})?"
        return re.compile(rf"(?<!\w)(?:{words}|{self.times.own_years.names}){years}(?!\w)")

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """A phrase before a time, as far as the time."""
        words = either(self.openings)
        return re.compile(rf"(?<!\w)(?P<opening>{words})[\s:,-]*(?:{self.end}[\s-]*)?")

    @cached_property
    def end(self) -> str:
        """Match 'end of', where it does not begin the name of a month as in Irish."""
        return rf"(?!{either(self.times.month_numbers)}){either(self.wording.deadlines['end_of'])}"

    @cached_property
    def openings(self) -> dict[str, str]:
        """What each phrase before a time announces; the longest that fits decides."""
        table = self.wording.deadlines
        kinds = ("from", "by", "after", "before", "between")  # the last has the last word
        return {" ".join(fold(words).split()): kind for kind in kinds for words in table[kind]}

    @cached_property
    def of(self) -> frozenset[str]:
        """Words that say 'from' before a time, and behind a noun 'of': 'de 2027', 'din 2027'."""
        words = self.wording.deadlines
        return frozenset(map(fold, {*words["fillers"]} & {*words["from"]}))

    @cached_property
    def behind(self) -> re.Pattern[str]:
        """Words of languages that say behind a time that it is the last, or the first."""
        words = self.wording.deadlines
        by, since = either(words["by_behind"]), either(words["from_behind"])
        return re.compile(rf"{self.times.filler}(?P<word>(?P<by>{by})|{since})")

    @cached_property
    def lead(self) -> re.Pattern[str]:
        """Words that stand before a time and change nothing: 'in the course of'."""
        words = self.wording.deadlines
        own = set(words.get("fiscal_year", ()))
        usual = [word for word in (*words["year"], *words["fillers"]) if word not in own]
        return re.compile(rf"(?<!\w)(?:{either(usual)}\s{{0,9}}){{1,4}}")

    @cached_property
    def in_time(self) -> re.Pattern[str]:
        """Words that say that a number is a year."""
        return whole_words(self.wording.deadlines["year"])

    @cached_property
    def joins(self) -> re.Pattern[str]:
        """What joins the two times of 'between … and …'."""
        return re.compile(rf"\s*{either(self.wording.lists['conjunctions'])}\s*")

    @cached_property
    def end_of(self) -> re.Pattern[str]:
        """'End of' before a time."""
        return re.compile(rf"(?<!\w){self.end}(?!\w)[\s-]*")

    @cached_property
    def to(self) -> re.Pattern[str]:
        """What leads from a time to another."""
        words = self.wording.deadlines
        to = rf"\s*{either(words['to'])}\s*(?:{self.end}[\s-]*)?"
        lead = rf"(?:{either(words['year'])}\s*)?"
        sign = rf"(?:{DASH}|\s*(?:{ARROW}|\.{{2,3}}|…)\s*)(?:{self.end}(?!\w)[\s-]*)?"
        return re.compile(rf"(?:{sign}|{to}){lead}")

    @cached_property
    def onwards(self) -> re.Pattern[str]:
        """What says behind a time that it is the first of an open one."""
        words = self.wording.deadlines
        later, left_open = either(words["onwards"]), either(words["open"])
        sign = rf"(?:{ARROW}|\+|\.{{3}}|…|-|ff?\.?)(?=\s*(?:$|[,;)\n]))"
        return re.compile(rf"[\s,(]*{later}\)?|\s*{sign}|{DASH}{left_open}")
