"""Facts that stand in several columns: first and last days, sums beside sources, targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from plan_graph.language.country import Country, DayOrder
from plan_graph.language.patterns import whole_words
from plan_graph.language.wording import Wording
from plan_graph.plan import (
    Deadline,
    FixedDeadline,
    Funding,
    Indicator,
    Measure,
    OpenDeadline,
    Period,
    Remark,
)
from plan_graph.plan.stated import within
from plan_graph.reading.cells.counted import counted, held_twice
from plan_graph.reading.cells.deadlines import DeadlineReader
from plan_graph.reading.cells.funding import FundingReader
from plan_graph.reading.cells.indicators import IndicatorReader
from plan_graph.reading.cells.measures import MeasureReader
from plan_graph.reading.cells.periods import Found, PeriodReader
from plan_graph.reading.events import ActionRow
from plan_graph.reading.prepare import left_over
from plan_graph.reading.remarks import RemarkReader
from plan_graph.reading.tables.calendar import deadlines as calendar_deadlines
from plan_graph.text import YEAR, Passage, fold

_MONEY = (("funding", False), ("amount", True))


@dataclass(frozen=True)
class ValueReader:
    """Reads what columns say together, in the words of one language.

    Attributes:
        country: What the country of the plan settles.
        orders: Which number of a date is the day in a column, by its heading, where its cells
            tell.
        lists: Whether cells list indicators by lines that are no wraps.
    """

    wording: Wording
    money: FundingReader
    country: Country
    orders: Mapping[Passage, DayOrder] = field(default_factory=dict)
    lists: bool = False

    def deadlines(self, row: ActionRow) -> Iterator[Deadline]:
        """Yield the deadlines of a row; columns of first and last days make one together."""
        yield from calendar_deadlines(row.calendar)
        starts = [cell for cell in row.passages("start") if cell]
        ends = [cell for cell in row.passages("end") if cell]
        due = self._due(row) if len(starts) == 1 and not ends else None
        for cell in row.passages("deadline"):
            if cell != due:
                yield from self._not_struck(row, cell)
        ends = [due] if due else ends
        if len(starts) == len(ends) == 1:
            first, last = self._found(row, starts[0]), self._found(row, ends[0])
            start, end = first and first.period.start, last and last.period.end
            if first and last and start and end and start <= end:
                words, doubt = ends[0].strip(), first.doubt or last.doubt
                yield FixedDeadline(
                    Period(start, end), words, opening=starts[0].strip(), doubt=doubt
                )
                return
        for cell in starts:
            is_whole = len(YEAR.findall(cell.text)) > 1  # '2021-2026' begins and ends
            begin = None if is_whole else self._found(row, cell)
            if begin and not begin.doubt:
                yield OpenDeadline(cell.strip(), Period(begin.period.start, None))
            else:
                read = self._read(row, cell, cell.strip())
                yield from read if is_whole else map(_no_end, read)
        for cell in ends:
            finish = self._found(row, cell)
            closed = finish and FixedDeadline(
                Period(None, finish.period.end), cell.strip(), doubt=finish.doubt
            )
            yield from [closed] if closed else self._read(row, cell, cell.strip())

    def _due(self, row: ActionRow) -> Passage | None:
        """Return the only cell of a row that says when an action is due, and nothing else."""
        cells = [cell for cell in row.passages("deadline") if cell and not row.struck.get(cell)]
        found = [(cell, self._found(row, cell)) for cell in cells]
        due = [cell for cell, time in found if time and time.period.end]
        return due[0] if len(due) == 1 else None

    def _not_struck(self, row: ActionRow, cell: Passage) -> Iterator[Deadline]:
        """Yield the deadlines of a cell; those that are struck through were revised by the rest."""
        struck = row.struck.get(cell, ())
        if not struck:
            yield from self._read(row, cell, cell)
            return
        earlier = [each for words in struck for each in self._read(row, cell, words)]
        present = [
            each for words in left_over(cell, struck) for each in self._read(row, cell, words)
        ]
        if present:
            yield from earlier
            yield from (replace(each, revised=bool(earlier)) for each in present[:1])
            yield from present[1:]

    def _read(self, row: ActionRow, cell: Passage, words: Passage) -> list[Deadline]:
        country = self._of_column(row, cell)
        return _deadline_reader(self.wording, country).read(words, row.action)

    def _found(self, row: ActionRow, cell: Passage) -> Found | None:
        """Return the time that is all of a cell."""
        words = cell.strip()
        found = PeriodReader(self.wording, self._of_column(row, cell)).match(words.folded, 0)
        return found if found and found.end == len(words.text) else None

    def _of_column(self, row: ActionRow, cell: Passage) -> Country:
        """Return what is settled in the column of a cell."""
        heading = row.headings.get(cell)
        order = self.orders.get(heading) if heading else None
        return replace(self.country, day_order=order) if order else self.country

    def funding(self, row: ActionRow) -> list[Funding]:
        """Return the funding lines of a row.

        As many sums as sources belong to them in order, if one column has all of the sums: what
        is built and what is kept up each year are no shares of two sources.
        """
        sources, sums = (
            [line for cell in row.passages(kind) for line in self._money(row, cell, is_money)]
            for kind, is_money in _MONEY
        )
        sources = sources or self._programmes(row)
        bare = all(not line.kind and line.amount for line in sums)
        bare = bare and len({row.heading_of(cell) for cell in row.passages("amount")}) == 1
        if sources and bare and len(sums) == len(sources) and not any(s.amount for s in sources):
            pairs = zip(sources, sums, strict=True)
            return [replace(one, amount=sum_.amount, period=sum_.period) for one, sum_ in pairs]
        return self._counted_once(row, [*sources, *sums])

    def _programmes(self, row: ActionRow) -> list[Funding]:
        """Return the sources that programmes tell of, where no column is of sources alone."""
        cells = row.passages("programme")
        return [line for cell in cells for line in self._money(row, cell, False) if line.kind]

    def _counted_once(self, row: ActionRow, lines: Sequence[Funding]) -> list[Funding]:
        """Return the lines of a row without what a column of totals and one of parts both hold."""
        totals = whole_words(self.wording.lists["totals"])
        cells = [cell for kind, _ in _MONEY for cell in row.passages(kind)]
        under = [cell for cell in cells if totals.search(fold(row.heading_of(cell)))]
        summed = [line for line in lines if line.amount and line.amount.value is not None]
        wholes = [line for line in summed if any(within(line.stated_in, cell) for cell in under)]
        parts = [line for line in summed if line not in wholes]
        if len(wholes) != 1 or not parts:
            return list(lines)
        twice = held_twice(wholes[0], parts)
        return [counted(line) if line in twice else line for line in lines]

    def _money(self, row: ActionRow, cell: Passage, is_money: bool) -> list[Funding]:
        heading = row.heading_of(cell)
        is_money = is_money or self.money.is_of_sums(heading)
        return self.money.read(cell, heading, is_money=is_money, lines=row.lines_of(cell))

    def indicators(self, row: ActionRow) -> tuple[list[Indicator], list[Remark]]:
        """Return the indicators with their values, and the values that belong to none for sure."""
        read, measures = self._indicators.read, self._measures
        told = row.passages("indicators")
        unsure = [c for c in told if self.lists and self._indicators.is_unsure(row.lines_of(c))]
        indicators = [
            item for cell in told if cell not in unsure for item in read(cell, row.lines_of(cell))
        ]
        indicators = [
            replace(
                item,
                targets=tuple(measures.stated(item.stated_in, "target")),
                baselines=tuple(measures.stated(item.stated_in, "baseline")),
            )
            for item in indicators
        ]
        left = [RemarkReader.remark(row, "indicators", cell) for cell in unsure]
        for kind in ("target", "baseline"):
            cells = [c for c in row.passages(kind) if c and c not in row.passages("indicators")]
            values = [
                measure
                for cell in cells
                for measure in measures.read(cell, row.heading_of(cell), row.lines_of(cell), kind)
            ]
            if values and not self._give(indicators, kind, values):
                left.extend(RemarkReader.remark(row, kind, cell) for cell in cells)
        return indicators, left

    @cached_property
    def _indicators(self) -> IndicatorReader:
        return IndicatorReader(self.wording)

    @cached_property
    def _measures(self) -> MeasureReader:
        return MeasureReader(self.wording, self.country)

    @staticmethod
    def _give(indicators: list[Indicator], kind: str, values: Sequence[Measure]) -> bool:
        """Return values to their indicators: all to the only one, or one to each in order."""
        if len(indicators) == 1:
            shares = [tuple(values)]
        elif len(indicators) == len(values):
            shares = [(value,) for value in values]
        else:
            return False
        for place, share in enumerate(shares):
            item = indicators[place]
            if kind == "target":
                indicators[place] = replace(item, targets=item.targets + share)
            else:
                indicators[place] = replace(item, baselines=item.baselines + share)
        return True


def _no_end(deadline: Deadline) -> Deadline:
    """Return what a cell of first days says besides one time; it tells no end for sure."""
    return replace(deadline, doubt="two-ways") if isinstance(deadline, FixedDeadline) else deadline


@lru_cache(maxsize=16)
def _deadline_reader(wording: Wording, country: Country) -> DeadlineReader:
    return DeadlineReader(wording, country)
