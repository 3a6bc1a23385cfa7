"""Read the headings of a plan: title, pillars, objectives and results."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property, lru_cache
from itertools import chain, islice

from plan_graph.language.patterns import either, whole_words
from plan_graph.language.wording import Wording
from plan_graph.plan import ExpectedResult
from plan_graph.plan.codes import Coded, leading_code
from plan_graph.text import YEAR, Passage, clean, covering, fold

_ARTEFACT = re.compile(r"\[bookmark: [^\]\n]*\]\s*")
"""What Word's text export leaves of a bookmark."""

_CODE = (
    r"(?:\d+(?:\.\d+)*(?:\.?[a-z](?=[.:)]))?"
    r"|[ivx]{1,5}(?=[\s.:)-]|$)"
    r"|[a-z](?:\.\d+)*(?=[.:)])"
    r"|[a-z]{1,3}\d+(?:\.\d+)*)"
)
"""The code of a pillar or objective in folded text: '1.1', 'II', 'A:', 'os2'."""


_TITLE_WORDS = 50
_OFTEN = 5
"""So many times a document that tells of a plan says the word."""
WORD = re.compile(r"[^\W\d_]{4,}")
"""What tells words in capitals from codes and short names."""


class Level(Enum):
    """What a heading announces."""

    TITLE = "title"
    PILLAR = "pillar"
    GENERAL = "general objective"
    SPECIFIC = "specific objective"
    OBJECTIVE = "objective of a level that is not said"
    RESULTS = "results"
    ABBREVIATIONS = "abbreviations"


ABOVE = (Level.GENERAL, Level.SPECIFIC, Level.OBJECTIVE, Level.PILLAR)
"""What actions stand under."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as read.

    Attributes:
        level: What it announces.
        stated_in: All its words, without those of its results.
        title: The words behind the announcement and the number.
        code: Its number as written, such as '1.1', or ''.
        results: The expected results that stand under it.
        in_capitals: Whether nothing announces it but its capitals.
    """

    level: Level
    stated_in: Passage
    title: Passage
    code: str = ""
    results: tuple[ExpectedResult, ...] = field(default=())
    in_capitals: bool = False


_NO_PART = r"(?!\s+\d{1,2}\s*[:–—-])"
"""What does not stand behind the noun of a name: the number of a part."""
_ADDRESS = re.compile(r"https?://|www\.")


