"""The page of an action: what is to be done, by whom, by when, with what money, how measured.

Its facts stand one by one, each with the words of the document that state it.
"""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from plan_graph.pages.ask import own_rows, statements
from plan_graph.pages.description import citation
from plan_graph.pages.layout import render
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Quote, Said, Thing, Words, anchor
from plan_graph.pages.words import day, decimal, listed, words
from plan_graph.vocab import DCTERMS, PLAN, RDF, RDFS, SKOS


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


_STATES = {"status": PLAN.status, "priority": PLAN.priority, "step_of": PLAN.stepOf}


def page(visit: Visit) -> str:
    """Give the page of an action.

    Raises:
        LookupError: If there is no such action.
    """
    action = NamedNode(f"{visit.site.base}id/{visit.path}")
    said = Said(visit, statements(visit, "thing", thing=action))
    if PLAN.Action not in said.values(action, RDF.type):
        raise LookupError(action.value)
    return render(
        visit,
        "action.html",
        action=said.thing(action),
        others=said.other_names(action),
        quotes=said.quotes(action),
        trail_things=_trail(said, action),
        objectives=said.things(action, PLAN.pursues),
        roles=_roles(said, action),
        ministries=said.things(action, PLAN.accountableMinistry),
        mentions=said.things(action, PLAN.mentions),
        deadlines=facts(said, action, PLAN.hasDeadline),
        money=facts(said, action, PLAN.hasFunding),
        indicators=facts(said, action, PLAN.hasIndicator),
        states=[(word, said.things(action, link)) for word, link in _STATES.items()],
        remarks=facts(said, action, PLAN.hasRemark),
        results=[
            (said.name(node), said.quotes(node)) for node in said.parts(action, PLAN.expectedResult)
        ],
        unread=said.quotes(action, PLAN.uninterpreted),
        neighbours=own_rows(visit, "neighbours", thing=action),
        cite=citation(visit, action),
        json_ld=_json_ld(visit, said, action),
    )


def _trail(said: Said, action: NamedNode) -> list[Thing]:
    """Give what the action is a part of, the plan first."""
    found = []
    for link in (PLAN.inPlan, PLAN.inPillar, PLAN.pursues):
        found += said.things(action, link)[:1]
    return found


def _roles(said: Said, action: NamedNode) -> list[tuple[Thing, list[Fact]]]:
    """Give who takes part, by role, in the order in which the document names them."""
    found: dict[Thing, list[Fact]] = {}
    for part in said.parts(action, PLAN.hasParticipation):
        for role in said.things(part, PLAN.role):
            found.setdefault(role, []).append(fact(said, part))
    return list(found.items())


def _json_ld(visit: Visit, said: Said, action: NamedNode) -> dict[str, object]:
    """Describe the action in schema.org, for search engines."""
    return {
        "@context": "https://schema.org",
        "@type": "PlanAction",
        "@id": action.value,
        "identifier": said.text(action, DCTERMS.identifier),
        "name": said.name(action).text,
        "inLanguage": visit.language,
        "agent": [
            {"@type": "GovernmentOrganization", "@id": body.iri, "name": body.name.text}
            for body in said.things(action, PLAN.responsible)
        ],
        "participant": [
            {"@type": "Organization", "@id": body.iri, "name": body.name.text}
            for body in said.things(action, PLAN.partner)
        ],
    }
