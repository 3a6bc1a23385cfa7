"""Find what is of money in words: a sum or a range, with what qualifies it; and what is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from plan_graph.language.country import Country
from plan_graph.language.patterns import either, whole_words
from plan_graph.language.wording import Wording
from plan_graph.reading.cells.qualifiers import Qualifiers, qualifiers
from plan_graph.reading.cells.sums import Sum, SumReader
from plan_graph.text import Passage

_SHARE = re.compile(r"\s*(?:%|per\s?cent\b|percent\b|procent|la sut)")
_LABEL = re.compile(r"\s*\.?\s*:|\.\s+[^\W\d_]")
"""What stands behind a number that only names what follows: 'Phase 2:', '1. Printing'."""
_OF_CODE = re.compile(r"[^\W\d_][.-]$")
"""What stands before the number of a code: 'M.1', 'B-2.2'."""
_CODE = re.compile(r"\d{1,2}(?:\.\d{1,2})+")
_BROKEN = re.compile(r"0\d")
"""What only a number whose first digits are lost begins with."""
_GOES_ON = re.compile(r"\+|\s*[x\u00d7*]\s*\d|-\d|/\d")
_GOES_BEFORE = re.compile(r"(?:\d\s*[x\u00d7*]\s*|\d-)$")
"""What makes a number more than itself: '500+', '12 x 500', '1-2-3'."""
_LETTER = re.compile(r"\s*[-\"'\u201c\u201e\u00ab]?[^\W\d_]")
_LAST_LETTER = re.compile(r"[^\W\d_]\s*$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = 8
"""From how many words on a text is a sentence, in which a number alone may be of anything."""
_NEAR = 60
_SENTENCE_END = re.compile(
    r"[;\n]|[.!?]\s+(?=[A-Z\u00c0-\u00de\u0102\u0218\u021a\u0391-\u03a9\u0410-\u042f])"
)


@dataclass(frozen=True, slots=True)
class Expression:
    """What is of money.

    Attributes:
        words: Where it stands.
        first, last: The sum, or the ends of the range.
        qualifiers: What the words beside it make of it; see `Qualifiers.found`.
        label: The words before it, from the sum or the sentence before on.
        is_sure: Whether it is as it seems; '3 workshops' and 'Phase 5 - 100 EUR' are not.
    """

    words: Passage
    first: Sum
    last: Sum | None
    qualifiers: tuple[str, ...]
    label: str
    is_sure: bool


@dataclass(frozen=True)
class Expressions:
    """Finds expressions with the words of one language."""

    wording: Wording
    country: Country | None = None

    def find(self, words: Passage, *, is_money: bool) -> Iterator[Expression]:
        """Yield what is of money, in order.

        A number alone is so in a column of money, unless it is a year or a label; years are parted
        from the sum behind them: '2025 - 10,000 EUR' is no range.
        """
        text, place, before = words.folded, 0, 0
        alone, is_sentence = words.strip().text, len(_WORD.findall(text)) >= _SENTENCE
        while match := self._pattern.search(text, place):
            first, last = self._sum(match, "a"), self._sum(match, "b")
            place = match.end()
            if first and last and self._is_year_and_sum(match, first, last):
                place = max(match.start("b1"), match.start("b2"))
            elif first and self._is_money(match, first, last, alone if is_money else ""):
                sure = self._is_sure(match, first, last, is_sentence=is_sentence)
                ends = _SENTENCE_END.finditer(words.text, before, match.start())
                label = words.text[max([before, *(e.end() for e in ends)]) : match.start()]
                before = match.end()
                behind = match["behind"]
                if beyond := self._beyond_brackets.match(text, match.end()):
                    behind += f"\n{beyond[1]}"
                    sure = sure and (not beyond[1] or self._ends_well(text, beyond.end()))
                kinds = self.qualifiers.found(f"{match['before']}\n{behind}")
                quote = words.slice(match.start(), match.end()).strip()
                if "(" not in quote.text:
                    quote = quote.strip(")")
                yield Expression(quote, first, last, tuple(kinds), label, sure)

    def _sum(self, match: re.Match[str], end: str) -> Sum | None:
        names = (name for name in ("1", "2", "3") if f"{end}{name}" in match.re.groupindex)
        spans = (match.span(end + name) for name in names)
        return next((self.sums.sum_in(match.string, *span) for span in spans if span[0] >= 0), None)

    def _is_year_and_sum(self, match: re.Match[str], first: Sum, last: Sum) -> bool:
        """Tell whether a year stands before a sum, which is less, or written in another way."""
        if match["between"] or match["opened"] or not first.is_bare_year or last.is_bare_year:
            return False
        high, _ = self.sums.value(last.number, 1)
        return (
            "-" in match["to"]
            and high is not None
            and (not last.number.isdigit() or high < int(first.number))
        )

    def _is_money(self, match: re.Match[str], first: Sum, last: Sum | None, alone: str) -> bool:
        """Tell whether numbers are of money; `alone` is all of a cell of sums, else ''."""
        text, end = match.string, match.end()
        if _SHARE.match(text, end):
            return False
        if first.is_named or (last and last.is_named):
            return True
        if _OF_CODE.search(_before(match)):
            return False
        if last:
            return bool(alone) and not (first.is_bare_year and last.is_bare_year)
        opened = text.rfind("(", 0, match.start()) > text.rfind(")", 0, match.start())
        is_label = _LABEL.match(text, end) or (text[end : end + 1] == ")" and not opened)
        return bool(alone) and not is_label and (alone == first.number or not first.is_bare_year)

    def _is_sure(
        self, match: re.Match[str], first: Sum, last: Sum | None, *, is_sentence: bool
    ) -> bool:
        text, end = match.string, match.end()
        if _GOES_ON.match(text, end) or _GOES_BEFORE.search(_before(match)):
            return False
        numbers = [each.number for each in (first, last) if each]
        is_named = first.is_named or bool(last and last.is_named)
        if any(map(_BROKEN.match, numbers)) or self._unsettled.match(text, end):
            return False
        if not is_named and (is_sentence or self._is_number_of_word(match)):
            return False
        opens = match.start() <= _NEAR and last is None
        if opens and self._since.fullmatch(text[: match.start()].strip()):
            return False
        if _LETTER.match(text, end) and not self._goes_on_well(match, last or first):
            return False
        return last is None or self._is_range(match, first, last)

    def _is_number_of_word(self, match: re.Match[str]) -> bool:
        """Tell whether a number alone stands behind a word that is none of money: 'Phase 2'."""
        before = "" if match["before"] or match["between"] or match["opened"] else _before(match)
        return bool(_LAST_LETTER.search(before)) and not self._names_money.search(before)

    def _goes_on_well(self, match: re.Match[str], one: Sum) -> bool:
        """Tell whether the word behind a sum leaves it one, as that of a thing does not."""
        if match["behind"]:
            return self._ends_well(match.string, match.end())
        if one.behind or (one.before and not self._shortened.match(match.string, match.end())):
            return True
        is_code = _CODE.fullmatch(one.number) and not one.is_named
        return not is_code and bool(self._behind_number.match(match.string, match.end()))

    def _ends_well(self, text: str, end: int) -> bool:
        """Tell whether nothing behind a qualifier is what it may be of."""
        return not _LETTER.match(text, end) or bool(self._behind_qualifier.match(text, end))

    def _is_range(self, match: re.Match[str], first: Sum, last: Sum) -> bool:
        """Tell whether two numbers are the ends of a range, and the first is no year or label."""
        if last.is_bare_year and first.is_named:
            return False
        if match["between"] or match["opened"]:
            return True
        is_led = first.is_named or not self._is_number_of_word(match)
        return is_led and not first.is_bare_year

    @cached_property
    def sums(self) -> SumReader:
        """What reads each sum."""
        return SumReader(self.wording, self.country)

    @cached_property
    def qualifiers(self) -> Qualifiers:
        """What finds the words beside sums."""
        return qualifiers(self.wording)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words, one = self.wording.deadlines, self.sums.source
        to, joined = either(words["to"]), either(self.wording.lists["conjunctions"])
        between, since = either(words["between"]), either(words["from"])
        core = (
            rf"(?P<between>{between})\s+(?P<a1>{one})\s+(?:{joined}|{to})\s+(?P<b1>{one})"
            rf"|(?P<opened>(?:{between}|{since})\s+)?"
            rf"(?P<a2>{one})(?P<to>\s*-\s*|\s+{to}\s+)(?P<b2>{one})"
            rf"|(?P<a3>{one})"
        )
        before, behind = self.qualifiers.before, self.qualifiers.behind
        return re.compile(rf"(?P<before>{before})(?:{core})(?P<behind>{behind})")

    @cached_property
    def _behind_number(self) -> re.Pattern[str]:
        """What may stand behind a number alone that is of money, and not of things."""
        lists = self.wording.lists
        own = (*lists["connectives"], *lists["conjunctions"], *lists["totals"])
        return re.compile(rf"\s*{either((*own, *self._money))}")

    @cached_property
    def _behind_qualifier(self) -> re.Pattern[str]:
        """What may stand behind 'annually', so that it qualifies the sum and not a thing."""
        joined = set(self.wording.lists["conjunctions"])
        other = either(set(self.wording.lists["connectives"]) - joined)
        return re.compile(rf"\s+(?:{other}|{either(joined)}\s+\W?\d)")

    @cached_property
    def _beyond_brackets(self) -> re.Pattern[str]:
        """What qualifies a sum from behind brackets: '500 EUR (2,500 RON) a year'."""
        return re.compile(rf"\s*(?:\([^()\n]*\)|\))(?=.)({self.qualifiers.behind})")

    @cached_property
    def _unsettled(self) -> re.Pattern[str]:
        """What says that the sum before it is of one of many things, or is not settled."""
        words = (*self.wording.amounts["unit_cost"], *self.wording.absences["to-be-decided"])
        return re.compile(rf"[\s(]*(?:\?|{either(words)})")

    @cached_property
    def _shortened(self) -> re.Pattern[str]:
        """A word that begins as 'million' does, and may be short for it: 'EUR 3 millns'."""
        return re.compile(rf"\s*(?:{'|'.join(sorted(self.sums.beginnings)) or '(?!)'})")

    @cached_property
    def _since(self) -> re.Pattern[str]:
        """What makes the only sum of a text the lower end, or a part: 'from 500 EUR'."""
        return re.compile(either(self.wording.deadlines["from"]))

    @cached_property
    def _names_money(self) -> re.Pattern[str]:
        """What may stand before a range that begins with a number alone."""
        return re.compile(rf"{whole_words(self._money).pattern}\s*$")

    @cached_property
    def _money(self) -> tuple[str, ...]:
        columns = self.wording.columns
        kinds = (phrase for phrases in self.wording.funding.values() for phrase in phrases)
        return (*columns["amount"], *columns["funding"], *kinds)


def _before(match: re.Match[str]) -> str:
    """Return some words before a match, enough for what stands straight before it."""
    return match.string[max(0, match.start() - _NEAR) : match.start()]
