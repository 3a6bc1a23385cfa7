"""Read what a title names: a plan, the strategy it implements, or a document of another kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from plan_graph.language.patterns import either, whole_words
from plan_graph.language.wording import Wording
from plan_graph.text import YEAR, Passage, fold

_TITLE_WORDS = 50
"""Words of the longest title."""
_OFTEN = 5
"""So many times a document that tells of a plan says the word."""
_NO_PART = r"(?!\s+\d{1,2}\s*[:–—-])"
"""What does not stand behind the noun of a name: the number of a part."""


@dataclass(frozen=True)
class TitleReader:
    """Reads titles with the words of one language."""

    wording: Wording

    def names_another(self, title: Passage) -> bool:
        """Tell whether a title is that of a document of another kind: 'Minutes of 4 May'.

        >>> from plan_graph.language import wording
        >>> reader = TitleReader(wording.load("en"))
        >>> [reader.names_another(Passage(0, t)) for t in ("Risk register", "Risk plan 2027")]
        [True, False]
        """
        folded = " ".join(re.findall(r"[^\W\d_]+", title.folded))
        return bool(self._others.match(folded)) and not self.names_plan(title)

    def names_report(self, title: Passage) -> bool:
        """Tell whether a title is that of a report, also on a plan: 'Annual report on the plan'."""
        return bool(self._reports.match(title.folded.strip()))

    def strategy(self, title: Passage) -> Passage | None:
        """Return the words of a plan's title that name the strategy it implements.

        >>> from plan_graph.language import wording
        >>> title = Passage(0, "National Road Strategy - Action Plan 2024")
        >>> TitleReader(wording.load("en")).strategy(title).text
        'National Road Strategy'
        """
        match = self._strategy.search(title.folded)
        if match is None:
            return None
        plan = self._plan.search(title.folded, match.end())
        start = _name_start(title.text, match.start())
        return title.slice(start, plan.start() if plan else None).strip(",:-–—")

    def names_plan(self, words: Passage) -> bool:
        """Tell whether a line, no longer than a title is, names a plan or a strategy anywhere."""
        is_short = len(words.text.split()) <= _TITLE_WORDS
        return is_short and bool(
            self._plan.search(words.folded) or self._strategy.search(words.folded)
        )

    def is_dated_plan(self, title: Passage) -> bool:
        """Tell whether a title has a year and the noun of a plan of anything: 'Pier plan 2027'."""
        return bool(YEAR.search(title.text) and self._noun.search(title.folded))

    def speaks_of_plans(self, text: str) -> bool:
        """Tell whether a text speaks of plans and strategies again and again."""
        folded = fold(text)
        found = chain(self._plan.finditer(folded), self._strategy.finditer(folded))
        return sum(1 for _ in islice(found, _OFTEN)) == _OFTEN

    def place_of_plan(self, words: Passage) -> int:
        """Return where words name a plan for the first time, -1 if they name none."""
        found = self._plan.search(words.folded)
        return found.start() if found else -1

    @cached_property
    def _plan(self) -> re.Pattern[str]:
        """Matches what names a plan, also at the end of a compound: 'Klimaaktionsplan'."""
        whole = whole_words(self.wording.headings["plan"])
        if not self.wording.lists["compounds"]:
            return whole
        single = either(name for name in self.wording.headings["plan"] if " " not in name)
        return re.compile(rf"{whole.pattern}|(?<!\w)[^\W\d_]{{3,20}}{single}")

    @cached_property
    def _noun(self) -> re.Pattern[str]:
        """Matches the noun of a plan of anything, also at the end of a compound: 'Hafenplan'."""
        nouns = self.wording.headings["plan_noun"]
        whole = whole_words(nouns)
        if not self.wording.lists["compounds"]:
            return whole
        return re.compile(rf"{whole.pattern}|(?<!\w)[^\W\d_]{{3,30}}{either(nouns)}")

    @cached_property
    def _others(self) -> re.Pattern[str]:
        """Matches a title that begins, or ends, with the name of another kind of document."""
        names = either(self.wording.headings.get("others", ()))
        return re.compile(rf"{names}|.*(?<!\w){names}\Z")

    @cached_property
    def _reports(self) -> re.Pattern[str]:
        """Matches a title that begins with the name of a report."""
        return re.compile(rf"{either(self.wording.headings['reports'])}(?!\w)")

    @cached_property
    def _strategy(self) -> re.Pattern[str]:
        """Matches what names a strategy; 'Strategy 2:' is a part of one."""
        return re.compile(rf"{whole_words(self.wording.headings['strategy']).pattern}{_NO_PART}")


def _name_start(text: str, place: int) -> int:
    """Return where a name begins whose noun comes last, as in 'National Road Strategy'."""
    if text.isupper():
        return place
    for word in reversed(list(re.finditer(r"\S+", text[:place]))):
        if not word.group()[0].isupper() or not word.group().isalnum():
            break
        place = word.start()
    return place
