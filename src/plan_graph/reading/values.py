"""Facts that stand in several columns: first and last days, sums beside sources, targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

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
from plan_graph.reading.cells.deadlines import DeadlineReader
from plan_graph.reading.cells.funding import FundingReader
from plan_graph.reading.cells.indicators import IndicatorReader
from plan_graph.reading.cells.measures import MeasureReader
from plan_graph.reading.cells.periods import PeriodReader
from plan_graph.reading.events import ActionRow
from plan_graph.reading.remarks import RemarkReader
from plan_graph.text import Passage

_MONEY = (("funding", False), ("amount", True))


def heading_of(row: ActionRow, cell: Passage) -> str:
    """Give the words of the heading above a cell, or ''."""
    heading = row.headings.get(cell)
    return heading.text if heading else ""


@dataclass(frozen=True)
class ValueReader:
    """Reads what columns say together, in the words of one language."""

    wording: Wording
    money: FundingReader

    def deadlines(self, row: ActionRow) -> Iterator[Deadline]:
        """Give the deadlines of a row; columns of first and last days make one together."""
        reader = self._deadlines
        for cell in row.passages("deadline"):
            yield from reader.read(cell, row.action)
        starts = [cell.strip() for cell in row.passages("start") if cell]
        ends = [cell.strip() for cell in row.passages("end") if cell]
        if len(starts) == len(ends) == 1:
            first, last = self._period(starts[0]), self._period(ends[0])
            if first and last and first.start and last.end and first.start <= last.end:
                yield FixedDeadline(Period(first.start, last.end), ends[0], opening=starts[0])
                return
        for cell in starts:
            period = self._period(cell)
            opened = period and OpenDeadline(cell, Period(period.start, None))
            yield from [opened] if opened else reader.read(cell, row.action)
        for cell in ends:
            period = self._period(cell)
            closed = period and FixedDeadline(Period(None, period.end), cell)
            yield from [closed] if closed else reader.read(cell, row.action)

    def _period(self, cell: Passage) -> Period | None:
        found = self._periods.match(cell.folded, 0)
        return found.period if found and found.end == len(cell.text) else None

    def funding(self, row: ActionRow) -> list[Funding]:
        """Give the funding lines of a row; as many sums as sources belong to them in order."""
        sources, sums = (
            [
                line
                for cell in row.passages(kind)
                for line in self._money(cell, heading_of(row, cell), is_money)
            ]
            for kind, is_money in _MONEY
        )
        bare = all(not line.kind and line.amount for line in sums)
        if sources and bare and len(sums) == len(sources) and not any(s.amount for s in sources):
            pairs = zip(sources, sums, strict=True)
            return [replace(one, amount=sum_.amount, period=sum_.period) for one, sum_ in pairs]
        return [*sources, *sums]

    def _money(self, cell: Passage, heading: str, is_money: bool) -> list[Funding]:
        is_money = is_money or self.money.is_of_sums(heading)
        return self.money.read(cell, heading, is_money=is_money)

    def indicators(self, row: ActionRow) -> tuple[list[Indicator], list[Remark]]:
        """Give the indicators with their values, and the values that belong to none for sure."""
        read, measures = self._indicators.read, self._measures
        indicators = [item for cell in row.passages("indicators") for item in read(cell)]
        indicators = [
            replace(
                item,
                targets=tuple(measures.stated(item.stated_in, "target")),
                baselines=tuple(measures.stated(item.stated_in, "baseline")),
            )
            for item in indicators
        ]
        left: list[Remark] = []
        for kind in ("target", "baseline"):
            cells = [cell for cell in row.passages(kind) if cell]
            values = [m for cell in cells for m in measures.read(cell, heading_of(row, cell))]
            if values and not self._give(indicators, kind, values):
                left.extend(RemarkReader.remark(row, kind, cell) for cell in cells)
        return indicators, left

    @cached_property
    def _deadlines(self) -> DeadlineReader:
        return DeadlineReader(self.wording)

    @cached_property
    def _periods(self) -> PeriodReader:
        return PeriodReader(self.wording)

    @cached_property
    def _indicators(self) -> IndicatorReader:
        return IndicatorReader(self.wording)

    @cached_property
    def _measures(self) -> MeasureReader:
        return MeasureReader(self.wording)

    @staticmethod
    def _give(indicators: list[Indicator], kind: str, values: Sequence[Measure]) -> bool:
        """Give values to their indicators: all to the only one, or one to each in order."""
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
