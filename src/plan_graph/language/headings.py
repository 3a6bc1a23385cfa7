"""Read the headings of a plan: title, pillars, objectives and results."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property, lru_cache

from plan_graph.language.patterns import either
from plan_graph.language.titles import TitleReader
from plan_graph.language.wording import Wording
from plan_graph.plan import ExpectedResult
from plan_graph.plan.codes import Coded, leading_code
from plan_graph.text import Passage, clean, covering

_ARTEFACT = re.compile(r"\[bookmark: [^\]\n]*\]\s*")
"""What Word's text export leaves of a bookmark."""

_CODE = (
    r"(?:\d+(?:\.\d+)*(?:\.?[a-z](?=[.:)]))?"
    r"|[ivx]{1,5}(?=[\s.:)-]|$)"
    r"|[a-z](?:\.\d+)*(?=[.:)])"
    r"|[a-z]{1,3}\d+(?:\.\d+)*)"
)
"""The code of a pillar or objective in folded text: '1.1', 'II', 'A:', 'os2'."""


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
        place = self.titles.place_of_plan(words)
        if place == 0 or (place > 0 and in_capitals):
            return Heading(Level.TITLE, words, words)
        if in_capitals:  # 'PREVENIREA …'
            return Heading(Level.PILLAR, words, words, in_capitals=True)
        return None

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
    def titles(self) -> TitleReader:
        """Reads what titles name."""
        return TitleReader(self.wording)

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


@lru_cache(maxsize=1024)
def _read(reader: HeadingReader, cell: Passage) -> Heading | None:
    """Read a cell once: each header above it asks again what stands below."""
    return reader._read(cell)


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
