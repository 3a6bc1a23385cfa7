"""What is stated although it would follow from the rest, and does not follow from it."""

from __future__ import annotations

from collections.abc import Iterator

from plan_graph.checking.finding import local_name
from plan_graph.checking.inference import infer
from plan_graph.checking.statements import Fault, Statements
from plan_graph.checking.vocabulary import term_name
from plan_graph.rdf.graph import Graph
from plan_graph.vocab import PLAN

_FOLLOWING = (
    PLAN.involves, PLAN.accountableMinistry, PLAN.actorMinistry, PLAN.partOf, PLAN.hasPart
)  # fmt: skip
"""The properties that nobody states: who takes part, which ministries answer, what holds what."""


def derivation_faults(data: Statements) -> Iterator[Fault]:
    """Yield what is stated by properties that follow from others, where these say otherwise.

    A graph that holds what was inferred of it is as good as one that does not.
    """
    stated = [
        (thing, name, value)
        for name in _FOLLOWING
        for thing, values in data.of(name).items()
        for value in values
    ]
    if not stated:
        return
    rest = [triple for triple in data.graph if triple.predicate not in _FOLLOWING]
    follows = {(each.subject, each.predicate, each.object) for each in infer(Graph.of(rest))}
    for thing, name, value in stated:
        if (thing, name, value) not in follows:
            parts = {"property": term_name(name), "found": local_name(value)}
            yield Fault("Violation", "Coherence-derived", thing, name.value, value, parts)
