"""Which named query a question in words asks, where that is clear, and with which values.

A body, a part, a plan or a year that is named becomes a value; what is left is compared with the
ways in which people ask the named queries. Where it is not clear, the nearest are offered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from plan_graph.asking import queries
from plan_graph.asking.search.asked import languages
from plan_graph.asking.search.entry import tokens
from plan_graph.asking.search.index import Index
from plan_graph.asking.search.meaning import LONGEST, lexicon
from plan_graph.asking.search.named import PARAMETERS, Named, named_by
from plan_graph.asking.search.wordings import NONE, Fit, is_beyond, wordings

_LEAD = 0.65
"""How much more like a query than any other a question must be, in all, to be sure."""
_FEWEST = 2
_NEAR = 0.3
"""How like a query a question must be for it to be offered."""
_MOST_NEAR = 3
_MOST_WORDS = 50


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
    named = named_by(index, asked[:LONGEST]) if index else Named(list(words))
    if not any(lexicon().says_something((word,)) for word in named.words):
        return Meaning()
    known = {each: wordings(each) for each in languages()}
    spoken = max(known, key=lambda each: (known[each].coverage(named.words), each == language))
    likely = known[spoken].fits(named.words)
    fitting = [each for each in likely if each.name == NONE or _takes(each.name, named)]
    asked_so = known[spoken].same(named.words)
    same = [each for each in fitting if each.name in asked_so]
    ordered = [*same, *(each for each in fitting if each not in same)]
    near = [each for each in ordered if each.name != NONE and each.value >= _NEAR][:_MOST_NEAR]
    offered = tuple(_understood(each.name, named, language) for each in near)
    is_clear = len(same) == 1 if same else fitting[:1] == likely[:1] and _is_clear(likely)
    is_answerable = named.is_known and not is_beyond(words)
    is_first = bool(offered) and ordered[0].name == offered[0].name
    return Meaning(offered[0] if is_answerable and is_first and is_clear else None, offered)


def _is_clear(fits: Sequence[Fit]) -> bool:
    """Tell whether each way to compare has the same query as the first, and with what a lead."""
    lead = 0.0
    for values in zip(*(each.values for each in fits), strict=True):
        first, *others = sorted(values, reverse=True)
        if not first or values[0] < first:
            return False
        lead += first - (others[0] if others else 0.0)
    return bool(fits) and fits[0].name != NONE and lead >= _LEAD


def _takes(name: str, named: Named) -> bool:
    """Tell whether a query can be narrowed by all that was named."""
    values, _ = _values(name, named)
    return len(values) >= len(named.things) + len(named.years) + len(named.days)


def _values(name: str, named: Named) -> tuple[dict[str, str], dict[str, str]]:
    """Return the values of a query, and what they are called."""
    parameters = _parameters(name)
    values: dict[str, str] = {}
    labels: dict[str, str] = {}
    for kind, iri, called in named.things:
        fitting = [each for each in PARAMETERS[kind] if each in parameters]
        free = next((each for each in fitting if each not in values), None)
        if free:
            values[free], labels[free] = iri, called
    for parameter, said in (("year", named.years), ("date", named.days)):
        if said and parameter in parameters:
            values[parameter] = labels[parameter] = said[0]
    return values, labels


@cache
def _parameters(name: str) -> tuple[str, ...]:
    return tuple(queries.load(name).parameters)


def _understood(name: str, named: Named, language: str) -> Understood:
    values, labels = _values(name, named)
    return Understood(name, _title(name, language), values, labels)


@cache
def _title(name: str, language: str) -> str:
    return queries.load(name).words("summary", language)
