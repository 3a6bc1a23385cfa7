"""How people ask the named queries, and which of them some words are most like.

Each named query is known by its title, its description and by sentences in which people have asked
it: `data/questions.toml`. A sentence counts by its concepts (words that mean the same are one) and
by pairs of them that follow each other; what few queries are asked with weighs most. Queries are
compared with a question by the cosine of their weights.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log, sqrt
from typing import Any

from plan_graph.asking import queries
from plan_graph.asking.search.entry import tokens
from plan_graph.asking.search.meaning import lexicon, stem
from plan_graph.phrases import languages as surface_languages
from plan_graph.resources import folder

Phrase = tuple[str, ...]
Weights = Mapping[str, float]
NONE = ""
"""The name of no query: what is most like a sentence that none answers."""
MARKS = frozenset({"{action}", "{body}", "{objective}", "{pillar}", "{year}"})
"""What stands in a sentence for a thing that is named."""
_MARK = re.compile(r"(\{\w+\})")
_LONGEST_PHRASE = 4
_SHORTEST_STEM = 5


@dataclass(frozen=True)
class Likeness:
    """How like a question is to the ways in which a query is asked, from 0 to 1."""

    name: str
    value: float


class Wordings:
    """The ways to ask in one language."""

    def __init__(self, asked: Mapping[str, Iterable[str]]) -> None:
        """Learn them.

        Args:
            asked: The sentences of each named query, and of `NONE`.
        """
        counted = [
            (name, Counter(features(_words(sentence))))
            for name, sentences in asked.items()
            for sentence in sentences
        ]
        self._exact: dict[frozenset[str], set[str]] = defaultdict(set)
        named: dict[str, set[str]] = defaultdict(set)
        for name, found in counted:
            self._exact[frozenset(found)].add(name)
            for feature in found:
                named[feature].add(name)
        self._rarity = {each: log(1 + len(asked) / len(names)) for each, names in named.items()}
        self._unknown = log(1 + len(asked))
        summed: dict[str, Counter[str]] = defaultdict(Counter)
        for name, found in counted:
            summed[name].update(self._weighed(found))
        self._of: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for name, weights in summed.items():
            for feature, weight in _unit(weights).items():
                self._of[feature].append((name, weight))

    def coverage(self, found: Sequence[str]) -> float:
        """Return what part of the features of a question is known here."""
        return sum(feature in self._of for feature in found) / len(found) if found else 0.0

    def same(self, found: Sequence[str]) -> frozenset[str]:
        """Return the queries that somebody has asked with the very same features."""
        return frozenset(self._exact.get(frozenset(found), ()))

    def likenesses(self, found: Sequence[str]) -> list[Likeness]:
        """Return which queries some features are like, the most like first."""
        summed: dict[str, float] = defaultdict(float)
        for feature, weight in self._weighed(Counter(found)).items():
            for name, its in self._of.get(feature, ()):
                summed[name] += weight * its
        ordered = sorted(summed.items(), key=lambda each: (-each[1], each[0]))
        return [Likeness(name, value) for name, value in ordered]

    def _weighed(self, found: Mapping[str, int]) -> Weights:
        return _unit(
            {
                feature: (1 + log(count)) * self._rarity.get(feature, self._unknown)
                for feature, count in found.items()
            }
        )


def _words(sentence: str) -> list[str]:
    """Return the words of a sentence, with the marks that stand for things, such as '{body}'."""
    parts = _MARK.split(sentence)
    return [word for part in parts for word in ([part] if part in MARKS else tokens(part))]


def _unit(weights: Weights) -> Weights:
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {feature: weight / length for feature, weight in weights.items()}


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
    for group in _data()["alike"]:
        groups.append({tuple(tokens(phrase)) for listed in group.values() for phrase in listed})
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


@cache
def _data() -> dict[str, Any]:
    with (folder("data") / "questions.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages in which questions are understood."""
    return tuple(_data()["none"])


@cache
def wordings(language: str) -> Wordings:
    """Return the ways to ask in a language."""
    data = _data()
    asked = {name: list(data["asked"].get(name, {}).get(language, ())) for name in queries.names()}
    for name, sentences in asked.items():
        if language in surface_languages():
            query = queries.load(name)
            sentences += [query.words(part, language) for part in ("summary", "description")]
        sentences.append(name.replace("-", " "))
    return Wordings({**asked, NONE: data["none"][language]})
