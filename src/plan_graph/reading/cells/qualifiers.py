"""Words that make a sum a bound, about right, due again and again, or one of many equal ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from plan_graph.language.country import Country
from plan_graph.language.patterns import either, whole_words
from plan_graph.language.wording import Wording
from plan_graph.reading.cells.periods import PeriodReader
from plan_graph.reading.cells.sums import SumReader
from plan_graph.text import fold

MOST, LEAST, ABOUT, EACH = "most", "least", "about", "each"
"""What a qualifier makes of a sum; any other is the code of how often it is given."""
_OFTEN = "often"
_SIGNS = {MOST: "[<\u2264]", LEAST: "[>\u2265]", ABOUT: "[~\u2248\u00b1]"}
_INDEFINITE = frozenset(("IRREG", "UNKNOWN", "OTHER", "CONT"))
"""Frequencies that tell no number of times."""
_END = r"(?=\s*(?:[;,)\n]|$))"
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Qualifiers:
    """Finds qualifiers in the words of one language; all texts are folded."""

    wording: Wording

    @cached_property
    def before(self) -> str:
        """The source of a pattern of up to two of them before a sum, or none."""
        per = rf"{either(self._listed('per'))}(?=\W{{0,2}}\d)"  # 'je 500 €'
        words = "|".join((self._most, self._least, self._about, self._often, per))
        signs = "|".join(_SIGNS.values())
        return rf"(?:(?:(?<![\w-])(?:{words})\s*:?|{signs})\s*){{0,2}}"

    @cached_property
    def behind(self) -> str:
        """The source of a pattern of up to two of them behind a sum, or none."""
        bounds = rf"(?:{self._most}|{self._least}|{self._about}){_END}"
        words = rf"[\s,(:-]{{0,3}}(?:{self._often}(?!\s*\d)|{self._each}|{bounds})\)?"
        return rf"(?:{words}|\s?{self._often_slash}|\s?{self._of_each})".join(("(?:", "){0,2}"))

    def only_open(self, words: str) -> bool:
        """Tell whether words say only how a number behind them is meant.

        >>> from plan_graph.language import wording
        >>> qualifiers = Qualifiers(wording.load("en"))
        >>> qualifiers.only_open("at most"), qualifiers.only_open("at most 9")
        (True, False)
        """
        return bool(self.found(words)) and bool(re.fullmatch(self.before, f"{words.strip()} "))

    def found(self, words: str) -> list[str]:
        """Return what the qualifiers in some words make of a sum, in order.

        >>> from plan_graph.language import wording
        >>> Qualifiers(wording.load("en")).found("at most")
        ['most']
        >>> Qualifiers(wording.load("en")).found("(approx.) per year, per pupil")
        ['about', 'ANNUAL', 'each']
        """
        return [self._meaning(match) for match in self._any.finditer(words)]

    def _meaning(self, match: re.Match[str]) -> str:
        kind = match.lastgroup or ""
        return self.often(match.group()) if kind == _OFTEN else kind

    def often(self, words: str) -> str:
        """Return the code of how often something is, by the words for it."""
        return self._codes[re.sub(r"/\s+", "/", " ".join(words.split()))]

    @cached_property
    def times(self) -> re.Pattern[str]:
        """The words of a heading for how often; in '3 years' they are no such words."""
        words = rf"(?<![\w-])(?<!\d\s){self._often}(?!\s*\d)"
        return re.compile(rf"{words}|{self._often_slash}")

    @cached_property
    def adjectives(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """What the adjectives of headings make of the sums below them."""
        names = ((MOST, "maximum"), (LEAST, "minimum"), (ABOUT, "approximate"))
        return tuple(
            (kind, re.compile(rf"(?<![\w-]){either(self._listed(name))}(?!\s*\d)"))
            for kind, name in names
        )

    @cached_property
    def price(self) -> re.Pattern[str]:
        """The words of a heading below which sums are of one of many things."""
        return whole_words(self._listed("unit_cost"))

    @cached_property
    def part(self) -> re.Pattern[str]:
        """The words that a heading begins with, or a line of it, above parts of other sums."""
        return re.compile(rf"(?:\A|\n)\s*{either(self._listed('of_which'))}")

    @cached_property
    def per(self) -> re.Pattern[str]:
        """The words 'per pupil' of a heading."""
        words = rf"(?<!\w){either(self._listed('per'))}\s+(?!{self._of})"
        return re.compile(rf"{words}(?P<what>[^\W\d_]+)")

    @cached_property
    def _any(self) -> re.Pattern[str]:
        sources = {
            _OFTEN: rf"(?<![\w-]){self._often}|{self._often_slash}",
            EACH: rf"(?<![\w-]){self._each}|{self._of_each}|{either(self._listed('per'))}\s*$",
            MOST: rf"(?<![\w-]){self._most}|{_SIGNS[MOST]}",
            LEAST: rf"(?<![\w-]){self._least}|{_SIGNS[LEAST]}",
            ABOUT: rf"(?<![\w-]){self._about}|{_SIGNS[ABOUT]}",
        }
        return re.compile("|".join(f"(?P<{kind}>{text})" for kind, text in sources.items()))

    @cached_property
    def _codes(self) -> dict[str, str]:
        tables = (self.wording.frequencies, self.wording.recurring)
        return {
            " ".join(fold(words).split()): code
            for table in tables
            for code, phrases in table.items()
            if code not in _INDEFINITE
            for phrase in phrases
            for words in (phrase, phrase.rstrip("."))  # the full stop of a line is left out
            if words == phrase or "." in words
        }

    @cached_property
    def _often(self) -> str:
        return either(words for words in self._codes if not words.startswith("/"))

    @cached_property
    def _often_slash(self) -> str:
        return rf"/\s?{either(words[1:] for words in self._codes if words.startswith('/'))}"

    @cached_property
    def _each(self) -> str:
        indefinite = (
            words for code in _INDEFINITE for words in self.wording.frequencies.get(code, ())
        )
        return either((*self._listed("each"), *indefinite))

    @cached_property
    def _of_each(self) -> str:
        # Behind the slash of 'PLN 400 / EUR 90' stands the same sum in another currency.
        money = SumReader(self.wording).currency.pattern
        words = either((*self._listed("per"), *self._listed("per_or_for")))
        per = rf"(?<!\w){words}\s+(?!{self._of})|/\s?(?!{money})"
        return rf"(?:{per})(?!cent)(?=[^\W\d_])\w+"

    @cached_property
    def _of(self) -> str:
        """What stands behind 'par' where it is 'by', and not 'per'."""
        return either((*self.wording.lists["articles"], *self.wording.lists["connectives"]))

    @cached_property
    def _most(self) -> str:
        return either(self._listed("at_most"))

    @cached_property
    def _least(self) -> str:
        return either(self._listed("at_least"))

    @cached_property
    def _about(self) -> str:
        return either(self._listed("about"))

    def _listed(self, name: str) -> tuple[str, ...]:
        return self.wording.amounts.get(name, ())


@lru_cache(maxsize=64)
def qualifiers(wording: Wording) -> Qualifiers:
    """Return what finds qualifiers in a language, made once."""
    return Qualifiers(wording)


@lru_cache(maxsize=4096)
def of_heading(
    wording: Wording, country: Country | None, heading: str, is_label: bool = False
) -> tuple[str, ...]:
    """Return what a heading makes of the sums below it, as 'Maximum budget' and 'Annual cost' do.

    A label within a cell does so for the sum behind it.

    It is one qualifier, or none; several, or EACH, where it is not sure what the sums are. 'Annual
    budget 2025' is of one year: a whole sum.

    >>> from plan_graph.language import wording
    >>> [of_heading(wording.load("en"), None, words) for words in
    ...  ("Budget (EUR)", "Maximum budget", "Annual cost", "Annual budget 2025", "Unit cost")]
    [(), ('most',), ('ANNUAL',), (), ('each',)]
    """
    words, rest = qualifiers(wording), fold(heading)
    if words.price.search(rest) or (words.part.search(rest) and not is_label):
        return (EACH,)
    found: list[str] = []
    for kind, adjectives in words.adjectives:
        rest, number = adjectives.subn(" ", rest)
        found += [kind] * bool(number)
    often = [words.often(match.group()) for match in words.times.finditer(rest)]
    rest = words.times.sub(" ", rest)
    if often and not _is_of_one_year(wording, country, heading):
        found += dict.fromkeys(often)
    if any(match["what"] not in _actions(wording) for match in words.per.finditer(rest)):
        return (*found, EACH)
    return (*found, EACH) if found and _says_more(wording, rest) else tuple(found)


def _is_of_one_year(wording: Wording, country: Country | None, heading: str) -> bool:
    found = PeriodReader(wording, country).search(fold(heading))
    period = found[0].period if found else None
    ends = (period.start, period.end) if period else (None, None)
    return bool(ends[0] and ends[1] and ends[0].year == ends[1].year)


def _says_more(wording: Wording, heading: str) -> bool:
    """Tell whether a heading holds words of other things, which may be what it qualifies."""
    sums = SumReader(wording)
    rest = sums.multiplier.sub(" ", sums.currency.sub(" ", heading))
    return not {*_LETTERS.findall(rest)} <= _of_sums(wording)


@lru_cache(maxsize=64)
def _of_sums(wording: Wording) -> frozenset[str]:
    lists = wording.lists
    phrases = (
        *(*wording.columns["amount"], *wording.columns["funding"], *lists["totals"]),
        *(*lists["connectives"], *lists["conjunctions"], *lists["articles"]),
    )
    return frozenset(word for words in phrases for word in _LETTERS.findall(fold(words)))


@lru_cache(maxsize=64)
def _actions(wording: Wording) -> frozenset[str]:
    """Return the words for an action: the cost of one is what a row of the table tells."""
    return frozenset(fold(words) for words in wording.columns["action"])
