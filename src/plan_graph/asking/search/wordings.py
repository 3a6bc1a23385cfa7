"""How people ask the named queries, and which of them some words are most like.

Each named query is known by its title, its description and by sentences in which people have asked
it: `data/questions.toml`. A sentence counts by its concepts (words that mean the same are one) and
by pairs of them that follow each other, and once more with how its words begin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from plan_graph.asking import queries
from plan_graph.asking.search.asked import languages, listed
from plan_graph.asking.search.days import day_at
from plan_graph.asking.search.entry import tokens
from plan_graph.asking.search.likeness import Likeness
from plan_graph.asking.search.meaning import lexicon, stem
from plan_graph.phrases import languages as surface_languages

Phrase = tuple[str, ...]
NONE = ""
"""The name of no query: what is most like a sentence that none answers."""
ACTION, DAY, YEAR_MARK = "{action}", "{date}", "{year}"
MARKS = frozenset({ACTION, DAY, YEAR_MARK, "{body}", "{objective}", "{pillar}"})
"""What stands in a sentence for a thing that is named."""
_MARK = re.compile(r"(\{\w+\})")
_LONGEST_PHRASE = 4
_SHORTEST_STEM = 5
_BEGINNING = 4
"""So many letters of a word are its beginning."""


@dataclass(frozen=True)
class Fit:
    """How like a question is to the ways in which a query is asked.

    Attributes:
        name: The named query, or `NONE`.
        values: By what is meant and by how the words begin, each from 0 to 2.
    """

    name: str
    values: tuple[float, ...]

    @property
    def value(self) -> float:
        """How like it is in all."""
        return sum(self.values)


class Wordings:
    """The ways to ask in one language."""

    def __init__(self, asked: Mapping[str, Iterable[str]]) -> None:
        """Learn them.

        Args:
            asked: The sentences of each named query, and of `NONE`.
        """
        said = [(name, _words(each)) for name, sentences in asked.items() for each in sentences]
        meant = [(name, features(words)) for name, words in said]
        begun = [
            (name, [*found, *_beginnings(words)])
            for (name, found), (_, words) in zip(meant, said, strict=True)
        ]
        self._views = (Likeness(meant), Likeness(begun))
        self._exact: dict[frozenset[str], set[str]] = defaultdict(set)
        for name, found in meant:
            self._exact[frozenset(found)].add(name)

    def coverage(self, words: Sequence[str]) -> float:
        """Return what part of the features of a question is known here."""
        found = features(words)
        return sum(map(self._views[0].knows, found)) / len(found) if found else 0.0

    def same(self, words: Sequence[str]) -> frozenset[str]:
        """Return the queries that somebody has asked with the very same features."""
        return frozenset(self._exact.get(frozenset(features(words)), ()))

    def fits(self, words: Sequence[str]) -> list[Fit]:
        """Return which queries some words are like, the most like first."""
        found = features(words)
        meant, begun = self._views
        views = (meant.of(found), begun.of([*found, *_beginnings(words)]))
        names = sorted(set().union(*views))
        fits = [Fit(name, tuple(view.get(name, 0.0) for view in views)) for name in names]
        return sorted(fits, key=lambda each: (-each.value, each.name))


def _beginnings(words: Iterable[str]) -> list[str]:
    """Return how words begin: so they are known with other endings and faults."""
    return [
        f"{word[:_BEGINNING]}…" for word in words if word not in MARKS and word[_BEGINNING - 1 :]
    ]


def _words(sentence: str) -> list[str]:
    """Return the words of a sentence, with the marks that stand for things, such as '{body}'."""
    parts = _MARK.split(sentence)
    words = [word for part in parts for word in ([part] if part in MARKS else tokens(part))]
    return list(_with_days(words))


def _with_days(words: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(words):
        size, _ = day_at(words, at, languages())
        yield DAY if size else words[at]
        at += size or 1


def features(words: Sequence[str]) -> list[str]:
    """Return the concepts of a sentence, and the pairs of them that follow each other.

    >>> features(["measures", "are", "late"]) == features(["tasks", "delayed"])
    True
    """
    known, found, at = _concepts(), [], 0
    while at < len(words):
        spans = (tuple(words[at : at + size]) for size in range(_LONGEST_PHRASE, 0, -1))
        phrase = next((span for span in spans if span in known), None)
        if phrase:
            found.append(known[phrase])
        elif words[at] in MARKS:
            found.append(words[at])
        elif words[at] not in lexicon().small:
            cut = stem(words[at])
            found.append(known.get((cut, "*"), cut))
        at += len(phrase) if phrase else 1
    return [*found, *(f"{one} {other}" for one, other in pairwise(found))]


@cache
def _concepts() -> Mapping[Phrase, str]:
    """Return what each phrase means: the first in the alphabet of those that mean the same.

    A single word is also known by its stem, with '*' behind it.
    """
    groups: list[set[Phrase]] = [set(same) for same in lexicon().alike.values()]
    for group in listed()["alike"]:
        groups.append({tuple(tokens(phrase)) for own in group.values() for phrase in own})
    meant: dict[Phrase, set[Phrase]] = {}
    for group in groups:
        joined = group.union(*(meant[phrase] for phrase in group if phrase in meant))
        meant.update(dict.fromkeys(joined, joined))
    found = {phrase: " ".join(min(same)) for phrase, same in meant.items()}
    stems: dict[Phrase, str] = {
        (stem(word), "*"): concept
        for phrase, concept in sorted(found.items(), reverse=True)
        if len(phrase) == 1 and len(phrase[0]) >= _SHORTEST_STEM
        for word in (f"{phrase[0]}s", phrase[0])
    }
    return {**stems, **found}


def is_beyond(words: Sequence[str]) -> bool:
    """Tell whether words ask for what no named query tells, such as a cause or an opinion.

    >>> is_beyond(["why", "are", "actions", "late"]), is_beyond(["which", "actions", "are", "late"])
    (True, False)
    """
    phrases = (words[at : at + size] for size in _sizes_beyond() for at in range(len(words)))
    return any(tuple(phrase) in _beyond() for phrase in phrases)


@cache
def _beyond() -> frozenset[Phrase]:
    beyond = listed()["beyond"].values()
    return frozenset(tuple(tokens(phrase)) for phrases in beyond for phrase in phrases)


@cache
def _sizes_beyond() -> frozenset[int]:
    return frozenset(map(len, _beyond()))


@cache
def wordings(language: str) -> Wordings:
    """Return the ways to ask in a language."""
    data = listed()
    asked = {name: list(data["asked"].get(name, {}).get(language, ())) for name in queries.names()}
    for name, sentences in asked.items():
        if language in surface_languages():
            query = queries.load(name)
            sentences += [query.words(part, language) for part in ("summary", "description")]
        sentences.append(name.replace("-", " "))
    return Wordings({**asked, NONE: data["none"][language]})
