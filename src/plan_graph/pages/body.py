"""The page of a body or a group: whom it stands under, and its part in the actions of plans."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from plan_graph.pages.actions import value_of
from plan_graph.pages.ask import statements
from plan_graph.pages.atom import address
from plan_graph.pages.bodies import TELLING_KINDS
from plan_graph.pages.description import citation, schema_type
from plan_graph.pages.layout import render, sentence
from plan_graph.pages.plans import choice
from plan_graph.pages.progress import Followed, follow
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Quote, Said, Thing, Words
from plan_graph.pages.todo import Task, Tasks
from plan_graph.phrases import phrase
from plan_graph.vocab import DCTERMS, PLAN, RDF, SKOS

_ROLES = {
    "responsible": PLAN.responsible,
    "partner": PLAN.partner,
    "accountable": PLAN.accountableMinistry,
    "acting": PLAN.actingFor,
    "budget": PLAN.budgetOf,
    "provider": PLAN.provider,
    "mentioned": PLAN.mentions,
}
"""What a body can have to do with an action, by the word of the page for it."""
_FILTERS = {"responsible": "agency", "partner": "partner", "accountable": "ministry"}
"""The filter of a plan's page that shows the same."""
_TASKS = ("responsible", "partner")
"""The roles in which a body has something to do itself."""
_MOST_LISTED = 50


def _kind(visit: Visit, said: Said, body: NamedNode) -> str:
    """Say of which kind a body is; that it is an actor tells nothing."""
    if {*said.values(body, RDF.type)} & TELLING_KINDS:
        return said.kind(body)
    return sentence(phrase("pages.search.kinds.body", visit.language))


class Tie(NamedTuple):
    """That a body stands under another, or above it."""

    other: Thing
    above: bool
    basis: list[Thing]
    note: Words
    quotes: list[Quote]


class Share(NamedTuple):
    """The actions in which a body has a part of one kind, as many as fit, in the order of plans.

    `more` leads to all of them in the page of the first plan. Those for which the body is
    responsible, or a partner, are told as its tasks.
    """

    word: str
    number: int
    tasks: list[Task]
    listed: list[Thing]
    more: str


def page(visit: Visit) -> str:
    """Return the page of a body: its part in all plans, or in one of many.

    Raises:
        LookupError: If there is no such body.
    """
    body = NamedNode(f"{visit.site.base}id/{visit.path}")
    index = visit.site.index
    plan, plans = choice(visit, index.plans_of(body.value) if index else [])
    said = Said(visit, statements(visit, "thing", plan, thing=body))
    if not said.values(body, RDF.type):
        raise LookupError(body.value)
    followed = follow(visit, body, plan)
    ties = _ties(Said(visit, statements(visit, "body", plan, thing=body)), body)
    return render(
        visit,
        "body.html",
        body=said.thing(body),
        kind=_kind(visit, said, body),
        others=said.other_names(body),
        quotes=said.quotes(body),
        above=[tie for tie in ties if tie.above],
        below=[tie for tie in ties if not tie.above],
        followed=followed,
        feed=address(visit, visit.path) if plan is None else "",
        plans=plans,
        shares=_shares(visit, body, followed, plan),
        cite=citation(visit, body),
        json_ld=_json_ld(said, body, [tie for tie in ties if tie.above]),
    )


def _ties(said: Said, body: NamedNode) -> list[Tie]:
    found = []
    for node in said.subjects():
        if isinstance(node, NamedNode) and PLAN.Subordination in said.values(node, RDF.type):
            for link, above in ((PLAN.superior, True), (PLAN.subordinate, False)):
                found += [
                    Tie(
                        other,
                        above,
                        said.things(node, PLAN.basis),
                        said.words(node, DCTERMS.source),
                        said.quotes(node),
                    )
                    for other in said.things(node, link)
                    if other.iri != body.value
                ]
    return sorted(found, key=lambda tie: tie.other.name.text)


def _shares(
    visit: Visit, body: NamedNode, followed: Followed, plan: NamedNode | None
) -> list[Share]:
    said = Said(visit, statements(visit, "roles", plan, thing=body))
    tasks = Tasks(visit, body, followed, plan)
    actions = [node for node in said.subjects() if isinstance(node, NamedNode)]
    actions.sort(
        key=lambda node: (str(said.nodes(node, PLAN.inPlan)), said.number(node, PLAN.position))
    )
    found = []
    for word, link in _ROLES.items():
        own = [node for node in actions if body in said.values(node, link)]
        if own:
            shown = [said.thing(node) for node in own]
            due = tasks.of(shown)[:_MOST_LISTED] if word in _TASKS else []
            listed = [] if due else shown[:_MOST_LISTED]
            found.append(Share(word, len(own), due, listed, _more(said, own[0], body, word)))
    return found


def _more(said: Said, action: NamedNode, body: NamedNode, word: str) -> str:
    plans = said.things(action, PLAN.inPlan)
    if word not in _FILTERS or not plans or not plans[0].href:
        return ""
    return f"{plans[0].href}?{urlencode({_FILTERS[word]: value_of(body.value)})}#actions"


def _json_ld(said: Said, body: NamedNode, above: list[Tie]) -> dict[str, object]:
    """Describe the body in schema.org, for search engines."""
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": schema_type(said, body),
        "@id": body.value,
        "name": said.name(body).text,
        "alternateName": said.text(body, SKOS.notation),
    }
    if above:
        is_ministry = NamedNode(above[0].other.iri) in said.values(body, PLAN.parentMinistry)
        found["parentOrganization"] = {
            "@type": "GovernmentOrganization" if is_ministry else "Organization",
            "@id": above[0].other.iri,
            "name": above[0].other.name.text,
        }
    return found
