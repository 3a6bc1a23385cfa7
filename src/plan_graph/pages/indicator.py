"""The page of an indicator: what it measures, what it is to reach, what was reported."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import NamedNode

from plan_graph.pages.action import measures
from plan_graph.pages.ask import statements
from plan_graph.pages.description import citation
from plan_graph.pages.layout import render
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Said, Words
from plan_graph.pages.words import decimal
from plan_graph.vocab import DCTERMS, PLAN, RDF


class Value(NamedTuple):
    """A value that was reported for a day, where that was said, and in which workbook."""

    day: str
    value: str
    unit: Words
    source: Words
    note: Words
    workbook: str


def page(visit: Visit) -> str:
    """Return the page of an indicator.

    Raises:
        LookupError: If there is no such indicator.
    """
    indicator = NamedNode(f"{visit.site.base}id/{visit.path}")
    own = Said(visit, statements(visit, "thing", thing=indicator))
    if PLAN.Indicator not in own.values(indicator, RDF.type):
        raise LookupError(indicator.value)
    said = Said(visit, statements(visit, "values", thing=indicator))
    actions = [
        node
        for node in said.subjects()
        if isinstance(node, NamedNode) and indicator in said.values(node, PLAN.hasIndicator)
    ]
    return render(
        visit,
        "indicator.html",
        indicator=own.thing(indicator),
        kind=own.kind(indicator),
        others=own.other_names(indicator),
        quotes=own.quotes(indicator),
        trail_things=[thing for each in actions[:1] for thing in said.things(each, PLAN.inPlan)],
        actions=[said.thing(each) for each in actions],
        kinds=own.things(indicator, PLAN.indicatorKind),
        unit=own.words(indicator, PLAN.unit),
        measures=measures(own, indicator),
        values=_values(said, visit.day.isoformat()),
        cite=citation(visit, indicator),
    )


def _values(said: Said, day: str) -> list[Value]:
    """Return what was reported up to a day, the latest first."""
    found = [
        Value(
            said.text(node, DCTERMS.date),
            decimal(said.text(node, PLAN.reportedValue), said.language),
            said.words(node, PLAN.unit),
            said.words(node, DCTERMS.source),
            said.words(node, DCTERMS.description),
            " ".join(said.text(book, DCTERMS.title) for book in said.parts(node, PLAN.reportedIn)),
        )
        for node in said.subjects()
        if isinstance(node, NamedNode) and said.values(node, PLAN.reportedValue)
    ]
    return sorted((each for each in found if each.day <= day), reverse=True)
