"""The facts of an action, one by one, each with the words of the document that state it."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from plan_graph.pages.deadline import deadline_words, period
from plan_graph.pages.said import Quote, Said, Thing, Words, anchor
from plan_graph.pages.words import decimal
from plan_graph.vocab import PLAN, RDF, SKOS

_OTHERS = {
    "acting_for": PLAN.actingFor,
    "provider": PLAN.provider,
    "indicator_kind": PLAN.indicatorKind,
    "aspect": PLAN.aspect,
    "absence": PLAN.absence,
}
_MEASURES = {"target": PLAN.hasTarget, "baseline": PLAN.hasBaseline}


class Measure(NamedTuple):
    """A value that an indicator is to reach, or from which it starts; `word` says which."""

    word: str
    words: Words
    quotes: list[Quote]


class Fact(NamedTuple):
    """One fact of an action.

    Attributes:
        anchor: Its place on the page.
        main: What it leads to first: the body, the kind of money, the indicator.
        words: What it says, if it leads to nothing.
        budget_of: Whose budget pays.
        details: What else it says in words: a sum, a period, the heading of its column.
        others: More things by the word of the page for them, such as 'acting_for'.
        measures: The targets and baselines of an indicator.
        inherited: Whether its words stand in a row above that of the action.
        quotes: The words of the document.
    """

    anchor: str
    main: Thing | None
    words: Words
    budget_of: list[Thing]
    details: list[str]
    others: dict[str, list[Thing]]
    measures: list[Measure]
    inherited: bool
    quotes: list[Quote]


def facts(said: Said, action: NamedNode, link: NamedNode) -> list[Fact]:
    """Give the facts to which a property leads, in the order of the document."""
    return [fact(said, part) for part in said.parts(action, link)]


def fact(said: Said, part: NamedNode) -> Fact:
    """Give one fact."""
    main = [*said.things(part, PLAN.actor), *said.things(part, PLAN.fundingKind)]
    words = Words("")
    if said.values(part, SKOS.prefLabel):
        main = [said.thing(part)]
    elif PLAN.Deadline in said.values(part, RDF.type):
        words = deadline_words(said, part)
    elif not main:
        words = said.words(part, PLAN.verbatim)
    others = {word: said.things(part, link) for word, link in _OTHERS.items()}
    return Fact(
        anchor(part.value),
        main[0] if main else None,
        words,
        said.things(part, PLAN.budgetOf) if main else [],
        _details(said, part),
        {word: things for word, things in others.items() if things},
        _measures(said, part),
        said.text(part, PLAN.inherited) == "true",
        said.quotes(part),
    )


def _details(said: Said, part: NamedNode) -> list[str]:
    found = []
    if sum_of_money := said.text(part, PLAN.amount):
        currencies = [node.value.rpartition("/")[2] for node in said.nodes(part, PLAN.currency)]
        found.append(" ".join([decimal(sum_of_money, said.language), *currencies]))
    if PLAN.Funding in said.values(part, RDF.type):
        found.append(period(said, part))
    found += [each.value for each in said.values(part, PLAN.heading) if isinstance(each, Literal)]
    return [text for text in found if text]


def _measures(said: Said, part: NamedNode) -> list[Measure]:
    return [
        Measure(word, said.words(node, PLAN.verbatim), said.quotes(node))
        for word, link in _MEASURES.items()
        for node in said.parts(part, link)
    ]
