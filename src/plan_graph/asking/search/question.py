"""Which named query a question in words asks, where that is clear, and with which values.

A body, a part, a plan or a year that is named becomes a value; what is left is compared with the
ways in which people ask the named queries. Where it is not clear, the nearest are offered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from plan_graph.asking import queries
from plan_graph.asking.search.entry import tokens
from plan_graph.asking.search.index import Index
from plan_graph.asking.search.meaning import LONGEST, lexicon
from plan_graph.asking.search.wordings import NONE, Likeness, features, languages, wordings

_YEAR = re.compile(r"(?:19|20)\d\d")
_PARAMETERS = {
    "plan": ("plan",),
    "pillar": ("pillar",),
    "objective": ("objective",),
    "action": ("action",),
    "body": ("agency", "body", "ministry"),
}
"""The names of the parameters that a thing of a kind may be the value of."""
_CLEAR, _MARGIN = 0.27, 0.14
"""How like a query a question must be, and how much more than the next, to be sure."""
_FEWEST = 2
_NEAR = 0.08
"""How like a query a question must be for it to be offered."""
_MOST_NEAR = 3
_MOST_NAME = 12
_MOST_WORDS = 50
_FEWEST_OF_TITLE = 3


@dataclass(frozen=True)
class Understood:
    """What a question was taken for.

    Attributes:
        name: The named query.
        title: Its question.
        values: What is put into it, by parameter, as text that the query takes.
        labels: What these values are called.
    """

    name: str
    title: str
    values: Mapping[str, str]
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Meaning:
    """What a question may mean.

    Attributes:
        sure: The query that it asks; None where that is not clear.
        near: The queries that it is most like, the most like first; the sure one is the first.
    """

    sure: Understood | None = None
    near: tuple[Understood, ...] = ()


@dataclass
class _Named:
    """What a question names.

    Attributes:
        words: Its words, with a mark in the place of each thing.
        things: The things, each with its kind and what it is called.
        years: The years.
    """

    words: list[str] = field(default_factory=list)
    things: list[tuple[str, str, str]] = field(default_factory=list)
    years: list[str] = field(default_factory=list)

    @cached_property
    def features(self) -> list[str]:
        """What it is compared by."""
        return features(self.words)


def is_asking(asked: str) -> bool:
    """Tell whether words are put as a question; others may only be looked for."""
    words = tokens(asked[:LONGEST])
    return bool(words) and (asked.rstrip().endswith("?") or words[0] in lexicon().asking)


def meaning(index: Index | None, asked: str, language: str) -> Meaning:
    """Return which named query words ask, and those that they may ask.

    Args:
        index: The index of a build, which knows the names of its things, if there is one.
        asked: The words, in any of the languages that `wordings` knows.
        language: The language of titles.
    """
    words = tokens(asked[:LONGEST])
    if not _FEWEST <= len(words) <= _MOST_WORDS:
        return Meaning()
    named = _named(index, words) if index else _Named(words)
    if not any(lexicon().says_something((word,)) for word in named.words):
        return Meaning()
    known = {each: wordings(each) for each in languages()}
    spoken = max(known, key=lambda each: (known[each].coverage(named.features), each == language))
    likely = known[spoken].likenesses(named.features)
    fitting = [each for each in likely if each.name == NONE or _takes(each.name, named)]
    asked_so = known[spoken].same(named.features)
    same = [each for each in fitting if each.name in asked_so]
    ordered = [*same, *(each for each in fitting if each not in same)]
    near = [each for each in ordered if each.name != NONE and each.value >= _NEAR][:_MOST_NEAR]
    offered = tuple(_understood(each.name, named, language) for each in near)
    is_clear = len(same) == 1 if same else bool(fitting) and _is_clear(fitting)
    is_sure = bool(offered) and is_clear and ordered[0].name == offered[0].name
    return Meaning(offered[0] if is_sure else None, offered)


def _is_clear(likely: Sequence[Likeness]) -> bool:
    first = likely[0]
    second = likely[1].value if len(likely) > 1 else 0.0
    return first.name != NONE and first.value >= _CLEAR and first.value - second >= _MARGIN


def _named(index: Index, words: Sequence[str]) -> _Named:
    """Return what words name in full, and the words with marks in their places."""
    found, at = _Named(), 0
    while at < len(words):
        size = _plan_at(index, words, at, found) or _thing_at(index, words, at, found)
        if not size and _YEAR.fullmatch(words[at]):
            found.years.append(words[at])
            found.words.append("{year}")
        elif not size:
            found.words.append(words[at])
        at += size or 1
    return found


def _thing_at(index: Index, words: Sequence[str], at: int, found: _Named) -> int:
    """Take in the one thing whose name begins at a place; return how many words it has."""
    for size in range(min(_MOST_NAME, len(words) - at), 0, -1):
        span = words[at : at + size]
        if size == 1 and not lexicon().says_something(span):
            continue
        things = index.named(span, tuple(_PARAMETERS))
        if len(things) == 1 and tuple(span) not in lexicon().alike:
            (thing,) = things
            found.things.append((thing.kind, thing.iri, thing.code or thing.title.text))
            found.words.append(f"{{{thing.kind}}}")
            return size
    return 0


def _plan_at(index: Index, words: Sequence[str], at: int, found: _Named) -> int:
    """Take in the one plan that words speak of by several words of its title."""
    if words[at] in lexicon().small:
        return 0
    best: dict[str, int] = {}
    plans, telling = index.plans_titled(words[at]), set[str]()
    for size, word in enumerate(words[at:], 1):
        if word not in lexicon().small:
            plans &= index.plans_titled(word)
            telling.add(word)
        if not plans:
            break
        if len(telling) >= _FEWEST_OF_TITLE and any(map(_YEAR.fullmatch, telling)):
            best.update(dict.fromkeys(plans, size))
    if len(best) != 1:
        return 0
    ((iri, size),) = best.items()
    found.things.append(("plan", iri, iri.rpartition("/")[2]))  # Most questions are of a plan.
    return size


def _takes(name: str, named: _Named) -> bool:
    """Tell whether a query can be narrowed by all that was named."""
    values, _ = _values(name, named)
    return len(values) >= len(named.things) + len(named.years)


def _values(name: str, named: _Named) -> tuple[dict[str, str], dict[str, str]]:
    """Return the values of a query, and what they are called."""
    parameters = _parameters(name)
    values: dict[str, str] = {}
    labels: dict[str, str] = {}
    for kind, iri, called in named.things:
        fitting = [each for each in _PARAMETERS[kind] if each in parameters]
        free = next((each for each in fitting if each not in values), None)
        if free:
            values[free], labels[free] = iri, called
    for year in named.years:
        if "year" in parameters and "year" not in values:
            values["year"] = labels["year"] = year
    return values, labels


@cache
def _parameters(name: str) -> tuple[str, ...]:
    return tuple(queries.load(name).parameters)


def _understood(name: str, named: _Named, language: str) -> Understood:
    values, labels = _values(name, named)
    return Understood(name, _title(name, language), values, labels)


@cache
def _title(name: str, language: str) -> str:
    return queries.load(name).words("summary", language)
