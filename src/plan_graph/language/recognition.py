"""Which language a text is in: by its most frequent words, and by the headings of columns.

A sample from the text is counted once; each word is looked up in one table. A word counts
less the more languages have it. The languages without a wording are known by name, so that a
document in one of them is not read with the words of another.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from plan_graph.errors import UsageError
from plan_graph.language import wording
from plan_graph.language.wording import Wording
from plan_graph.phrases import phrase
from plan_graph.plan import ColumnDecision
from plan_graph.resources import folder
from plan_graph.text import fold

_SAMPLE = 200_000
"""Characters that are looked at, at most."""
_SLICES = 20
"""From how many places of a long text they are taken."""
_BEGINNING = 300_000
"""Characters of the beginning that tell the language; annexes may be in another one."""
_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"<[/!]?[a-zA-Z][^<>]{0,1000}>")
"""Markup is no language."""
_CELL_SIGNS = re.compile(r"[\n\t|;,]+|:(?=\s)|\s/\s")
_HEADING_LENGTH = 60
"""Characters of the longest cell that is looked up as a heading."""
_HEADING_WEIGHT = 3.0
"""A cell that is a heading says as much as some words of running text."""
_HEADING_COUNT = 3
"""A heading that comes more often says no more: cards repeat their labels."""
_UNMARKED = 0.5
"""What a word counts that is written without its diacritics."""
_LEAST = 1.0
"""Evidence below which no language is recognised."""
_LEAST_SHARE = 0.03
"""Evidence for each word below which no language is recognised, unless headings tell it."""
_FOREIGN_MARGIN = 0.1
"""By how much a language without a wording must be ahead: Norwegian of Danish."""
_FEWEST_WORDS = 3
"""So many different words name a language that has no wording, at least."""
_NEAR = 0.75
"""How near to the best the language must be that a document states, to be believed."""


@dataclass(frozen=True)
class Recognition:
    """Which language a text is in.

    Attributes:
        wording: Its words; None if no language was found, or one that has no wording.
        tag: Its tag, or '' if none was found.
        name: Its name in English, or ''.
        margin: By how much it is ahead of the next, from 0 to 1.
    """

    wording: Wording | None
    tag: str = ""
    name: str = ""
    margin: float = 0.0

    @property
    def problem(self) -> str:
        """What is wrong, for one line of a message; '' if there is a wording.

        >>> Languages.all().recognise("Vi skal ikke gjøre noe uten å spørre hva det koster").problem
        'it looks like Norwegian, and there is no wording for Norwegian'
        """
        if self.wording:
            return ""
        if not self.tag:
            return phrase("language.recognition.language_not_found")
        return phrase("language.recognition.looks_like_no_wording_for", name=self.name)


@dataclass(frozen=True)
class Languages:
    """The languages that a document may be in.

    Attributes:
        wordings: Their words; a single one decides.
    """

    wordings: tuple[Wording, ...]

    def vocabulary(self) -> frozenset[str]:
        """Return the words of their phrases for headings, bodies and lists, in small letters."""
        phrases = (
            name
            for each in self.wordings
            for table in (each.columns, each.headings, each.lists, each.common)
            for names in table.values()
            for name in names
        )
        return frozenset(word for name in phrases for word in name.lower().split())

    @classmethod
    def all(cls) -> Languages:
        """Return the languages that have a wording.

        Raises:
            UsageError: If there is none.
        """
        known = tuple(wording.load(language) for language in wording.languages())
        if not known:
            raise UsageError(phrase("language.recognition.no_wording"))
        return cls(known)

    def with_columns(self, decisions: Sequence[ColumnDecision]) -> Languages:
        """Return the languages with what a person said of the columns of one document."""
        if not decisions:
            return self
        return Languages(tuple(each.with_columns(decisions) for each in self.wordings))

    def of(self, text: str, stated: str = "") -> Wording:
        """Return the wording of the language that a text is most likely in, if only by a guess.

        >>> Languages.all().of("Acţiune\\tTermen\\tResponsabil").language
        'ro'
        """
        if len(self.wordings) == 1:
            return self.wordings[0]
        found = self.recognise(text, stated).wording
        return found or replace(self._best(_evidence(self.wordings, text)[0]), is_guess=True)

    def recognise(self, text: str, stated: str = "") -> Recognition:
        """Return which language a text is in; one without a wording is named.

        `stated` is the tag that the document gives itself: it decides between near ones only.
        """
        if len(self.wordings) == 1:
            only = self.wordings[0]
            return Recognition(only, only.language, only.name, 1.0)
        scores, is_enough = _evidence(self.wordings, text)
        if not is_enough:
            return Recognition(None)
        ranked = sorted(scores, key=lambda tag: -scores[tag])
        best, own = ranked[0], self._best(scores)
        if best != own.language and _distinct(self.wordings, text, best) < _FEWEST_WORDS:
            if scores.get(own.language, 0.0) < _LEAST:
                return Recognition(None)
            best = own.language
        tag = stated.partition("-")[0].lower()
        if tag in scores and scores[tag] >= _NEAR * scores[best]:
            best = tag
        elif scores[best] - scores.get(own.language, 0.0) < _FOREIGN_MARGIN * scores[best]:
            best = own.language
        next_score = max((scores[tag] for tag in ranked if tag != best), default=0.0)
        margin = max(0.0, 1 - next_score / scores[best])
        known = next((each for each in self.wordings if each.language == best), None)
        name = known.name if known else _others()[best][0]
        return Recognition(known, best, name, round(margin, 3))

    def _best(self, scores: Mapping[str, float]) -> Wording:
        return max(self.wordings, key=lambda each: scores.get(each.language, 0.0))


def _evidence(wordings: tuple[Wording, ...], text: str) -> tuple[dict[str, float], bool]:
    """Return what speaks for each language, and whether it is enough to name one."""
    sample = _TAG.sub("\n", _sample(text))
    words = Counter(_WORD.findall(sample.lower()))
    cells = Counter(_headings(sample))
    by_word, by_heading = _tables(wordings)
    scores: defaultdict[str, float] = defaultdict(float)
    for word, count in words.items():
        for tag, weight in by_word.get(word, ()):
            scores[tag] += weight * count
    running = max(scores.values(), default=0.0)
    for cell, count in cells.items():
        for tag, weight in by_heading.get(cell, ()):
            scores[tag] += weight * min(count, _HEADING_COUNT)
    best = max(scores.values(), default=0.0)
    share = running / max(words.total(), 1)
    is_enough = best >= _LEAST and (share >= _LEAST_SHARE or best - running >= _HEADING_WEIGHT)
    return dict(scores), is_enough


def _distinct(wordings: tuple[Wording, ...], text: str, tag: str) -> int:
    """Return how many different words and headings of a text speak for a language."""
    sample = _TAG.sub("\n", _sample(text))
    by_word, by_heading = _tables(wordings)
    found = [by_word.get(word, ()) for word in set(_WORD.findall(sample.lower()))]
    found += [by_heading.get(cell, ()) for cell in set(_headings(sample))]
    return sum(any(tag == each for each, _ in weights) for weights in found)


def _sample(text: str) -> str:
    """Return a text, or as much as is looked at, from places all over its beginning."""
    text = text[:_BEGINNING]
    if len(text) <= _SAMPLE:
        return text
    size, step = _SAMPLE // _SLICES, len(text) // _SLICES
    return "\n".join(text[start : start + size] for start in range(0, step * _SLICES, step))


def _headings(sample: str) -> Iterator[str]:
    """Return the cells and lines that are short enough to be headings, in the compared form."""
    for cell in _CELL_SIGNS.split(sample):
        if 0 < len(cell) < _HEADING_LENGTH:
            yield fold(" ".join(cell.split()).strip(' .:"*#'))


_Table = Mapping[str, tuple[tuple[str, float], ...]]


@lru_cache(maxsize=8)
def _tables(wordings: tuple[Wording, ...]) -> tuple[_Table, _Table]:
    """Return what each word, and each heading, says for which language."""
    known = {each.language for each in wordings}
    words = [(each.language, each.common["words"]) for each in wordings]
    words += [(tag, common) for tag, (_, common, _) in _others().items() if tag not in known]
    marked = _shared((tag, word.lower()) for tag, common in words for word in common)
    plain = _shared(
        (tag, folded)
        for tag, common in words
        for word in common
        if (folded := fold(word)) != word.lower()
    )
    by_word = {
        word: (*marked.get(word, ()), *((tag, _UNMARKED * w) for tag, w in plain.get(word, ())))
        for word in {*marked, *plain}
    }
    phrases = [(each.language, p) for each in wordings for of in each.columns.values() for p in of]
    phrases += [(tag, p) for tag, each in _others().items() if tag not in known for p in each[2]]
    headings = _shared((tag, fold(phrase).strip(".")) for tag, phrase in phrases if len(phrase) > 2)
    by_heading = {
        words: tuple((tag, _HEADING_WEIGHT * weight) for tag, weight in found)
        for words, found in headings.items()
    }
    return by_word, by_heading


def _shared(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[tuple[str, float], ...]]:
    """Return the languages of each word, with a weight that is the less the more there are."""
    tags: defaultdict[str, set[str]] = defaultdict(set)
    for tag, word in pairs:
        tags[word].add(tag)
    return {word: tuple((tag, 1 / len(of)) for tag in sorted(of)) for word, of in tags.items()}


@lru_cache(maxsize=1)
def _others() -> Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return the name, the frequent words and some headings of languages without a wording."""
    data = tomllib.loads((folder("data") / "languages.toml").read_text(encoding="utf-8"))
    return {
        tag: (each["name"], tuple(each["words"]), tuple(each.get("headings", ())))
        for tag, each in data.items()
    }
