"""Which named query a question in words asks, where that is clear, and with which values.

A body, a part or a year that is named becomes a value; what is left must be what the question asks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from plan_graph.asking.search.entry import tokens
from plan_graph.asking.search.index import Found, Index, Question
from plan_graph.asking.search.meaning import LONGEST, MOST_TERMS, Concept, lexicon

_YEAR = re.compile(r"(?:19|20)\d\d")
_PARAMETERS = {
    "plan": ("plan",),
    "pillar": ("pillar",),
    "objective": ("objective",),
    "action": ("action",),
    "body": ("agency", "body", "ministry"),
}
"""The names of the parameters that a thing of a kind may be the value of."""
_FEWEST = 2
_CLEAR, _MARGIN = 0.72, 0.04
_MOST_NAME = 12


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


def understand(index: Index, asked: str, language: str) -> Understood | None:
    """Return the named query that words ask; None where that is not clear."""
    words = tokens(asked[:LONGEST])
    if not _FEWEST <= len(words) <= 2 * MOST_TERMS:
        return None
    things, rest = _named(index, words)
    years = [word for word in rest if _YEAR.fullmatch(word)]
    known = lexicon()
    left = [word for word in rest if word not in years]
    concepts = known.concepts(left, is_typing=False) if left else []
    concepts = [each for each in concepts if known.says_something(each.words)]
    is_question = asked.rstrip().endswith("?") or words[0] in known.asking
    enough = len(concepts) + len(things) + len(years) >= (1 if is_question else _FEWEST + 1)
    if not concepts or not enough:
        return None
    scored = sorted(
        ((_score(each, concepts, things, years), -each.number, each) for each in index.questions),
        key=lambda each: each[:2],
        reverse=True,
    )
    if not scored or scored[0][0] < _CLEAR or _is_close(scored):
        return None
    return _understood(scored[0][2], things, years, language)


def _is_close(scored: Sequence[tuple[float, int, Question]]) -> bool:
    return len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN


def _named(index: Index, words: Sequence[str]) -> tuple[list[Found], list[str]]:
    """Return the things that words name in full, and the words that are left."""
    things, rest, at = [], [], 0
    while at < len(words):
        for size in range(min(_MOST_NAME, len(words) - at), 0, -1):
            span = words[at : at + size]
            if size == 1 and not lexicon().says_something(span):
                continue
            found = index.named(span, tuple(_PARAMETERS))
            if len(found) == 1 and tuple(span) not in lexicon().alike:
                things.append(found[0])
                at += size
                break
        else:
            rest.append(words[at])
            at += 1
    return things, rest


def _score(
    question: Question, concepts: Sequence[Concept], things: Sequence[Found], years: Sequence[str]
) -> float:
    """Return how well a question has what is asked, and not more than that."""
    values, _ = _values(question, things, years)
    if len(values) < len(things) + len(years):
        return 0.0
    return max(_overlap(words, concepts, question.parameters) for words in question.wordings)


def _overlap(
    wording: Sequence[str], concepts: Sequence[Concept], parameters: tuple[str, ...]
) -> float:
    """Return how much of what is asked a wording has, less for what it asks beyond that."""
    held = sum(concept.is_in(wording) for concept in concepts) / len(concepts)
    if held < _CLEAR:
        return 0.0
    own = _own(tuple(wording), parameters)
    asked = [
        word
        for word in own
        if any(each.matches([word], 0) for c in concepts for each in c.wide if len(each.words) == 1)
    ]
    return held * (0.6 + 0.4 * (len(asked) / len(own) if own else 1.0))


@lru_cache(maxsize=1_000)
def _own(wording: tuple[str, ...], parameters: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a wording that say what it asks, beside the values that it takes."""
    known = lexicon()
    said = [word for word in dict.fromkeys(wording) if known.says_something((word,))]
    return tuple(word for word in said if not known.concept((word,)).is_in(parameters))


def _values(
    question: Question, things: Sequence[Found], years: Sequence[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the values of a question, and what they are called."""
    values: dict[str, str] = {}
    labels: dict[str, str] = {}
    for thing in things:
        fitting = [name for name in _PARAMETERS[thing.kind] if name in question.parameters]
        free = next((name for name in fitting if name not in values), None)
        if free:
            values[free] = thing.iri
            labels[free] = thing.code or thing.title.text
    for year in years:
        if "year" in question.parameters and "year" not in values:
            values["year"] = labels["year"] = year
    return values, labels


def _understood(
    question: Question, things: Sequence[Found], years: Sequence[str], language: str
) -> Understood:
    values, labels = _values(question, things, years)
    title = question.titles.get(language) or next(iter(question.titles.values()))
    return Understood(question.name, title, values, labels)
