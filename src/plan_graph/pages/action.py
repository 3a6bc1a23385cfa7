"""The page of an action: what is to be done, by whom, by when, with what money, how measured."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import NamedNode

from plan_graph.pages.ask import own_rows, statements
from plan_graph.pages.cite import citation
from plan_graph.pages.deadline import deadline_words
from plan_graph.pages.frame import render
from plan_graph.pages.said import Quote, Said, Thing, Words, anchor
from plan_graph.pages.site import Visit
from plan_graph.vocab import DCTERMS, PLAN, RDF, SKOS


class Fact(NamedTuple):
    """One fact of an action with the words that state it.

    Attributes:
        anchor: Its place on the page.
        main: What it leads to first: the body, the kind of money, the indicator.
        words: What it says, if it leads to nothing.
        budget_of: Whose budget pays.
        others: More things by the word of the page for them, such as 'acting_for'.
        quotes: The words of the document.
    """

    anchor: str
    main: Thing | None
    words: Words
    budget_of: list[Thing]
    others: dict[str, list[Thing]]
    quotes: list[Quote]


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
        deadlines=_facts(said, action, PLAN.hasDeadline),
        money=_facts(said, action, PLAN.hasFunding),
        indicators=_facts(said, action, PLAN.hasIndicator),
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
            found.setdefault(role, []).append(_fact(said, part))
    return list(found.items())


def _facts(said: Said, action: NamedNode, link: NamedNode) -> list[Fact]:
    return [_fact(said, part) for part in said.parts(action, link)]


_OTHERS = {
    "acting_for": PLAN.actingFor,
    "provider": PLAN.provider,
    "indicator_kind": PLAN.indicatorKind,
}


def _fact(said: Said, part: NamedNode) -> Fact:
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
        {word: things for word, things in others.items() if things},
        said.quotes(part),
    )


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
