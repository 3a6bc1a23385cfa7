"""What a question names: plans, parts and bodies by their names and codes, years and days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from plan_graph.asking.search.asked import languages
from plan_graph.asking.search.days import day_at
from plan_graph.asking.search.entry import token_places
from plan_graph.asking.search.index import Index
from plan_graph.asking.search.meaning import lexicon
from plan_graph.asking.search.wordings import ACTION, DAY, YEAR_MARK
from plan_graph.text import YEAR

PARAMETERS = {
    "plan": ("plan",),
    "pillar": ("pillar",),
    "objective": ("objective",),
    "action": ("action",),
    "body": ("agency", "body", "ministry"),
}
"""The names of the parameters that a thing of a kind may be the value of."""
_MOST_NAME = 12
_FEWEST_OF_TITLE = 3
_JOINTS = frozenset(".-/")
"""What joins the numbers of a code."""


@dataclass
class Named:
    """What a question names.

    Attributes:
        words: Its words, with a mark in the place of each thing.
        things: The things, each with its kind and what it is called.
        years: The years.
        days: The days, as in xsd:date.
        is_known: Whether each code that it names is that of a thing.
    """

    words: list[str] = field(default_factory=list)
    things: list[tuple[str, str, str]] = field(default_factory=list)
    years: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    is_known: bool = True


def named_by(index: Index, asked: str) -> Named:
    """Return what a question names in full, and its words with marks in their places."""
    spans = token_places(asked)
    words = [word for _, _, word in spans]
    joined = frozenset(
        at
        for at in range(1, len(words))
        if asked[spans[at - 1][1] : spans[at][0]] in _JOINTS
        and all(_is_number(word) for word in words[at - 1 : at + 1])
    )
    found, at = Named(), 0
    while at < len(words):
        at += (
            _day_at(words, at, found)
            or _plan_at(index, words, at, found)
            or _thing_at(index, words, at, joined, found)
            or _code_at(words, at, joined, found)
            or _word_at(words, at, found)
        )
    return found


def _is_number(word: str) -> bool:
    return word.isdecimal() and not YEAR.fullmatch(word)


def _day_at(words: Sequence[str], at: int, found: Named) -> int:
    size, day = day_at(words, at, languages())
    if size:
        found.words.append(DAY)
    if day:
        found.days.append(day)
    return size


def _thing_at(
    index: Index, words: Sequence[str], at: int, joined: Collection[int], found: Named
) -> int:
    """Take in the one thing whose name begins at a place; return how many words it has."""
    for size in range(min(_MOST_NAME, len(words) - at), 0, -1):
        span = words[at : at + size]
        if size == 1 and not lexicon().says_something(span):
            continue
        if at in joined or at + size in joined:
            continue  # A part of a longer code is another thing's code.
        things = index.named(span, tuple(PARAMETERS))
        if len(things) == 1 and tuple(span) not in lexicon().alike:
            (thing,) = things
            found.things.append((thing.kind, thing.iri, thing.code or thing.title.text))
            found.words.append(f"{{{thing.kind}}}")
            return size
    return 0


def _code_at(words: Sequence[str], at: int, joined: Collection[int], found: Named) -> int:
    """Take in a code that is of no thing."""
    size = 1
    while at + size in joined:
        size += 1
    if size == 1:
        return 0
    found.is_known = False
    found.words.append(ACTION)
    return size


def _word_at(words: Sequence[str], at: int, found: Named) -> int:
    is_year = bool(YEAR.fullmatch(words[at]))
    if is_year:
        found.years.append(words[at])
    found.words.append(YEAR_MARK if is_year else words[at])
    return 1


def _plan_at(index: Index, words: Sequence[str], at: int, found: Named) -> int:
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
        if len(telling) >= _FEWEST_OF_TITLE and any(map(YEAR.fullmatch, telling)):
            best.update(dict.fromkeys(plans, size))
    if len(best) != 1:
        return 0
    ((iri, size),) = best.items()
    found.things.append(("plan", iri, iri.rpartition("/")[2]))  # Most questions are of a plan.
    return size
