"""Read values of indicators: targets and baselines, from their columns or an indicator's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from plan_graph.language.country import Country
from plan_graph.language.patterns import either, whole_words
from plan_graph.language.wording import Wording
from plan_graph.plan import Measure, Period
from plan_graph.plan.tables import Line
from plan_graph.reading.cells.beside import Beside
from plan_graph.reading.cells.lines import entries
from plan_graph.reading.cells.numbers import NUMBER, NumberReader
from plan_graph.reading.cells.period_words import ARROW
from plan_graph.reading.cells.periods import PeriodReader
from plan_graph.reading.cells.qualifiers import Qualifiers
from plan_graph.text import Passage, clean, covering, fold

_LINES = re.compile(r"[;\n]")
_SEMICOLON = re.compile(";")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDS = 2
_CHANGES = "+-−–—§/"
"""Signs that make a number behind them a change, or the number of something."""
_SAID_AGAIN = re.compile(r"\A\s*\([^()\d]*\)")
"""A number in words, in brackets behind it: '1 (one) strategy'."""
_PERCENT = re.compile(r"\s*(?:%|per\s?cent\b|percent\b)")


@dataclass(frozen=True)
class MeasureReader:
    """Reads values with the words of one language."""

    wording: Wording
    country: Country | None = None

    def read(
        self, cell: Passage, heading: str = "", lines: Sequence[Line] = (), kind: str = "target"
    ) -> list[Measure]:
        """Return the values of a cell, one a line; the heading may name their year.

        Of 'from 20 to 35' and '20 → 35' the 'target' is the last, the 'baseline' the first. A
        number behind a sign or a word that is none of a bound is not sure: '-30 %', 'Level 3'.

        >>> from plan_graph.language import wording
        >>> reader = MeasureReader(wording.load("en"))
        >>> [(m.value, m.unit) for m in reader.read(Passage(0, "30 officers\\n65% by 2027"))]
        [(Decimal('30'), 'officers'), (Decimal('65'), '%')]
        """
        year = self._period(Passage(0, heading))
        parts = cell.split(_LINES)
        if lines:
            parts = [part for line in entries(cell, lines) for part in line.split(_SEMICOLON)]
        return [self._measure(line, year, kind) for line in self._joined(cell, parts)]

    def _joined(self, cell: Passage, parts: Sequence[Passage]) -> list[Passage]:
        """Return lines, those as one that a value is broken over: 'at least' above '200'."""
        found: list[Passage] = []
        for part in parts:
            above = found[-1] if found else None
            is_unit = part.text[:1].islower() and not any(map(str.isdecimal, part.text))
            if above and (
                self._qualifiers.only_open(above.folded)
                or (is_unit and re.fullmatch(NUMBER, above.text))
            ):
                found[-1] = covering(cell, above, part)
            else:
                found.append(part)
        return found

    def stated(self, words: Passage, kind: str) -> list[Measure]:
        """Return the value that an indicator's own words announce as 'baseline' or 'target'.

        A baseline is announced: 'baseline of 49%', with the year that stands beside it. A
        target is announced too, or is a bound ('at least 200 patrols'), or a number with its
        time ('150 km by 2027', '60% in 2027').

        >>> from plan_graph.language import wording
        >>> reader = MeasureReader(wording.load("en"))
        >>> [(m.value, m.period.end.year)
        ...  for m in reader.stated(Passage(0, "rise from the 2024 baseline of 49%."), "baseline")]
        [(Decimal('49'), 2024)]
        >>> [f"{m.value} {m.unit}" for m in reader.stated(
        ...     Passage(0, "9 wells by 2029 (baseline: 4 wells in 2025)"), "baseline")]
        ['4 wells']
        """
        said = self._said(words, kind)
        if said or kind == "baseline":
            return said
        baseline = [each.stated_in for each in self._said(words, "baseline")]
        return self._implied(words, baseline)

    def _implied(self, words: Passage, baselines: Sequence[Passage]) -> list[Measure]:
        """Return the one value that a bound or a time makes a target; several are left."""
        free = words.folded
        for each in baselines:
            start, end = each.start - words.start, each.end - words.start
            free = free[:start] + "\n" * (end - start) + free[end:]
        found = list(self._bound.finditer(free)) or list(self._timed.finditer(free))
        if len(found) != 1:
            return []
        (match,) = found
        value = self._numbers.read(match["number"])
        counts = match["percent"] or match["unit"] or match.re is self._bound
        if value is None or not counts:  # 'Phase 2 by 2027' counts nothing
            return []
        dated = self._periods.search(free[match.end("number") :])
        before = free[: match.start()].rstrip()
        is_apart = not before or not before[-1].isalnum()  # else the words may limit something
        is_sure = is_apart if match.re is self._bound else bool(self._by.search(match["link"]))
        if match.re is self._timed and not self._limits.search(before):
            is_many = any(not _YEAR.fullmatch(each) for each in re.findall(NUMBER, before))
            is_sure = is_sure and not is_many and (is_apart or not match["percent"])
        quote = words.slice(match.start(), match.end()).strip(" ,;:")
        unit = "%" if match["percent"] else clean(words.text[slice(*match.span("unit"))])
        period = dated[0].period if dated else None
        return [Measure(value, unit, quote, period, "" if is_sure else "two-ways")]

    def _said(self, words: Passage, kind: str) -> list[Measure]:
        found = self._announced[kind].search(words.folded)
        value = self._numbers.read(found["number"]) if found else None
        if found is None or value is None:
            return []
        if _YEAR.fullmatch(found["number"]) and not (found["percent"] or found["unit"]):
            return []
        quote = words.slice(found.start(), found.end()).strip()
        unit = "%" if found["percent"] else clean(words.text[slice(*found.span("unit"))])
        years = [int(found[name]) for name in ("before", "of", "behind") if found[name]]
        period = self._period(Passage(0, str(years[0]))) if years else None
        return [Measure(value, unit, quote, period)]

    def _measure(self, line: Passage, year: Period | None, kind: str) -> Measure:
        dated = self._dated(line)
        rest = line.text
        for _, start, end in dated:
            rest = rest[:start] + " " * (end - start) + rest[end:]
        period = dated[0][0] if len(dated) == 1 else None if dated else year
        found = self._number_in(rest, kind)
        value = self._numbers.read(found.group()) if found else None
        if found is None or value is None:
            return Measure(None, "", line, period)
        behind = rest[found.end() :]
        percent = _PERCENT.match(behind)
        unit = "%" if percent else clean(_SAID_AGAIN.sub("", behind)).strip(" .,;:()-+")
        is_sure = self._leaves_it(fold(rest[: found.start()]))
        return Measure(value, unit, line, period, "" if is_sure else "two-ways")

    def _number_in(self, words: str, kind: str) -> re.Match[str] | None:
        """Return the number that is the value: the only one, or the end of a rise that is asked."""
        found = list(re.finditer(NUMBER, words))
        rise = self._rise.match(fold(words))
        if len(found) == _ENDS and rise and rise.end() == found[1].start():
            return found[1 if kind == "target" else 0]
        is_year = bool(_YEAR.fullmatch(words.strip()))
        return found[0] if len(found) == 1 and not is_year else None

    def _leaves_it(self, before: str) -> bool:
        """Tell whether words before a number leave it what it is."""
        before = before.strip()
        if not before or self._limits.search(before):
            return True
        return not (before[-1].isalnum() or before[-1] in _CHANGES)

    def _dated(self, line: Passage) -> list[tuple[Period, int, int]]:
        """Return the times within a line, with their places; a line of one number has none.

        What follows a word that no rule reads is none: 'HG 12/2027', '30% reduction vs 2019'.
        """
        if re.fullmatch(NUMBER, line.text):
            return []
        times: list[tuple[Period, int, int]] = []
        folded, end = line.folded, 0
        while found := self._periods.search(folded[end:]):
            time, start = found
            unread = re.sub(NUMBER, "#", folded[end : end + start])  # numbers are the values
            if not self._beside.before(unread, is_number=time.is_bare):
                times.append((time.period, end + start, end + time.end))
            end += time.end
        return times

    def _period(self, words: Passage) -> Period | None:
        found = self._periods.search(words.folded)
        return found[0].period if found else None

    @cached_property
    def _periods(self) -> PeriodReader:
        return PeriodReader(self.wording, self.country)

    @cached_property
    def _qualifiers(self) -> Qualifiers:
        return Qualifiers(self.wording)

    @cached_property
    def _numbers(self) -> NumberReader:
        return NumberReader(self.wording)

    @cached_property
    def _by(self) -> re.Pattern[str]:
        return whole_words(self.wording.deadlines["by"])

    @cached_property
    def _beside(self) -> Beside:
        return Beside(self.wording)

    @cached_property
    def _rise(self) -> re.Pattern[str]:
        """What stands before the second of two numbers: 'from 20 % to', '20 →'."""
        words = self.wording.deadlines
        unit = r"(?:\s?%|\s[^\W\d_]+)?"
        since, to = either(words["from"]), either(words["to"])
        first = rf"(?:{NUMBER}){unit}"
        return re.compile(rf"\s*(?:{since}\s+{first}\s+{to}|(?:[^:]*:)?\s*{first}\s*{ARROW})\s*")

    @cached_property
    def _limits(self) -> re.Pattern[str]:
        """Words straight before a number that leave it what it is: 'at least', 'target of'."""
        own, sums = self.wording.indicators, self.wording.amounts
        words = (*own["at_least"], *own["target"], *own["baseline"], *own["count"])
        bounds = (*sums["at_least"], *sums["at_most"], *sums["about"])
        return re.compile(rf"(?<!\w){either((*words, *bounds, *self.wording.deadlines['to']))}\Z")

    @cached_property
    def _number(self) -> str:
        """A number with its unit: '%', or words up to one that begins something else."""
        words = self.wording.deadlines
        stop = either((*words["by"], *words["year"], *self.wording.lists["conjunctions"]))
        word = rf"(?!{stop}(?!\w))[^\W\d_][\w/²³-]{{0,30}}"
        return (
            rf"(?P<number>{NUMBER})(?:(?P<percent>{_PERCENT.pattern})|"
            rf"\s*(?P<unit>{word}(?: {word}){{0,3}})?)"
        )

    @cached_property
    def _unit_ends(self) -> str:
        """Where a unit ends that other words may follow: 'cases (2024)', not 'cases to 50'."""
        words = self.wording.deadlines
        link = either((*words["by"], *words["year"]))
        return rf"(?(unit)(?=\s*(?:[(),.;:\n]|$|{link}\s)))"

    @cached_property
    def _bound(self) -> re.Pattern[str]:
        words = either(self.wording.indicators.get("at_least", ()))
        return re.compile(rf"(?<!\w){words}\s*{self._number}")

    @cached_property
    def _timed(self) -> re.Pattern[str]:
        words = self.wording.deadlines
        link = either((*words["by"], *words["year"]))
        end = rf"(?:{either(words['end_of'])}[\s-]*)?"
        return re.compile(
            rf"{self._number}[\s,(]{{1,3}}(?P<link>{link})\s+{end}(?:[^\W\d_]+\s+)?{_YEAR.pattern}(?!\d)"
        )

    @cached_property
    def _announced(self) -> dict[str, re.Pattern[str]]:
        return {
            kind: re.compile(
                rf"(?:(?P<before>{_YEAR.pattern})\s+)?{whole_words(self.wording.indicators[kind]).pattern}"
                rf"(?:\s*\(?(?P<of>{_YEAR.pattern})\)?(?=\s*[:=]))?"
                rf"\s*[:=]?\s*{self._number}{self._unit_ends}"
                rf"(?:\s*(?:\(|\w{{2,3}}\s)?(?P<behind>{_YEAR.pattern}))?"
            )
            for kind in ("baseline", "target")
        }
