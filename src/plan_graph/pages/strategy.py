"""The page of a strategy: its time, and the action plans that carry it out."""

from __future__ import annotations

from pyoxigraph import NamedNode

from plan_graph.pages.ask import statements
from plan_graph.pages.description import citation
from plan_graph.pages.layout import render
from plan_graph.pages.plans import overviews
from plan_graph.pages.site import Visit
from plan_graph.pages.start import listed
from plan_graph.pages.statements import Said
from plan_graph.vocab import PLAN, RDF


def page(visit: Visit) -> str:
    """Return the page of a strategy.

    Raises:
        LookupError: If there is no such strategy.
    """
    strategy = NamedNode(f"{visit.site.base}id/{visit.path}")
    own = Said(visit, statements(visit, "thing", thing=strategy))
    if PLAN.Strategy not in own.values(strategy, RDF.type):
        raise LookupError(strategy.value)
    linking = Said(visit, statements(visit, "linking", thing=strategy))
    plans = {
        node.value
        for node in linking.subjects()
        if isinstance(node, NamedNode) and strategy in linking.values(node, PLAN.implementsStrategy)
    }
    return render(
        visit,
        "strategy.html",
        strategy=own.thing(strategy),
        kind=own.kind(strategy),
        others=own.other_names(strategy),
        quotes=own.quotes(strategy),
        start=own.text(strategy, PLAN.startDate),
        end=own.text(strategy, PLAN.endDate),
        plans=[listed(visit, each) for each in overviews(visit) if each.iri in plans],
        cite=citation(visit, strategy),
    )