@dataclass(frozen=True)
class HeadingReader:
    """Reads headings with the words of one language."""

    wording: Wording

    def read(self, cell: Passage) -> Heading | None:
        """Return the heading that a cell or paragraph is, or None.

        >>> from plan_graph.language import wording
        >>> reader = HeadingReader(wording.load("ro"))
        >>> heading = reader.read(Passage(0, "Obiectiv general nr. 2: Asistenţă\\nRezultat: Da"))
        >>> heading.level.name, heading.code, heading.title.text, heading.results[0].label
        ('GENERAL', '2', 'Asistenţă', 'Da')
        """
        return _read(self, cell)

    def _read(self, cell: Passage) -> Heading | None:
        words = cell.strip()
        artefact = _ARTEFACT.match(words.text)
        if artefact:
            words = words.slice(artefact.end())
        if not words:
            return None
        numbered = leading_code(words)
        for each in dict.fromkeys((numbered, Coded("", words))):  # 'GOAL 1' looks like a code
            for level, pattern in self._announced:
                match = pattern.match(each.title.folded)
                if match and _is_complete(level, match, each) and not self._goes_on(match, each):
                    return self._announced_heading(level, words, each, match)
        in_capitals = words.text.isupper() and bool(WORD.search(words.text)) and " " in words.text
        named = self._plan.search(words.folded)
        if named and (in_capitals or named.start() == 0):
            return Heading(Level.TITLE, words, words)
        if in_capitals:  # 'PREVENIREA …'
            return Heading(Level.PILLAR, words, words, in_capitals=True)
        return None

    def names_another(self, title: Passage) -> bool:
        """Tell whether a title is that of a document of another kind: 'Minutes of 4 May'.

        >>> from plan_graph.language import wording
        >>> reader = HeadingReader(wording.load("en"))
        >>> [reader.names_another(Passage(0, t)) for t in ("Risk register", "Risk plan 2027")]
        [True, False]
        """
        folded = " ".join(re.findall(r"[^\W\d_]+", title.folded))
        return bool(self._others.match(folded)) and not self.names_plan(title)

    def strategy(self, title: Passage) -> Passage | None:
        """Return the words of a plan's title that name the strategy it implements.

        >>> from plan_graph.language import wording
        >>> title = Passage(0, "National Road Strategy - Action Plan 2024")
        >>> HeadingReader(wording.load("en")).strategy(title).text
        'National Road Strategy'
        """
        match = self._strategy.search(title.folded)
        if match is None:
            return None
        plan = self._plan.search(title.folded, match.end())
        start = _name_start(title.text, match.start())
        return title.slice(start, plan.start() if plan else None).strip(",:-–—")

    def coded(self, words: Passage) -> Coded:
        """Part the code of a heading from its title; a word such as 'Commitment' may announce it.

        >>> from plan_graph.language import wording
        >>> HeadingReader(wording.load("en")).coded(Passage(0, "Commitment 2: Open data"))
        Coded(code='2', title=Passage(start=14, text='Open data'))
        """
        return self.action(words) or leading_code(words, heading=True)

    def action(self, words: Passage) -> Coded | None:
        """Part the number from the title of an action that calls itself one; of others None.

        >>> from plan_graph.language import wording
        >>> HeadingReader(wording.load("en")).action(Passage(0, "Action 1.2 – Plant trees"))
        Coded(code='1.2', title=Passage(start=13, text='Plant trees'))
        """
        match = self._action.match(words.folded)
        if match is None or not words.text[match.end() :].strip():
            return None
        return Coded(words.slice(*match.span("code")).text, words.slice(match.end()).strip())

    def is_caption(self, words: Passage) -> bool:
        """Tell whether a line is the caption of a figure, a table or a box, or a note with a link.

        >>> from plan_graph.language import wording
        >>> reader = HeadingReader(wording.load("en"))
        >>> [reader.is_caption(Passage(0, line)) for line in ("Table 2: Lamps", "Table lamps")]
        [True, False]
        """
        title = leading_code(words).title
        return bool(self._caption.match(title.folded) or _ADDRESS.search(title.folded))

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

    def _announced_heading(
        self, level: Level, words: Passage, numbered: Coded, match: re.Match[str]
    ) -> Heading:
        title = numbered.title.slice(match.end()).strip()
        if level is Level.RESULTS:
            return Heading(level, words, title, results=self._results(title))
        results: tuple[ExpectedResult, ...] = ()
        below = self._result_line.search(title.folded)
        if below:
            results = self._results(title.slice(below.end()))
            title = title.slice(0, below.start()).strip()
        own = numbered.title.slice(*match.span("code")).text if _code(match) else ""
        stated = covering(words, words, title) if title else words
        return Heading(level, stated, title or stated, own or numbered.code, results)

    def _goes_on(self, match: re.Match[str], numbered: Coded) -> bool:
        """Tell whether announcing words only begin a phrase: '1. Objectives of the register'."""
        groups = match.groupdict()
        rest = numbered.title.slice(match.end())
        is_ended = groups.get("code") or groups.get("end") or not rest.text[:1].islower()
        return not is_ended and bool(self.connective.match(rest.folded))

    @staticmethod
    def _results(words: Passage) -> tuple[ExpectedResult, ...]:
        parts = words.split(re.compile(r";"))
        parts = [part for part in (piece.strip(".") for piece in parts) if part]
        return tuple(ExpectedResult(clean(part.text), part) for part in parts)

    @cached_property
    def _announced(self) -> tuple[tuple[Level, re.Pattern[str]], ...]:
        words = self.wording.headings
        number = (
            rf"\s*(?:{either(words['number'])}\s*)?(?P<code>{_CODE})?\s*(?P<end>[.:)\"„“-]+|\n)?\s*"
        )
        objective = self.wording.columns.get("objective", ())
        return (
            (Level.GENERAL, re.compile(either(words["general_objective"]) + number)),
            (Level.SPECIFIC, re.compile(either(words["specific_objective"]) + number)),
            (Level.OBJECTIVE, re.compile(either(objective) + number)),
            (Level.PILLAR, re.compile(either(words.get("pillar", ())) + number)),
            (Level.RESULTS, re.compile(either(words["results"]) + r"\s*:\s*")),
            (Level.ABBREVIATIONS, re.compile(either(words["abbreviations"]))),
        )

    @cached_property
    def _action(self) -> re.Pattern[str]:
        return re.compile(
            rf"{either(self.wording.columns['action'])}\s*(?P<code>{_CODE})\s*[.:)-]+\s*"
        )

    @cached_property
    def _result_line(self) -> re.Pattern[str]:
        return re.compile(r"(?m)^\s*" + either(self.wording.headings["results"]) + r"\s*:\s*")

    @cached_property
    def _caption(self) -> re.Pattern[str]:
        return re.compile(rf"{either(self.wording.lists.get('captions', ()))}\.?\s*[\d:–—-]")

    @cached_property
    def connective(self) -> re.Pattern[str]:
        """Matches a word that begins no sentence, such as 'privind'."""
        return re.compile(either(self.wording.lists["connectives"]))

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
    def _strategy(self) -> re.Pattern[str]:
        """Matches what names a strategy; 'Strategy 2:' is a part of one."""
        return re.compile(rf"{whole_words(self.wording.headings['strategy']).pattern}{_NO_PART}")


@lru_cache(maxsize=1024)
def _read(reader: HeadingReader, cell: Passage) -> Heading | None:
    """Read a cell once: each header above it asks again what stands below."""
    return reader._read(cell)


def _name_start(text: str, place: int) -> int:
    """Return where a name begins whose noun comes last, as in 'National Road Strategy'."""
    if text.isupper():
        return place
    for word in reversed(list(re.finditer(r"\S+", text[:place]))):
        if not word.group()[0].isupper() or not word.group().isalnum():
            break
        place = word.start()
    return place


def _code(match: re.Match[str]) -> str:
    return match.groupdict().get("code") or ""


def _is_complete(level: Level, match: re.Match[str], numbered: Coded) -> bool:
    """Tell whether announcing words are a heading's: a code or a sign ends them, no sentence.

    'Obiectivul general al planului este …' and 'Chapter 5 tells how …' are none.
    """
    groups = match.groupdict()
    if level is Level.PILLAR and not groups["end"]:
        goes_on = numbered.title.text[match.end() :][:1].islower()
        return bool(groups["code"] or numbered.code) and not goes_on
    return "code" not in groups or bool(groups["code"] or groups["end"] or numbered.code)
