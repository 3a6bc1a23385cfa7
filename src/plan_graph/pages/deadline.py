"""Deadlines in words: from when to when, how often, in which months."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from plan_graph.pages.said import Said, Words
from plan_graph.pages.words import day, listed, words
from plan_graph.vocab import PLAN, RDF, RDFS


def deadline_words(said: Said, deadline: NamedNode) -> Words:
    """Say in words when something is due; '' if the data do not tell."""
    language = said.language
    parts = [period(said, deadline), *_rhythm(said, deadline, language)]
    text = ", ".join(filter(None, parts)) or _kind(said, deadline)
    return Words(text[:1].upper() + text[1:], language)


def period(said: Said, deadline: NamedNode) -> str:
    """Say from when to when something goes; '' if the data do not tell."""
    language = said.language
    start, end = (said.text(deadline, term) for term in (PLAN.startDate, PLAN.endDate))
    form = words(language)["deadline"]
    if start and end and start != end:
        return str(form["from_to"]).format(day(start, language), day(end, language))
    if end:
        return str(form["on" if start else "by"]).format(day(end, language))
    return str(form["from"]).format(day(start, language)) if start else ""


def _rhythm(said: Said, deadline: NamedNode, language: str) -> list[str]:
    found = [thing.name.text for thing in said.things(deadline, PLAN.frequency)]
    numbers = sorted(
        int(value.value)
        for value in said.values(deadline, PLAN.month)
        if isinstance(value, Literal) and value.value in map(str, range(1, 13))
    )
    if numbers:
        names = [words(language)["figures"]["months"][number - 1] for number in numbers]
        found.append(str(words(language)["deadline"]["in"]).format(listed(names, language)))
    return found


def _kind(said: Said, deadline: NamedNode) -> str:
    kinds = [node for node in said.nodes(deadline, RDF.type) if isinstance(node, NamedNode)]
    own = [kind for kind in kinds if kind in _KINDS]
    return said.words(own[0], RDFS.label).text if own else ""


_KINDS = (PLAN.OpenDeadline, PLAN.UnparsedDeadline, PLAN.FixedDeadline, PLAN.RecurringDeadline)
