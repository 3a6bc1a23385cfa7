"""The pages of pillars and objectives: what they are for, and what is below them."""

from __future__ import annotations

from pyoxigraph import NamedNode

from plan_graph.pages.action import fact
from plan_graph.pages.actions import items
from plan_graph.pages.ask import statements
from plan_graph.pages.atom import address
from plan_graph.pages.description import citation
from plan_graph.pages.layout import render
from plan_graph.pages.plan import MOST_ACTIONS
from plan_graph.pages.progress import follow
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Said
from plan_graph.pages.tree import grow
from plan_graph.vocab import PLAN, RDF

_KINDS = {PLAN.Pillar, PLAN.Objective, PLAN.GeneralObjective, PLAN.SpecificObjective}


def page(visit: Visit) -> str:
    """Return the page of a pillar or an objective.

    Raises:
        LookupError: If there is no such part.
    """
    part = NamedNode(f"{visit.site.base}id/{visit.path}")
    own = Said(visit, statements(visit, "thing", thing=part))
    if not _KINDS & set(own.values(part, RDF.type)):
        raise LookupError(part.value)
    said = Said(visit, [*statements(visit, "actions", thing=part),
                        *statements(visit, "structure", thing=part)])  # fmt: skip
    followed = follow(visit, part)
    every = items(said, followed)
    links = (PLAN.inPlan, PLAN.inPillar, PLAN.refines)
    return render(
        visit,
        "part.html",
        part=own.thing(part),
        kind=own.kind(part),
        others=own.other_names(part),
        quotes=own.quotes(part),
        trail_things=[thing for link in links for thing in own.things(part, link)],
        results=[
            (own.name(node), own.quotes(node)) for node in own.parts(part, PLAN.expectedResult)
        ],
        indicators=[fact(own, node) for node in own.parts(part, PLAN.hasIndicator)],
        followed=followed,
        feed=address(visit, visit.path),
        counts=followed.counts(node.value for node in every),
        tree=grow(said, part, every, prune=False),
        with_items=len(every) <= MOST_ACTIONS,
        cite=citation(visit, part),
    )
