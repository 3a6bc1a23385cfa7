"""Read funding lines: whose budget pays, which money comes from outside, and how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from plan_graph.language.country import Country
from plan_graph.language.patterns import either, whole_words
from plan_graph.plan import Amount, Body, Funding, Period
from plan_graph.plan.tables import Line
from plan_graph.reading.cells.amounts import AmountReader
from plan_graph.reading.cells.bodies import BodyReader
from plan_graph.reading.cells.counted import counted_once
from plan_graph.reading.cells.lines import entries
from plan_graph.reading.cells.periods import PeriodReader
from plan_graph.reading.cells.words import says_none
from plan_graph.text import Passage, covering, fold

_LIST = re.compile(r"(?<!\d),|,(?!\d|-)|[;\n]|(?<=\s)\+|\+(?=[^\W\d_])")
"""What parts the lines of a cell; a comma within a number does not: '3,50', '3,-'."""
_NEW_LINE = re.compile(r"(?<=[a-z\xdf-\xff\u0103\u0219\u021b.)])\s+(?=[^\W\d_a-z])")
"""Where a capital letter follows a small one: a line break that the document has lost."""
_NEAR = 200
"""How many characters around a lost line break are asked for a kind of funding."""
_SEMICOLON = re.compile(r"[;\n]")
_SHARED = re.compile(r"(?P<sum>[^()]+)\((?P<sources>[^()]+)\)\s*")
_BUDGET = "agency-budget"
_NONE = "none-needed"
_FROM_OUTSIDE = ("external-non-reimbursable", "european-funds", "other-external")


@dataclass(frozen=True)
class FundingReader:
    """Reads funding with the words of one language and the bodies of one register."""

    bodies: BodyReader
    country: Country | None = None

    def read(
        self,
        cell: Passage,
        heading: str = "",
        *,
        is_money: bool = False,
        lines: Sequence[Line] = (),
    ) -> list[Funding]:
        """Return the funding lines of a cell, in order.

        A line that names only bodies goes on with the one above ('Buget' / 'IGI'); a
        line that names two kinds is two ('Fonduri europene, bugetul de stat'). A line
        that no rule reads has no kind, and keeps its words. `heading` is that of the
        column, and `is_money` tells whether its numbers are sums; see `AmountReader`. `lines`
        is what the format knows of the lines.

        >>> from plan_graph.language import register, wording
        >>> reader = FundingReader(BodyReader(wording.load("ro"), register.load("ro")))
        >>> [(f.kind, [b.code for b in f.budget_of])
        ...  for f in reader.read(Passage(0, "Buget CSM, INM\\nFonduri europene"))]
        [('agency-budget', ['CSM', 'INM']), ('european-funds', [])]
        """
        if says_none(cell, self.bodies.wording):
            return [Funding(_NONE, cell.strip())]
        # Where one number has its currency beside it, one that has none may be of anything.
        is_money = is_money and not self._amounts.names_currency(cell.text)
        found: list[Passage] = []
        for line in self._parts(cell, lines):
            if found and not self._kind(line) and self._kind(found[-1]) and self._only_bodies(line):
                found[-1] = covering(cell, found[-1], line)
            else:
                found.append(line)
        lines_read = [
            self._funding(part, amount, heading, is_money)
            for line in found
            for part, amount in self._sums(line.strip(".;,"), heading, is_money)
        ]
        return counted_once(cell, lines_read, self.bodies.wording)

    def is_of_sums(self, heading: str) -> bool:
        """Tell whether a heading announces sums, as 'Buget (lei)' does."""
        return self._amounts.names_currency(heading)

    def _parts(self, cell: Passage, lines: Sequence[Line]) -> list[Passage]:
        whole = [
            part for line in entries(cell, lines, self._are_two) for part in line.split(_SEMICOLON)
        ]
        parts = [part for line in whole for part in self._shares(line) or line.split(_LIST)]
        joined: list[Passage] = []
        for part in parts:
            is_behind = self._amounts.only_qualifies(part)  # '500 EUR, annually'
            if joined and (is_behind or self._amounts.only_opens(joined[-1])):
                joined[-1] = covering(cell, joined[-1], part)
            else:
                joined.append(part)
        return [piece for part in joined if part.strip(".;,") for piece in self._kinds_apart(part)]

    def _are_two(self, above: Passage, line: Passage) -> bool:
        """Tell whether a line below a full one names another source: both name one at once."""
        begins = (self._opening.match(words.folded) for words in (above, line))
        return line.text[:1].isupper() and all(begins)

    def _shares(self, line: Passage) -> list[Passage]:
        """Part a sum from the brackets behind it that say where it comes from, if they do."""
        match = _SHARED.fullmatch(line.text)
        if match is None or not self._amounts.read(line.slice(0, match.end("sum"))):
            return []
        sources = line.slice(match.start("sources"), match.end("sources")).split(_LIST)
        if len(sources) < 2 or not all(map(self._kind, sources)):
            return []
        return [line.slice(0, match.end("sum")).strip(), *sources]

    def _kinds_apart(self, line: Passage) -> Iterator[Passage]:
        """Part a line where a lost line break stands between two kinds of funding."""
        start = 0
        for gap in _NEW_LINE.finditer(line.text):
            before, end = line.slice(start, gap.start()), gap.end()
            last = min(len(line.text), end + _NEAR)
            near = line.slice(max(start, gap.start() - _NEAR), gap.start())
            kinds = {self._kind(near), self._kind(line.slice(end, last))}
            if "" in kinds or len(kinds) < 2 or self._unfinished.search(near.folded):
                continue
            joined = self._conjunction.search(before.folded)
            if joined:
                before = before.slice(0, joined.start())
            if before:
                yield before.strip()
                start = gap.end()
        yield line.slice(start).strip()

    def _sums(
        self, line: Passage, heading: str, is_money: bool
    ) -> Iterator[tuple[Passage, Amount | None]]:
        """Part a line that holds several sums, each with the words up to the next."""
        amounts = self._amounts.read(line, heading, is_money=is_money)
        if not amounts:
            yield line, None
        start = line.start
        for place, amount in enumerate(amounts):
            following = amounts[place + 1 :]
            end = following[0].stated_in.start if following else line.end
            words = line.slice(start - line.start, end - line.start)
            joined = self._conjunction.search(words.folded) if following else None
            yield words.slice(0, joined.start() if joined else None).strip(".;,"), amount
            start = end

    def _only_bodies(self, line: Passage) -> bool:
        names = self.bodies.line(line.strip("()"))
        return bool(names) and all(named.body.known for named in names)

    def _kind(self, line: Passage) -> str:
        for kind, pattern in self._kinds:
            if pattern.search(line.folded):
                return kind
        return ""

    def _funding(
        self, line: Passage, amount: Amount | None, heading: str, is_money: bool
    ) -> Funding:
        found = self._sources(line)
        is_left = bool(self._amounts.left_in(line, heading, is_money=is_money))
        if amount is None:
            return replace(found, doubt="no-one-sum") if is_left else found
        if is_left and not found.doubt:  # another sum of the line, which may be of the same money
            found = replace(found, doubt="two-ways")
        if not found.kind:
            found = replace(found, kind=self._kind_of(heading))
        period = self._year(line.slice(0, amount.stated_in.start - line.start))
        period = period or self._year(Passage(0, heading))
        holders = found.budget_of if all(body.known for body in found.budget_of) else ()
        kind = found.kind if holders or found.kind != _BUDGET else ""
        return replace(found, kind=kind, budget_of=holders, amount=amount, period=period)

    def _year(self, words: Passage) -> Period | None:
        """Return the first time that words before a sum, or the heading, name."""
        found = self._periods.search(words.folded)
        return found[0].period if found else None

    def _kind_of(self, heading: str) -> str:
        """Return the one source that a heading names, as 'State budget (EUR)' does, or ''."""
        folded = fold(heading)
        kinds = {kind for kind, pattern in self._kinds if pattern.search(folded)}
        kinds -= {_BUDGET, _NONE}
        return kinds.pop() if len(kinds) == 1 else ""

    def _sources(self, line: Passage) -> Funding:
        found = self._one_source(line)
        is_open = bool(found.kind) and bool(self._alternatives.search(line.folded))
        return replace(found, doubt="one-of-several") if is_open else found

    def _one_source(self, line: Passage) -> Funding:
        kind = self._kind(line)
        named = tuple(self.bodies.named_in(line))
        if kind in _FROM_OUTSIDE:
            return Funding(kind, line, providers=named)
        if kind == _BUDGET:
            holders = named or self._unknown_holders(line)
            return Funding(kind if holders else "", line, budget_of=holders)
        return Funding(kind, line)

    def _unknown_holders(self, line: Passage) -> tuple[Body, ...]:
        """Return the bodies behind the word 'buget' when the register knows none of them."""
        word = self._budget.match(line.folded)
        rest = line.slice(word.end()).strip() if word else None
        return tuple(named.body for named in self.bodies.line(rest)) if rest else ()

    @cached_property
    def _amounts(self) -> AmountReader:
        return AmountReader(self.bodies.wording, self.country)

    @cached_property
    def _periods(self) -> PeriodReader:
        return PeriodReader(self.bodies.wording, self.country)

    @cached_property
    def _unfinished(self) -> re.Pattern[str]:
        lists = self.bodies.wording.lists
        words = set(lists["connectives"]) - set(lists["conjunctions"])
        return re.compile(whole_words(words).pattern + r"\s*$")

    @cached_property
    def _conjunction(self) -> re.Pattern[str]:
        return re.compile(rf"\s+{either(self.bodies.wording.lists['conjunctions'])}\s*$")

    @cached_property
    def _alternatives(self) -> re.Pattern[str]:
        return whole_words(self.bodies.wording.lists["alternatives"])

    @cached_property
    def _kinds(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        table = self.bodies.wording.funding
        return tuple((kind, whole_words(phrases)) for kind, phrases in table.items())

    @cached_property
    def _opening(self) -> re.Pattern[str]:
        """The words of a source of money, at the beginning."""
        return whole_words(name for names in self.bodies.wording.funding.values() for name in names)

    @cached_property
    def _budget(self) -> re.Pattern[str]:
        return whole_words(self.bodies.wording.funding[_BUDGET])
