"""The page of an action: what is to be done, by whom, by when, with what money, how measured."""

from __future__ import annotations

from pyoxigraph import NamedNode

from plan_graph.pages.ask import own_rows, statements
from plan_graph.pages.cite import citation
from plan_graph.pages.facts import Fact, fact, facts
from plan_graph.pages.frame import render
from plan_graph.pages.said import Said, Thing
from plan_graph.pages.site import Visit
from plan_graph.vocab import DCTERMS, PLAN, RDF

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
